import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findManager, getPerson, type PersonDetail } from './reads/people.ts';
import { mayChangePerson, mayDeactivate, type Decision } from './rules/may-change-person.ts';
import type { PersonChanges, PersonState } from './types.ts';
import { endBreakGlassOf, lockAdministrators, lockPerson, updatePerson, updateState } from './writes.ts';
import './problems.ts';

export type ChangePerson = { readonly userId: number; readonly version: number; readonly changes: PersonChanges; readonly reason: string };
export type MovePerson = { readonly userId: number; readonly version: number; readonly state: PersonState; readonly reason: string };

function hold(decision: Decision): void {
  if (!decision.ok) throw new Problem(`access.${decision.reason}`);
}

/** Administrators first, then the person: whoever changes one of them waits for whoever changes another, so that the last is never lost between two. */
async function open(tx: Tx, userId: number, version: number) {
  const administrators = (await lockAdministrators(tx)).map((row) => row.userId);
  const person = await lockPerson(tx, userId);
  if (!person) throw new Problem('request.not_found');
  if (person.version !== version) throw new Problem('request.conflict', { version: person.version });
  return { person, question: { person, actorId: tx.actor.userId, administrators } };
}

export async function changePersonIn(tx: Tx, { userId, version, changes, reason }: ChangePerson): Promise<PersonDetail> {
  const { question } = await open(tx, userId, version);
  const before = await getPerson(tx, userId);
  const manager = changes.managerId && changes.managerId !== before.managerId ? await findManager(tx, changes.managerId) : null;
  hold(mayChangePerson(question, changes, manager));
  const changed = Object.entries(changes).filter(([field, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[field as keyof PersonChanges]));
  if (changed.length === 0) return before;
  await updatePerson(tx, userId, changes);
  const was = Object.fromEntries(changed.map(([field]) => [field, before[field as keyof PersonChanges]]));
  await audit(tx, { action: 'access.change_person', resource: 'access.person', recordId: userId, before: was, after: Object.fromEntries(changed), reason });
  await announce(tx, { topic: 'access.person', permission: 'access:people' });
  return getPerson(tx, userId);
}

/** Changes what a person is and may do. A new role ends her sessions with the commit. */
export const changePerson = (db: Db, actor: Actor, input: ChangePerson): Promise<PersonDetail> => db.transaction(actor, (tx) => changePersonIn(tx, input));

export async function movePersonIn(tx: Tx, { userId, version, state, reason }: MovePerson): Promise<PersonDetail> {
  const { person, question } = await open(tx, userId, version);
  if (person.state === state) throw new Problem('access.state_already');
  if (state === 'inactive') hold(mayDeactivate(question));
  await updateState(tx, userId, state);
  const ended = state === 'inactive' ? await endBreakGlassOf(tx, userId) : 0;
  await audit(tx, {
    action: state === 'inactive' ? 'access.deactivate_person' : 'access.reactivate_person', resource: 'access.person', recordId: userId, before: { state: person.state },
    after: { state, ...(ended > 0 ? { temporaryAccessEnded: ended } : {}) }, reason,
  });
  await announce(tx, { topic: 'access.person', permission: 'access:people' });
  return getPerson(tx, userId);
}

/** Deactivates a person, which ends her sessions and her temporary access with the commit, or takes her back. */
export const movePerson = (db: Db, actor: Actor, input: MovePerson): Promise<PersonDetail> => db.transaction(actor, (tx) => movePersonIn(tx, input));
