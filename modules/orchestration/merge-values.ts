import { sql, type Sql, type Tx } from '#platform/db';
import { asksForPlan } from './reads/cascade.ts';

/**
 * What only the decision knows of a mail, as a jsonb value over `a` (customer_id, cascade_id): the payer of the cascade's event, and which of the
 * event's plans this customer can prescribe under, those with most of her patients first. A value that does not exist is left out, never empty.
 */
function mergeSql(withPlan: boolean): Sql {
  // "Select PPO", "Select PPO and Choice Plus", "Select PPO, Select HMO and Choice Plus": as one would say it.
  const plan = sql`(
    select case when cardinality(p.names) > 1 then array_to_string(p.names[1:cardinality(p.names) - 1], ', ') || ' and ' || p.names[cardinality(p.names)] else p.names[1] end
      from (select array_agg(q.name order by q.share desc nulls last, q.name) as names
              from (select distinct c.customer_id, c.name, x.share
                      from customers.v_network n
                      join customers.v_customer c on c.customer_id = n.plan_customer_id
                      left join market_access.v_payer_mix x on x.customer_id = n.customer_id and x.plan_customer_id = n.plan_customer_id
                     where n.customer_id = a.customer_id and n.plan_customer_id in (select jsonb_array_elements_text(v.data -> 'planIds')::bigint)
                       and n.valid_from <= v.on_day and (n.valid_to is null or n.valid_to > v.on_day)) q) p)`;
  return sql`jsonb_strip_nulls(jsonb_build_object('payer.name', y.name${withPlan ? sql`, 'plan.name', ${plan}` : sql.empty}))`;
}

/** Joins to a relation `a` (customer_id, cascade_id) the values that its mails may ask for, as `merged.merge`. The plans are only looked up for texts that name them. */
export async function mergeJoin(tx: Tx, versionIds: readonly (number | null)[]): Promise<Sql> {
  const withPlan = await asksForPlan(tx, versionIds.filter((id) => id !== null));
  return sql`
      join orchestration.cascade k on k.cascade_id = a.cascade_id
      left join customers.v_customer y on y.customer_id = k.customer_id and y.kind = 'payer'
      left join lateral (
        select case when jsonb_typeof(e.data -> 'planIds') = 'array' then e.data else '{"planIds": []}'::jsonb end as data, coalesce((e.data ->> 'effectiveFrom')::date, e.occurred_at::date) as on_day
          from events.event e where e.customer_id = k.customer_id and e.event_id = k.event_id) v on true
      cross join lateral (select ${mergeSql(withPlan)} as merge) merged`;
}
