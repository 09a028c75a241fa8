const SMALL = new Set(['of', 'and', 'the', 'for', 'at', 'in', 'on', 'de', 'la', 'del', 'by']);
const KEPT = new Set(['LLC', 'LLP', 'PC', 'PA', 'PLLC', 'PLC', 'LTD', 'MD', 'DO', 'DDS', 'DMD', 'PHD', 'RN', 'NP', 'DBA', 'USA', 'US', 'VA', 'ER', 'ENT', 'OB', 'GYN', 'MRI', 'II', 'III', 'IV', 'HMO', 'PPO', 'PSC', 'SC', 'NYU', 'UCLA', 'USC', 'CVS', 'HCA']);
const SUFFIX = /^(jr|sr|ii|iii|iv|v|md|do|phd|np|pa|dds)\.?$/i;
const PARTICLES = new Set(['de', 'del', 'dela', 'della', 'der', 'di', 'du', 'la', 'le', 'st', 'st.', 'van', 'von', 'den', 'ter', 'bin', 'al', 'el']);

// Millions of names are made of a few thousand words: spelling each once is three times as fast. Emptied when full, so that memory stays flat.
const spelled = new Map<string, string>();
const MOST_SPELLED = 20_000;

function word(text: string): string {
  const known = spelled.get(text);
  if (known !== undefined) return known;
  if (spelled.size >= MOST_SPELLED) spelled.clear();
  const now = spell(text);
  spelled.set(text, now);
  return now;
}

function spell(text: string): string {
  const bare = text.replace(/[.,()]/g, '');
  if (KEPT.has(bare.toUpperCase())) return text.toUpperCase();
  if (/^[A-Z]\.?$/i.test(text)) return text.toUpperCase();
  const lower = text.toLowerCase();
  const capital = lower.replace(/(^|[-'’/&(.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()).replace(/(['’])S\b/g, '$1s');
  return capital.replace(/^(Mc)(\p{L})/u, (_, mc: string, letter: string) => mc + letter.toUpperCase());
}

/** A name as one writes it: sources in ALL CAPS are put in title case, all others are left as they came. */
export function displayName(text: string): string {
  if (text === '') return text; // most second lines of addresses
  const clean = text.replace(/\s+/g, ' ').trim();
  if (/\p{Ll}/u.test(clean)) return clean;
  return clean.split(' ').map((part, index) => (index > 0 && SMALL.has(part.toLowerCase()) ? part.toLowerCase() : word(part))).join(' ');
}

/** Text for sorting and searching: lower case, no accents, words apart by one space. */
export const searchable = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/['’.]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

export type PersonName = { readonly given: string; readonly family: string; readonly suffix: string };

/** Given and family name of a person whose source has one field: "James Low, Jr" or "Maria de la Cruz". */
export function splitName(full: string): PersonName {
  const [before = '', ...after] = full.replace(/\s+/g, ' ').trim().split(',').map((part) => part.trim());
  const parts = before.split(' ').filter(Boolean);
  const suffixes = after.filter(Boolean);
  while (parts.length > 2 && SUFFIX.test(parts.at(-1) as string)) suffixes.unshift(parts.pop() as string);
  let start = Math.max(parts.length - 1, 0);
  while (start > 1 && PARTICLES.has((parts[start - 1] as string).toLowerCase())) start -= 1;
  return { given: parts.slice(0, start).join(' '), family: parts.slice(start).join(' '), suffix: suffixes.map((suffix) => suffix.replace('.', '')).join(' ') };
}

/** How a person is sorted: family name first. */
export const sortNameOf = ({ given, family, name }: { given?: string | null; family?: string | null; name: string }): string =>
  searchable(family ? `${family} ${given ?? ''}` : name);

/** M.D. and m.d. are MD; several stay apart by commas. */
export const credentialOf = (text: string): string =>
  text.split(/[,;/]+|\s+(?=\p{L}{2,})/u).map((part) => part.replace(/[.\s]/g, '')).filter(Boolean).map((part) => (part === part.toLowerCase() ? part.toUpperCase() : part)).join(', ');
