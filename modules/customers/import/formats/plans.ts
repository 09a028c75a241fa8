import { displayName, sortNameOf } from '../../rules/names.ts';
import { isNpi } from '../../rules/npi.ts';
import { phoneOf, postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, said, textOf } from '../cells.ts';
import type { Facts, OpenFormat, ReadRow } from '../types.ts';

// Plans and the directories of their providers: the JSON that each marketplace insurer publishes (CMS, QHP machine-readable files), and Medicare Part D's list of plans.

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const textAt = (record: Record<string, unknown>, name: string) => textOf(typeof record[name] === 'string' || typeof record[name] === 'number' ? String(record[name]) : '');
const listAt = (record: Record<string, unknown>, name: string) => (Array.isArray(record[name]) ? record[name] : []).filter(isRecord);
const planFacts = (id: string, name: string, attributes: Readonly<Record<string, string>>): Facts => said({
  kind: 'plan', name, sort_name: sortNameOf({ name }), pronoun: 'it', status: 'active', identifiers: [{ system: 'plan', value: id }], attributes: said(attributes),
});

export const openQhpPlans: OpenFormat = () => ({ record }): ReadRow => {
  const plan = isRecord(record) ? record : {};
  const [id, name] = [textAt(plan, 'plan_id'), textAt(plan, 'marketing_name')];
  if (!/^\d{5}[A-Z]{2}\d{7}$/.test(id)) return { ok: false, faults: [{ field: 'plan_id', reason: `“${id}” is no HIOS plan id`, remedy: 'Five digits, two letters and seven digits are needed.' }] };
  if (!name) return { ok: false, faults: [{ field: 'marketing_name', reason: 'is empty', remedy: 'A plan needs a name.' }] };
  return { ok: true, row: { key: id, idSystem: 'plan', idValue: id, facts: planFacts(id, name, { contact: textAt(plan, 'plan_contact'), summary: textAt(plan, 'summary_url') }) } };
};

function directoryFacts(provider: Record<string, unknown>, npi: string): Facts | null {
  const person = isRecord(provider['name']) ? provider['name'] : {};
  const isPerson = textAt(provider, 'type') !== 'FACILITY';
  const [given, family] = [displayName(textAt(person, 'first')), displayName(textAt(person, 'last'))];
  const name = isPerson ? [given, displayName(textAt(person, 'middle')), family].filter(Boolean).join(' ') : displayName(textAt(provider, 'facility_name'));
  if (!name) return null;
  const [address] = listAt(provider, 'addresses');
  const [state, postal_code] = address ? [textAt(address, 'state').toUpperCase(), postalCodeOf(textAt(address, 'zip'))] : ['', ''];
  const city = address ? displayName(textAt(address, 'city')) : '';
  const phone = address ? phoneOf(textAt(address, 'phone')) : '';
  const plans = [...new Set(listAt(provider, 'plans').map((plan) => textAt(plan, 'plan_id')).filter(Boolean))];
  return said({
    ...(isPerson ? { kind: 'hcp', given_name: given, family_name: family } : { kind: 'hco', pronoun: 'it' }), name, sort_name: sortNameOf(isPerson ? { given, family, name } : { name }), status: 'active',
    specialty_name: (Array.isArray(provider['specialty']) ? provider['specialty'] : []).filter((one) => typeof one === 'string').join(', '), city, state, postal_code, time_zone: timeZoneOf(state, postal_code) ?? '',
    identifiers: [{ system: 'npi', value: npi }], contact_points: phone ? [{ kind: 'phone', value: phone }] : [],
    addresses: address ? [said({ type: 'practice', line1: textAt(address, 'address'), line2: textAt(address, 'address_2'), city, state, postal_code })] : [],
    affiliations: plans.map((value) => ({ system: 'plan', value, role: 'in_network' })), attributes: said({ accepting: textAt(provider, 'accepting') }),
  });
}

export const openQhpProviders: OpenFormat = () => ({ record }): ReadRow => {
  const provider = isRecord(record) ? record : {};
  const npi = textAt(provider, 'npi');
  if (!isNpi(npi)) return { ok: false, faults: [{ field: 'npi', reason: `“${npi}” is no NPI: ten digits whose check digit fits are needed`, remedy: 'Ask the insurer for a corrected directory.' }] };
  const facts = directoryFacts(provider, npi);
  if (!facts) return { ok: false, faults: [{ field: 'name', reason: 'is empty', remedy: 'A provider needs a name.' }] };
  return { ok: true, row: { key: npi, idSystem: 'npi', idValue: npi, facts } };
};

export const openPartdPlans: OpenFormat = ({ header }) => {
  const columns = new Columns(header);
  columns.require('partd_plans', ['CONTRACT_ID', 'PLAN_ID', 'SEGMENT_ID', 'PLAN_NAME', 'FORMULARY_ID']);
  return (cells): ReadRow => {
    const get = (name: string) => textOf(cells.cell(columns.at(name)));
    const id = [get('CONTRACT_ID'), get('PLAN_ID'), get('SEGMENT_ID')].join('-');
    if (!/^[HRSE]\d{4}-\d{3}-\d{3}$/.test(id)) return { ok: false, faults: [{ field: 'CONTRACT_ID', reason: `“${id}” is no plan of Part D`, remedy: 'Contract, plan and segment are needed, with the zeros in front.' }] };
    if (!get('PLAN_NAME')) return { ok: false, faults: [{ field: 'PLAN_NAME', reason: 'is empty', remedy: 'A plan needs a name.' }] };
    const facts = planFacts(id, get('PLAN_NAME'), { contract: get('CONTRACT_NAME'), formulary: get('FORMULARY_ID'), premium: get('PREMIUM'), deductible: get('DEDUCTIBLE'), special_needs: get('SNP') });
    // A local plan has a line for each county: each is a record of its own.
    return { ok: true, row: { key: [id, get('STATE'), get('COUNTY_CODE')].filter(Boolean).join('|'), idSystem: 'plan', idValue: id, facts } };
  };
};
