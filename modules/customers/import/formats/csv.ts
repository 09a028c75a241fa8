import { z } from 'zod';
import { Problem } from '#platform/problem';
import { credentialOf, displayName, sortNameOf, splitName } from '../../rules/names.ts';
import { isNpi } from '../../rules/npi.ts';
import { ccnOf, phoneOf, postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, codeOf, dateOf, quantityOf, said, textOf } from '../cells.ts';
import { applySteps } from '../mapping/apply-steps.ts';
import { FIELDS, mappingDefinition, type Field, type MappingDefinition, type Step } from '../mapping/types.ts';
import type { Cells, Facts, Fault, OpenFormat, ReadRow } from '../types.ts';

// Any other system's list: the caller says which column is which of our fields.

const KINDS = new Set(['hcp', 'hco', 'idn', 'payer', 'plan', 'pharmacy', 'contact']);
const plainMapping = z.record(z.string(), z.string());

function nearest(name: string, among: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return among.find((one) => plain(one) === plain(name)) ?? among.find((one) => plain(one).includes(plain(name)) || plain(name).includes(plain(one)));
}

const refused = (fields: readonly { field: string; message: string }[]) => new Problem('customers.import_mapping', { fields: [...fields], detail: fields.map(({ field, message }) => `${field} ${message}.`).join(' ') });

/** A mapping as it is kept; {"column": "field"} is the short form of one without steps. */
export function definitionOf(mapping: unknown): MappingDefinition {
  const plain = plainMapping.safeParse(mapping);
  const whole = plain.success ? { fields: Object.entries(plain.data).map(([column, field]) => ({ field, from: [column] })) } : mapping;
  const parsed = mappingDefinition.safeParse(whole);
  if (parsed.success) return parsed.data;
  if (!plain.success && (typeof mapping !== 'object' || mapping === null || !('fields' in mapping))) throw new Problem('customers.import_mapping', { detail: 'The mapping is an object from column to field, such as {"Account NPI": "npi", "Account name": "name"}.' });
  throw refused(parsed.error.issues.map((issue) => {
    const place = issue.path[1];
    const given = plain.success && typeof place === 'number' ? Object.entries(plain.data)[place] : undefined;
    return given ? { field: given[0], message: `“${given[1]}” is no field; the fields are ${FIELDS.join(', ')}` } : { field: issue.path.join('.') || 'mapping', message: issue.message };
  }));
}

type Teller = { readonly field: string; readonly places: readonly number[]; readonly steps: readonly Step[] };

function tellersOf(columns: Columns, { fields }: MappingDefinition): Teller[] {
  const faults: { field: string; message: string }[] = [];
  const seen = new Set<string>();
  const tellers = fields.map(({ field, from, do: steps }) => {
    for (const column of from) {
      const meant = nearest(column, columns.names);
      if (!columns.has(column)) faults.push({ field: column, message: `is no column of the file${meant ? `; did you mean “${meant}”?` : `; its columns are ${columns.names.slice(0, 40).join(', ')}`}` });
    }
    if (seen.has(field)) faults.push({ field: from[0] ?? field, message: `“${field}” is mapped twice` });
    if (from.length === 0 && !steps.some((one) => one.do === 'constant')) faults.push({ field, message: 'has neither a column nor a constant' });
    seen.add(field);
    return { field, places: from.map((column) => columns.at(column)), steps };
  });
  if (faults.length === 0 && !['id', 'npi', 'ccn'].some((field) => seen.has(field))) faults.push({ field: 'mapping', message: 'maps no column to npi, ccn or id; one of them tells whom a line is about' });
  if (faults.length === 0 && !seen.has('name') && !seen.has('family_name')) faults.push({ field: 'mapping', message: 'maps no column to name, or to given_name and family_name' });
  if (faults.length) throw refused(faults);
  return tellers;
}

function tell(tellers: readonly Teller[], cells: Cells): { values: ReadonlyMap<string, string>; faults: Fault[] } {
  const values = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { field, places, steps } of tellers) {
    const told = applySteps(steps, places.map((place) => textOf(cells.cell(place))).filter(Boolean).join(' '));
    if (told.ok) values.set(field, textOf(told.text));
    else faults.push({ field, reason: told.reason, remedy: told.remedy });
  }
  return { values, faults };
}

type Get = (field: Field) => string;

function nameFacts(get: Get, kind: string): Facts {
  const given = displayName(get('given_name'));
  const family = displayName(get('family_name'));
  const full = displayName(get('name')) || [given, family].filter(Boolean).join(' ');
  if (kind !== 'hcp' && kind !== 'contact') return { name: full, sort_name: sortNameOf({ name: full }), pronoun: 'it' };
  const parts = family ? { given, family } : splitName(full);
  return { name: full, given_name: parts.given, family_name: parts.family, sort_name: sortNameOf({ ...parts, name: full }), credential: credentialOf(get('credential')) };
}

