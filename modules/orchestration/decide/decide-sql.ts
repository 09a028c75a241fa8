import { factsSql, notBeforeSql, rangeSql, refusalSql, type Candidate, type GateContext } from '#gate';
import { CHANNELS } from '#interactions';
import { sql, type Sql } from '#platform/db';
import type { NOT_CHOSEN, PlayDefinition, Considered } from '../types.ts';

/** Everything a set of decisions is made from; the same text decides one customer and a million. */
export type Decision = {
  readonly play: Pick<PlayDefinition, 'code' | 'weights' | 'holdout' | 'purpose' | 'market'>;
  readonly candidates: readonly Considered[];
  readonly context: GateContext;
  readonly productId: number | null;
  readonly planIds: readonly number[];
  /** A select of customer_id. */
  readonly members: Sql;
  readonly cascadeId: number | null;
  /** The part of what is scarce that this set may use, as a range of the whole audience; left out, all of it. */
  readonly share?: { readonly from: number; readonly to: number };
};

// What a channel's answers look like before a customer has shown any: worth four touches of evidence.
const PRIOR = { email: 0.12, sms: 0.1, phone: 0.25, visit: 0.35, event: 0.2, portal: 0.1 } as const;
const PRIOR_TOUCHES = 4;
const HALF_LIFE_SECONDS = 90 * 86_400;
const WISH_DAYS = 120;
/** A restricted prescriber's volume must not steer anything: everybody restricted counts as average. */
const NEUTRAL_VALUE = 0.5;
const UNKNOWN_DECILE = 5;
const HASH_BITS = 1_048_576;

// The reason that came nearest to being allowed tells most; order from nearest to farthest.
const NEAREST_FIRST = ['no_capacity', 'minimum_gap', 'cap_reached', 'against_wish', 'consent_withdrawn', 'no_consent', 'no_owner', 'address_bounced', 'address_withdrawn', 'no_address', 'content_not_approved', 'no_legal_basis', 'blackout', 'separation', 'licence_elsewhere', 'licence_not_valid', 'product_restricted', 'do_not_contact', 'not_active', 'in_running_journey', 'not_in_running_journey'] satisfies (keyof typeof NOT_CHOSEN)[];

const col = (name: string, position: number) => sql.trusted(`${name}_${position}`);
const listed = (candidates: readonly Considered[], make: (candidate: Considered) => Sql, separator = ', ') => sql.join(candidates.map(make), separator);

const gateCandidate = ({ play, productId }: Decision, candidate: Considered, channel: NonNullable<Considered['channel']>): Candidate => ({
  channel, function: candidate.function, purpose: play.purpose, market: play.market, productId, versionId: candidate.versionId,
});

/** An answer rate from decayed evidence, drawn towards the channel's prior. */
function answersSql(channel: Considered['channel']): Sql {
  if (channel === null) return sql`0::real`;
  const at = CHANNELS.indexOf(channel) + 1;
  return sql.trusted(`((coalesce(aff.responses[${at}], 0) * aged.factor + ${PRIOR[channel] * PRIOR_TOUCHES}) / (greatest(coalesce(aff.touches[${at}], 0), coalesce(aff.responses[${at}], 0)) * aged.factor + ${PRIOR_TOUCHES}))::real`);
}

