import { sql, type Tx } from '#platform/db';
import { rebuildAffinity } from '../rebuild-affinity.ts';
import { insertTouches } from '../record-interactions.ts';
import type { NewInteraction } from '../types.ts';
import { insertContents, insertHeaders, nextIds } from '../writes.ts';
import type { Imported } from './reads.ts';
import type { Touch } from './touches.ts';

/** A row of another system: whose it is, and the touches that it became. */
export type Row = { readonly customerId: number; readonly key: string; readonly causedBy?: number; readonly touches: readonly Touch[] };
type Told = { readonly row: Row; readonly digest: string; readonly was: Imported | undefined };
type Numbered = { readonly told: Told; readonly ids: readonly number[] };

/** As the timeline takes it; what followed from the first touch names it. */
function interactionsOf({ customerId, causedBy, touches }: Row, ids: readonly number[]): NewInteraction[] {
  return touches.map(({ at, body, data, ...touch }, place) => ({
    ...touch, customerId, occurredAt: at, causedBy: (place > 0 ? ids[0] : causedBy) ?? null, ...(data ? { content: { body: body ?? '', data } } : {}),
  }));
}

const booksOf = ({ told: { row, digest }, ids }: Numbered) => ({
  customer_id: row.customerId, source_key: row.key, digest, record: { touches: row.touches, ...(row.causedBy ? { causedBy: row.causedBy } : {}) }, touches: row.touches.map(({ at }, place) => ({ id: ids[place], at })),
});

const keepBooks = (tx: Tx, { system, importId, rows }: { system: string; importId: number; rows: readonly Numbered[] }) => tx.run(sql`
  insert into interactions.imported as i (customer_id, source, source_key, digest, record, touches, import_id)
  select r.customer_id, ${system}, r.source_key, r.digest, r.record, r.touches, ${importId}::bigint
    from jsonb_to_recordset(${JSON.stringify(rows.map(booksOf))}::jsonb) as r(customer_id bigint, source_key text, digest text, record jsonb, touches jsonb)
  on conflict (customer_id, source, source_key) do update
     set digest = excluded.digest, record = excluded.record, touches = excluded.touches, import_id = excluded.import_id,
         was = case when i.import_id = excluded.import_id then i.was else jsonb_build_object('record', i.record, 'digest', i.digest, 'importId', i.import_id) end`);

/** Takes touches off the timeline whose books say that they came from another system. */
export const takeBack = (tx: Tx, rows: readonly { readonly customerId: number; readonly source: string; readonly sourceKey: string }[]) => tx.one(sql`
  select interactions.take_back(${rows.map(({ customerId }) => customerId)}::bigint[], ${rows.map(({ source }) => source)}::text[], ${rows.map(({ sourceKey }) => sourceKey)}::text[]) as gone`);

export const dropBooks = (tx: Tx, rows: readonly { readonly customerId: number; readonly source: string; readonly sourceKey: string }[]) => tx.run(sql`
  delete from interactions.imported i using unnest(${rows.map(({ customerId }) => customerId)}::bigint[], ${rows.map(({ source }) => source)}::text[], ${rows.map(({ sourceKey }) => sourceKey)}::text[]) as n(customer_id, source, source_key)
   where i.customer_id = n.customer_id and i.source = n.source and i.source_key = n.source_key`);

/** Numbers for each row's touches: those that it had, and new ones for more. */
async function numbered(tx: Tx, rows: readonly Told[]): Promise<Numbered[]> {
  const wanted = rows.reduce((sum, { row, was }) => sum + Math.max(0, row.touches.length - (was?.touches.length ?? 0)), 0);
  const fresh = wanted ? await nextIds(tx, wanted) : [];
  let next = 0;
  return rows.map((told) => ({ told, ids: told.row.touches.map((_, place) => told.was?.touches[place]?.id ?? fresh[next++] as number) }));
}

type Writing = { readonly system: string; readonly importId: number; readonly fresh: readonly Told[]; readonly changed: readonly Told[] };

/** New rows become touches; of changed ones the touches are told anew under their old numbers, so that what names them still finds them. */
export async function writeImported(tx: Tx, { system, importId, fresh, changed }: Writing): Promise<void> {
  const listed = (rows: readonly Numbered[]) => ({ ids: rows.flatMap(({ ids }) => ids), list: rows.flatMap(({ told, ids }) => interactionsOf(told.row, ids)) });
  if (fresh.length) {
    const rows = await numbered(tx, fresh);
    const { ids, list } = listed(rows);
    await insertTouches(tx, ids, list);
    await keepBooks(tx, { system, importId, rows });
  }
  if (changed.length === 0) return;
  const rows = await numbered(tx, changed);
  await takeBack(tx, changed.map(({ row, was }) => ({ customerId: was?.customerId ?? row.customerId, source: system, sourceKey: row.key })));
  const moved = changed.filter(({ row, was }) => was && was.customerId !== row.customerId);
  if (moved.length) await dropBooks(tx, moved.map(({ row, was }) => ({ customerId: was?.customerId ?? row.customerId, source: system, sourceKey: row.key }))); // the other system gave the call to somebody else
  const { ids, list } = listed(rows);
  await insertHeaders(tx, ids, list);
  await insertContents(tx, ids, list);
  await keepBooks(tx, { system, importId, rows });
  await rebuildAffinity(tx, [...new Set(changed.flatMap(({ row, was }) => [row.customerId, was?.customerId ?? row.customerId]))]);
}

/** Puts the touches of rows back as an earlier load had told them, under the numbers that they have. */
export async function tellAgain(tx: Tx, rows: readonly { readonly customerId: number; readonly touches: readonly Touch[]; readonly causedBy: number | undefined; readonly ids: readonly number[] }[]): Promise<void> {
  const list = rows.flatMap(({ customerId, touches, causedBy, ids }) => interactionsOf({ customerId, key: '', touches, ...(causedBy ? { causedBy } : {}) }, ids));
  const ids = rows.flatMap(({ touches, ids: own }) => touches.map((_, place) => own[place] as number));
  await insertHeaders(tx, ids, list);
  await insertContents(tx, ids, list);
}
