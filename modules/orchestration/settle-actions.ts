import { audit } from '#platform/audit';
import { ENGINE, sql, type Db } from '#platform/db';
import { announce } from '#platform/http';

/**
 * Brings actions up to what became of them: mail that left or was refused, tasks that were done or turned down; a cascade of which nothing is left
 * is done. Runs each minute; set-based, and a no-op where nothing changed.
 */
export const settleActions = (db: Db): Promise<number> => db.transaction(ENGINE, async (tx) => {
  const settled = await tx.rows<{ cascadeId: number }>(sql`
    with fates as (
      select a.customer_id, a.action_id, case when m.state = 'sent' then 'done' when m.state = 'withdrawn' and m.refusal = 'held' then 'held' when m.state = 'withdrawn' then 'withdrawn' else 'failed' end as fate, m.refusal as why
        from orchestration.action a join channels.v_message m on m.customer_id = a.customer_id and m.action_id = a.action_id
       where (a.state = 'queued' and m.state in ('sent', 'bounced', 'refused', 'failed', 'withdrawn')) or (a.state = 'held' and m.state in ('sent', 'bounced', 'refused'))
      union all -- a mail that had failed is sent again
      select a.customer_id, a.action_id, case m.state when 'sent' then 'done' else 'queued' end, null
        from orchestration.action a join channels.v_message m on m.customer_id = a.customer_id and m.action_id = a.action_id
       where a.state = 'failed' and m.state in ('queued', 'claimed', 'dispatching', 'sent')
      union all
      select a.customer_id, a.action_id, case t.state when 'completed' then 'done' when 'failed' then 'failed' else 'withdrawn' end, t.outcome
        from orchestration.action a join work.v_task t on t.customer_id = a.customer_id and t.action_id = a.action_id
       where a.state = 'queued' and t.state in ('completed', 'rejected', 'cancelled', 'failed'))
    update orchestration.action a set state = f.fate, reason = coalesce(f.why, a.reason), changed_at = ${tx.now}::timestamptz
      from fates f where a.customer_id = f.customer_id and a.action_id = f.action_id
    returning a.cascade_id`);
  // Over when nothing waits to leave and nobody is under way in its journey; on again when a mail that had failed is sent again. Cascades that run are few.
  const changed = await tx.rows<{ cascadeId: number }>(sql`
    update orchestration.cascade c set state = case when open.left_over then 'running' else 'done' end
      from (select k.cascade_id, exists (select from orchestration.action a where a.cascade_id = k.cascade_id and a.state in ('proposed', 'approved', 'queued'))
                              or exists (select from orchestration.enrolment e where e.cascade_id = k.cascade_id and e.state in ('active', 'waiting')) as left_over
              from orchestration.cascade k where k.state = 'running' or (k.state = 'done' and k.cascade_id = any(${settled.map((row) => row.cascadeId)}::bigint[]))) open
     where c.cascade_id = open.cascade_id and c.state = case when open.left_over then 'done' else 'running' end
    returning c.cascade_id`);
  if (settled.length + changed.length === 0) return 0;
  const touched = [...new Set([...settled, ...changed].map((row) => row.cascadeId))];
  await audit(tx, { action: 'orchestration.settle', resource: 'orchestration.action', rows: settled.length, after: { cascades: touched } });
  await announce(tx, { topic: 'orchestration.cascade', permission: 'orchestration:read' });
  return settled.length;
});
