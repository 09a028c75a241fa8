import { createTasksFrom } from '#work';
import { sql, type Sql, type Tx } from '#platform/db';
import { enterSql } from './journeys/enter.ts';
import type { CascadeHead } from './reads/cascade.ts';
import { queueMail } from './queue-mail.ts';
import { findJourney } from './reads/journeys.ts';
import { failUnaddressed } from './writes.ts';

type Range = { readonly after: number; readonly through: number };

const within = (range: Range | null): Sql => (range ? sql`and a.customer_id > ${range.after}::bigint and a.customer_id <= ${range.through}::bigint` : sql.empty);

function tasksSql(cascade: CascadeHead, range: Range | null): Sql {
  const human = cascade.candidates.filter((candidate) => candidate.task);
  const of = (pick: (candidate: (typeof human)[number]) => string) => sql`case a.candidate ${sql.join(human.map((candidate) => sql`when ${candidate.position}::smallint then ${pick(candidate)}`), ' ')} end`;
  return sql`
  select a.customer_id, a.channel as kind, a.function, a.owner_id, ${of((candidate) => candidate.task ?? '')} as title,
         ${`${cascade.definition.name}: ${cascade.name}`}::text as reason, a.action_id, a.cascade_id, ${cascade.productId}::integer as product_id,
         ${of((candidate) => String(candidate.scarce?.withinDays ?? 5))}::integer * interval '1 day' + a.planned_for as due_at,
         '/customers/' || a.customer_id || '?cascade=' || a.cascade_id as link
    from orchestration.action a
   where a.cascade_id = ${cascade.cascadeId}::bigint and a.state = 'queued' and a.candidate = any(${human.map((candidate) => candidate.position)}::smallint[]) ${within(range)}`;
}

async function enrolFirst(tx: Tx, cascade: CascadeHead, range: Range | null): Promise<void> {
  const started = cascade.candidates.filter((candidate) => candidate.journey?.use === 'new' && candidate.journeyVersionId !== null);
  if (started.length === 0 || cascade.journeyVersionId === null) return;
  const graph = (await findJourney(tx, cascade.journeyVersionId))?.graph;
  const first = graph?.steps[graph.start];
  if (!graph || first?.kind !== 'message') return;
  const entry = enterSql(graph, first.next, sql`a.planned_for`);
  await tx.run(sql`
    insert into orchestration.enrolment (customer_id, journey_version_id, cascade_id, action_id, step, state, due_at, awaits, entered_at, moved_at, exit_reason)
    select a.customer_id, a.journey_version_id, a.cascade_id, a.action_id, ${first.next}, ${entry.state}, ${entry.dueAt}, ${entry.awaits}, ${tx.now}::timestamptz, ${tx.now}::timestamptz, ${entry.exitReason}
      from orchestration.action a
     where a.cascade_id = ${cascade.cascadeId}::bigint and a.state = 'queued' and a.candidate = any(${started.map((candidate) => candidate.position)}::smallint[]) ${within(range)}
    on conflict (customer_id, journey_version_id, cascade_id) do nothing`);
}

/** Turns queued actions into what carries them out: mail in the outbox, tasks for people, enrolments in the journey. Twice is once. */
export async function releaseStretch(tx: Tx, cascade: CascadeHead, range: Range | null): Promise<void> {
  const actions = sql`a.cascade_id = ${cascade.cascadeId}::bigint ${within(range)}`;
  const { purpose, market } = cascade.definition;
  await queueMail(tx, { actions, purpose, market, productId: cascade.productId, versionIds: cascade.candidates.map((candidate) => candidate.versionId) });
  if (cascade.candidates.some((candidate) => candidate.task)) await createTasksFrom(tx, tasksSql(cascade, range));
  await enrolFirst(tx, cascade, range);
  await failUnaddressed(tx, actions); // last: who has no address is in the journey all the same
}