/** What is weighed beside the gate's facts: owner, evidence of answers, share of patients in the plans, wishes, running journeys. */
function weighedSql(decision: Decision): Sql {
  const { candidates, context, planIds, productId } = decision;
  const running = candidates.flatMap((candidate) => (candidate.journey?.use === 'running' && candidate.journeyVersionId ? [candidate.journeyVersionId] : []));
  return sql`
    mix as (
      select m.customer_id, sum(m.share)::real as share from members s join market_access.v_payer_mix m on m.customer_id = s.customer_id ${rangeSql(context, 'm')}
       where m.plan_customer_id = any(${planIds}::bigint[]) group by m.customer_id),
    wanted as (
      select w.customer_id, array_agg(distinct coalesce(w.channel, 'visit')) as channels from members s join interactions.v_wish w on w.customer_id = s.customer_id ${rangeSql(context, 'w')}
       where w.kind in ('wants_channel', 'visit_requested') and (w.product_id is null or w.product_id = ${productId}::integer)
         and w.said_at > ${context.now}::timestamptz - ${`${WISH_DAYS} days`}::interval and w.said_at <= ${context.now}::timestamptz
         and (w.valid_to is null or w.valid_to > ${context.now}::timestamptz)
       group by w.customer_id),
    enrolled as (
      select e.customer_id, array_agg(e.journey_version_id) as journeys from members s join orchestration.enrolment e on e.customer_id = s.customer_id ${rangeSql(context, 'e')}
       where e.state in ('active', 'waiting') and e.journey_version_id = any(${running}::integer[]) group by e.customer_id),
    weighed as materialized (
      select f.*, o.user_id as owner_id, coalesce(mix.share, 0)::real as share,
             case when f.prescriber_data is not null then ${NEUTRAL_VALUE}::real else (coalesce(f.decile, ${UNKNOWN_DECILE}::smallint) / 10.0)::real end as value,
             coalesce(e.journeys, '{}') as journeys,
             ${listed(candidates, (candidate) => sql`${answersSql(candidate.channel)} as ${col('answers', candidate.position)},
             (case when ${candidate.channel} = any(w.channels) then 1 else 0 end)::real as ${col('wish', candidate.position)}`)}
        from facts f
        ${context.range
    ? sql`left join customers.v_owner o on o.customer_id = f.customer_id and o.function = 'sales' ${rangeSql(context, 'o')}
        left join interactions.v_affinity aff on aff.customer_id = f.customer_id ${rangeSql(context, 'aff')}`
    : sql`left join lateral (select v.user_id from customers.v_owner v where v.customer_id = f.customer_id and v.function = 'sales' limit 1) o on true
        left join lateral (select v.touches, v.responses, v.as_of from interactions.v_affinity v where v.customer_id = f.customer_id limit 1) aff on true`}
        cross join lateral (select coalesce(power(0.5, greatest(0, extract(epoch from ${context.now}::timestamptz - aff.as_of)) / ${HALF_LIFE_SECONDS}::double precision), 1) as factor) aged
        left join mix on mix.customer_id = f.customer_id
        left join wanted w on w.customer_id = f.customer_id
        left join enrolled e on e.customer_id = f.customer_id)`;
}

/** In a running journey she stays there; the new one is for the others. */
function journeyArm(candidate: Considered, candidates: readonly Considered[]): Sql {
  const { journey, journeyVersionId } = candidate;
  if (journey?.use === 'running') return sql`when not coalesce(${journeyVersionId}::integer = any(f.journeys), false) then 'not_in_running_journey orchestration.journey:' || ${journeyVersionId ?? 0}::integer`;
  const running = candidates.filter((other) => other.journey?.use === 'running' && other.channel === candidate.channel && other.journeyVersionId !== null);
  if (journey?.use !== 'new' || running.length === 0) return sql.empty;
  return sql.join(running.map((other) => sql`when ${other.journeyVersionId}::integer = any(f.journeys) then 'in_running_journey orchestration.journey:' || ${other.journeyVersionId}::integer`), '\n');
}

function scoredSql(decision: Decision): Sql {
  const { candidates, context, play } = decision;
  const { weights } = play;
  return sql`
    scored as materialized ( -- each refusal is asked for many times below, and would be worked out anew each time
      select f.customer_id, f.owner_id, f.share, f.value, ${notBeforeSql(context, { channel: 'email', function: candidates.find(({ channel }) => channel === 'email')?.function ?? '', productId: decision.productId })} as email_not_before,
             ${listed(candidates, (candidate) => sql`
             f.${col('answers', candidate.position)}, f.${col('wish', candidate.position)},
             ${candidate.channel === null ? sql`${candidate.worth ?? 0}::real` : sql`(${weights.wish}::real * f.${col('wish', candidate.position)} + ${weights.share}::real * f.share + ${weights.answers}::real * f.${col('answers', candidate.position)}
               + ${weights.value}::real * f.value - ${candidate.cost}::real)::real`} as ${col('score', candidate.position)},
             case when false then null ${journeyArm(candidate, candidates)}
                  ${candidate.scarce?.by === 'owner' ? sql`when f.owner_id is null then 'no_owner customers.customer:' || f.customer_id` : sql.empty}
                  else ${candidate.channel === null ? sql`null::text` : refusalSql(gateCandidate(decision, candidate, candidate.channel), context, candidate.contentRefusal)} end as ${col('refusal', candidate.position)}`)}
        from weighed f)`;
}

