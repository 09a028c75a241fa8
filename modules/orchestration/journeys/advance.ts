import { createTasksFrom } from '#work';
import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Tx } from '#platform/db';
import { handledOnce, onEvent } from '#platform/events';
import { queueMail } from '../queue-mail.ts';
import { listContentInForce } from '../reads/cascade.ts';
import { listDueSteps, type DueStep } from '../reads/journeys.ts';
import type { BranchCondition, JourneyStep } from '../rules/journey.ts';
import { failUnaddressed, lockJourneys } from '../writes.ts';
import { decideStep } from './decide-step.ts';
import { due, moveSql } from './due.ts';

type Kind<K extends JourneyStep['kind']> = Extract<JourneyStep, { kind: K }>;

const MAX_PASSES = 1_000; // more than any journey has steps without a wait, times the batches of a decide step

async function sendMessages(tx: Tx, at: DueStep, step: Kind<'message'>): Promise<number> {
  const [content] = await listContentInForce(tx, [step.content]);
  await tx.run(sql`
    insert into orchestration.action (customer_id, cascade_id, candidate, step, channel, function, journey_version_id, version_id, state, planned_for, changed_at)
    select e.customer_id, e.cascade_id, 0, ${at.step}, 'email', 'marketing', e.journey_version_id, ${content?.versionId ?? null}::integer,
           ${content ? 'queued' : 'failed'}, ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from orchestration.enrolment e where ${due(tx, at)} and e.cascade_id is not null
    on conflict (customer_id, cascade_id, step) do nothing`);
  const actions = sql`a.step = ${at.step} and (a.customer_id, a.cascade_id) in (select e.customer_id, e.cascade_id from orchestration.enrolment e where ${due(tx, at)})`;
  await queueMail(tx, { actions, purpose: 'promotion', market: 'US', productId: at.productId, versionIds: [content?.versionId ?? null] });
  await failUnaddressed(tx, actions);
  return tx.run(moveSql(tx, at, { to: step.next }));
}

async function giveTasks(tx: Tx, at: DueStep, step: Kind<'task'>): Promise<number> {
  await tx.run(sql`
    insert into orchestration.action (customer_id, cascade_id, candidate, step, channel, function, journey_version_id, owner_id, state, planned_for, changed_at)
    select e.customer_id, e.cascade_id, 0, ${at.step}, ${step.function === 'sales' ? 'visit' : 'phone'}, ${step.function}, e.journey_version_id,
           case when ${step.function} = 'sales' then o.user_id end, 'queued', ${tx.now}::timestamptz, ${tx.now}::timestamptz
      from orchestration.enrolment e left join customers.v_owner o on o.customer_id = e.customer_id and o.function = 'sales' where ${due(tx, at)} and e.cascade_id is not null
    on conflict (customer_id, cascade_id, step) do nothing`);
  await createTasksFrom(tx, sql`
    select a.customer_id, a.channel as kind, a.function, case when ${step.function} = 'sales' then o.user_id end as owner_id, ${step.title}::text as title, ${`Journey ${at.name}`}::text as reason,
           a.action_id, a.cascade_id, ${at.productId}::integer as product_id, ${tx.now}::timestamptz + make_interval(days => ${step.dueDays}::integer) as due_at, '/customers/' || a.customer_id as link
      from orchestration.enrolment e
      join orchestration.action a on a.customer_id = e.customer_id and a.cascade_id = e.cascade_id and a.step = ${at.step}
      left join customers.v_owner o on o.customer_id = e.customer_id and o.function = 'sales'
     where ${due(tx, at)}`);
  return tx.run(moveSql(tx, at, { to: step.next }));
}

const EVIDENCE: Readonly<Record<BranchCondition, readonly string[]>> = {
  opened: ['email_opened', 'email_clicked', 'choice', 'reply'], clicked: ['email_clicked', 'choice'], answered: ['choice', 'reply'],
};

async function branch(tx: Tx, at: DueStep, step: Kind<'branch'>): Promise<number> {
  const shown = sql`exists (select from interactions.v_interaction i where i.customer_id = e.customer_id and i.occurred_at >= e.entered_at and i.direction = 'in' and i.kind = any(${[...EVIDENCE[step.when]]}::text[]))`;
  return await tx.run(moveSql(tx, at, { to: step.then, where: shown })) + await tx.run(moveSql(tx, at, { to: step.otherwise }));
}

/** Whoever came here by an answer begins to wait now; whoever has waited long enough goes on. */
async function wait(tx: Tx, at: DueStep, step: Kind<'wait'>): Promise<number> {
  return await tx.run(moveSql(tx, at, { to: step.otherwise, where: sql`e.state = 'waiting'` })) + await tx.run(moveSql(tx, at, { to: at.step, where: sql`e.state = 'active'` }));
}

async function moveOn(tx: Tx, at: DueStep): Promise<number> {
  const step = at.graph.steps[at.step];
  if (step?.kind === 'message') return sendMessages(tx, at, step);
  if (step?.kind === 'task') return giveTasks(tx, at, step);
  if (step?.kind === 'branch') return branch(tx, at, step);
  if (step?.kind === 'decide') return decideStep(tx, at, step);
  if (step?.kind === 'wait') return wait(tx, at, step);
  return tx.run(moveSql(tx, at, { to: at.step }));
}

/** Moves everybody who is due one step on, one statement a step; true while somebody moved. */
async function pass(tx: Tx): Promise<boolean> {
  await lockJourneys(tx);
  let moved = 0;
  for (const at of await listDueSteps(tx)) { // as many as live journeys have steps, however many customers stand there
    const count = await moveOn(tx, at);
    moved += count;
    await audit(tx, { action: 'orchestration.advance', resource: 'orchestration.enrolment', recordId: `${at.journeyVersionId}:${at.step}`, rows: count });
  }
  return moved > 0;
}

/** Advances all journeys to where everybody waits or is done. Returns the passes made. */
export async function advanceEnrolments(db: Db): Promise<number> {
  for (let passes = 1; passes <= MAX_PASSES; passes += 1) {
    if (!await db.transaction(ENGINE, pass)) return passes; // a pass commits by itself, so that an ended process loses one at the most
  }
  throw new Error(`Journeys did not come to rest in ${MAX_PASSES} passes`);
}

const MET = sql`(j.graph -> 'steps' -> e.step ->> 'met')`;

/** An answer ends the wait for it. */
export const endWaits = onEvent({
  name: 'orchestration.end-waits',
  types: ['message.opened', 'message.clicked', 'message.choice', 'message.replied', 'visit.done', 'case.closed'],
  actor: ENGINE,
  handle: async ({ db }, event) => db.transaction(ENGINE, async (tx) => {
    if (!await handledOnce(tx, event.eventId, 'orchestration.end-waits')) return;
    const moved = await tx.run(sql`
      update orchestration.enrolment e
         set step = ${MET}, state = case when j.graph -> 'steps' -> ${MET} ->> 'kind' = 'exit' then 'done' else 'active' end,
             exit_reason = j.graph -> 'steps' -> ${MET} ->> 'reason', due_at = null, awaits = null, moved_at = ${tx.now}::timestamptz
        from orchestration.journey j
       where e.customer_id = ${event.customerId}::bigint and e.state = 'waiting' and ${event.type} = any(e.awaits) and j.journey_version_id = e.journey_version_id`);
    if (moved) await audit(tx, { action: 'orchestration.answered', resource: 'orchestration.enrolment', customerId: event.customerId, rows: moved });
  }),
});
