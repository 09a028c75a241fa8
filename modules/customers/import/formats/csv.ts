import { valueOf } from '../../connect/values.ts';
import { zoneOfCountry } from '../../connect/country-zones.ts';
import { credentialOf, displayName, sortNameOf, splitName } from '../../rules/names.ts';
import { isNpi } from '../../rules/npi.ts';
import { EMAIL } from '../../rules/field-values.ts';
import { ccnOf, phoneOf, postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, codeOf, dateOf, quantityOf, said } from '../cells.ts';
import { definitionOf, requireMapping, skippersOf, wordsReader, type Words } from '../mapping/read-line.ts';
import { KINDS, type Field, type MappingDefinition } from '../mapping/types.ts';
import type { Facts, Fault, OpenFormat, ReadRow, RowReader } from '../types.ts';

// Any other system's list: the caller says which column is which of our fields.

const KNOWN_KINDS = new Set<string>(KINDS);
const LEFT_OUT: ReadRow = { ok: false, leftOut: true, faults: [] };

type Get = (field: Field) => string;
type All = (field: Field) => readonly string[];

function nameFacts(get: Get, kind: string): Facts {
  const given = displayName(get('given_name'));
  const family = displayName(get('family_name'));
  const full = displayName(get('name')) || [given, family].filter(Boolean).join(' ');
  if (kind !== 'hcp' && kind !== 'contact') return { name: full, sort_name: sortNameOf({ name: full }), pronoun: 'it' };
  const parts = family ? { given, family } : splitName(full);
  return { name: full, given_name: parts.given, family_name: parts.family, sort_name: sortNameOf({ ...parts, name: full }), credential: credentialOf(get('credential')) };
}

const numberOf = (text: string): string => phoneOf(codeOf(text));
const codeOfCountry = (text: string): string => { const told = valueOf('country', text); return told.ok ? told.text : ''; };

function placeFacts(get: Get, all: All): Facts {
  const country = codeOfCountry(get('country'));
  const american = country === '' || country === 'US';
  const postalCode = american && get('postal_code') ? postalCodeOf(get('postal_code')) : get('postal_code');
  const here = { city: displayName(get('city')), state: get('state').toUpperCase(), postal_code: postalCode, country };
  const line1 = get('line1');
  const points = (field: Field, kind: string, form: (text: string) => string) => all(field).map((text) => ({ kind, value: form(text) })).filter(({ value }) => value !== '');
  return {
    ...here, time_zone: (american ? timeZoneOf(here.state, postalCode) : zoneOfCountry(country)) ?? '',
    addresses: line1 || here.city ? [said({ type: 'practice', line1, line2: get('line2'), ...here, county: get('county') })] : [],
    contact_points: [...points('phone', 'phone', numberOf), ...points('fax', 'fax', numberOf), ...points('mobile', 'sms', numberOf), ...points('email', 'email', (text) => text.toLowerCase())],
  };
}

function specialtiesOf(get: Get, all: All) {
  return all('specialty').map((code, place) => said({ code: code.toUpperCase(), rank: place + 1, ...(place === 0 ? { licence: get('licence'), licence_state: get('licence_state').toUpperCase() } : {}) }));
}

const PHONES = ['phone', 'mobile'] as const;

function faultsOf({ get, all }: { get: Get; all: All }, ids: { npi: string; id: string; ccn: string }): Fault[] {
  const kind = get('kind').toLowerCase();
  const decile = get('decile');
  const check = (field: Field, wrong: boolean, [reason, remedy]: readonly [string, string]): Fault[] => (wrong ? [{ field, reason, remedy }] : []);
  return [
    ...check('npi', ids.npi !== '' && !isNpi(ids.npi), [`“${ids.npi}” is no NPI: ten digits whose check digit fits are needed`, 'Take the number from the NPPES registry again.']),
    ...check('id', !ids.npi && !ids.id && !ids.ccn, ['no NPI, CCN or id', 'Fill one of them: it tells whom the line is about.']),
    ...check('name', !get('name') && !get('family_name'), ['is empty', 'Give a name.']),
    ...check('kind', kind !== '' && !KNOWN_KINDS.has(kind), [`“${kind}” is no kind`, `Use one of ${KINDS.join(', ')}.`]),
    ...check('country', get('country') !== '' && codeOfCountry(get('country')) === '', [`“${get('country')}” is no country`, 'Give the two letters of ISO 3166 or the English name.']),
    ...check('email', all('email').some((text) => !EMAIL.test(text)), ['is no e-mail address', 'Write it as name@domain.']),
    ...PHONES.flatMap((field) => { const wrong = all(field).find((text) => numberOf(text) === ''); return check(field, wrong !== undefined, [`“${wrong}” is no phone number`, 'Give ten digits, or + and the country code.']); }),
    ...check('decile', decile !== '' && !/^([1-9]|10)$/.test(codeOf(decile)), [`“${decile}” is no decile`, 'Use a whole number from 1 to 10.']),
    ...check('licence_valid_until', get('licence_valid_until') !== '' && !dateOf(get('licence_valid_until')), [`“${get('licence_valid_until')}” is no date`, 'Write it as YYYY-MM-DD or MM/DD/YYYY.']),
  ];
}

const notNumbers = ({ measures }: Words): Fault[] => measures.filter(([, text]) => quantityOf(text) === null).map(([field, text]) => ({ field, reason: `“${text}” is no number`, remedy: 'Write a plain number, or leave it empty.' }));

/** Reads the lines of a table by a mapping, whether the mapping is whole or not. */
export function lineReader(columns: Columns, definition: MappingDefinition): RowReader {
  const read = wordsReader(columns, definition);
  const skips = skippersOf(columns, definition);
  return (cells): ReadRow => {
    if (skips.some((leavesOut) => leavesOut(cells))) return LEFT_OUT;
    const words = read(cells);
    const get: Get = words.get;
    const ids = { npi: codeOf(get('npi')), id: codeOf(get('id')), ccn: get('ccn') ? ccnOf(get('ccn')) : '' };
    const faults = [...words.faults, ...faultsOf(words, ids).filter((fault) => !words.faults.some((other) => other.field === fault.field)), ...notNumbers(words)];
    if (faults.length) return { ok: false, faults };
    const kind = get('kind').toLowerCase() || (ids.ccn ? 'hco' : 'hcp');
    const numbers = [['npi', ids.npi], ['ccn', ids.ccn], [definition.source, ids.id]].filter(([, value]) => value).map(([system, value]) => ({ system: system as string, value: value as string }));
    const facts = said({
      kind, status: 'active', ...said(nameFacts(get, kind)), ...said(placeFacts(get, words.all)), specialty: get('specialty').toUpperCase(), specialty_name: get('specialty_name'),
      language: get('language').toLowerCase(), decile: quantityOf(get('decile')) ?? undefined, licence_valid_until: dateOf(get('licence_valid_until')) ?? '',
      identifiers: numbers, specialties: specialtiesOf(get, words.all), measures: words.measures.map(([field, text]) => ({ name: field.slice('measure:'.length), period: definition.period, subject: '', value: quantityOf(text) as number })),
    });
    const first = numbers[0] as { system: string; value: string };
    return { ok: true, row: { key: ids.id || first.value, idSystem: first.system, idValue: first.value, facts } };
  };
}

export const openCsv: OpenFormat = ({ header, mapping }) => {
  const definition = definitionOf(mapping);
  const columns = new Columns(header);
  requireMapping(columns, definition);
  return lineReader(columns, definition);
};
