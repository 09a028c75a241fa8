import { sql, type Instant, type Sql, type Tx } from '#platform/db';
import { NEEDS_GRANT } from './rules/may-contact.ts';
import { CONSENT_CHANNELS, type Purpose, type Standing } from './types.ts';

export type StandingQuestion = { readonly purpose: Purpose; readonly productId: number | null; readonly market?: string; readonly at: Instant };

/**
 * What consent says of a set, one row for each customer and channel: customer_id, channel, denied, granted (the deciding records, or null).
 * `customers` yields customer_id once each. One join and two groupings over the set, whatever its size.
 */
const standingSql = (customers: Sql, { purpose, productId, market = 'US', at }: StandingQuestion): Sql => sql`
  with asked as materialized (${customers}),
  scoped as (
    select distinct on (d.customer_id, d.channel, d.purpose, coalesce(d.product_id, 0)) d.customer_id, d.channel, d.decision_id, d.granted
      from asked a
      join consent.v_decision d
        on d.customer_id = a.customer_id and d.market = ${market} and d.purpose in (${purpose}, 'any')
       and (d.product_id is null or d.product_id = ${productId}::integer)
       and d.effective_at <= ${at}::timestamptz and (d.expires_at is null or d.expires_at > ${at}::timestamptz)
     order by d.customer_id, d.channel, d.purpose, coalesce(d.product_id, 0), d.effective_at desc, d.granted, d.decision_id desc),
  -- The few scopes of a customer first become one row a channel, so that six channels do not multiply the decisions.
  spoken as (
    select customer_id, channel, max(decision_id) filter (where not granted) as denied, max(decision_id) filter (where granted) as granted
      from scoped group by customer_id, channel)
  select a.customer_id, c.channel, greatest(own.denied, every.denied) as denied, greatest(own.granted, every.granted) as granted
    from asked a
   cross join unnest(${[...CONSENT_CHANNELS]}::text[]) as c(channel)
    left join spoken own on own.customer_id = a.customer_id and own.channel = c.channel
    left join spoken every on every.customer_id = a.customer_id and every.channel = 'any'`;

/** What consent says now of these customers on each channel, with the record that decides: the rule of `rules/may-contact.ts`, over a set. */
export async function listStanding(tx: Tx, customerIds: readonly number[], question: Omit<StandingQuestion, 'at'> & { readonly at?: Instant }): Promise<Standing[]> {
  return tx.rows<Standing>(sql`
    select s.customer_id, s.channel, s.denied is null and (s.granted is not null or s.channel <> all(${[...NEEDS_GRANT]}::text[])) as allowed,
           case when s.denied is not null then 'withdrawn' when s.granted is not null then 'granted'
                when s.channel = any(${[...NEEDS_GRANT]}::text[]) then 'never_asked' else 'not_needed' end as reason,
           coalesce(s.denied, s.granted) as decision_id
      from (${standingSql(sql`select distinct unnest(${[...customerIds]}::bigint[]) as customer_id`, { ...question, at: question.at ?? tx.now })}) s
     order by s.customer_id, array_position(${[...CONSENT_CHANNELS]}::text[], s.channel)`);
}
