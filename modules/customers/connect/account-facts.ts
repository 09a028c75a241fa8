import { isNpi } from '../rules/npi.ts';
import { credentialOf, displayName, sortNameOf, splitName } from '../rules/names.ts';
import { phoneOf, postalCodeOf } from '../rules/numbers.ts';
import { timeZoneOf } from '../rules/time-zone.ts';
import { codeOf, said } from '../import/cells.ts';
import type { Facts, ReadRow } from '../import/types.ts';
import type { Said } from './read-object.ts';
import { zoneOfCountry } from './country-zones.ts';

// What the objects of a CRM say of a customer, in our words. One function an object; which column says what is the mapping's business.

const PERSONS = new Set(['hcp', 'contact']);
const plain = (text: string) => text.replace(/(_vod|__v|__c)$/i, '').replace(/_/g, ' ').trim();

function placeOf(get: Said['get']): Facts {
  const country = get('country');
  const american = country === '' || country === 'US';
  const state = /^[a-z]{2}$/i.test(get('state')) ? get('state').toUpperCase() : plain(get('state'));
  const postalCode = american ? postalCodeOf(get('postal_code')) : get('postal_code');
  return { city: displayName(get('city')), state, postal_code: postalCode, country, time_zone: (american ? timeZoneOf(state, postalCode) : zoneOfCountry(country)) ?? '' };
}

function addressOf(get: Said['get'], place: Facts, more: { type: string; source_key?: string }) {
  const [line1 = '', ...further] = get('street').split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const line2 = [...further, get('line2')].filter(Boolean).join(', ');
  const { city, state, postal_code: postalCode, country } = place;
  return line1 || city ? [said({ ...more, line1, line2, city: city ?? '', state: state ?? '', postal_code: postalCode ?? '', country: country ?? '' })] : [];
}

const pointsOf = (get: Said['get']) => [
  ...(phoneOf(get('phone')) ? [{ kind: 'phone', value: phoneOf(get('phone')) }] : []), ...(phoneOf(get('fax')) ? [{ kind: 'fax', value: phoneOf(get('fax')) }] : []),
  ...(phoneOf(get('mobile')) ? [{ kind: 'sms', value: phoneOf(get('mobile')) }] : []), ...(get('email') ? [{ kind: 'email', value: get('email') }] : []),
];

function kindOf(get: Said['get']): string {
  const told = get('kind');
  const person = get('is_person') !== '' || get('family_name') !== '';
  if (told && PERSONS.has(told) === person) return told;
  return person ? (get('npi') || get('specialty') || get('credential') || told === '' ? 'hcp' : 'contact') : told && !PERSONS.has(told) ? told : 'hco';
}

function nameOf(get: Said['get'], kind: string): Facts {
  const [given, family] = [displayName(get('given_name')), displayName(get('family_name'))];
  const full = [given, family].filter(Boolean).join(' ') || displayName(get('name'));
  if (!PERSONS.has(kind)) { const name = displayName(get('name')) || full; return { name, sort_name: sortNameOf({ name }), pronoun: 'it' }; }
  const parts = family ? { given, family } : splitName(full);
  return { name: full, given_name: parts.given, family_name: parts.family, sort_name: sortNameOf({ ...parts, name: full }), credential: credentialOf(plain(get('credential'))) };
}

const NUCC = /^\d{3}[A-Z0-9]{6}X$/;
const inactive = (get: Said['get']) => get('deleted') !== '' || get('inactive') !== '' || /^(in-?active|merged|deceased|retired)/i.test(plain(get('status')));

/** An account, person or organisation; a contact. */
export function accountRow({ get, rest }: Said, source: string): ReadRow {
  const [key, npi] = [get('key'), codeOf(get('npi'))];
  const faults = [
    ...(key === '' ? [{ field: 'Id', reason: 'is empty', remedy: 'Export the record with its id.' }] : []),
    ...(npi !== '' && !isNpi(npi) ? [{ field: 'NPI', reason: `“${npi}” is no NPI: ten digits whose check digit fits are needed`, remedy: 'Take the number from the NPPES registry again, or leave it empty.' }] : []),
    ...(get('name') === '' && get('family_name') === '' ? [{ field: 'Name', reason: 'is empty', remedy: 'Give a name.' }] : []),
  ];
  if (faults.length) return { ok: false, faults };
  const [kind, place, specialty] = [kindOf(get), placeOf(get), get('specialty')];
  const code = NUCC.test(specialty) ? specialty : '';
  const parent = get('parent');
  const facts = said({
    kind, status: inactive(get) ? 'inactive' : 'active', ...said(nameOf(get, kind)), ...said(place), specialty: code, specialty_name: code ? '' : plain(specialty),
    identifiers: [...(npi ? [{ system: 'npi', value: npi }] : []), { system: source, value: key }], addresses: addressOf(get, place, { type: 'practice' }), contact_points: pointsOf(get),
    specialties: code ? [{ code, rank: 1 }] : [], affiliations: parent && parent !== key ? [{ system: source, value: parent, role: kind === 'contact' ? 'contact_of' : kind === 'hcp' ? 'practises_at' : 'part_of' }] : [],
    attributes: said({ external_id: get('external_id'), ...rest }),
  });
  return { ok: true, row: { key, idSystem: npi ? 'npi' : source, idValue: npi || key, facts } };
}

const KINDS_OF_ADDRESS = [['billing', 'billing'], ['mailing', 'mailing'], ['home', 'home']] as const;

/** One of the places of an account. The primary one says where the customer is. */
export function addressRow({ get, rest }: Said, source: string, object: string): ReadRow {
  const key = get('key');
  const primary = get('primary') !== '';
  const place = placeOf(get);
  const type = (primary ? undefined : KINDS_OF_ADDRESS.find(([field]) => get(field) !== ''))?.[1] ?? 'practice';
  const ended = get('deleted') !== '' || get('inactive') !== '';
  const { city, state, postal_code: postalCode, time_zone: zone } = place;
  const facts = ended ? {} : said({ ...(primary ? said({ city, state: city ? state : '', postal_code: city ? postalCode : '', time_zone: zone }) : {}), addresses: addressOf(get, place, { type, source_key: key }), contact_points: pointsOf(get), attributes: said({ ...rest }) });
  if (key === '') return { ok: false, faults: [{ field: 'Id', reason: 'is empty', remedy: 'Export the record with its id.' }] };
  return { ok: true, row: { key: `${object}:${key}`, idSystem: source, idValue: get('account'), facts } };
}

/** Who belongs to whom. The role is settled when both are known. */
export function relationRow({ get, rest }: Said, source: string, object: string): ReadRow {
  const [key, upper] = [get('key'), get('organisation')];
  const ended = get('deleted') !== '' || get('ended') !== '' || /^(false|f|no|n|0)$/i.test(get('active')) || /^inactive/i.test(plain(get('status')));
  if (key === '') return { ok: false, faults: [{ field: 'Id', reason: 'is empty', remedy: 'Export the record with its id.' }] };
  if (upper === '') return { ok: false, faults: [{ field: 'organisation', reason: 'is empty', remedy: 'A relation needs both ends.' }] };
  const facts = said({ affiliations: ended ? [] : [{ system: source, value: upper, role: 'practises_at' }], attributes: said({ role: get('role'), ...rest }) });
  return { ok: true, row: { key: `${object}:${key}`, idSystem: source, idValue: get('member'), facts } };
}
