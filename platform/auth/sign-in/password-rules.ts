import { COMMON } from './common-passwords.ts';

const LEAST_LENGTH = 12;
const GREATEST_LENGTH = 128;

export type PasswordFault = 'too_short' | 'too_long' | 'common' | 'names_you' | 'repeats';

const LOOKS_LIKE: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i' };
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
/** Letters alone, with what stands for a letter read as one: P@ssw0rd-2026 is password. */
const letters = (text: string): string => plain(text).replace(/[013457@$!]/g, (sign) => LOOKS_LIKE[sign] ?? '').replace(/[^a-z]/g, '');
const SEQUENCES = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', '01234567890123456789', '98765432109876543210'];

function isPattern(text: string): boolean {
  if (new Set(text).size < 5) return true;
  return SEQUENCES.some((row) => row.includes(text.slice(0, 10)) || row.includes(text.slice(-10)));
}

const isCommon = (text: string): boolean => {
  const [asIs, read, bare] = [plain(text), letters(text), letters(plain(text).replace(/[\d\W_]+$/, ''))];
  return [asIs, read, bare].some((one) => COMMON.has(one) || (one.length % 2 === 0 && COMMON.has(one.slice(0, one.length / 2)) && one.slice(0, one.length / 2) === one.slice(one.length / 2)));
};

/** Why a password may not be taken, or null (ASVS 6.2: length, no composition, none that is common or names its owner). */
export function passwordFault(password: string, owner: { readonly name: string; readonly email: string }): PasswordFault | null {
  const length = [...password].length;
  if (length < LEAST_LENGTH) return 'too_short';
  if (length > GREATEST_LENGTH) return 'too_long';
  const text = plain(password);
  const names = [...plain(owner.name).split(/[^\p{L}]+/u), ...plain(owner.email).split('@')[0]!.split(/[^\p{L}]+/u), plain(owner.email).split('@')[0]!].filter((name) => name.length >= 4);
  if (names.some((name) => text.includes(name))) return 'names_you';
  if (isPattern(text)) return 'repeats';
  return isCommon(password) ? 'common' : null;
}
