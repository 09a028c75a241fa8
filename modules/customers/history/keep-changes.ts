import { sql, withSettings, type Tx } from '#platform/db';
import { asSystem } from '../merge/as-merger.ts';
import { holdPlace } from './horizon.ts';
import { entriesOf, type Touched } from './state.ts';

export type Changing = {
  readonly customerIds: readonly number[];
  /** On whose word. */
  readonly source: string;
  /** What can change; everything, unless said. */
  readonly touches?: Touched;
  /** Whom others join or leave in this change. */
  readonly joined?: { readonly kind: 'merged_from' | 'parted_from'; readonly customerIds: readonly number[] };
};

/** Whose record can change, and in what. */
type Concerned = { readonly ids: readonly number[]; readonly touches: Touched };

/** All of them with every record of the parties that they are part of; and, where these may get another number, who belongs to them. */
async function concerned(tx: Tx, { customerIds, joined, touches = 'all' }: Changing): Promise<readonly Concerned[]> {
  const party = (await tx.rows<{ id: number }>(sql`
    select id from unnest(${customerIds}::bigint[]) id
    union select o.customer_id from customers.merge_member m join customers.merge_member o using (root_id) where m.customer_id = any(${customerIds}::bigint[])
    union select o.customer_id from customers.merge_member o where o.root_id = any(${customerIds}::bigint[])`)).map(({ id }) => id);
  const alone = party.length === new Set(customerIds).size; // a party of several records is taken apart and put together: all of it can change
  const members = joined ? (await tx.rows<{ id: number }>(sql`
    select distinct a.customer_id as id from customers.affiliation a where a.to_customer_id = any(${party}::bigint[]) and a.customer_id <> all(${party}::bigint[])`)).map(({ id }) => id) : [];
  return [{ ids: party, touches: alone ? touches : 'all' } as const, { ids: members, touches: 'affiliations' } as const].filter(({ ids }) => ids.length > 0);
}

/** Keeps the entries of these records aside, as they are before or after the work. */
async function noteEntries(tx: Tx, { ids, touches }: Concerned, place: { readonly when: 'before' | 'after'; readonly part: number }): Promise<void> {
  await tx.run(sql`
    insert into pg_temp.record_entry
    with asked as materialized (select customer_id from unnest(${ids}::bigint[]) as n(customer_id))
    select ${place.when}, ${place.part}::integer, e.customer_id, e.key, e.value from (${entriesOf(touches)}) e`);
}

async function noteBefore(tx: Tx, all: readonly Concerned[]): Promise<void> {
  await tx.run(sql`create temp table if not exists record_entry (moment text, part integer, customer_id bigint, key text, value jsonb) on commit drop`);
  // Who changes a record waits for who is changing it: what was before is what the other one left.
  await tx.run(sql`select c.customer_id from customers.customer c where c.customer_id = any(${all.flatMap(({ ids }) => ids)}::bigint[]) order by c.customer_id for no key update`);
  for (const [part, one] of all.entries()) await noteEntries(tx, one, { when: 'before', part }); // one set, or two
}

const told = (key: string) => sql.trusted(`bool_or(${key})`);
const GOLDEN_ASIDE = `'{version,updated_at,status,merged_into,source}'::text[]`;
const KINDS = sql`array_remove(array[
           case when ${told(`key = 'name' and now is null`)} then 'removed' end,
           case when ${told(`key = 'merged_into' and now is not null`)} then 'merged_into' end,
           case when ${told(`key = 'merged_into' and now is null and was is not null`)} then 'unmerged' end,
           case when ${told(`key = 'status' and was = '"active"' and now in ('"inactive"', '"deactivated"')`)} then 'closed' end,
           case when ${told(`key = 'status' and now = '"active"' and was in ('"inactive"', '"deactivated"')`)} then 'reopened' end,
           case when ${told(`key like 'address:%' and was ->> 'valid_to' is null and was is not null and (now is null or now ->> 'valid_to' is not null)`)} and ${told(`key like 'address:%' and was is null`)} then 'address_moved' end,
           case when ${told(`key like 'affiliation:%' and was is null`)} then 'affiliation_began' end,
           case when ${told(`key like 'affiliation:%' and was is not null and was ->> 'valid_to' is null and (now is null or now ->> 'valid_to' is not null)`)} then 'affiliation_ended' end,
           case when ${told(`(key !~ '^(address|affiliation):' and key <> all(${GOLDEN_ASIDE}) or key like 'address:%' and was is not null and now is not null or key like 'affiliation:%' and was is not null and now is not null)`)} then 'changed' end], null)`;

const writeChanges = (tx: Tx, { source, joined }: Changing, part: number) => tx.run(sql`
  insert into customers.change (customer_id, at, source, kinds, before, organisations)
  with pair as materialized (
    select coalesce(b.customer_id, n.customer_id) as customer_id, coalesce(b.key, n.key) as key, b.value as was, n.value as now
      from (select e.customer_id, e.key, e.value from pg_temp.record_entry e where e.moment = 'before' and e.part = ${part}::integer) b
      full join (select e.customer_id, e.key, e.value from pg_temp.record_entry e where e.moment = 'after' and e.part = ${part}::integer) n on n.customer_id = b.customer_id and n.key = b.key
     where b.value is distinct from n.value),
  differs as (
    select p.customer_id, p.key, p.was, p.now from pair p where p.key <> 'golden'
    union all
    select p.customer_id, f.key, p.was -> f.key, p.now -> f.key
      from pair p cross join lateral (select jsonb_object_keys(p.was) as key union select jsonb_object_keys(p.now)) f
     where p.key = 'golden' and (p.was -> f.key) is distinct from (p.now -> f.key))
  select d.customer_id, greatest(${tx.now}::timestamptz, (select c.at from customers.change c where c.customer_id = d.customer_id order by c.change_id desc limit 1)), ${source},
         case when d.kinds && '{removed,merged_into,unmerged}' then d.kinds[1:1] else d.kinds end || case when d.customer_id = any(${joined?.customerIds ?? []}::bigint[]) then array[${joined?.kind ?? null}::text] else '{}' end, d.before, d.organisations
    from (select customer_id, ${KINDS} as kinds, jsonb_object_agg(key, coalesce(was, 'null')) as before,
                 coalesce(array_agg(distinct o.id) filter (where o.id is not null), '{}') as organisations
            from differs left join lateral (values ((was ->> 'to_customer_id')::bigint), ((now ->> 'to_customer_id')::bigint)) as o(id) on key like 'affiliation:%'
           group by customer_id) d`);

/**
 * Does what changes these customers' records, and keeps what they said before: for the feed of changes, and for reading them as they were. Whoever comes in
 * new is not among them: that is told by the record itself. The books are the system's own, whoever acts.
 */
export async function keepChanges<T>(tx: Tx, changing: Changing, work: () => Promise<T>): Promise<T> {
  if (changing.customerIds.length === 0) return work();
  const all = await asSystem(tx, 'engine', async () => {
    const found = await concerned(tx, changing);
    await noteBefore(tx, found);
    return found;
  });
  const result = await work();
  await asSystem(tx, 'engine', async () => {
    for (const [part, one] of all.entries()) await noteEntries(tx, one, { when: 'after', part }); // one set, or two
    await holdPlace(tx);
    // A batch with itself has no index: its import keeps the planner to loops, which would compare each entry with each.
    await withSettings(tx, { enable_hashjoin: 'on' }, async () => {
      for (const part of all.keys()) await writeChanges(tx, changing, part); // the same
    });
    await tx.run(sql`truncate pg_temp.record_entry`);
  });
  return result;
}
