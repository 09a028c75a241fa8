import { Problem } from '#platform/problem';
import { credentialOf, displayName, sortNameOf, splitName } from '../../rules/names.ts';
import { isNpi } from '../../rules/npi.ts';
import { postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, codeOf, quantityOf, said, textOf } from '../cells.ts';
import type { Cells, Facts, Fault, OpenFormat, ReadRow } from '../types.ts';

// Medicare Part D prescribers (CMS): one line a prescriber, or one a prescriber and drug, or the leading prescribers of each drug.

const MEASURES: readonly (readonly [column: string, name: string])[] = [
  ['Tot_Clms', 'claims'], ['Tot_30day_Fills', 'fills_30_day'], ['Tot_Drug_Cst', 'drug_cost'], ['Tot_Day_Suply', 'day_supply'], ['Tot_Benes', 'beneficiaries'],
  ['Brnd_Tot_Clms', 'brand_claims'], ['Brnd_Tot_Drug_Cst', 'brand_cost'], ['Gnrc_Tot_Clms', 'generic_claims'], ['Gnrc_Tot_Drug_Cst', 'generic_cost'],
  ['Bene_Avg_Age', 'beneficiary_age'], ['Female_Pct', 'female_percent'], ['Bene_Avg_Risk_Scre', 'risk_score'],
];
// CMS withholds counts under 11, and some who pass the file on write 0 for them; so 0 and nothing both mean "0 to 10".
const WITHHELD = new Set(['leading_claims', 'leading_drug_cost', 'claims', 'fills_30_day', 'day_supply', 'beneficiaries', 'brand_claims', 'brand_cost', 'generic_claims', 'generic_cost', 'drug_cost']);
const NOWHERE = new Set(['XX', 'ZZ']); // unknown, and outside the United States

function measuresOf(cells: Cells, places: readonly { name: string; at: number }[], { period, subject }: { period: string; subject: string }) {
  return places.flatMap(({ name, at }) => {
    const value = quantityOf(cells.cell(at));
    const suppressed = WITHHELD.has(name) && !value;
    if (value === null && !suppressed) return [];
    return [{ name, period, subject, value: value ?? 0, ...(suppressed ? { suppressed } : {}) }];
  });
}

function personOf(get: (name: string) => string): Facts {
  const family = textOf(get('Prscrbr_Last_Org_Name'));
  const full = displayName(textOf(get('Prscrbr_Full_Name')) || [textOf(get('Prscrbr_First_Name')), family].filter(Boolean).join(' '));
  if (textOf(get('Prscrbr_Ent_Cd')) === 'O') return said({ kind: 'hco', name: full, sort_name: sortNameOf({ name: full }), pronoun: 'it' });
  const parts = splitName(full);
  return said({
    kind: 'hcp', name: [parts.given, parts.family, parts.suffix].filter(Boolean).join(' '), given_name: parts.given, family_name: parts.family,
    sort_name: sortNameOf({ given: parts.given, family: parts.family, name: full }), credential: credentialOf(textOf(get('Prscrbr_Crdntls'))),
  });
}

function placeOf(get: (name: string) => string): Facts {
  const state = textOf(get('Prscrbr_State_Abrvtn')).toUpperCase();
  const postalCode = textOf(get('Prscrbr_zip5')) ? postalCodeOf(textOf(get('Prscrbr_zip5'))) : '';
  const here = { city: displayName(textOf(get('Prscrbr_City'))), state: NOWHERE.has(state) ? '' : state, postal_code: NOWHERE.has(state) ? '' : postalCode };
  return { ...here, time_zone: timeZoneOf(here.state, here.postal_code) ?? '', addresses: here.postal_code ? [{ type: 'practice', line1: '', ...here }] : [] };
}

function faultsOf(npi: string, name: string, wrong: readonly string[]): Fault[] {
  return [
    ...(isNpi(npi) ? [] : [{ field: 'Prscrbr_NPI', reason: `“${npi}” is no NPI: ten digits whose check digit fits are needed`, remedy: 'Take the number from the file as CMS gives it out.' }]),
    ...(name ? [] : [{ field: 'Prscrbr_Full_Name', reason: 'is empty', remedy: 'A prescriber needs a name.' }]),
    ...wrong.map((field) => ({ field, reason: 'is no number', remedy: 'Write a plain number, or leave it empty.' })),
  ];
}

const drugOf = (get: (name: string) => string): string => {
  const [brand, generic] = [textOf(get('Brnd_Name')), textOf(get('Gnrc_Name'))];
  return brand && generic && brand.toLowerCase() !== generic.toLowerCase() ? `${brand} (${generic})` : brand || generic;
};

export const openPartd: OpenFormat = ({ header, fileName }) => {
  const columns = new Columns(header);
  columns.require('partd', ['Prscrbr_NPI', 'Tot_Clms', 'Tot_Drug_Cst', columns.has('Prscrbr_Last_Org_Name') ? 'Prscrbr_Last_Org_Name' : 'Prscrbr_Full_Name']);
  const period = /(?:19|20)\d\d/.exec(fileName)?.[0];
  if (!period) throw new Problem('customers.import_header', { detail: 'The file does not say of which year its figures are. Put the year into its name, as in partd_2023.csv.' });
  const byDrug = columns.has('Gnrc_Name');
  // The file of leading prescribers names no brand: its figures are others than those of the file by drug, even where the drug reads the same.
  const leading = byDrug && !columns.has('Brnd_Name');
  const places = MEASURES.flatMap(([column, name]) => (columns.has(column) ? [{ column, name: leading ? `leading_${name}` : name, at: columns.at(column) }] : []));
  return (cells): ReadRow => {
    const get = (name: string) => cells.cell(columns.at(name));
    const npi = codeOf(get('Prscrbr_NPI'));
    const subject = byDrug ? drugOf(get) : '';
    const person = personOf(get);
    const wrong = places.filter(({ at }) => textOf(cells.cell(at)) !== '' && quantityOf(cells.cell(at)) === null).map(({ column }) => column);
    const faults = faultsOf(npi, person.name ?? '', wrong);
    if (faults.length) return { ok: false, faults };
    const facts = said({
      ...person, status: 'active', specialty_name: textOf(get('Prscrbr_Type')), ...placeOf(get),
      identifiers: [{ system: 'npi', value: npi }], measures: measuresOf(cells, places, { period, subject }),
    });
    return { ok: true, row: { key: [period, npi, ...(leading ? ['leading'] : []), ...(byDrug ? [subject] : [])].join('|'), idSystem: 'npi', idValue: npi, facts } };
  };
};
