import { sql, type Tx } from '#platform/db';
import { rebuildAffinity } from '../rebuild-affinity.ts';
import { nextIds } from '../writes.ts';
import { listRun } from './reads.ts';
import { dropBooks, takeBack, tellAgain } from './write-imported.ts';

const CUSTOMERS_AT_ONCE = 500;

/** Takes back what a run told of the next customers: touches that it brought are gone, those that it changed say again what they said. */
export async function takeBackRun(tx: Tx, importId: number, after: number) {
  const rows = await listRun(tx, { importId, after, most: CUSTOMERS_AT_ONCE });
  if (rows.length === 0) return { seen: 0, removed: 0, restored: 0, kept: 0 };
  await takeBack(tx, rows);
  const [fresh, changed] = [rows.filter(({ was }) => was === null), rows.flatMap((row) => (row.was ? [{ ...row, was: row.was }] : []))];
  await dropBooks(tx, fresh);
  const short = changed.reduce((sum, { was, touches }) => sum + Math.max(0, was.record.touches.length - touches.length), 0);
  const more = short ? await nextIds(tx, short) : [];
  let next = 0;
  const again = changed.map(({ customerId, source, sourceKey, touches, was }) => ({ customerId, source, sourceKey, was, touches: was.record.touches, causedBy: was.record.causedBy, ids: was.record.touches.map((_, place) => touches[place]?.id ?? more[next++] as number) }));
  if (again.length) {
    await tellAgain(tx, again);
    await tx.run(sql`
      update interactions.imported i set digest = n.digest, record = n.record, touches = n.touches, import_id = n.import_id, was = null
        from jsonb_to_recordset(${JSON.stringify(again.map(({ customerId, source, sourceKey, was, ids }) => ({ customer_id: customerId, source, source_key: sourceKey, digest: was.digest, record: was.record, import_id: was.importId, touches: was.record.touches.map(({ at }, place) => ({ id: ids[place], at })) })))}::jsonb)
             as n(customer_id bigint, source text, source_key text, digest text, record jsonb, touches jsonb, import_id bigint)
       where i.customer_id = n.customer_id and i.source = n.source and i.source_key = n.source_key`);
  }
  await rebuildAffinity(tx, [...new Set(rows.map(({ customerId }) => customerId))]);
  return { seen: rows.length, removed: fresh.length, restored: again.length, kept: 0, lastId: rows.reduce((last, { customerId }) => Math.max(last, customerId), after) };
}