const allowedScore = (position: number) => sql`case when ${col('refusal', position)} is null then ${col('score', position)} end`;

function bestOf(positions: readonly number[]): Sql {
  if (positions.length === 0) return sql`null::real`;
  return sql`greatest(${sql.join(positions.map((position) => allowedScore(position)))})`;
}

/** Time that is left: what a person, or a function together, can do in the days ahead, less what is already promised. */
function roomSql(candidate: Considered, decision: Decision): Sql {
  const { withinDays, by } = candidate.scarce ?? { withinDays: 1, by: 'owner' };
  const promised = sql`
    select a.owner_id, count(*) as used from orchestration.action a
     where a.channel = ${candidate.channel} and a.channel not in ('email', 'sms', 'portal') and a.function = ${candidate.function} and a.state in ('proposed', 'approved', 'queued') and a.cascade_id <> ${decision.cascadeId ?? 0}::bigint
       and a.planned_for > ${decision.context.now}::timestamptz - make_interval(days => ${withinDays}::integer) group by a.owner_id`;
  const { from, to } = decision.share ?? { from: 0, to: 1 };
  // Rounded so that the parts of all stretches sum to the whole.
  const part = (places: Sql) => sql`(floor(greatest(0, ${places}) * ${to}::double precision + 0.5) - floor(greatest(0, ${places}) * ${from}::double precision + 0.5)) as places`;
  if (by === 'owner') {
    return sql`select c.user_id, ${part(sql`c.per_day * ${withinDays}::integer - coalesce(u.used, 0)`)}
                 from work.v_capacity c left join (${promised}) u on u.owner_id = c.user_id where c.channel = ${candidate.channel}`;
  }
  return sql`select 0 as user_id, ${part(sql`(coalesce(sum(c.per_day), 0) * ${withinDays}::integer - (select coalesce(sum(used), 0) from (${promised}) u))`)}
               from work.v_capacity c join access.v_person p on p.user_id = c.user_id and p.function = ${candidate.function} and p.state = 'active' where c.channel = ${candidate.channel}`;
}

/**
 * One pass for each scarce candidate: places go first to those for whom it is best, by what they would lose with their next best, then to those for
 * whom it may yet become best; whoever finds none is refused by that capacity and falls back.
 */
function scarcePasses(decision: Decision): { text: Sql; last: string } {
  const { candidates } = decision;
  let last = 'scored';
  const passes = candidates.filter((candidate) => candidate.scarce).map((candidate) => {
    const { position } = candidate;
    const others = candidates.filter((other) => other.position !== position).map((other) => other.position);
    const resource = candidate.scarce?.by === 'owner' ? sql`x.owner_id` : sql`0`;
    const [before, ranked, after, room] = [last, `ranked_${position}`, `placed_${position}`, `room_${position}`].map((name) => sql.trusted(name));
    last = `placed_${position}`;
    return sql`,
    ${room} as (${roomSql(candidate, decision)}),
    ${ranked} as (
      select x.*, row_number() over (partition by ${resource}, ${col('refusal', position)} is null
                                     order by ${col('score', position)} > coalesce(${bestOf(others)}, -1) desc,
                                              ${col('score', position)} - coalesce(${bestOf(others)}, 0) desc, x.customer_id) as ${col('rank', position)}
        from ${before!} x),
    ${after!} as (
      select ${keptColumns(candidates, position)}
        from ${ranked!} x left join ${room!} r on r.user_id = ${resource})`;
  });
  return { text: sql.join(passes, ''), last };
}

