import { CHANNELS, type Channel } from '#interactions';
import { sql, type Sql } from '#platform/db';
import { NEEDS_ADDRESS, type GateContext, type GateRule } from './types.ts';

const longestWindow = (context: GateContext): number =>
  Math.max(1, ...context.rules.map((rule) => rule.windowDays ?? 0));

const each = (make: (channel: string) => string): Sql => sql.trusted(CHANNELS.map(make).join(', '));

/** The range of a history that an audience lies in. Histories have the customer first in their primary key, so that it is one stretch of it. */
export function rangeSql(context: GateContext, alias: string): Sql {
  const { range } = context;
  return range ? sql`and ${sql.id(alias)}.customer_id > ${range.after}::bigint and ${sql.id(alias)}.customer_id <= ${range.through}::bigint` : sql.empty;
}

/** Touches in the longest window: looked up customer by customer through the index for a few, read once and grouped for many. */
function touchedSql(context: GateContext): Sql {
  const { now } = context;
  const touches = sql`array_agg(i.occurred_at order by i.occurred_at desc) as touches_at,
             ${each((channel) => `max(i.occurred_at) filter (where i.channel = '${channel}') as ${channel}_touched_at`)}`;
  const counted = sql`i.occurred_at > ${now}::timestamptz - make_interval(days => ${longestWindow(context)}::integer) and i.occurred_at <= ${now}::timestamptz
         and i.direction = 'out' and i.state = 'done' and i.function <> 'medical'`;
  if (context.range) {
    return sql`
      select a.key, ${touches} from audience a join interactions.v_interaction i on i.customer_id = a.customer_id ${rangeSql(context, 'i')} where ${counted} group by a.key`;
  }
  return sql`
      select a.key, t.* from audience a
       cross join lateral (select ${touches} from interactions.v_interaction i where i.customer_id = a.customer_id and ${counted}) t`;
}

/** A rule of legal basis and a channel that it binds, as `facts.grounds` lists those for which a grant on a basis that suffices stands. */
export const groundOf = ({ ruleId }: GateRule, channel: Channel): string => `${channel} ${ruleId}`;
const groundsSql = (context: GateContext): Sql => sql.join(context.rules.filter(({ kind }) => kind === 'legal_basis').flatMap((rule) => CHANNELS.filter((channel) => rule.channel === 'any' || rule.channel === channel)
  .map((channel) => sql`case when bool_or(granted and basis = any(${rule.bases ?? []}::text[]) and channel in (${channel}, 'any')) then ${groundOf(rule, channel)}::text end`)));

/**
 * Facts for a set, one row each: a `with` list (without the word) that ends in the relation `facts`. `audience` yields key bigint, customer_id,
 * product_id, pending (touches decided and not yet made). Everything is a join over the set; nothing is asked customer by customer.
 */
export function factsSql(audience: Sql, context: GateContext): Sql {
  const { now, purpose, market } = context;
  const kinds = Object.values(NEEDS_ADDRESS);
  return sql`
    audience as materialized (${audience}),
    -- The newest valid decision of each scope; across scopes a refusal beats a permission.
    scoped as (
      select distinct on (a.key, d.channel, d.purpose, coalesce(d.product_id, 0)) a.key, d.channel, d.decision_id, d.granted, d.basis
        from audience a
        join consent.v_decision d
          on d.customer_id = a.customer_id ${rangeSql(context, 'd')} and d.market = ${market} and d.purpose in (${purpose}, 'any')
         and (d.product_id is null or d.product_id = a.product_id)
         and d.effective_at <= ${now}::timestamptz and (d.expires_at is null or d.expires_at > ${now}::timestamptz)
       order by a.key, d.channel, d.purpose, coalesce(d.product_id, 0), d.effective_at desc, d.granted, d.decision_id desc),
    standing as (
      select key, ${each((channel) => `max(decision_id) filter (where not granted and channel in ('${channel}', 'any')) as ${channel}_denied,
             max(decision_id) filter (where granted and channel in ('${channel}', 'any')) as ${channel}_granted`)}, array[${groundsSql(context)}]::text[] as grounds
        from scoped group by key),
    restricted as (
      select a.key, min(r.restriction_id) filter (where r.kind = 'do_not_contact') as do_not_contact,
             min(r.restriction_id) filter (where r.kind = 'product' and r.product_id = a.product_id) as product_restricted,
             min(r.restriction_id) filter (where r.kind = 'prescriber_data') as prescriber_data
        from audience a
        join consent.v_restriction r on r.customer_id = a.customer_id ${rangeSql(context, 'r')}
         and r.valid_from <= ${now}::timestamptz and (r.valid_to is null or r.valid_to > ${now}::timestamptz)
       group by a.key),
    licensed as ( -- only where a market asks for a licence at the address
      select a.key, array_agg(distinct l.state) as licensed_in
        from audience a
        join customers.v_licence l on l.customer_id = a.customer_id ${rangeSql(context, 'l')}
       where ${context.rules.some(({ kind }) => kind === 'licence_at_address')}::boolean
       group by a.key),
    touched as (${touchedSql(context)}),
    reachable as (
      select a.key, ${sql.trusted(kinds.map((kind) => `min(p.contact_point_id) filter (where p.kind = '${kind}' and p.state = 'active') as ${kind}_address, max(p.contact_point_id) filter (where p.kind = '${kind}' and p.state = 'bounced') as ${kind}_bounced, max(p.contact_point_id) filter (where p.kind = '${kind}' and p.state = 'withdrawn') as ${kind}_withdrawn`).join(', '))}
        from audience a
        join customers.v_contact_point p on p.customer_id = a.customer_id ${rangeSql(context, 'p')}
       group by a.key),
    avoided as (
      select a.key, ${each((channel) => `max(w.wish_id) filter (where w.channel = '${channel}') as ${channel}_unwanted`)}
        from audience a
        join interactions.v_wish w on w.customer_id = a.customer_id ${rangeSql(context, 'w')} and w.kind = 'no_channel'
         and (w.product_id is null or w.product_id = a.product_id) and w.said_at <= ${now}::timestamptz and (w.valid_to is null or w.valid_to > ${now}::timestamptz)
       group by a.key),
    facts as (
      select a.key, a.customer_id, a.product_id, a.pending, c.status, c.licence_valid_until, c.time_zone, c.decile, c.state, h.licensed_in,
             r.do_not_contact, r.product_restricted, r.prescriber_data, t.touches_at,
             ${sql.trusted(kinds.map((kind) => `p.${kind}_address, p.${kind}_bounced, p.${kind}_withdrawn`).join(', '))},
             ${each((channel) => `s.${channel}_denied, s.${channel}_granted, t.${channel}_touched_at, v.${channel}_unwanted`)}, s.grounds
        from audience a
        join customers.v_customer c on c.customer_id = a.customer_id ${rangeSql(context, 'c')}
        left join restricted r on r.key = a.key
        left join standing s on s.key = a.key
        left join licensed h on h.key = a.key
        left join touched t on t.key = a.key
        left join reachable p on p.key = a.key
        left join avoided v on v.key = a.key)`;
}
