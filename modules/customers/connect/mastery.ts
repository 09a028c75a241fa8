import { audit } from '#platform/audit';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { SYSTEMS } from './types.ts';

export const MASTERED = ['customer', 'interaction', 'consent'] as const;
export type Mastered = (typeof MASTERED)[number];
export const MASTERS = ['tutti', ...SYSTEMS, 'nobody'] as const;
export type Mastery = { readonly object: Mastered; readonly market: string; readonly master: string; readonly setByName: string | null; readonly setAt: string };

/** Who has the last word on what, market by market. */
export const listMasteries = (tx: Tx): Promise<Mastery[]> => tx.rows<Mastery>(sql`
  select m.object, m.market, m.master, p.name as set_by_name, m.set_at from customers.mastery m left join access.v_person p on p.user_id = m.set_by order by m.object, m.market desc`);

/** Says which system has the last word on an object in a market from the next load on; `nobody` leaves it to the rules of survivorship. */
export const setMastery = (db: Db, actor: Actor, { object, market, master }: { object: Mastered; market: string; master: (typeof MASTERS)[number] }) => db.transaction(actor, async (tx) => {
  const before = await tx.maybe<{ master: string }>(sql`select master from customers.mastery where object = ${object} and market = ${market}`);
  if ((before?.master ?? 'nobody') === master) throw new Problem('customers.mastery_same');
  if (master === 'nobody') await tx.run(sql`delete from customers.mastery where object = ${object} and market = ${market}`);
  else {
    await tx.run(sql`
      insert into customers.mastery (object, market, master, set_by, set_at) values (${object}, ${market}, ${master}, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
      on conflict (object, market) do update set master = excluded.master, set_by = excluded.set_by, set_at = excluded.set_at`);
  }
  await audit(tx, { action: 'customers.set-mastery', resource: 'customers.mastery', before: { master: before?.master ?? null }, after: { object, market, master } });
  await announce(tx, { topic: 'customers.import', permission: 'customers:import' });
  return { object, market, master };
});
