import { displayName, sortNameOf, splitName } from '../../rules/names.ts';
import { isNpi } from '../../rules/npi.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, codeOf, said, textOf } from '../cells.ts';
import type { Facts, OpenFormat, ReadRow } from '../types.ts';

// NPPES as some pass it on: one text for the name, one for the address ("6410 ROCKLEDGE DR STE 304 BETHESDA MD"), the county, and the specialty in words.

const TITLE = /^(mr|mrs|ms|miss|dr|prof)\.?\s+/i;
const DEGREE = /[\s,]+((?:[A-Z]\.?){2,5}(?:-[A-Z.]+)?|M\.?D\.?|D\.?O\.?|PH\.?D\.?|PHARM\.?D\.?)$/;

function personOf(full: string): Facts {
  let name = full.replace(TITLE, '').trim();
  let credential = '';
  const degree = DEGREE.exec(name);
  if (degree && name.split(' ').length > 2) [name, credential] = [name.slice(0, degree.index), (degree[1] ?? '').replace(/\./g, '')];
  const parts = splitName(displayName(name));
  return { kind: 'hcp', name: [parts.given, parts.family, parts.suffix].filter(Boolean).join(' '), given_name: parts.given, family_name: parts.family, sort_name: sortNameOf({ ...parts, name }), credential };
}

export const openNppesSimplified: OpenFormat = ({ header }) => {
  const columns = new Columns(header);
  columns.require('nppes_simplified', ['npi', 'entity_type_code', 'entity_name', 'practice_address']);
  return (cells): ReadRow => {
    const get = (name: string) => textOf(cells.cell(columns.at(name)));
    const [npi, type, full, address] = [codeOf(get('npi')), codeOf(get('entity_type_code')), get('entity_name'), get('practice_address')];
    if (!isNpi(npi)) return { ok: false, faults: [{ field: 'npi', reason: `“${npi}” is no NPI: ten digits whose check digit fits are needed`, remedy: 'Take the number from the NPPES registry again.' }] };
    if (!full) return { ok: false, faults: [{ field: 'entity_name', reason: 'is empty', remedy: 'A provider needs a name.' }] };
    const state = /\s([A-Z]{2})$/.exec(address)?.[1] ?? '';
    const line1 = displayName(state ? address.slice(0, -3) : address); // where the street ends and the city begins, the file does not say
    const facts = said({
      ...(type === '2' ? { kind: 'hco', name: displayName(full), sort_name: sortNameOf({ name: displayName(full) }), pronoun: 'it' } : said(personOf(full))), status: 'active',
      specialty_name: [get('classification'), get('specialization')].filter(Boolean).join(', '), time_zone: timeZoneOf(state, '') ?? '',
      identifiers: [{ system: 'npi', value: npi }],
      addresses: address ? [said({ type: 'practice', line1, city: '', state, postal_code: '', county: displayName(get('county_name')) })] : [],
      attributes: said({ grouping: get('grouping') }),
    });
    return { ok: true, row: { key: npi, idSystem: 'npi', idValue: npi, facts } };
  };
};
