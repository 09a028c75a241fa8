import { credentialOf, displayName, sortNameOf } from '../../rules/names.ts';
import { isNpi } from '../../rules/npi.ts';
import { phoneOf, postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, codeOf, dateOf, said, textOf } from '../cells.ts';
import type { Cells, Facts, Fault, OpenFormat, ReadRow } from '../types.ts';

// The NPPES full replacement file (CMS data dissemination): 330 columns, of which 15 taxonomies and 50 other identifiers repeat.

// "Other Provider Identifier Type Code" in the NPPES code book.
const ISSUED: Readonly<Record<string, string>> = { 1: 'issuer', 2: 'upin', 4: 'medicare', 5: 'medicaid', 6: 'oscar', 7: 'nsc', 8: 'pin' };
const PRONOUN: Readonly<Record<string, string>> = { F: 'she', M: 'he' };
// Spelled once: a name put together for each line would be looked up letter by letter.
const addressColumns = (lines: string, rest: string) => ({
  line1: `Provider First Line ${lines}`, line2: `Provider Second Line ${lines}`, city: `${rest} City Name`, state: `${rest} State Name`, postalCode: `${rest} Postal Code`,
  country: `${rest} Country Code (If outside U.S.)`, phone: `${rest} Telephone Number`, fax: `${rest} Fax Number`,
});
const LOCATION = { type: 'practice', ...addressColumns('Business Practice Location Address', 'Provider Business Practice Location Address') };
const MAILING = { type: 'mailing', ...addressColumns('Business Mailing Address', 'Provider Business Mailing Address') };

type Get = (name: string) => string;
type Places = { readonly code: number; readonly licence: number; readonly state: number; readonly primary: number };
type OtherPlaces = { readonly value: number; readonly type: number; readonly state: number; readonly issuer: number };

const count = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

function addressOf(get: Get, columns: typeof LOCATION) {
  const line1 = displayName(textOf(get(columns.line1)));
  const city = displayName(textOf(get(columns.city)));
  if (!line1 && !city) return null;
  return said({
    type: columns.type, line1, line2: displayName(textOf(get(columns.line2))), city, state: textOf(get(columns.state)).toUpperCase(),
    postal_code: postalCodeOf(textOf(get(columns.postalCode))), country: textOf(get(columns.country)) || 'US',
  });
}

function specialtiesOf(cells: Cells, places: readonly Places[]) {
  const found = places.flatMap(({ code, licence, state, primary }) => {
    const taxonomy = textOf(cells.cell(code)).toUpperCase();
    return taxonomy ? [{ code: taxonomy, licence: codeOf(cells.cell(licence)), licence_state: textOf(cells.cell(state)).toUpperCase(), primary: textOf(cells.cell(primary)) === 'Y' }] : [];
  });
  const ranked = [...found].sort((a, b) => Number(b.primary) - Number(a.primary));
  return ranked.map(({ code, licence, licence_state }, index) => said({ code, licence, licence_state, rank: index + 1 }));
}

function othersOf(cells: Cells, places: readonly OtherPlaces[]) {
  const found = places.flatMap(({ value, type, state, issuer }) => {
    const number = codeOf(cells.cell(value));
    if (!number) return [];
    const by = [textOf(cells.cell(issuer)).toUpperCase(), textOf(cells.cell(state)).toUpperCase()].filter(Boolean).join(':');
    return [{ system: [ISSUED[String(Number(codeOf(cells.cell(type))))] ?? 'issuer', by].filter(Boolean).join(':'), value: number }];
  });
  return [...new Map(found.map((other) => [`${other.system} ${other.value}`, other])).values()];
}

function nameOf(get: Get, isPerson: boolean): Facts {
  if (!isPerson) {
    const name = displayName(textOf(get('Provider Organization Name (Legal Business Name)')));
    return { kind: 'hco', name, sort_name: sortNameOf({ name }), pronoun: 'it' };
  }
  const given = displayName(textOf(get('Provider First Name')));
  const family = displayName(textOf(get('Provider Last Name (Legal Name)')));
  const name = [given, displayName(textOf(get('Provider Middle Name'))), family, displayName(textOf(get('Provider Name Suffix Text')))].filter(Boolean).join(' ');
  return {
    kind: 'hcp', name, given_name: given, family_name: family, sort_name: sortNameOf({ given, family, name }), credential: credentialOf(textOf(get('Provider Credential Text'))),
    pronoun: PRONOUN[textOf(get('Provider Sex Code')) || textOf(get('Provider Gender Code'))] ?? 'they',
  };
}

