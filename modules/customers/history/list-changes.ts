import { fromCursor } from '#platform/http';
import { camel, type Tx } from '#platform/db';
import type { CustomerId } from '../types.ts';
import { safeHorizon } from './horizon.ts';
import { changesBetween, erasedAmong, plainRecords } from './reads.ts';
import type { PlainRecord } from './types.ts';

type Tombstone = { readonly state: 'merged' | 'removed' | 'erased'; readonly mergedInto: CustomerId | null };
type FeedChange = {
  readonly changeId: number; readonly customerId: CustomerId; readonly kinds: readonly string[]; readonly fields: readonly string[]; readonly at: string; readonly source: string;
  /** The record as it stands when the page is read; or what became of it. */
  readonly record: PlainRecord | null; readonly tombstone: Tombstone | null;
};
export type FeedPage = { readonly rows: readonly FeedChange[]; readonly nextCursor: string; readonly more: boolean };

const UNTOLD = new Set(['version', 'updated_at', 'sort_name']); // they change with everything else
const PARTS: Readonly<Record<string, string>> = { 'identifier:': 'identifiers', 'address:': 'addresses', 'contact_point:': 'contactPoints', 'specialty:': 'specialties', 'affiliation:': 'affiliations', 'owner:': 'owners' };
/** What changed, as the record names it. */
const namesOf = (fields: readonly string[]): string[] => fields.filter((field) => !UNTOLD.has(field)).map((field) => PARTS[field] ?? camel(field));

function stands(customerId: CustomerId, record: PlainRecord | undefined, erased: ReadonlySet<CustomerId>): Pick<FeedChange, 'record' | 'tombstone'> {
  if (erased.has(customerId)) return { record: null, tombstone: { state: 'erased', mergedInto: null } };
  if (!record) return { record: null, tombstone: { state: 'removed', mergedInto: null } };
  if (record.mergedInto !== null) return { record: null, tombstone: { state: 'merged', mergedInto: record.mergedInto } };
  return { record, tombstone: null };
}

/** What changed after a cursor, in an order that no late commit can slip behind. Whoever applies every row, from the beginning, has what a direct read gives. */
export async function listChanges(tx: Tx, { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number }): Promise<FeedPage> {
  const after = cursor === undefined || cursor === '0' ? 0 : Number(fromCursor(cursor, 1)?.[0] ?? 0);
  const upTo = await safeHorizon(tx);
  const found = await changesBetween(tx, { after, upTo, most: limit + 1 });
  const rows = found.slice(0, limit);
  const customerIds = [...new Set(rows.map((row) => row.customerId))];
  const [records, erased] = [await plainRecords(tx, customerIds), await erasedAmong(tx, customerIds)];
  const more = found.length > limit;
  const reached = more ? rows.at(-1)?.changeId ?? after : Math.max(after, upTo);
  return {
    rows: rows.map((row) => ({ ...row, fields: namesOf(row.fields), ...stands(row.customerId, records.get(row.customerId), erased) })),
    nextCursor: Buffer.from(JSON.stringify([reached])).toString('base64url'), more,
  };
}
