import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findManager } from './reads/people.ts';
import type { NewPerson } from './types.ts';
import { insertPerson } from './writes.ts';
import './problems.ts';

/** Puts a colleague on file and tells who invites; returns her number. She cannot sign in before somebody invites her. */
async function addPersonIn(tx: Tx, person: NewPerson, reason = ''): Promise<number> {
  if (person.managerId && !(await findManager(tx, person.managerId)).active) throw new Problem('access.manager_inactive', { fields: [{ field: 'managerId', message: 'is nobody who is active' }] });
  const userId = await insertPerson(tx, person);
  if (userId === undefined) throw new Problem('access.email_taken', { fields: [{ field: 'email', message: 'is taken by a colleague' }] });
  await audit(tx, { action: 'access.add_person', resource: 'access.person', recordId: userId, after: { role: person.role, function: person.function, managerId: person.managerId ?? null, markets: person.markets ?? ['US'] }, reason: reason || null });
  await emit(tx, { type: 'person.added', customerId: 0, key: `person:${userId}`, data: { userId } });
  await announce(tx, { topic: 'access.person', permission: 'access:people' });
  return userId;
}

export const addPerson = (db: Db, actor: Actor, { reason, ...person }: NewPerson & { readonly reason?: string }): Promise<number> => db.transaction(actor, (tx) => addPersonIn(tx, person, reason));