function faultsOf(get: Get, { npi, type, off: deactivated }: { npi: string; type: string; off: string }): Fault[] {
  const faults: Fault[] = [];
  if (!isNpi(npi)) faults.push({ field: 'NPI', reason: `“${npi}” is no NPI: ten digits whose check digit fits are needed`, remedy: 'Take the number from the NPPES registry again.' });
  if (deactivated && !dateOf(deactivated)) faults.push({ field: 'NPI Deactivation Date', reason: `“${deactivated}” is no date`, remedy: 'Write it as MM/DD/YYYY.' });
  if (type !== '1' && type !== '2' && !(type === '' && deactivated)) {
    faults.push({ field: 'Entity Type Code', reason: type ? `“${type}” is no entity type` : 'is empty, and the NPI is not deactivated', remedy: 'Use 1 for a person and 2 for an organization.' });
  }
  if (type === '1' && !textOf(get('Provider Last Name (Legal Name)'))) faults.push({ field: 'Provider Last Name (Legal Name)', reason: 'is empty', remedy: 'A person needs a last name.' });
  if (type === '2' && !textOf(get('Provider Organization Name (Legal Business Name)'))) {
    faults.push({ field: 'Provider Organization Name (Legal Business Name)', reason: 'is empty', remedy: 'An organization needs its legal name.' });
  }
  return faults;
}

/** A number that took this one's place: whoever has it is the same party, found by either. */
const replacing = (replacement: string, npi: string) => (isNpi(replacement) && replacement !== npi ? [{ system: 'npi', value: replacement }] : []);

const gone = (npi: string, { on, type, replacement }: { on: string; type: string; replacement: string }): Facts => ({
  ...(isNpi(replacement) ? {} : { status: 'deactivated' }), fallback_name: `Deactivated NPI ${npi}`, fallback_kind: type === '2' ? 'hco' : 'hcp', changed_on: on,
  identifiers: [{ system: 'npi', value: npi, state: isNpi(replacement) ? 'replaced' : 'deactivated', valid_to: on }, ...replacing(replacement, npi)],
});

function factsOf(cells: Cells, get: Get, { npi, type, specialties, others }: { npi: string; type: string; specialties: readonly Places[]; others: readonly OtherPlaces[] }): Facts {
  const [practice, mailing] = [addressOf(get, LOCATION), addressOf(get, MAILING)];
  const taxonomies = specialtiesOf(cells, specialties);
  const phone = phoneOf(codeOf(get(LOCATION.phone)));
  const fax = phoneOf(codeOf(get(LOCATION.fax)));
  const enumerated = dateOf(get('Provider Enumeration Date'));
  const [off, on] = [get('NPI Deactivation Date'), get('NPI Reactivation Date')];
  return said({
    ...said(nameOf(get, type === '1')), status: 'active', specialty: taxonomies[0]?.code ?? '',
    city: practice?.city ?? '', state: practice?.state ?? '', postal_code: practice?.postal_code ?? '', time_zone: timeZoneOf(practice?.state ?? '', practice?.postal_code) ?? '',
    identifiers: [said({ system: 'npi', value: npi, valid_from: enumerated ?? '', ...(off ? { lapsed_from: dateOf(off) ?? '', lapsed_to: dateOf(on) ?? '' } : {}) }), ...othersOf(cells, others)],
    addresses: [practice, mailing].filter((address) => address !== null),
    contact_points: [...(phone ? [{ kind: 'phone', value: phone }] : []), ...(fax ? [{ kind: 'fax', value: fax }] : [])],
    specialties: taxonomies, changed_on: dateOf(get('Last Update Date')) ?? '',
  });
}

export const openNppes: OpenFormat = ({ header }) => {
  const columns = new Columns(header);
  columns.require('nppes', ['NPI', 'Entity Type Code', 'Provider Organization Name (Legal Business Name)', 'Provider Last Name (Legal Name)', 'Provider First Name', 'NPI Deactivation Date']);
  const specialties = count(15).map((n) => ({
    code: columns.at(`Healthcare Provider Taxonomy Code_${n}`), licence: columns.at(`Provider License Number_${n}`),
    state: columns.at(`Provider License Number State Code_${n}`), primary: columns.at(`Healthcare Provider Primary Taxonomy Switch_${n}`),
  }));
  const others = count(50).map((n) => ({
    value: columns.at(`Other Provider Identifier_${n}`), type: columns.at(`Other Provider Identifier Type Code_${n}`),
    state: columns.at(`Other Provider Identifier State_${n}`), issuer: columns.at(`Other Provider Identifier Issuer_${n}`),
  }));
  return (cells): ReadRow => {
    const get: Get = (name) => cells.cell(columns.at(name));
    const npi = codeOf(get('NPI'));
    const type = codeOf(get('Entity Type Code'));
    const off = textOf(get('NPI Deactivation Date'));
    const faults = faultsOf(get, { npi, type, off });
    if (faults.length) return { ok: false, faults };
    const isGone = off !== '' && !dateOf(get('NPI Reactivation Date'));
    const facts = isGone ? gone(npi, { on: dateOf(off) as string, type, replacement: codeOf(get('Replacement NPI')) }) : factsOf(cells, get, { npi, type, specialties, others });
    return { ok: true, row: { key: npi, idSystem: 'npi', idValue: npi, facts } };
  };
};
