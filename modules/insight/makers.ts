import { sql } from '#platform/db';
import type { TestDatabase } from '#platform/testing';

/** Prescribers numbered from 1001, each looked after by a representative when `ownerId` is given. */
export async function makePrescribers(db: TestDatabase, many: number, ownerId?: number): Promise<number[]> {
  const at = db.clock().toISOString();
  await db.owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, specialty_name, source, created_at, updated_at)
    select n, 'hcp', 'Dr ' || n, 'dr ' || n, case when n % 3 = 0 then 'Cardiology' else 'Family medicine' end, 'test', ${at}::timestamptz, ${at}::timestamptz from generate_series(1001, ${1000 + many}::integer) n`);
  if (ownerId !== undefined) await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) select n, 'sales', ${ownerId}::integer from generate_series(1001, ${1000 + many}::integer) n`);
  return Array.from({ length: many }, (_, i) => 1001 + i);
}

export type MadeTouch = { readonly customerId: number; readonly daysAgo: number; readonly function?: string; readonly channel?: string; readonly kind?: string; readonly direction?: 'in' | 'out'; readonly productId?: number | null; readonly personId?: number | null };

/** Rows of the timeline so many days before the clock. */
export async function makeTouches(db: TestDatabase, touches: readonly MadeTouch[]): Promise<void> {
  const rows = touches.map((touch) => ({ function: 'sales', channel: 'visit', kind: 'visit', direction: 'out', productId: null, personId: null, ...touch }));
  await db.owner.run(sql`
    insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, product_id, person_id, headline, source, recorded_at)
    select "customerId", ${db.clock().toISOString()}::timestamptz - make_interval(secs => 86400 * "daysAgo"), function, channel, direction, kind, "productId", "personId", 'Touch', 'test', ${db.clock().toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("customerId" bigint, "daysAgo" float8, function text, channel text, direction text, kind text, "productId" integer, "personId" integer)`);
}

/** A payer with plans, all with the given prescribers in their networks, standing as told towards a product. */
export async function makeAccount(db: TestDatabase, given: { id: number; name?: string; state?: string; lives?: number; members?: readonly number[]; productId: number; tier?: number | null; benefitManager?: string }): Promise<number> {
  const { id, name = `Payer ${given.id}`, state = 'NY', lives = 1_000_000, members = [], productId, tier = null, benefitManager = 'Crossbridge Rx' } = given;
  const at = db.clock().toISOString();
  await db.owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, pronoun, state, source, created_at, updated_at)
    select n, k, ${name} || s, lower(${name} || s), 'it', ${state}, 'test', ${at}::timestamptz, ${at}::timestamptz
      from (values (${id}::bigint, 'payer', ''), (${id + 1}::bigint, 'plan', ' PPO')) as v(n, k, s)`);
  await db.owner.run(sql`insert into market_access.plan (customer_id, payer_customer_id, book, covered_lives) values (${id + 1}::bigint, ${id}::bigint, 'commercial', ${lives})`);
  await db.owner.run(sql`insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source) select m, ${id + 1}::bigint, 'in_network', '2020-01-01', 'test' from unnest(${[...members]}::bigint[]) m`);
  await db.owner.run(sql`insert into customers.measure (customer_id, name, period, subject, value, source) values (${id}::bigint, 'benefit_manager', '2026', ${benefitManager}, 1, 'test'), (${id}::bigint, 'review_month', '2026', '', 11, 'test')`);
  await db.owner.run(sql`
    insert into market_access.position (customer_id, product_id, status, tier, effective_from, change, recorded_at)
    values (${id + 1}::bigint, ${productId}::integer, ${tier === null ? 'not_covered' : 'covered'}, ${tier}::smallint, '2026-01-01', 'baseline', ${at}::timestamptz)`);
  return id;
}
