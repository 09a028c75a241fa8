/** A phone number in one form, +1 and ten digits for North America; empty when it is none. */
export function phoneOf(text: string): string {
  const international = text.trim().startsWith('+');
  const digits = text.replace(/\.0+$/, '').replace(/\D/g, '');
  if (international && !(digits.length === 11 && digits.startsWith('1'))) return digits.length >= 7 && digits.length <= 15 ? `+${digits}` : '';
  const ten = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return /^[2-9]\d{9}$/.test(ten) ? `+1${ten}` : '';
}

/** A ZIP or ZIP+4 as its sender meant it: spreadsheets drop leading zeros and add ".0". */
export function postalCodeOf(text: string): string {
  const plain = text.trim().replace(/\.0+$/, '');
  const digits = plain.replace(/-/g, '');
  if (!/^\d+$/.test(digits)) return plain;
  if (plain.includes('-')) return plain.split('-').map((part, index) => part.padStart(index ? 4 : 5, '0')).join('-');
  if (digits.length <= 5) return digits.padStart(5, '0');
  const nine = digits.padStart(9, '0');
  return digits.length > 9 ? digits : `${nine.slice(0, 5)}-${nine.slice(5)}`;
}

/** A CMS certification number: six characters, with the zeros that spreadsheets drop. */
export function ccnOf(text: string): string {
  const plain = text.trim().toUpperCase().replace(/\.0+$/, '');
  return /^\d{1,6}$/.test(plain) ? plain.padStart(6, '0') : plain;
}

/** What people type to find a customer. */
export type SearchTerms =
  | { readonly kind: 'none' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'customer'; readonly customerId: number }
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'words'; /** The longest word: names that begin with it come first. */ readonly begins: string; readonly patterns: readonly string[] };

const MOST_WORDS = 4; // the search function takes four; more only narrow what four have found

/** Reads a search text: `C 20771` an id, digits a number (NPI, CCN, phone), all else the beginnings of name words. */
export function searchTermsOf(text: string, searchable: (text: string) => string): SearchTerms {
  const plain = text.trim();
  const id = /^c\s*-?\s*(\d{1,12})$/i.exec(plain);
  if (id) return { kind: 'customer', customerId: Number(id[1]) };
  const digits = plain.replace(/[\s().+-]/g, '');
  if (/^\d{4,15}[A-Z]?$/i.test(digits)) return { kind: 'number', digits: digits.toUpperCase() };
  const words = searchable(plain).split(' ').filter(Boolean);
  if (words.length === 0) return { kind: plain ? 'nobody' : 'none' }; // signs alone begin no name
  // The longest word first: it is the most selective, and the index is asked for it.
  const longest = [...words].sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
  return { kind: 'words', begins: longest[0] ?? '', patterns: longest.map((word) => `% ${word}%`) };
}
