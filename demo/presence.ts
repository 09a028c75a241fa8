import { audit } from '#platform/audit';
import { ENGINE, sql, type Tx } from '#platform/db';
import type { JobTask } from '#platform/jobs';
import { COLLEAGUES, WHO } from './lists/people.ts';

const SHIFT_HOURS = 26; // longer than a day, so that a demo that runs on never finds everybody gone home
const BUSY: readonly number[] = [WHO.mei];
const AWAY: readonly number[] = [WHO.henrik];
const DESKS = new Set(['medical', 'contact_centre', 'field']);

/** The colleagues of the demo company keep working, at whatever hour it is looked at; what a visitor set in the meantime stays until it ends. */
export async function setPresence(tx: Tx): Promise<number> {
  const people = COLLEAGUES.filter(({ role }) => DESKS.has(role));
  const rows = people.map(({ userId, email }) => ({ user_id: userId, email, state: BUSY.includes(userId) ? 'busy' : AWAY.includes(userId) ? 'away' : 'available' }));
  const changed = await tx.run(sql`
    insert into work.presence (user_id, state, until, changed_at)
    select r.user_id, r.state, ${tx.now}::timestamptz + make_interval(mins => case r.state when 'busy' then 50 else ${SHIFT_HOURS * 60} end), ${tx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(user_id integer, email text, state text) join access.v_person p on p.user_id = r.user_id and p.email = r.email
    on conflict (user_id) do update set state = case when excluded.state = 'away' then 'away' else 'available' end, until = ${tx.now}::timestamptz + make_interval(hours => ${SHIFT_HOURS}), changed_at = excluded.changed_at
     where work.presence.until <= ${tx.now}::timestamptz
        or (work.presence.until - work.presence.changed_at > interval '20 hours' and work.presence.until <= ${tx.now}::timestamptz + interval '2 hours')`);
  if (changed) await audit(tx, { action: 'demo.presence', resource: 'work.presence', rows: changed, reason: 'The demo company keeps working' });
  return changed;
}

/** Each hour, where the demo company is loaded; elsewhere it finds nobody. */
export const keepPresence: JobTask = async ({ db }) => void await db.transaction(ENGINE, setPresence);
