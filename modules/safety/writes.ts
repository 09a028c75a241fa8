import { sql, type Tx } from '#platform/db';
import type { NewReport } from './types.ts';

/** Taken beforehand: whoever reports may not read what he wrote. */
export const takeNumber = async (tx: Tx): Promise<number> => (await tx.one<{ id: number }>(sql`select nextval('safety.safety_number') as id`)).id;

export type Written = NewReport & { readonly safetyId: number; readonly customerId: number; readonly dayZeroAt: string; readonly dueAt: string };

export async function insertEvent(tx: Tx, report: Written): Promise<void> {
  await tx.run(sql`
    insert into safety.event (customer_id, safety_id, kind, product_id, channel, case_id, reported_by, day_zero_at, due_at, recorded_at)
    values (${report.customerId}::bigint, ${report.safetyId}::bigint, ${report.kind}, ${report.productId ?? null}::integer, ${report.channel}, ${report.caseId ?? null}::bigint,
            ${tx.actor.userId}::integer, ${report.dayZeroAt}::timestamptz, ${report.dueAt}::timestamptz, ${tx.now}::timestamptz)`);
  await tx.run(sql`
    insert into safety.narrative (customer_id, safety_id, body, patient)
    values (${report.customerId}::bigint, ${report.safetyId}::bigint, ${report.narrative}, ${report.patient ?? ''})`);
}

/** A step once; the second time nothing is written. */
export const insertStep = (tx: Tx, step: { customerId: number; safetyId: number; state: string; reason?: string; reference?: string }): Promise<number> => tx.run(sql`
  insert into safety.step (customer_id, safety_id, state, reason, reference, user_id, taken_at)
  values (${step.customerId}::bigint, ${step.safetyId}::bigint, ${step.state}, ${step.reason ?? ''}, ${step.reference ?? ''}, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
  on conflict do nothing`);
