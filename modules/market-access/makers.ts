import { ENGINE, sql } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import { recordPlans, type Book } from './index.ts';

const makeOrganisation = async (db: TestDatabase, { kind, name }: { kind: 'payer' | 'plan'; name: string }): Promise<number> =>
  (await db.owner.one<{ customerId: number }>(sql`
    insert into customers.customer (kind, name, sort_name, pronoun, state, source, created_at, updated_at)
    values (${kind}, ${name}, lower(${name}), 'it', 'NY', 'test', ${db.clock().toISOString()}::timestamptz, ${db.clock().toISOString()}::timestamptz)
    returning customer_id`)).customerId;

/** A payer with plans of the given names and lives. */
export async function makePayer(db: TestDatabase, { name = 'Empire Health', plans = ['Select PPO', 'Select HMO', 'Choice Plus'], lives = 1_000_000, book = 'commercial' as Book } = {}): Promise<{ payerId: number; planIds: number[] }> {
  const payerId = await makeOrganisation(db, { kind: 'payer', name });
  const planIds: number[] = [];
  for (const plan of plans) planIds.push(await makeOrganisation(db, { kind: 'plan', name: plan })); // a handful, in a test
  await db.transaction(ENGINE, (tx) => recordPlans(tx, planIds.map((customerId) => ({ customerId, payerCustomerId: payerId, book, coveredLives: lives, pharmacyLives: lives }))));
  return { payerId, planIds };
}
