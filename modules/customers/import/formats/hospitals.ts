import { displayName, sortNameOf } from '../../rules/names.ts';
import { ccnOf, phoneOf, postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, dateOf, quantityOf, said, textOf } from '../cells.ts';
import type { Facts, OpenFormat, ReadRow } from '../types.ts';

// CMS Provider Data Catalog: general information of hospitals, and Medicare spending per patient. The facility's number is its CCN.

const CCN = /^\d\d[0-9A-Z]\d\d[0-9A-Z]$/;
const GROUPS = [['MORT', 'mortality'], ['Safety', 'safety'], ['READM', 'readmission']] as const;

function placeOf(get: (name: string) => string): Facts {
  const state = textOf(get('State')).toUpperCase();
  const postalCode = postalCodeOf(textOf(get('ZIP Code')));
  const city = displayName(textOf(get('City/Town')));
  const phone = phoneOf(textOf(get('Telephone Number')));
  return {
    city, state, postal_code: postalCode, time_zone: timeZoneOf(state, postalCode) ?? '',
    addresses: [said({ type: 'practice', line1: displayName(textOf(get('Address'))), city, state, postal_code: postalCode, county: displayName(textOf(get('County/Parish'))) })],
    contact_points: phone ? [{ kind: 'phone', value: phone }] : [],
  };
}

function ratingsOf(get: (name: string) => string) {
  const period = 'current'; // the file carries no date of its own
  const rating = quantityOf(get('Hospital overall rating'));
  const groups = GROUPS.flatMap(([column, name]) => (['Better', 'Worse'] as const).flatMap((way) => {
    const value = quantityOf(get(`Count of ${column} Measures ${way}`));
    return value === null ? [] : [{ name: `${name}_${way.toLowerCase()}`, period, subject: '', value }];
  }));
  return [...(rating === null ? [] : [{ name: 'overall_rating', period, subject: '', value: rating }]), ...groups];
}

function spendingOf(get: (name: string) => string) {
  const [value, from] = [quantityOf(get('Score')), dateOf(get('Start Date'))];
  const period = from?.slice(0, 4) ?? 'current';
  const known = textOf(get('Measure ID')) === 'MSPB-1' ? 'medicare_spending_per_beneficiary' : textOf(get('Measure ID')).toLowerCase();
  return { period, measures: value === null ? [] : [{ name: known, period, subject: '', value }] };
}

export const openHospitals: OpenFormat = ({ header }) => {
  const columns = new Columns(header);
  columns.require('hospitals', ['Facility ID', 'Facility Name', 'Address', 'City/Town', 'State', 'ZIP Code']);
  const spends = columns.has('Measure ID');
  if (!spends) columns.require('hospitals', ['Hospital Type']);
  return (cells): ReadRow => {
    const get = (name: string) => cells.cell(columns.at(name));
    const ccn = ccnOf(textOf(get('Facility ID')));
    const name = displayName(textOf(get('Facility Name')));
    if (!CCN.test(ccn)) return { ok: false, faults: [{ field: 'Facility ID', reason: `“${ccn}” is no CMS certification number`, remedy: 'Six characters are needed, with the zeros in front.' }] };
    if (!name) return { ok: false, faults: [{ field: 'Facility Name', reason: 'is empty', remedy: 'A hospital needs a name.' }] };
    const spending = spends ? spendingOf(get) : null;
    const facts = said({
      kind: 'hco', name, sort_name: sortNameOf({ name }), pronoun: 'it', status: 'active', specialty_name: textOf(get('Hospital Type')), ...placeOf(get),
      identifiers: [{ system: 'ccn', value: ccn }], measures: spending?.measures ?? ratingsOf(get),
      attributes: said({ ownership: textOf(get('Hospital Ownership')), emergency: textOf(get('Emergency Services')) }),
    });
    return { ok: true, row: { key: spending ? [ccn, textOf(get('Measure ID')), spending.period].join('|') : ccn, idSystem: 'ccn', idValue: ccn, facts } };
  };
};
