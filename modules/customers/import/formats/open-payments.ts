import { createHash } from 'node:crypto';
import { displayName, searchable, sortNameOf, splitName } from '../../rules/names.ts';
import { postalCodeOf } from '../../rules/numbers.ts';
import { timeZoneOf } from '../../rules/time-zone.ts';
import { Columns, quantityOf, said, textOf } from '../cells.ts';
import type { Facts, OpenFormat, ReadRow } from '../types.ts';

// Open Payments by physician: name and address, no NPI. Whoever it is stays a record of this source alone, unverified, until a steward says that two records are one.

const ADDRESS = /^(.*),\s*([^,]+),\s*([A-Z]{2})\s+(\d{5}(?:-?\d{4})?)$/;

function placeOf(full: string): Facts {
  const found = ADDRESS.exec(full);
  const [line1, city, state] = found ? [displayName(found[1] ?? ''), displayName(found[2] ?? ''), found[3] ?? ''] : [displayName(full), '', ''];
  const postal_code = found ? postalCodeOf(found[4] ?? '') : '';
  return { city, state, postal_code, time_zone: timeZoneOf(state, postal_code) ?? '', addresses: [said({ type: 'practice', line1, city, state, postal_code })] };
}

export const openOpenPayments: OpenFormat = ({ header, fileName }) => {
  const columns = new Columns(header);
  columns.require('open_payments', ['physician_full_name', 'full_address', 'total_amount_of_payment_usdollars']);
  const years = fileName.match(/(?:19|20)\d\d/g) ?? [];
  const period = years.length ? [...new Set([years[0], years.at(-1)])].join('-') : 'current';
  return (cells): ReadRow => {
    const get = (name: string) => textOf(cells.cell(columns.at(name)));
    const [full, address] = [displayName(get('physician_full_name')), get('full_address')];
    const value = quantityOf(get('total_amount_of_payment_usdollars'));
    if (!full) return { ok: false, faults: [{ field: 'physician_full_name', reason: 'is empty', remedy: 'A physician needs a name.' }] };
    if (value === null) return { ok: false, faults: [{ field: 'total_amount_of_payment_usdollars', reason: `“${get('total_amount_of_payment_usdollars')}” is no amount`, remedy: 'Write a plain number of dollars.' }] };
    const [given, family] = [displayName(get('physician_first_name')), displayName(get('physician_last_name'))];
    const parts = family ? { given, family } : splitName(full);
    const id = createHash('sha256').update(`${searchable(full)}|${searchable(address)}`).digest('hex').slice(0, 20);
    const facts = said({
      kind: 'hcp', name: full, given_name: parts.given, family_name: parts.family, sort_name: sortNameOf({ ...parts, name: full }), status: 'active', ...placeOf(address),
      identifiers: [{ system: 'open_payments', value: id }], measures: [{ name: 'payments_usd', period, subject: '', value }],
      attributes: { verified: 'no: the source gives no NPI' },
    });
    return { ok: true, row: { key: `${period}|${id}`, idSystem: 'open_payments', idValue: id, facts } };
  };
};