function placeFacts(get: Get): Facts {
  const postalCode = get('postal_code') ? postalCodeOf(get('postal_code')) : '';
  const here = { city: displayName(get('city')), state: get('state').toUpperCase(), postal_code: postalCode };
  const line1 = get('line1');
  const phone = phoneOf(codeOf(get('phone')));
  const fax = phoneOf(codeOf(get('fax')));
  const mobile = phoneOf(codeOf(get('mobile')));
  return {
    ...here, time_zone: timeZoneOf(here.state, postalCode) ?? '',
    addresses: line1 || here.city ? [said({ type: 'practice', line1, line2: get('line2'), ...here, county: get('county') })] : [],
    contact_points: [
      ...(phone ? [{ kind: 'phone', value: phone }] : []), ...(fax ? [{ kind: 'fax', value: fax }] : []), ...(mobile ? [{ kind: 'sms', value: mobile }] : []),
      ...(get('email') ? [{ kind: 'email', value: get('email').toLowerCase() }] : []),
    ],
  };
}

function measuresOf(values: ReadonlyMap<string, string>, period: string) {
  return [...values].filter(([field, text]) => field.startsWith('measure:') && text !== '').map(([field, text]) => ({ name: field.slice(8), period, subject: '', value: quantityOf(text) as number }));
}

function specialtiesOf(get: Get) {
  const code = get('specialty').toUpperCase();
  return code ? [said({ code, rank: 1, licence: get('licence'), licence_state: get('licence_state').toUpperCase() })] : [];
}

function faultsOf(get: Get, ids: { npi: string; id: string; ccn: string }): Fault[] {
  const kind = get('kind').toLowerCase();
  const decile = get('decile');
  const check = (field: Field, wrong: boolean, [reason, remedy]: readonly [string, string]): Fault[] => (wrong ? [{ field, reason, remedy }] : []);
  return [
    ...check('npi', ids.npi !== '' && !isNpi(ids.npi), [`“${ids.npi}” is no NPI: ten digits whose check digit fits are needed`, 'Take the number from the NPPES registry again.']),
    ...check('id', !ids.npi && !ids.id && !ids.ccn, ['no NPI, CCN or id', 'Fill one of them: it tells whom the line is about.']),
    ...check('name', !get('name') && !get('family_name'), ['is empty', 'Give a name.']),
    ...check('kind', kind !== '' && !KINDS.has(kind), [`“${kind}” is no kind`, `Use one of ${[...KINDS].join(', ')}.`]),
    ...check('email', get('email') !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(get('email')), ['is no e-mail address', 'Write it as name@domain.']),
    ...check('phone', get('phone') !== '' && !phoneOf(codeOf(get('phone'))), [`“${get('phone')}” is no phone number`, 'Give ten digits, or + and the country code.']),
    ...check('mobile', get('mobile') !== '' && !phoneOf(codeOf(get('mobile'))), [`“${get('mobile')}” is no phone number`, 'Give ten digits, or + and the country code.']),
    ...check('decile', decile !== '' && !/^([1-9]|10)$/.test(codeOf(decile)), [`“${decile}” is no decile`, 'Use a whole number from 1 to 10.']),
    ...check('licence_valid_until', get('licence_valid_until') !== '' && !dateOf(get('licence_valid_until')), [`“${get('licence_valid_until')}” is no date`, 'Write it as YYYY-MM-DD or MM/DD/YYYY.']),
  ];
}

const notNumbers = (values: ReadonlyMap<string, string>): Fault[] => [...values].filter(([field, text]) => field.startsWith('measure:') && text !== '' && quantityOf(text) === null)
  .map(([field, text]) => ({ field, reason: `“${text}” is no number`, remedy: 'Write a plain number, or leave it empty.' }));

export const openCsv: OpenFormat = ({ header, mapping }) => {
  const definition = definitionOf(mapping);
  const tellers = tellersOf(new Columns(header), definition);
  return (cells): ReadRow => {
    const { values, faults: untold } = tell(tellers, cells);
    const get: Get = (field) => values.get(field) ?? '';
    const ids = { npi: codeOf(get('npi')), id: codeOf(get('id')), ccn: get('ccn') ? ccnOf(get('ccn')) : '' };
    const faults = [...untold, ...faultsOf(get, ids).filter((fault) => !untold.some((other) => other.field === fault.field)), ...notNumbers(values)];
    if (faults.length) return { ok: false, faults };
    const kind = get('kind').toLowerCase() || (ids.ccn ? 'hco' : 'hcp');
    const numbers = [['npi', ids.npi], ['ccn', ids.ccn], [definition.source, ids.id]].filter(([, value]) => value).map(([system, value]) => ({ system: system as string, value: value as string }));
    const facts = said({
      kind, status: 'active', ...said(nameFacts(get, kind)), ...placeFacts(get), specialty: get('specialty').toUpperCase(), specialty_name: get('specialty_name'),
      language: get('language').toLowerCase(), decile: quantityOf(get('decile')) ?? undefined, licence_valid_until: dateOf(get('licence_valid_until')) ?? '',
      identifiers: numbers, specialties: specialtiesOf(get), measures: measuresOf(values, definition.period),
    });
    const first = numbers[0] as { system: string; value: string };
    return { ok: true, row: { key: ids.id || first.value, idSystem: first.system, idValue: first.value, facts } };
  };
};
