import { camel } from '#platform/db';
import type { CustomerId } from '../types.ts';
import type { PlainRecord } from './types.ts';

export type Entry = { readonly customerId: CustomerId; readonly key: string; readonly value: unknown };

const GOLDEN = ['kind', 'name', 'given_name', 'family_name', 'credential', 'pronoun', 'status', 'specialty', 'specialty_name', 'city', 'state', 'postal_code', 'country', 'time_zone', 'language', 'decile', 'licence_valid_until', 'source', 'version', 'merged_into'];
const instant = (value: unknown): string | null => (typeof value === 'string' ? new Date(value).toISOString() : null);

type Row = Readonly<Record<string, unknown>>;
const INNER = new Set(['recorded_at', 'source_key']); // how a source keeps a part, not what it says
const shaped = (row: Row): Record<string, unknown> => Object.fromEntries(Object.entries(row).filter(([name]) => !INNER.has(name)).map(([name, value]) => [camel(name), value]));

/** Parts in the order in which they are shown everywhere: what stands before what was, then by number. */
const byPlace = <T>(rows: readonly T[], placeOf: (row: T) => readonly (string | number)[]): T[] => rows.map((row) => ({ row, place: placeOf(row) })).sort((a, b) => {
  const at = a.place.findIndex((value, index) => value !== b.place[index]);
  const [left = 0, right = 0] = [a.place[at], b.place[at]];
  return at < 0 ? 0 : left < right ? -1 : 1;
}).map(({ row }) => row);

type Parts = Pick<PlainRecord, 'identifiers' | 'addresses' | 'contactPoints' | 'specialties' | 'owners'>;
const identifierRank = (system: string) => (system === 'npi' ? 0 : system === 'ccn' ? 1 : 2);

/** One order of parts, whoever read them. */
export const inOrder = <T extends Parts>(record: T): T => ({
  ...record,
  identifiers: byPlace(record.identifiers, (one) => [identifierRank(one.system), one.system, one.value]),
  addresses: byPlace(record.addresses, (one) => [one.validTo === null ? 0 : 1, one.type === 'practice' ? 0 : 1, one.type, one.source, -one.addressId]),
  contactPoints: byPlace(record.contactPoints, (one) => [one.kind, one.rank, one.contactPointId]),
  specialties: byPlace(record.specialties, (one) => [one.rank, one.code, one.source]),
  owners: byPlace(record.owners, (one) => [one.function]),
});

/** Puts entries together to the record of each customer; who has none is not there. */
export function assemble(entries: readonly Entry[]): Map<CustomerId, PlainRecord> {
  const records = new Map<CustomerId, PlainRecord>();
  for (const [customerId, own] of Map.groupBy(entries, (one) => one.customerId)) {
    const fields = new Map(own.map(({ key, value }) => [key, value]));
    if (!fields.has('name')) continue; // parts that a removed record left in somebody else's change
    const parts = Map.groupBy(own.filter(({ key }) => key.includes(':')), ({ key }) => key.slice(0, key.indexOf(':')));
    const rows = (part: string): Record<string, unknown>[] => (parts.get(part) ?? []).map(({ value }) => shaped(value as Row));
    records.set(customerId, inOrder({
      customerId, ...Object.fromEntries(GOLDEN.map((name) => [camel(name), fields.get(name) ?? null])), updatedAt: instant(fields.get('updated_at')), createdAt: instant(fields.get('created_at')),
      identifiers: rows('identifier'), addresses: rows('address'), contactPoints: rows('contact_point').map((row) => ({ ...row, stateAt: instant(row['stateAt']) })),
      specialties: rows('specialty'), owners: rows('owner'),
      affiliations: rows('affiliation').map(({ confidence, ...row }) => ({ ...row, stated: confidence })).sort((a, b) => Number((a as Row)['affiliationId']) - Number((b as Row)['affiliationId'])),
    } as unknown as PlainRecord));
  }
  return records;
}
