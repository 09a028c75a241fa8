import { NEEDS_GRANT } from '#consent';
import { sql, type Sql } from '#platform/db';
import { groundOf } from './facts.ts';
import { NEEDS_ADDRESS, type Candidate, type GateContext, type GateRule } from './types.ts';

const COMMERCIAL_PURPOSE = 'promotion';

/** The rules of a kind that bind a touch. */
const binding = (context: GateContext, kind: GateRule['kind'], { channel, function: who, productId }: Pick<Candidate, 'channel' | 'function' | 'productId'>): GateRule[] =>
  context.rules.filter((rule) => rule.kind === kind && (rule.channel === 'any' || rule.channel === channel) && (rule.function === null || rule.function === who) && (rule.productId === null || rule.productId === productId));

function limitArms(context: GateContext, candidate: Candidate): Sql[] {
  const caps = binding(context, 'cap', candidate).filter((rule) => rule.maxTouches !== null && rule.windowDays !== null);
  const gaps = binding(context, 'gap', candidate).filter((rule) => rule.windowDays !== null);
  return [
    // touches_at runs newest first: with those pending, the n-th newest inside the window means that n are used up.
    ...caps.map((rule) => sql`
      when ${rule.maxTouches}::integer - f.pending <= 0
        or f.touches_at[greatest(1, ${rule.maxTouches}::integer - f.pending)] > ${context.now}::timestamptz - make_interval(days => ${rule.windowDays}::integer)
      then 'cap_reached consent.rule:' || ${rule.ruleId}::integer`),
    ...gaps.map((rule) => sql`
      when ${sql.trusted(rule.channel === 'any' ? 'f.touches_at[1]' : `f.${candidate.channel}_touched_at`)} > ${context.now}::timestamptz - make_interval(days => ${rule.windowDays}::integer)
      then 'minimum_gap consent.rule:' || ${rule.ruleId}::integer`),
  ];
}

/** Without an address that may be used: the one that may not, the one that mail came back from, or none. */
function addressArms(kind: string): Sql {
  const of = (what: string) => sql.trusted(`f.${kind}_${what}`);
  return sql`when ${of('address')} is null and ${of('withdrawn')} is not null then 'address_withdrawn customers.contact_point:' || ${of('withdrawn')}
      when ${of('address')} is null and ${of('bounced')} is not null then 'address_bounced customers.contact_point:' || ${of('bounced')}
      when ${of('address')} is null then 'no_address customers.customer:' || f.customer_id`;
}

/**
 * The gate for one candidate over the relation `facts f`, as one SQL expression: null when allowed, else the refusal's code, a blank, and the
 * record that decides. `contentRefusal` is what contentRefusals found for the candidate: it is the same for every customer.
 */
export function refusalSql(candidate: Candidate, context: GateContext, contentRefusal: string | null): Sql {
  const { channel } = candidate;
  const column = (name: string) => sql.trusted(`f.${channel}_${name}`);
  const address = NEEDS_ADDRESS[channel];
  const [licence] = binding(context, 'licence_at_address', candidate);
  const separated = candidate.function === 'medical' && candidate.purpose === COMMERCIAL_PURPOSE;
  return sql`case
      when f.status <> 'active' then 'not_active customers.customer:' || f.customer_id
      when f.do_not_contact is not null then 'do_not_contact consent.restriction:' || f.do_not_contact
      when f.product_restricted is not null then 'product_restricted consent.restriction:' || f.product_restricted
      when f.licence_valid_until < ${context.now}::timestamptz::date then 'licence_not_valid customers.customer:' || f.customer_id
      ${licence ? sql`when f.state <> '' and not f.state = any(f.licensed_in) then 'licence_elsewhere consent.rule:' || ${licence.ruleId}::integer` : sql.empty}
      ${separated ? sql`when true then 'separation policy:medical'` : sql.empty}
      ${sql.join(binding(context, 'blackout', candidate).map((rule) => sql`when (${context.now}::timestamptz at time zone f.time_zone)::date between ${rule.firstOn}::date and ${rule.lastOn}::date then 'blackout consent.rule:' || ${rule.ruleId}::integer`), '\n')}
      ${contentRefusal === null ? sql.empty : sql`when true then ${contentRefusal}::text`}
      ${address ? addressArms(address) : sql.empty}
      when ${column('denied')} is not null then 'consent_withdrawn consent.decision:' || ${column('denied')}
      ${NEEDS_GRANT.includes(channel) ? sql`when ${column('granted')} is null then 'no_consent customers.customer:' || f.customer_id` : sql.empty}
      ${sql.join(binding(context, 'legal_basis', candidate).map((rule) => sql`when not coalesce(${groundOf(rule, channel)} = any(f.grounds), false) then 'no_legal_basis consent.rule:' || ${rule.ruleId}::integer`), '\n')}
      when ${column('unwanted')} is not null then 'against_wish interactions.wish:' || ${column('unwanted')}
      ${sql.join(limitArms(context, candidate), '\n')}
    end`;
}

/** The earliest instant outside quiet hours in the customer's own zone, over `facts f`. */
export function notBeforeSql(context: GateContext, touch: Pick<Candidate, 'channel' | 'function' | 'productId'>): Sql {
  const [rule] = binding(context, 'quiet_hours', touch);
  if (!rule?.quietFrom || !rule.quietTo) return sql`${context.now}::timestamptz`;
  const local = sql`(${context.now}::timestamptz at time zone f.time_zone)`;
  const opens = sql`(date_trunc('day', ${local}) + ${rule.quietTo}::time)`;
  const overnight = rule.quietFrom > rule.quietTo;
  const quietNow = overnight
    ? sql`(${local}::time >= ${rule.quietFrom}::time or ${local}::time < ${rule.quietTo}::time)`
    : sql`(${local}::time >= ${rule.quietFrom}::time and ${local}::time < ${rule.quietTo}::time)`;
  return sql`case when not ${quietNow} then ${context.now}::timestamptz
                  when ${local}::time >= ${rule.quietTo}::time then (${opens} + interval '1 day') at time zone f.time_zone
                  else ${opens} at time zone f.time_zone end`;
}
