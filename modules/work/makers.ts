import { ENGINE, sql } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import { createTasks } from './create-tasks.ts';
import { openCases } from './open-cases.ts';
import type { NewCase, NewTask } from './types.ts';

/** A prescriber on file, where only that she exists matters. */
export async function makeCustomerRow(db: TestDatabase, { name = 'Amara Osei', timeZone = 'America/New_York' } = {}): Promise<number> {
  const { customerId } = await db.owner.one<{ customerId: number }>(sql`
    insert into customers.customer (kind, name, sort_name, time_zone, source, created_at, updated_at)
    values ('hcp', ${name}, ${name.toLowerCase()}, ${timeZone}, 'test', ${db.clock().toISOString()}::timestamptz, ${db.clock().toISOString()}::timestamptz)
    returning customer_id`);
  return customerId;
}

/** A task as the engine makes it. */
export async function makeTask(db: TestDatabase, task: Partial<NewTask> & { customerId: number }): Promise<number> {
  const [taskId] = await db.transaction(ENGINE, (tx) => createTasks(tx, [{ kind: 'call', function: 'sales', title: 'Call', ...task }]));
  return taskId as number;
}

/** A case as a reply opens it. */
export async function makeCase(db: TestDatabase, one: Partial<NewCase> & { customerId: number }): Promise<number> {
  const [caseId] = await db.transaction(ENGINE, (tx) => openCases(tx, [{
    kind: 'question', function: 'contact_centre', channel: 'email', headline: 'Asked a question by mail', detail: { question: 'Is a 10 mg start supported?' }, ...one,
  }]));
  return caseId as number;
}
