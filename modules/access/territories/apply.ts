import { audit } from '#platform/audit';
import { sql, type LocalDate, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { endOwners, setOwners } from '#customers';
import type { AlignPorts, FunctionName } from '../types.ts';
import { reckon, type Reckoning } from './reckon.ts';
import { insertMoves, noteAligned, replacePlaces } from './writes.ts';

export type Applied = { readonly runId: number; readonly moved: number; readonly added: number; readonly removed: number };
type Applying = Reckoning & { readonly of: number | null; readonly function: FunctionName; readonly reason: string };

/** Whoever answered for a customer because he held her territory hands that over; whoever answers for another reason keeps it. */
async function moveOwners(tx: Tx, work: FunctionName): Promise<void> {
  const rows = await tx.rows<{ customerId: number; fromUserId: number | null; toUserId: number | null }>(sql`
    select m.customer_id, m.from_user_id, m.to_user_id
      from alignment_move m left join customers.v_owner o on o.customer_id = m.customer_id and o.function = ${work}
     where m.from_user_id is distinct from m.to_user_id and o.user_id is not distinct from m.from_user_id`);
  const as = (userId: (row: (typeof rows)[number]) => number | null) => rows.flatMap((row) => { const one = userId(row); return one === null ? [] : [{ customerId: row.customerId, function: work, userId: one }]; });
  await setOwners(tx, as(({ toUserId }) => toUserId));
  await endOwners(tx, as(({ fromUserId, toUserId }) => (toUserId === null ? fromUserId : null)));
}

/** Everybody whose work what was reckoned can change. */
const listConcerned = async (tx: Tx): Promise<number[]> => (await tx.rows<{ userId: number }>(sql`
  select distinct p.user_id from alignment_person p
    join (select m.from_territory_id as territory_id from alignment_move m union select m.to_territory_id from alignment_move m) t on t.territory_id = p.territory_id
   order by 1`)).map(({ userId }) => userId);

/** Writes what was reckoned: where customers lie, who answers for them, what people may see; all of it with one commit. */
export async function applyReckoned(tx: Tx, ports: AlignPorts, { salesForceId, all, on, of, function: work, reason }: Applying): Promise<Applied> {
  const { runId } = await tx.one<{ runId: number }>(sql`select nextval('access.territory_number') as run_id`);
  const userIds = await listConcerned(tx);
  const moved = await insertMoves(tx, { runId, salesForceId, alignmentId: of });
  await replacePlaces(tx, { salesForceId, all, on });
  await moveOwners(tx, work);
  await noteAligned(tx, { salesForceId, on, all });
  const { added, removed } = userIds.length > 0 ? await ports.keepMembership(tx, userIds) : { added: 0, removed: 0 };
  await audit(tx, { action: 'access.align', resource: 'access.territory_customer', recordId: salesForceId, rows: moved, after: { salesForceId, alignmentId: of, on, moved, people: userIds.length, added, removed }, reason });
  if (moved > 0) await emit(tx, { type: 'territory.realigned', customerId: 0, key: `territory.realigned:${runId}`, data: { runId, salesForceId, alignmentId: of, moved } });
  await announce(tx, { topic: 'access.territory', permission: 'access:territories' });
  return { runId, moved, added, removed };
}

export type Force = { readonly salesForceId: number; readonly function: FunctionName; readonly alignedOn: LocalDate | null };

/** Places every customer of a sales force as the definitions say today. */
export async function placeAll(tx: Tx, ports: AlignPorts, { force, of, reason }: { readonly force: Force; readonly of: number | null; readonly reason: string }): Promise<Applied> {
  const reckoning = { salesForceId: force.salesForceId, alignmentId: 0, on: tx.now.slice(0, 10), alignedOn: force.alignedOn, all: true };
  await reckon(tx, reckoning);
  const applied = await applyReckoned(tx, ports, { ...reckoning, of, function: force.function, reason });
  await forget(tx);
  return applied;
}

/** What was reckoned goes before the transaction ends, so that it can reckon again. */
export async function forget(tx: Tx): Promise<void> {
  await tx.run(sql`drop table alignment_touched, alignment_placed, alignment_person, alignment_move`);
}
