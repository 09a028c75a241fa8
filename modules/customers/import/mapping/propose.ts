import { isNpi } from '../../rules/npi.ts';
import { STATES, type Step } from './types.ts';

/** What the values of a column look like. */
export const VALUE_TYPES = ['empty', 'npi', 'email', 'phone', 'date', 'whole number', 'number', 'yes or no', 'state', 'postal code', 'taxonomy', 'text'] as const;
type ValueType = (typeof VALUE_TYPES)[number];
export type ColumnGuess = { readonly column: string; readonly type: ValueType; readonly filled: number; readonly samples: readonly string[]; readonly dateFormat: string | null };
export type Proposal = { readonly field: string; readonly from: readonly string[]; readonly do: readonly Step[]; readonly certain: boolean };

const STATE_CODES = new Set(STATES);
const DATE_FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}-(0?[1-9]|1[0-2])-\d{1,2}/, 'YYYY-MM-DD'], [/^(0?[1-9]|1[0-2])\/\d{1,2}\/\d{4}$/, 'MM/DD/YYYY'], [/^\d{1,2}\/(0?[1-9]|1[0-2])\/\d{4}$/, 'DD/MM/YYYY'],
  [/^\d{1,2}\.(0?[1-9]|1[0-2])\.\d{4}$/, 'DD.MM.YYYY'], [/^\d{4}(0[1-9]|1[0-2])([0-2]\d|3[01])$/, 'YYYYMMDD'],
];
const TESTS: readonly (readonly [ValueType, (text: string) => boolean])[] = [
  ['npi', (text) => isNpi(text.replace(/\.0$/, ''))], ['email', (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)], ['taxonomy', (text) => /^\d{3}[A-Z0-9]{6}X$/.test(text)],
  ['date', (text) => DATE_FORMATS.some(([form]) => form.test(text))], ['yes or no', (text) => /^(y|n|yes|no|true|false|t|f)$/i.test(text)], ['state', (text) => STATE_CODES.has(text.toUpperCase())],
  ['phone', (text) => /^\+?1?[\s(.-]*[2-9]\d{2}[\s).-]*\d{3}[\s.-]*\d{4}$/.test(text)], ['postal code', (text) => /^\d{5}(-\d{4})?$/.test(text)], ['whole number', (text) => /^-?\d+$/.test(text)],
  ['number', (text) => /^-?[\d,]*\.?\d+$/.test(text)],
];
const MOSTLY = 0.9; // a list may have a tenth of dirt and still be what it is
const SAMPLES = 3;

/** What each column holds, from the values of the first rows. */
export function describeColumns(header: readonly string[], rows: readonly (readonly string[])[]): ColumnGuess[] {
  return header.map((column, place) => {
    const values = rows.map((row) => (row[place] ?? '').trim()).filter(Boolean);
    const type = values.length === 0 ? 'empty' : TESTS.find(([, fits]) => values.filter(fits).length >= values.length * MOSTLY)?.[0] ?? 'text';
    const dateFormat = type === 'date' ? [...DATE_FORMATS].sort(([a], [b]) => values.filter((one) => b.test(one)).length - values.filter((one) => a.test(one)).length)[0]?.[1] ?? null : null;
    return { column, type, filled: rows.length ? values.length / rows.length : 0, samples: [...new Set(values)].slice(0, SAMPLES), dateFormat };
  });
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bnpi\b|national provider/, 'npi'], [/\bccn\b|facility ?id|certification number/, 'ccn'], [/first ?name|given|forename|^first$/, 'given_name'], [/last ?name|family|surname|^last$/, 'family_name'],
  [/e-?mail/, 'email'], [/mobile|cell/, 'mobile'], [/fax/, 'fax'], [/phone|\btel/, 'phone'], [/\bzip|post(al)? ?code|postcode/, 'postal_code'], [/\bcity\b|town/, 'city'], [/licen[cs]e.*state/, 'licence_state'],
  [/licen[cs]e.*(exp|until|end)/, 'licence_valid_until'], [/licen[cs]e/, 'licence'], [/^(practice )?state\b|province/, 'state'], [/county/, 'county'], [/country/, 'country'], [/(address|street|line) ?2|suite/, 'line2'], [/street|address/, 'line1'], [/taxonomy/, 'specialty'],
  [/special/, 'specialty_name'], [/credential|degree|^title$/, 'credential'], [/decile|segment rank/, 'decile'], [/language/, 'language'], [/customer type|account type|record type|^type$|^kind$/, 'kind'],
  [/name/, 'name'], [/(^|\W|_)(id|key|number|no)$/, 'id'],
];
const BY_TYPE: Partial<Readonly<Record<ValueType, string>>> = { npi: 'npi', email: 'email', taxonomy: 'specialty', state: 'state' };

/** A mapping to begin with: by what the columns are called, else by what they hold; each field once. Sure where name and values agree. */
export function proposeMapping(columns: readonly ColumnGuess[]): Proposal[] {
  const taken = new Set<string>();
  return columns.flatMap(({ column, type, dateFormat }) => {
    const plain = column.toLowerCase().replace(/[_\s-]+/g, ' ').trim();
    const byName = WORDS.find(([words]) => words.test(plain))?.[1];
    const byValue = BY_TYPE[type];
    const field = byName === 'npi' || byValue === undefined ? byName : byName && byValue !== 'state' && byName !== byValue ? byValue : byName ?? byValue;
    if (field === undefined || taken.has(field) || type === 'empty') return [];
    taken.add(field);
    const steps: Step[] = field === 'kind' ? [{ do: 'kind' }] : field === 'licence_valid_until' && dateFormat && dateFormat !== 'YYYY-MM-DD' && dateFormat !== 'MM/DD/YYYY' ? [{ do: 'date', format: dateFormat }] : [];
    return [{ field, from: [column], do: steps, certain: byName === field && (byValue === undefined || byValue === field) }];
  });
}
