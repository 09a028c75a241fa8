import { sql, type Sql, type Tx } from '#platform/db';
import { decideSql, type Decision } from './decide/decide-sql.ts';
import type { CascadeState, Considered, ResolvedCandidate } from './types.ts';

/** Whoever changes a whole cascade is alone at it: waits for the stretches under way, and then none begins. */
export const lockCascade = (tx: Tx, cascadeId: number) => tx.run(sql`select pg_advisory_xact_lock(7461004, ${cascadeId}::integer)`);

/** Whoever decides a part of a cascade does so beside others, and never beside a change of the whole. */
export const shareCascade = (tx: Tx, cascadeId: number) => tx.run(sql`select pg_advisory_xact_lock_shared(7461004, ${cascadeId}::integer)`);

/** Journeys advance in one process at a time, and not while a cascade changes. */
export const lockJourneys = (tx: Tx) => tx.run(sql`select pg_advisory_xact_lock(7461005)`);

export type NewCascade = {
  readonly eventId: number; readonly playId: number; readonly customerId: number; readonly productId: number | null; readonly name: string;
  readonly candidates: readonly ResolvedCandidate[]; readonly journeyVersionId: number | null; readonly journeyReason: string;
};

/** The second cascade of one event and play is the first one: null. */
export async function insertCascade(tx: Tx, cascade: NewCascade): Promise<number | null> {
  const row = await tx.maybe<{ cascadeId: number }>(sql`
    insert into orchestration.cascade (event_id, play_id, customer_id, product_id, name, state, candidates, journey_version_id, journey_reason, started_at)
    values (${cascade.eventId}::bigint, ${cascade.playId}::integer, ${cascade.customerId}::bigint, ${cascade.productId}::integer, ${cascade.name}, 'deciding',
            ${JSON.stringify(cascade.candidates)}::jsonb, ${cascade.journeyVersionId}::integer, ${cascade.journeyReason}, ${tx.now}::timestamptz)
    on conflict (event_id, play_id) do nothing returning cascade_id`);
  return row?.cascadeId ?? null;
}

/** Freezes an audience as a segment with its members; returns the segment and how many they are. */
export async function insertSegment(tx: Tx, segment: { name: string; definition: unknown; cascadeId: number; members: Sql }): Promise<{ segmentId: number; members: number }> {
  const { segmentId } = await tx.one<{ segmentId: number }>(sql`
    insert into orchestration.segment (name, definition, cascade_id, created_at, created_by, counted_at)
    values (${segment.name}, ${JSON.stringify(segment.definition)}::jsonb, ${segment.cascadeId}::bigint, ${tx.now}::timestamptz, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
    returning segment_id`);
  const members = await tx.run(sql`
    insert into orchestration.segment_member (customer_id, segment_id, since)
    select m.customer_id, ${segmentId}::integer, ${tx.now}::timestamptz from (${segment.members}) m`);
  await tx.run(sql`update orchestration.cascade set segment_id = ${segmentId}::integer, audience = ${members}::integer where cascade_id = ${segment.cascadeId}::bigint`);
  return { segmentId, members };
}

/** Cuts a cascade's audience into stretches of the same size. */
export const insertStretches = (tx: Tx, cascadeId: number, size: number) => tx.run(sql`
  insert into orchestration.stretch (cascade_id, stretch_no, after, through, members, share_from, share_to)
  select ${cascadeId}::bigint, m.stretch_no, min(m.customer_id) - 1, max(m.customer_id), count(*), (min(m.place) - 1)::double precision / max(c.audience), max(m.place)::double precision / max(c.audience)
    from (select customer_id, row_number() over (order by customer_id) as place, (row_number() over (order by customer_id) - 1) / ${size}::integer as stretch_no, s.segment_id
            from orchestration.segment_member s where s.segment_id = (select segment_id from orchestration.cascade where cascade_id = ${cascadeId}::bigint)) m
    join orchestration.cascade c on c.segment_id = m.segment_id
   group by m.stretch_no`);

