import { audit } from '#platform/audit';
import { sql, type Actor } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Parts } from './parts.ts';

export type Settings = { readonly idleMinutes: number; readonly absoluteHours: number; readonly secondStepRequired: boolean };
type Lock = { readonly lockId: number; readonly kind: string; readonly userId: number | null; readonly name: string | null; readonly tries: number; readonly locks: number; readonly lastAt: string; readonly lockedUntil: string };

const READ = sql`select idle_minutes, absolute_hours, second_step_required from auth.setting`;

export const getSettings = ({ db }: Parts, actor: Actor): Promise<Settings> => db.read(actor, (tx) => tx.one(READ));

/** Sets how long sessions last and whether a second step is demanded; holds for sessions that are open too. */
export async function changeSettings(parts: Parts, actor: Actor, settings: Settings): Promise<Settings> {
  await parts.db.transaction(actor, async (tx) => {
    const before = await tx.one<Settings>(READ);
    await tx.run(sql`
      update auth.setting set idle_minutes = ${settings.idleMinutes}::integer, absolute_hours = ${settings.absoluteHours}::integer, second_step_required = ${settings.secondStepRequired}::boolean`);
    await audit(tx, { action: 'sign_in.change_settings', resource: 'auth.setting', before, after: settings });
  });
  parts.forget();
  return settings;
}

/** What is shut now, for being guessed at too often. An address of nobody and a network name no person. */
export const listLocks = ({ db }: Parts, actor: Actor): Promise<Lock[]> => db.read(actor, (tx) => tx.rows(sql`
  select g.lock_id, g.kind, p.user_id, p.name, g.tries, g.locks, g.last_at, g.locked_until
    from auth.guess g left join access.person p on p.auth_id = g.account_id
   where g.locked_until > ${tx.now}::timestamptz order by g.last_at desc limit 200`));

/** Opens what was shut. */
export const openLock = (parts: Parts, actor: Actor, lockId: number): Promise<void> => parts.db.transaction(actor, async (tx) => {
  const opened = await tx.maybe<{ kind: string; userId: number | null }>(sql`
    delete from auth.guess g where g.lock_id = ${lockId}::bigint and g.locked_until > ${tx.now}::timestamptz
    returning g.kind, (select p.user_id from access.person p where p.auth_id = g.account_id) as user_id`);
  if (!opened) throw new Problem('request.not_found');
  await audit(tx, { action: 'sign_in.open_lock', resource: 'auth.guess', recordId: opened.userId ?? lockId, before: { kind: opened.kind } });
});
