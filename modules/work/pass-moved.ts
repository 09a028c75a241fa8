import { audit } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { notify } from './notify.ts';
import { passMovedHandOvers, passMovedTasks } from './writes.ts';

type Told = { readonly userId: number; readonly gained: number; readonly lost: number };

/** Open tasks and requests follow customers into other hands; where nobody took them over, tasks wait in the function's queue. Whoever gains or loses is told once. */
export async function passMoved(tx: Tx, runId: number): Promise<void> {
  const tasks = await passMovedTasks(tx, runId);
  const requests = await passMovedHandOvers(tx, runId);
  await audit(tx, { action: 'work.pass_moved', resource: 'work.task', rows: tasks + requests, after: { runId, tasks, requests } });
  const told = await tx.rows<Told>(sql`
    select s.user_id, sum(s.gained)::bigint as gained, sum(s.lost)::bigint as lost from (
      select m.to_user_id as user_id, count(*) as gained, 0::bigint as lost from access.v_territory_move m where m.run_id = ${runId}::bigint and m.to_user_id is distinct from m.from_user_id group by 1
      union all select m.from_user_id, 0, count(*) from access.v_territory_move m where m.run_id = ${runId}::bigint and m.to_user_id is distinct from m.from_user_id group by 1) s
     where s.user_id is not null group by s.user_id`);
  const customers = (count: number) => `${count.toLocaleString('en-US')} ${count === 1 ? 'customer' : 'customers'}`;
  await notify(tx, told.map(({ userId, gained, lost }) => ({
    userIds: [userId], kind: 'territory.realigned', headline: [...(gained > 0 ? [`${customers(gained)} came into your hands`] : []), ...(lost > 0 ? [`${customers(lost)} went into other hands`] : [])].join(', '),
    detail: 'Visits that were planned wait for you as proposals; open tasks came along.', link: '/customers', key: `territory.realigned:${runId}`,
  })));
  if (tasks > 0) await announce(tx, { topic: 'work.task', permission: 'work:read' });
}
