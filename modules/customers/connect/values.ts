import { dateOf } from '../import/cells.ts';
import type { FieldKind } from './types.ts';

export type Value = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string; readonly remedy: string };
const said = (text: string): Value => ({ ok: true, text });

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** A Salesforce id in its form of 18 characters, which is the same in any case; reports give 15. Other ids stay as they are. */
function longId(text: string): string {
  if (!/^[A-Za-z0-9]{15}$/.test(text) || !/^[a-zA-Z0-9]{3}[A-Za-z0-9]/.test(text) || /^V[A-Z0-9]{2}0{3}/.test(text)) return text; // Vault's own ids have 15 characters too
  const suffix = [0, 5, 10].map((from) => {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) if (/[A-Z]/.test(text.charAt(from + place))) bits |= 1 << place;
    return ID_LETTERS.charAt(bits);
  });
  return text + suffix.join('');
}

const FIRST_YEAR = 1990; // no CRM has a call or a consent from before; 1900 and 1901 are what systems write for “none”
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/;
const US = /^(\d{1,2}\/\d{1,2}\/\d{4})(?:,?\s+(\d{1,2}):(\d\d)\s*([AP]M)?)?$/i;

function isoOf(text: string): string | null {
  const us = US.exec(text);
  if (us) {
    const day = dateOf(us[1]);
    const hour = us[2] === undefined ? 12 : (Number(us[2]) % (us[4] ? 12 : 24)) + (/pm/i.test(us[4] ?? '') ? 12 : 0);
    return day && `${day}T${String(hour).padStart(2, '0')}:${us[3] ?? '00'}:00Z`;
  }
  const iso = ISO.exec(text);
  if (!iso || !dateOf(text.slice(0, 10))) return null;
  const [, year, month, day, hour = '12', minute = '00', second = '00', zone = 'Z'] = iso; // a day without an hour is its noon, the same day from Honolulu to Berlin
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`}`;
}

function instantOf(text: string): Value {
  const iso = isoOf(text);
  const at = iso === null ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(at)) return { ok: false, reason: `“${text}” is no instant`, remedy: 'Export it as the Data Loader does, such as 2026-11-23T14:30:00.000Z.' };
  if (Number(text.match(/\d{4}/)?.[0]) < FIRST_YEAR) return { ok: false, reason: `“${text}” lies before ${FIRST_YEAR}`, remedy: 'Give the day on which it happened; 1900 and 1901 stand for none.' };
  return said(new Date(at).toISOString());
}

const names = new Intl.DisplayNames(['en'], { type: 'region' });
const BY_NAME = new Map<string, string>([['usa', 'US'], ['uk', 'GB'], ['england', 'GB'], ['great britain', 'GB'], ['united states of america', 'US'], ['czech republic', 'CZ'], ['korea', 'KR'], ['south korea', 'KR'], ['deutschland', 'DE'], ['españa', 'ES'], ['italia', 'IT'], ['schweiz', 'CH'], ['österreich', 'AT'], ['brasil', 'BR'], ['méxico', 'MX'], ['日本', 'JP']]);
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
for (const first of LETTERS) {
  for (const second of LETTERS) {
    const name = names.of(first + second);
    if (name && name !== first + second && !['EU', 'EZ', 'UN', 'UK', 'ZZ', 'XA', 'XB'].includes(first + second)) BY_NAME.set(name.toLowerCase(), first + second);
  }
}
const CODES = new Set(BY_NAME.values());

function countryOf(text: string): Value {
  const code = text.toUpperCase().replace(/__(C|V|SYS)$/, '');
  const found = CODES.has(code) ? code : BY_NAME.get(text.toLowerCase());
  return found ? said(found) : { ok: false, reason: `“${text}” is no country`, remedy: 'Give the two letters of ISO 3166 or the English name; translate an id with a lookup in the mapping.' };
}

const YES = /^(true|t|yes|y|1)$/i;
const NO = /^(false|f|no|n|0)$/i;

/** A text as a value of its kind; the same value is always the same text. */
export function valueOf(kind: FieldKind, text: string): Value {
  if (text === '' || kind === 'text') return said(text);
  if (kind === 'id') return said(longId(text));
  if (kind === 'instant') return instantOf(text);
  if (kind === 'country') return countryOf(text);
  if (kind === 'flag') return YES.test(text) ? said('true') : NO.test(text) ? said('') : { ok: false, reason: `“${text}” is neither true nor false`, remedy: 'Give true or false.' };
  if (kind === 'day') { const day = dateOf(text); return day && Number(day.slice(0, 4)) >= FIRST_YEAR ? said(day) : { ok: false, reason: `“${text}” is no day since ${FIRST_YEAR}`, remedy: 'Write it as YYYY-MM-DD.' }; }
  if (kind === 'email') return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text) ? said(text.toLowerCase()) : { ok: false, reason: 'is no e-mail address', remedy: 'Write it as name@domain.' };
  return /^-?\d+(\.\d+)?$/.test(text) ? said(String(Number(text))) : { ok: false, reason: `“${text}” is no number`, remedy: 'Write a plain number, or leave it empty.' };
}