function keptColumns(candidates: readonly Considered[], full: number): Sql {
  return sql`x.customer_id, x.owner_id, x.share, x.value, x.email_not_before, ${listed(candidates, ({ position, scarce }) => sql`
             x.${col('answers', position)}, x.${col('wish', position)}, x.${col('score', position)},
             ${position === full
    ? sql`case when x.${col('refusal', position)} is null and x.${col('rank', position)} > coalesce(r.places, 0)
                  then 'no_capacity work.capacity:' || ${scarce?.by === 'owner' ? sql`x.owner_id` : sql`'pool'`} else x.${col('refusal', position)} end as ${col('refusal', position)}`
    : sql`x.${col('refusal', position)}`}`)}`;
}

/**
 * Decides for a whole set in one statement: a `with` list (with the word) that ends in the relation `decided`: customer_id, owner_id, outcome,
 * chosen, channel, refusal (code and record), scores, refusals, features, propensity, planned_for.
 */
export function decideSql(decision: Decision): Sql {
  const { candidates, play, context, productId, members, cascadeId } = decision;
  const passes = scarcePasses(decision);
  const best = sql.trusted('best.score');
  const chosen = sql`case ${listed(candidates, ({ position }) => sql`when d.${col('refusal', position)} is null and d.${col('score', position)} = ${best} then ${position}::smallint`, ' ')} end`;
  const order = sql`array[${sql.join(NEAREST_FIRST.map((code) => sql`${code}`))}]::text[]`;
  return sql`
  with members as materialized (${members}),
    ${factsSql(sql`select s.customer_id as key, s.customer_id, ${productId}::integer as product_id,
        (select count(*)::integer from orchestration.action a where a.customer_id = s.customer_id and a.state in ('proposed', 'approved', 'queued')
            and a.cascade_id <> ${cascadeId ?? 0}::bigint and a.changed_at > ${context.now}::timestamptz - interval '30 days') as pending
        from members s`, context)},
    ${weighedSql(decision)},
    ${scoredSql(decision)}${passes.text},
    chosen as (
      select d.*, ${chosen} as chosen,
             (hashint8extended(d.customer_id, hashtextextended(${play.code}, 0)) & ${HASH_BITS - 1}::bigint) < ${Math.round(play.holdout * HASH_BITS)}::bigint as drawn
        from ${sql.trusted(passes.last)} d
        cross join lateral (select ${bestOf(candidates.map(({ position }) => position))} as score) best),
    decided as (
      select d.customer_id, d.owner_id,
             case when d.chosen is null then 'refused' when d.drawn then 'held_out' else 'chosen' end as outcome,
             d.chosen, case d.chosen ${listed(candidates, ({ position, channel }) => sql`when ${position}::smallint then ${channel}`, ' ')} end as channel,
             case when d.chosen is null then (
               select r from unnest(array[${listed(candidates, ({ position }) => sql`d.${col('refusal', position)}`)}]) r order by array_position(${order}, split_part(r, ' ', 1)) limit 1) end as refusal,
             array[${listed(candidates, ({ position }) => sql`d.${col('score', position)}`)}] as scores,
             array[${listed(candidates, ({ position }) => sql`d.${col('refusal', position)}`)}] as refusals,
             array[d.share, d.value, ${listed(candidates, ({ position }) => sql`d.${col('answers', position)}`)}, ${listed(candidates, ({ position }) => sql`d.${col('wish', position)}`)}] as features,
             (case when d.chosen is null then 1 when d.drawn then ${play.holdout}::real else 1 - ${play.holdout}::real end)::real as propensity,
             case d.chosen ${listed(candidates, ({ position, channel }) => sql`when ${position}::smallint then ${channel === 'email' ? sql`d.email_not_before` : sql`${context.now}::timestamptz`}`, ' ')} else ${context.now}::timestamptz end as planned_for
        from chosen d)`;
}
