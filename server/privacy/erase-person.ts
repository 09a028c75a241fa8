import { audit, sign, type Proof } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { asPrivacy } from './as-privacy.ts';
import { personOf } from './find-person.ts';
import { held, tell } from './handle-request.ts';
import { countRows, eraseRows } from './statements.ts';
import { insertSuppressions, updateRequest } from './writes.ts';

/**
 * Erases a person: everything that no law keeps goes, at once and in one transaction; what is kept is named with its law; and a keyed hash stays of what would
 * lead us to her again. Who carries it out signs for it, since it cannot be undone.
 */
export const erasePerson = (db: Db, actor: Actor, { requestId, words, proof }: { requestId: number; words: string; proof: Proof }) => db.transaction(actor, async (tx) => {
  const request = await held(tx, requestId, 'erase');
  if (request.userId !== null && request.userId === actor.userId) throw new Problem('privacy.own_erasure');
  const report = await asPrivacy(tx, async () => {
    const person = await personOf(tx, request);
    const before = await countRows(tx, person);
    const suppressed = person.subject === 'customer' ? await insertSuppressions(tx, person, requestId) : 0;
    const done = await eraseRows(tx, person);
    await updateRequest(tx, requestId, { state: 'fulfilled', outcome: words, closes: true }); // after the erasing, which blanks what the request said
    const told = { before: before.filter((one) => one.rows > 0), done: done.filter((one) => one.rows > 0), after: (await countRows(tx, person)).filter((one) => one.rows > 0), suppressed };
    await updateRequest(tx, requestId, { report: told });
    return told;
  });
  await sign(tx, proof, { customerId: request.customerId, resource: 'privacy.request', recordId: requestId, record: { requestId, report }, meaning: 'responsibility', capacity: 'erasure' });
  const counts = Object.fromEntries(report.done.map((one) => [one.table, { [one.did]: one.rows }]));
  await audit(tx, { action: 'privacy.erase', resource: 'privacy.request', customerId: request.customerId || null, recordId: requestId, rows: report.done.reduce((sum, one) => sum + (one.did === 'kept' ? 0 : one.rows), 0), after: { ...counts, suppressed: report.suppressed }, reason: words });
  if (request.customerId !== 0) {
    await emit(tx, { type: 'privacy.erased', customerId: request.customerId, key: `privacy.erased:${requestId}`, data: { requestId } });
    await announce(tx, { topic: 'customers.customer', customerId: request.customerId, permission: 'customers:read' });
  }
  await tell(tx);
  return { state: 'fulfilled', report };
});
