import { ENGINE } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import { recordInteractions, type NewInteraction } from './index.ts';

/** A touch on the timeline; returns its id. */
export async function makeInteraction(db: TestDatabase, given: Partial<NewInteraction> & { readonly customerId: number }): Promise<number> {
  const whole: NewInteraction = { function: 'sales', channel: 'visit', direction: 'out', kind: 'visit', headline: 'Visit', source: 'test', ...given };
  const [id] = await db.transaction(ENGINE, (tx) => recordInteractions(tx, [whole]));
  return id as number;
}