/** One of these values, by the position that was chosen. */
const byOption = <T>(values: readonly T[], cast: string, at: Sql) => sql`(array[${sql.join(values.map((value) => sql`${value}`))}]::${sql.trusted(cast)}[])[${at}]`;

type Written = { readonly decided: number; readonly actions: number; readonly prices: Readonly<Record<string, number>> | null };

/** Decides for the members and writes every decision, and an action for every chosen one, in one statement. A decision that exists stays. */
export async function insertDecisions(tx: Tx, decision: Decision, ids: { cascadeId: number; eventId: number; playId: number; actionState: string }): Promise<Written> {
  const { candidates } = decision;
  return tx.one<Written>(sql`
    ${decideSql(decision)},
    written as (
      insert into orchestration.decision (customer_id, event_id, play_id, cascade_id, outcome, chosen, channel, refusal, refusal_record, scores, refusals, features, propensity, owner_id, decided_at)
      select d.customer_id, ${ids.eventId}::bigint, ${ids.playId}::integer, ${ids.cascadeId}::bigint, d.outcome, d.chosen, d.channel, split_part(d.refusal, ' ', 1), split_part(d.refusal, ' ', 2),
             d.scores, d.refusals, d.features, d.propensity, d.owner_id, ${tx.now}::timestamptz
        from decided d
       order by d.outcome, d.scores[d.chosen] desc nulls last, d.customer_id -- the ledger's numbers then run from the best choice to the refusals
      on conflict (customer_id, event_id, play_id) do nothing
      returning customer_id),
    acted as (
      insert into orchestration.action (customer_id, cascade_id, candidate, step, channel, function, journey_version_id, version_id, owner_id, state, planned_for, changed_at)
      select d.customer_id, ${ids.cascadeId}::bigint, d.chosen, 'first', d.channel, ${byOption(candidates.map((candidate) => candidate.function), 'text', sql`d.chosen`)}, ${byOption(candidates.map((candidate) => candidate.journeyVersionId), 'integer', sql`d.chosen`)},
             ${byOption(candidates.map((candidate) => candidate.versionId), 'integer', sql`d.chosen`)}, case when ${byOption(candidates.map((candidate) => candidate.scarce?.by === 'owner'), 'boolean', sql`d.chosen`)} then d.owner_id end,
             ${ids.actionState}, d.planned_for, ${tx.now}::timestamptz
        from decided d join written w using (customer_id) where d.outcome = 'chosen'
      on conflict (customer_id, cascade_id, step) do nothing
      returning customer_id)
    select (select count(*) from written)::integer as decided, (select count(*) from acted)::integer as actions, ${pricesSql(candidates)} as prices`);
}

/** The price of each full resource: what its best refused candidate would have gained over what she got instead. As an object by resource. */
function pricesSql(candidates: readonly Considered[]): Sql {
  const scarce = candidates.filter((candidate) => candidate.scarce);
  if (scarce.length === 0) return sql`null::jsonb`;
  return sql`(
    select jsonb_object_agg(r.resource, r.price) from (
      select split_part(p.refusal, ' ', 2) || ':' || p.channel as resource, max(p.price) as price from (${sql.join(scarce.map(({ position, channel }) => sql`
        select d.refusals[${position}::integer] as refusal, ${channel}::text as channel, max(greatest(0, d.scores[${position}::integer] - coalesce(d.scores[d.chosen], 0))) as price
          from decided d where d.refusals[${position}::integer] like 'no_capacity %' group by 1`), ' union all ')}) p
       group by 1) r)`;
}

type StepScope = {
  readonly journeyVersionId: number; readonly step: string; readonly cascadeId: number | null;
  /** Who, of enrolments `e`, is due. */
  readonly due: Sql;
  /** By option: the step it leads to, and whether that touches her. */
  readonly ways: readonly { readonly next: string; readonly acts: boolean }[];
  readonly otherwise: string;
};

