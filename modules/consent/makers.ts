import { ENGINE } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import { recordDecisions, type NewDecision } from './index.ts';

/** A consent on file, e-mail for promotion unless said otherwise; returns its number. */
export async function makeConsent(db: TestDatabase, given: Partial<NewDecision> & { readonly customerId: number }): Promise<number> {
  const whole: NewDecision = { channel: 'email', purpose: 'promotion', granted: true, source: 'form', evidence: { form: 'test' }, ...given };
  const [id] = await db.transaction(ENGINE, (tx) => recordDecisions(tx, [whole]));
  return id as number;
}
