import { z } from 'zod';
import { Problem } from '#platform/problem';
import { credentialOf, displayName, sortNameOf, splitName } from '../../rules/names.ts';
import { isNpi } from '../../rules/npi.ts';
import { ccnOf, phoneOf, postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, codeOf, dateOf, quantityOf, said, textOf } from '../cells.ts';
import type { Facts, Fault, OpenFormat, ReadRow } from '../types.ts';

// Any other system's list: the caller says which column is which of our fields.

const CSV_FIELDS = [
  'id', 'npi', 'ccn', 'kind', 'name', 'given_name', 'family_name', 'credential', 'specialty', 'specialty_name', 'line1', 'line2', 'city', 'state', 'postal_code', 'county',
  'phone', 'fax', 'email', 'language', 'decile', 'licence_valid_until',
] as const;
type Field = (typeof CSV_FIELDS)[number];
const KINDS = new Set(['hcp', 'hco', 'idn', 'payer', 'plan', 'pharmacy', 'contact']);

const mappingShape = z.record(z.string(), z.string());

function nearest(name: string, among: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return among.find((one) => plain(one) === plain(name)) ?? among.find((one) => plain(one).includes(plain(name)) || plain(name).includes(plain(one)));
}

function fieldsOf(columns: Columns, mapping: unknown): Map<Field, number> {
  const parsed = mappingShape.safeParse(mapping);
  if (!parsed.success) throw new Problem('customers.import_mapping', { detail: 'The mapping is an object from column to field, such as {"Account NPI": "npi", "Account name": "name"}.' });
  const faults: { field: string; message: string }[] = [];
  const found = new Map<Field, number>();
  for (const [column, field] of Object.entries(parsed.data)) {
    const meant = nearest(column, columns.names);
    if (!columns.has(column)) faults.push({ field: column, message: `is no column of the file${meant ? `; did you mean “${meant}”?` : `; its columns are ${columns.names.slice(0, 40).join(', ')}`}` });
    else if (!(CSV_FIELDS as readonly string[]).includes(field)) faults.push({ field: column, message: `“${field}” is no field; the fields are ${CSV_FIELDS.join(', ')}` });
    else if (found.has(field as Field)) faults.push({ field: column, message: `“${field}” is mapped twice` });
    else found.set(field as Field, columns.at(column));
  }
  if (faults.length === 0 && !(['id', 'npi', 'ccn'] as const).some((field) => found.has(field))) faults.push({ field: 'mapping', message: 'maps no column to npi, ccn or id; one of them tells whom a line is about' });
  if (faults.length === 0 && !found.has('name') && !found.has('family_name')) faults.push({ field: 'mapping', message: 'maps no column to name, or to given_name and family_name' });
  if (faults.length) throw new Problem('customers.import_mapping', { fields: faults, detail: faults.map(({ field, message }) => `${field} ${message}.`).join(' ') });
  return found;
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
  return {
    ...here, time_zone: timeZoneOf(here.state, postalCode) ?? '',
    addresses: line1 || here.city ? [said({ type: 'practice', line1, line2: get('line2'), ...here, county: get('county') })] : [],
    contact_points: [
      ...(phone ? [{ kind: 'phone', value: phone }] : []), ...(fax ? [{ kind: 'fax', value: fax }] : []),
      ...(get('email') ? [{ kind: 'email', value: get('email').toLowerCase() }] : []),
    ],
  };
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
    ...check('decile', decile !== '' && !/^([1-9]|10)$/.test(codeOf(decile)), [`“${decile}” is no decile`, 'Use a whole number from 1 to 10.']),
    ...check('licence_valid_until', get('licence_valid_until') !== '' && !dateOf(get('licence_valid_until')), [`“${get('licence_valid_until')}” is no date`, 'Write it as YYYY-MM-DD or MM/DD/YYYY.']),
  ];
}

export const openCsv: OpenFormat = ({ header, mapping }) => {
  const places = fieldsOf(new Columns(header), mapping);
  return (cells): ReadRow => {
    const get: Get = (field) => textOf(cells.cell(places.get(field) ?? -1));
    const ids = { npi: codeOf(get('npi')), id: codeOf(get('id')), ccn: get('ccn') ? ccnOf(get('ccn')) : '' };
    const faults = faultsOf(get, ids);
    if (faults.length) return { ok: false, faults };
    const kind = get('kind').toLowerCase() || (ids.ccn ? 'hco' : 'hcp');
    const numbers = [['npi', ids.npi], ['ccn', ids.ccn], ['csv', ids.id]].filter(([, value]) => value).map(([system, value]) => ({ system: system as string, value: value as string }));
    const facts = said({
      kind, status: 'active', ...said(nameFacts(get, kind)), ...placeFacts(get), specialty: get('specialty').toUpperCase(), specialty_name: get('specialty_name'),
      language: get('language').toLowerCase(), decile: quantityOf(get('decile')) ?? undefined, licence_valid_until: dateOf(get('licence_valid_until')) ?? '',
      identifiers: numbers, specialties: get('specialty') ? [{ code: get('specialty').toUpperCase(), rank: 1 }] : [],
    });
    const first = numbers[0] as { system: string; value: string };
    return { ok: true, row: { key: ids.id || first.value, idSystem: first.system, idValue: first.value, facts } };
  };
};
