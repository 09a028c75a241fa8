import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { changePersonIn, movePersonIn } from './change-person.ts';
import { getPerson } from './reads/people.ts';
import type { PersonRole, Ports, ReviewDecision } from './types.ts';
import { lockLine, markApplied, updateDecision, type LockedLine } from './writes.ts';
import './problems.ts';

type Line = { readonly reviewId: number; readonly userId: number; readonly version: number };
export type DecideLine = Line & { readonly decision: ReviewDecision; readonly newRole?: PersonRole | undefined; readonly reason: string };

const LEAST_REASON = 3; // letters, as everywhere

async function open(tx: Tx, { reviewId, userId, version }: Line): Promise<LockedLine> {
  const line = await lockLine(tx, reviewId, userId);
  if (!line) throw new Problem('request.not_found');
  if (line.state === 'closed') throw new Problem('access.review_closed');
  if (tx.actor.userId === userId) throw new Problem('access.own_line');
  if (line.appliedAt) throw new Problem('access.line_carried_out');
  if (line.version !== version) throw new Problem('request.conflict', { version: line.version });
  return line;
}

function complete({ decision, newRole, reason }: DecideLine, line: LockedLine): void {
  if (decision !== 'keep' && reason.length < LEAST_REASON) throw new Problem('request.invalid', { fields: [{ field: 'reason', message: 'says why, in at least three letters' }] });
  if (decision === 'change' && (!newRole || newRole === line.role)) throw new Problem('request.invalid', { fields: [{ field: 'newRole', message: 'is another role than now' }] });
}

/** Does what was decided, by the same use cases as an administrator's own hand: their refusals hold here as well. */
async function carryOutIn(tx: Tx, { reviewId, userId }: Line): Promise<void> {
  const line = await lockLine(tx, reviewId, userId);
  if (!line?.decision || line.decision === 'keep') throw new Problem('access.line_not_decided');
  const person = await getPerson(tx, userId);
  const reason = `${line.name}: ${line.reason}`;
  if (line.decision === 'end' && person.state === 'active') await movePersonIn(tx, { userId, version: person.version, state: 'inactive', reason });
  if (line.decision === 'change' && line.newRole && person.role !== line.newRole) {
    if (person.role !== line.role) throw new Problem('access.role_moved_on', { role: person.role });
    await changePersonIn(tx, { userId, version: person.version, changes: { role: line.newRole }, reason });
  }
  await markApplied(tx, reviewId, userId);
  await audit(tx, { action: 'access.carry_out_review', resource: 'access.review_line', recordId: `${reviewId}:${userId}`, after: { decision: line.decision, newRole: line.newRole }, reason: line.reason });
}

/** Decides whether a person keeps what she may reach. An administrator's decision takes effect at once, a manager's waits for one to carry it out. */
export const decideLine = (db: Db, actor: Actor, { ports, ...input }: DecideLine & { readonly ports: Ports }): Promise<void> => db.transaction(actor, async (tx) => {
  const line = await open(tx, input);
  complete(input, line);
  const newRole = input.decision === 'change' ? input.newRole ?? null : null;
  await updateDecision(tx, { ...input, newRole });
  await audit(tx, {
    action: 'access.decide_review', resource: 'access.review_line', recordId: `${input.reviewId}:${input.userId}`, before: { decision: line.decision, newRole: line.newRole },
    after: { decision: input.decision, newRole }, reason: input.reason || null,
  });
  if (input.decision !== 'keep') {
    if (actor.role === 'administrator') await carryOutIn(tx, input);
    else await ports.notify(tx, [{ role: 'administrator', kind: 'access_review', headline: `Decisions wait to be carried out: ${line.name}`, link: `/administration/reviews/${input.reviewId}?show=waiting`, key: `review-waits:${input.reviewId}` }]);
  }
  await announce(tx, { topic: 'access.review', permission: 'access:review' });
});

/** Carries out what a manager decided. */
export const carryOutLine = (db: Db, actor: Actor, input: Line): Promise<void> => db.transaction(actor, async (tx) => {
  await open(tx, input);
  await carryOutIn(tx, input);
  await announce(tx, { topic: 'access.review', permission: 'access:review' });
});