/** As insertDecisions, for those who stand at a decide step: once for each enrolment and step. The action carries the name of the step that will carry it out. */
export async function insertStepDecisions(tx: Tx, decision: Decision, scope: StepScope): Promise<number> {
  const versions = sql`array[${sql.join(decision.candidates.map((option) => sql`${option.versionId}`))}]::integer[]`;
  const sameCascade = sql`e.cascade_id is not distinct from ${scope.cascadeId}::bigint`;
  return tx.run(sql`
    ${decideSql(decision)},
    written as (
      insert into orchestration.step_decision (customer_id, enrolment_id, step, journey_version_id, cascade_id, outcome, chosen, channel, refusal, refusal_record, scores, refusals, features, propensity, owner_id, version_ids, next_step, decided_at)
      select d.customer_id, e.enrolment_id, ${scope.step}, ${scope.journeyVersionId}::integer, e.cascade_id, d.outcome, d.chosen, d.channel, split_part(d.refusal, ' ', 1), split_part(d.refusal, ' ', 2),
             d.scores, d.refusals, d.features, d.propensity, d.owner_id, ${versions},
             case when d.outcome = 'chosen' then ${byOption(scope.ways.map((way) => way.next), 'text', sql`d.chosen`)} else ${scope.otherwise} end, ${tx.now}::timestamptz
        from decided d join orchestration.enrolment e on e.customer_id = d.customer_id and ${scope.due} and ${sameCascade}
      on conflict (customer_id, enrolment_id, step) do nothing
      returning customer_id, cascade_id, outcome, chosen, channel, owner_id, next_step)
    insert into orchestration.action (customer_id, cascade_id, candidate, step, channel, function, journey_version_id, version_id, owner_id, state, planned_for, changed_at)
    select w.customer_id, w.cascade_id, 0, w.next_step, w.channel, ${byOption(decision.candidates.map((option) => option.function), 'text', sql`w.chosen`)}, ${scope.journeyVersionId}::integer,
           ${byOption(decision.candidates.map((option) => option.versionId), 'integer', sql`w.chosen`)}, case when ${byOption(decision.candidates.map((option) => option.scarce?.by === 'owner'), 'boolean', sql`w.chosen`)} then w.owner_id end,
           'queued', d.planned_for, ${tx.now}::timestamptz
      from written w join decided d using (customer_id)
     where w.outcome = 'chosen' and w.channel is not null and w.cascade_id is not null and ${byOption(scope.ways.map((way) => way.acts), 'boolean', sql`w.chosen`)}
    on conflict (customer_id, cascade_id, step) do nothing`);
}

export async function closeStretch(tx: Tx, stretch: { cascadeId: number; stretchNo: number }, { decided, prices }: Written): Promise<void> {
  await tx.run(sql`update orchestration.stretch set state = 'done', prices = ${prices === null ? null : JSON.stringify(prices)}::jsonb where cascade_id = ${stretch.cascadeId}::bigint and stretch_no = ${stretch.stretchNo}::integer`);
  await tx.run(sql`update orchestration.cascade set decided = decided + ${decided}::integer where cascade_id = ${stretch.cascadeId}::bigint`);
}

export const finishDeciding = (tx: Tx, cascadeId: number, state: CascadeState) => tx.run(sql`
  update orchestration.cascade set state = ${state}, decided_at = ${tx.now}::timestamptz
   where cascade_id = ${cascadeId}::bigint and state = 'deciding'`);

export const setCascadeState = (tx: Tx, cascadeId: number, state: CascadeState) => tx.run(sql`
  update orchestration.cascade set state = ${state} where cascade_id = ${cascadeId}::bigint`);

type CascadeChange = { readonly cascadeId: number; readonly change: 'held' | 'resumed' | 'undone'; readonly fromState: CascadeState; readonly reason: string; readonly rows: number };

export const insertChange = (tx: Tx, change: CascadeChange) => tx.run(sql`
  insert into orchestration.cascade_change (cascade_id, change, from_state, reason, rows, changed_by, changed_at)
  values (${change.cascadeId}::bigint, ${change.change}, ${change.fromState}, ${change.reason}, ${change.rows}::integer, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)`);

