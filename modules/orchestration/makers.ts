import { emit, type StoredEvent } from '#platform/events';
import { sql } from '#platform/db';
import { makePerson, makeProduct, type TestDatabase } from '#platform/testing';
import { parsePlay } from './rules/parse-play.ts';
import { STARTER_JOURNEYS, STARTER_PLAYS } from './rules/starter.ts';
import { startCascades } from './start-cascades.ts';

export type World = { readonly productId: number; readonly planId: number; readonly payerId: number; readonly representatives: readonly number[]; readonly playId: number; readonly journeyVersionId: number };

/** The starter plays and journeys, live; returns the id of the formulary play. */
export async function makePlays(db: TestDatabase, { productId, approval = 'required' as 'required' | 'automatic' }: { productId: number; approval?: 'required' | 'automatic' }): Promise<{ playId: number; journeyVersionId: number }> {
  const at = db.clock().toISOString();
  const text = (STARTER_PLAYS[0] as string).replace('approval: required', `approval: ${approval}`);
  const definition = parsePlay(text);
  const { playId } = await db.owner.one<{ playId: number }>(sql`
    insert into orchestration.play (code, version, state, name, on_event, text, definition, created_at)
    values (${definition.code}, 1, 'live', ${definition.name}, ${definition.on}, ${text}, ${JSON.stringify(definition)}::jsonb, ${at}::timestamptz) returning play_id`);
  await db.owner.run(sql`
    insert into orchestration.journey (code, version, state, name, product_id, graph, created_at)
    select j.code, j.version, j.state, j.name, case when j.state = 'live' then ${productId}::integer end, j.graph, ${at}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(STARTER_JOURNEYS)}::jsonb) as j(code text, version integer, state text, name text, graph jsonb)`);
  await db.owner.run(sql`
    with made as (insert into content.document (code, kind, title, product_id, function) values ('now-covered', 'email_template', 'Now covered', ${productId}, 'marketing'), ('first-prescriptions', 'email_template', 'First prescriptions', ${productId}, 'marketing') returning document_id)
    insert into content.version (document_id, version_no, state, subject, body, valid_from, valid_to, digest, created_at)
    select document_id, 1, 'approved', 'News', '<mjml><mj-body><mj-section><mj-column><mj-text>Dear {{customer.name}} {{links.unsubscribe}} {{company.address}}</mj-text></mj-column></mj-section></mj-body></mjml>', '2020-01-01', '2090-01-01', 'x', ${at}::timestamptz from made`);
  const { journeyVersionId } = await db.owner.one<{ journeyVersionId: number }>(sql`select journey_version_id from orchestration.journey where code = 'first-prescriptions'`);
  return { playId, journeyVersionId };
}

/**
 * A payer with one plan and prescribers in its network, in which every refusal of the gate, wishes, owners and past answers occur by arithmetic on
 * the customer's number. Customers number 1001, 1002, …
 */
