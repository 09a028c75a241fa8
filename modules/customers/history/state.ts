import { sql, type Sql } from '#platform/db';

// A record as entries: a field of the golden record by its column, a part by its name and number (address:7). What is not there has no entry. Names of others
// (of an organisation, a colleague, a specialty) are not part of it: they are theirs, and change without it. Figures and source records carry dates of their own.

const entry = (key: Sql, from: Sql): Sql => sql`select p.customer_id, ${key} as key, to_jsonb(p) - 'customer_id' as value from asked join ${from} p using (customer_id)`;

const OWNERS = entry(sql`'owner:' || p.function`, sql`customers.owner`);
const AFFILIATIONS = entry(sql`'affiliation:' || p.affiliation_id`, sql`customers.affiliation`);
const CONTACT_POINTS = entry(sql`'contact_point:' || p.contact_point_id`, sql`customers.contact_point`);

/** Which entries a change can touch: all, or one kind of part. */
export type Touched = 'all' | 'owners' | 'contact_points' | 'affiliations';

const GOLDEN = sql`jsonb_strip_nulls(to_jsonb(c) - '{customer_id,creation_id}'::text[])`;

const PARTS = sql`
  ${entry(sql`'identifier:' || p.system || ' ' || p.value`, sql`customers.identifier`)}
  union all ${entry(sql`'address:' || p.address_id`, sql`customers.address`)}
  union all ${CONTACT_POINTS}
  union all ${entry(sql`'specialty:' || p.source || ' ' || p.rank`, sql`customers.specialty`)}
  union all ${AFFILIATIONS}
  union all ${OWNERS}`;
const ALL = sql`
  select c.customer_id, g.key, g.value from asked join customers.customer c using (customer_id) cross join lateral jsonb_each(${GOLDEN}) g
  union all ${PARTS}`;
/** The golden record as one entry, to be told field by field only where it differs: a batch has thousands of them. */
const WHOLE = sql`
  select c.customer_id, 'golden' as key, ${GOLDEN} as value from asked join customers.customer c using (customer_id)
  union all ${PARTS}`;

/** The entries of the customers in `asked`, as they stand: customer_id, key, value. */
export const entriesNow = ALL;

/** The entries that a change can touch, to be compared before and after. */
export const entriesOf = (touched: Touched): Sql => (touched === 'owners' ? OWNERS : touched === 'contact_points' ? CONTACT_POINTS : touched === 'affiliations' ? AFFILIATIONS : WHOLE);

/** The same as they were known at an instant: each entry as it was before the first change since. */
export const entriesAt = (at: string): Sql => sql`
  select coalesce(p.customer_id, n.customer_id) as customer_id, coalesce(p.key, n.key) as key, case when p.key is null then n.value else p.value end as value
    from (${ALL}) n
    full join (
      select distinct on (c.customer_id, e.key) c.customer_id, e.key, e.value
        from asked join customers.change c using (customer_id) cross join lateral jsonb_each(c.before) e
       where c.at > ${at}::timestamptz
       order by c.customer_id, e.key, c.change_id) p on p.customer_id = n.customer_id and p.key = n.key
   where p.key is null or p.value <> 'null'`;