/** Stops the actions of a cascade of which nothing has left and nobody has begun the task; call it after its mail and tasks were stopped. */
export const stopActions = (tx: Tx, cascadeId: number, { to, reason }: { to: 'held' | 'withdrawn'; reason: string }) => tx.run(sql`
  update orchestration.action a set state = ${to}, reason = ${reason}, changed_at = ${tx.now}::timestamptz
   where a.cascade_id = ${cascadeId}::bigint and (a.state in ('proposed', 'approved', 'queued') or (a.state = 'held' and ${to} = 'withdrawn'))
     and not exists (select from channels.v_message m where m.customer_id = a.customer_id and m.action_id = a.action_id and m.state <> 'withdrawn')
     and not exists (select from work.v_task t where t.customer_id = a.customer_id and t.action_id = a.action_id and t.state not in ('on_hold', 'cancelled'))`);

export const endEnrolments = (tx: Tx, cascadeId: number, reason: string) => tx.run(sql`
  update orchestration.enrolment set state = 'exited', exit_reason = ${reason}, due_at = null, awaits = null, moved_at = ${tx.now}::timestamptz
   where cascade_id = ${cascadeId}::bigint and state in ('active', 'waiting')`);

/** Waits go on where they stood: the time that a cascade was held is no time that a customer had to answer. */
export const resumeEnrolments = (tx: Tx, cascadeId: number, heldAt: string) => tx.run(sql`
  update orchestration.enrolment set due_at = due_at + (${tx.now}::timestamptz - ${heldAt}::timestamptz)
   where cascade_id = ${cascadeId}::bigint and state = 'waiting' and due_at is not null`);

export const markApproved = (tx: Tx, cascadeId: number) => tx.run(sql`
  update orchestration.cascade set state = 'approved', approved_by = ${tx.actor.userId}::integer, approved_at = ${tx.now}::timestamptz
   where cascade_id = ${cascadeId}::bigint and state = 'proposed'`);

/** Lets a cascade's actions go on from one of the states to another; what stopped them counts no more. Returns how many. */
export const moveActions = (tx: Tx, cascadeId: number, move: { from: readonly string[]; to: string }) => tx.run(sql`
  update orchestration.action set state = ${move.to}, reason = null, changed_at = ${tx.now}::timestamptz
   where cascade_id = ${cascadeId}::bigint and state = any(${move.from}::text[])`);

/** Mail for which there was no address when it was to be queued has failed; else its cascade would never be over. Call it once the mail of a scope over `a` is queued. */
export const failUnaddressed = (tx: Tx, scope: Sql) => tx.run(sql`
  update orchestration.action a set state = 'failed', reason = 'no_address', changed_at = ${tx.now}::timestamptz
   where ${scope} and a.state = 'queued' and a.channel = 'email'
     and not exists (select from channels.v_message m where m.customer_id = a.customer_id and m.action_id = a.action_id)`);

/** A template's new instance for one cascade, live only once somebody approves it. */
export const insertJourneyFromTemplate = (tx: Tx, templateId: number, productId: number | null) => tx.one<{ journeyVersionId: number }>(sql`
  insert into orchestration.journey (code, version, state, name, product_id, graph, created_at)
  select t.code, (select max(version) + 1 from orchestration.journey where code = t.code), 'draft', t.name, ${productId}::integer, t.graph, ${tx.now}::timestamptz
    from orchestration.journey t where t.journey_version_id = ${templateId}::integer
  returning journey_version_id`);

export const publishJourney = (tx: Tx, journeyVersionId: number) => tx.run(sql`
  update orchestration.journey set state = 'live' where journey_version_id = ${journeyVersionId}::integer and state = 'draft'`);

/** Keeps the highest price that any stretch of the cascade met, by resource. */
export const upsertPrices = (tx: Tx, cascadeId: number) => tx.run(sql`
  insert into orchestration.price (resource, price, as_of)
  select p.key, max(p.value::real), ${tx.now}::timestamptz from orchestration.stretch s cross join lateral jsonb_each_text(s.prices) p
   where s.cascade_id = ${cascadeId}::bigint group by p.key
  on conflict (resource) do update set price = excluded.price, as_of = excluded.as_of`);