export async function makeWorld(db: TestDatabase, { prescribers = 200, approval = 'required' as 'required' | 'automatic', perDay = 2 } = {}): Promise<World> {
  const productId = await makeProduct(db);
  const [first, second] = [await makePerson(db, { role: 'field', name: 'Rep One' }), await makePerson(db, { role: 'field', name: 'Rep Two' })];
  const caller = await makePerson(db, { role: 'contact_centre' });
  const at = db.clock().toISOString();
  const { playId, journeyVersionId } = await makePlays(db, { productId, approval });
  const many = sql`generate_series(1001, ${1000 + prescribers}::integer) n`;
  await db.owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, decile, licence_valid_until, source, created_at, updated_at)
    select n, 'hcp', 'Dr ' || n, 'dr ' || n, 1 + n % 10, case when n % 37 = 0 then date '2026-01-01' end, 'test', ${at}::timestamptz, ${at}::timestamptz from ${many}
    union all values (1, 'payer', 'Empire Health', 'empire health', null::integer, null::date, 'test', ${at}::timestamptz, ${at}::timestamptz), (2, 'plan', 'Select PPO', 'select ppo', null, null, 'test', ${at}::timestamptz, ${at}::timestamptz)`);
  await db.owner.run(sql`insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source) select n, 2, 'in_network', '2020-01-01', 'test' from ${many}`);
  await db.owner.run(sql`insert into market_access.plan (customer_id, payer_customer_id, book, covered_lives) values (2, 1, 'commercial', 1000)`);
  await db.owner.run(sql`insert into market_access.payer_mix (customer_id, plan_customer_id, share, as_of, source) select n, 2, (n % 20) / 20.0, '2026-01-01', 'test' from ${many}`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) select n, k, case k when 'email' then 'dr' || n || '@example.org' else '+1 212 555 ' || n end, 'test', ${at}::timestamptz from ${many} cross join unnest(array['email', 'phone']) k where not (k = 'phone' and n % 5 = 0)`);
  await db.owner.run(sql`insert into consent.decision (customer_id, channel, purpose, granted, basis, source, effective_at, recorded_at)
    select n, 'email', 'promotion', n % 7 <> 0, 'consent', 'test', '2026-01-01', ${at}::timestamptz from ${many} where n % 11 <> 0`);
  await db.owner.run(sql`insert into consent.restriction (customer_id, kind, reason, source, valid_from) select n, 'do_not_contact', 'asked', 'test', '2026-01-01' from ${many} where n % 29 = 0`);
  await db.owner.run(sql`insert into consent.rule (kind, channel, max_touches, window_days, sentence, source, valid_from) values ('cap', 'any', 4, 30, 'At most 4 touches in 30 days.', 'policy', '2020-01-01'), ('gap', 'email', null, 7, 'At least 7 days between two mails.', 'policy', '2020-01-01')`);
  await db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at)
    select n, ${at}::timestamptz - make_interval(days => 3 + k), 'sales', 'visit', 'out', 'visit', 'Visit', 'test', ${at}::timestamptz from ${many} cross join generate_series(1, 4) k where n % 13 = 0`);
  await db.owner.run(sql`insert into interactions.affinity (customer_id, touches, responses, as_of) select n, array[10, 0, 4, 6, 0, 0], array[n % 10, 0, n % 4, n % 6, 0, 0], ${at}::timestamptz from ${many}`);
  await db.owner.run(sql`insert into interactions.wish (customer_id, kind, channel, said_at) select n, 'visit_requested', 'visit', ${at}::timestamptz - interval '5 days' from ${many} where n % 6 = 0`);
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) select n, 'sales', case when n % 2 = 0 then ${first.userId}::integer else ${second.userId}::integer end from ${many} where n % 17 <> 0`);
  await db.owner.run(sql`insert into work.capacity (user_id, channel, per_day) values (${first.userId}, 'visit', ${perDay}), (${second.userId}, 'visit', ${perDay}), (${caller.userId}, 'phone', ${perDay})`);
  await db.owner.run(sql`insert into orchestration.enrolment (customer_id, journey_version_id, step, state, entered_at, moved_at) select n, ${journeyVersionId}::integer, 'pause', 'waiting', ${at}::timestamptz, ${at}::timestamptz from ${many} where n % 9 = 0`);
  await db.owner.run(sql`analyze`); // as the database does by itself within a minute of a load
  return { productId, planId: 2, payerId: 1, representatives: [first.userId, second.userId], playId, journeyVersionId };
}

/** The win that a world's play follows; the same key is the same win. */
export async function makeWin(db: TestDatabase, world: World, { key = 'win-1', planIds = [world.planId] }: { key?: string; planIds?: readonly number[] } = {}): Promise<StoredEvent> {
  const actor = await makePerson(db, { role: 'market_access' });
  const data = { productId: world.productId, planIds, tier: 2, restrictions: [], effectiveFrom: '2026-12-01' };
  const eventId = await db.transaction(actor, (tx) => emit(tx, { type: 'formulary.won', customerId: world.payerId, key, data }));
  return { eventId: eventId as number, customerId: world.payerId, type: 'formulary.won', class: 'open', subject: null, data, actorId: actor.userId, occurredAt: db.clock().toISOString() };
}

/** A cascade of a win, not decided yet; returns its id. */
export async function startCascade(db: TestDatabase, world: World, given: { key?: string; planIds?: readonly number[] } = {}): Promise<number> {
  const [cascadeId] = await startCascades(db, await makeWin(db, world, given));
  return cascadeId as number;
}
