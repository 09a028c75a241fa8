import { audit } from '#platform/audit';
import { sql } from '#platform/db';
import { parsePlay, STARTER_JOURNEYS, STARTER_PLAYS } from '#orchestration';
import { asJson, daysAgo, type Load } from './context.ts';
import { LAST_OF_STORY } from './steps/consent.ts';
import { GLIDIM } from './steps/people.ts';

/** A good third of those who may be mailed and treat diabetes is in the running journey of the launch. */
const ENROLLED = 0.36;

/** Plays and journeys to start from, live, and who is in the running one. */
export async function plays({ tx, now }: Load): Promise<number> {
  const made = daysAgo(now, 60);
  const rows = STARTER_PLAYS.map((text) => ({ text, definition: parsePlay(text) })).map(({ text, definition }) => ({ code: definition.code, name: definition.name, on: definition.on, text, definition }));
  const stored = await tx.run(sql`
    insert into orchestration.play (code, version, state, name, on_event, text, definition, created_at)
    select p.code, 1, 'live', p.name, p."on", p.text, p.definition, ${made}::timestamptz from jsonb_to_recordset(${asJson(rows)}::jsonb) as p(code text, name text, "on" text, text text, definition jsonb)`);
  const journeys = await tx.run(sql`
    insert into orchestration.journey (code, version, state, name, product_id, graph, created_at)
    select j.code, j.version, j.state, j.name, case when j.state = 'live' then ${GLIDIM}::integer end, j.graph, ${made}::timestamptz
      from jsonb_to_recordset(${asJson(STARTER_JOURNEYS)}::jsonb) as j(code text, version integer, state text, name text, graph jsonb)`);
  const enrolled = await tx.run(sql`
    insert into orchestration.enrolment (customer_id, journey_version_id, step, state, due_at, entered_at, moved_at)
    select p.id, j.journey_version_id, 'pause', 'waiting', ${now}::timestamptz + make_interval(days => 2 + (pg_temp.u(p.id, 152) * 18)::integer), e.at, e.at
      from orchestration.journey j cross join demo_prescriber p cross join lateral (select ${now}::timestamptz - make_interval(days => 1 + (pg_temp.u(p.id, 153) * 18)::integer) as at) e
     where j.code = 'first-prescriptions' and j.state = 'live' and j.graph -> 'steps' ? 'pause' and p.id > ${LAST_OF_STORY} and p.active and p.grp in ('primary', 'advanced', 'endocrine') and pg_temp.u(p.id, 151) < ${ENROLLED}
       and exists (select from consent.decision d where d.customer_id = p.id and d.channel = 'email' and d.purpose = 'promotion' and d.granted)
       and not exists (select from consent.decision d where d.customer_id = p.id and d.channel in ('email', 'any') and not d.granted)`);
  await audit(tx, { action: 'orchestration.start', resource: 'orchestration.enrolment', rows: enrolled, reason: 'Demo company' });
  return stored + journeys + enrolled;
}
