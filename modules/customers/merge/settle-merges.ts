import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Tx } from '#platform/db';
import type { JobTask } from '#platform/jobs';
import { keepChanges } from '../history/keep-changes.ts';
import { asMerger } from './as-merger.ts';
import { readShapes } from './catalogue.ts';
import { carryRows, recount, sum, type Moved } from './move.ts';
import type { Moves } from './types.ts';
import { lockParties, standingMerges } from './writes.ts';

const WATCHED_DAYS = 7; // whoever still writes under an old number, a phone that was offline or a page left open, does so within days

const recentMembers = async (tx: Tx): Promise<number[]> => (await tx.rows<{ customerId: number }>(sql`
  select o.customer_id
    from customers.merge_member o
   where o.root_id in (
     select m.root_id from customers.merge g join customers.merge_member m on m.customer_id = g.customer_id
      where g.undone_at is null and g.merged_at > ${tx.now}::timestamptz - make_interval(days => ${WATCHED_DAYS}::integer))`)).map((row) => row.customerId);

// Parts of a record that lie under the number of one that was merged: stayed behind, or come in since. Without any, no record can change by settling.
const strayed = async (tx: Tx, memberIds: readonly number[]): Promise<number[]> => (await tx.rows<{ customerId: number }>(sql`
  select c.customer_id
    from customers.customer c
   where c.customer_id = any(${memberIds}::bigint[]) and c.status = 'merged'
     and (exists (select from customers.owner p where p.customer_id = c.customer_id) or exists (select from customers.contact_point p where p.customer_id = c.customer_id)
          or exists (select from customers.identifier p where p.customer_id = c.customer_id) or exists (select from customers.address p where p.customer_id = c.customer_id)
          or exists (select from customers.specialty p where p.customer_id = c.customer_id)
          or exists (select from customers.affiliation p where p.customer_id = c.customer_id) or exists (select from customers.affiliation p where p.to_customer_id = c.customer_id))`)).map((row) => row.customerId);

/** Moves what has come in under the number of a merged record since, and what was in somebody's hands when it was merged. Says what moved. */
export const settleMerges = (db: Db, moves: readonly Moves[]): Promise<Moved> => db.transaction(ENGINE, async (tx) => {
  await lockParties(tx);
  const memberIds = await recentMembers(tx);
  const moved = memberIds.length === 0 ? {} : await keepChanges(tx, { customerIds: await strayed(tx, memberIds), source: 'merge', joined: { kind: 'merged_from', customerIds: [] } }, () => asMerger(tx, async () => {
    const shapes = await readShapes(tx, moves);
    const { rounds } = await standingMerges(tx, memberIds);
    const parts: Moved[] = [];
    for (const round of rounds) parts.push(await carryRows(tx, shapes, round)); // a round needs the one before: what B brought goes on with A
    const settled = sum(parts);
    if (Object.keys(settled).length) await recount(tx, moves, memberIds);
    return settled;
  }));
  if (Object.keys(moved).length) await audit(tx, { action: 'customers.settle-merges', resource: 'customers.merge_move', rows: Object.values(moved).reduce((all, rows) => all + rows, 0), after: moved });
  return moved;
});

/** Jobs of merging; the server says what moves with a customer. */
export const mergeJobsWith = (moves: readonly Moves[]): Readonly<Record<string, JobTask>> => ({
  'customers.settle-merges': async ({ db, log }) => {
    const moved = await settleMerges(db, moves);
    if (Object.keys(moved).length) log.info({ moved }, 'rows under the numbers of merged records went to the records that stayed');
  },
});
