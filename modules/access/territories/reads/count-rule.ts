import { sql, type Tx } from '#platform/db';
import { byHash, EVERYBODY, matches } from '../placing-sql.ts';
import type { Criteria } from '../types.ts';

export type RuleCount = { readonly customers: number; readonly elsewhere: number; readonly sample: { readonly customerId: number; readonly name: string; readonly city: string | null }[] };

/** Whom a rule that is being written would name, and how many of them lie in another territory of the sales force now. */
export const countRule = (tx: Tx, { salesForceId, territoryId, ...rule }: Criteria & { readonly salesForceId: number; readonly territoryId: number | null }): Promise<RuleCount> => {
  const typed = sql`
    select 1 as rule_id, ${rule.priority}::smallint as priority, ${rule.countries}::text[] as countries, ${rule.states}::text[] as states, ${rule.postal}::text[] as postal, ${rule.cities}::text[] as cities,
           ${rule.specialties}::text[] as specialties, ${rule.kinds}::text[] as kinds, ${rule.underIds}::bigint[] as under_ids, ${rule.decileFrom}::smallint as decile_from, ${rule.decileTo}::smallint as decile_to`;
  return byHash(tx, () => tx.one<RuleCount>(sql`
    with named as materialized (select m.customer_id from (${matches({ rules: typed, people: EVERYBODY, once: false, on: tx.now.slice(0, 10) })}) m)
    select (select count(*) from named) as customers,
           (select count(*) from named n join access.territory_customer tc on tc.customer_id = n.customer_id and tc.sales_force_id = ${salesForceId}::integer where tc.territory_id is distinct from ${territoryId}::integer) as elsewhere,
           coalesce((select jsonb_agg(jsonb_build_object('customerId', s.customer_id, 'name', s.name, 'city', s.city) order by s.customer_id)
                       from (select c.customer_id, c.name, c.city from named n join customers.v_customer c on c.customer_id = n.customer_id order by n.customer_id limit 5) s), '[]') as sample`));
};
