import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { countCustomers, countReviewers, getReview, type ReviewRow } from './reads/reviews.ts';
import { limitedRoles } from './rules/limited-roles.ts';
import type { FunctionName, Ports } from './types.ts';
import { insertLines, insertReview, lockReview, updateClosed } from './writes.ts';
import './problems.ts';

export type OpenReview = { readonly name: string; readonly dueOn: string; readonly functions: readonly FunctionName[] };

async function tellReviewers(tx: Tx, ports: Ports, review: { readonly reviewId: number; readonly name: string }): Promise<void> {
  const reviewers = await countReviewers(tx, review.reviewId);
  const said = { kind: 'access_review', link: `/administration/reviews/${review.reviewId}?show=mine`, key: `review:${review.reviewId}` };
  const people = (lines: number) => (lines === 1 ? '1 person' : `${lines} people`);
  await ports.notify(tx, reviewers.map(({ reviewerId, lines }) => ({ ...said, ...(reviewerId === null ? { role: 'administrator' } : { userIds: [reviewerId] }), headline: `Review what ${people(lines)} may reach: ${review.name}` })));
}

/** Opens a review: a line for each active person with what she may reach now, managers for their people, administrators for the rest. */
export const openReview = (db: Db, actor: Actor, { ports, ...input }: OpenReview & { readonly ports: Ports }): Promise<ReviewRow> => db.transaction(actor, async (tx) => {
  if (input.dueOn < tx.now.slice(0, 10)) throw new Problem('request.invalid', { fields: [{ field: 'dueOn', message: 'is a day to come' }] });
  const { reviewId } = await insertReview(tx, input);
  const lines = await insertLines(tx, { reviewId, functions: input.functions, limitedRoles: limitedRoles(ports.policy), everybody: await countCustomers(tx) });
  await audit(tx, { action: 'access.open_review', resource: 'access.review', recordId: reviewId, rows: lines, after: { name: input.name, dueOn: input.dueOn, functions: input.functions, lines } });
  await tellReviewers(tx, ports, { reviewId, name: input.name });
  await announce(tx, { topic: 'access.review', permission: 'access:review' });
  return getReview(tx, reviewId);
});

/** Closes a review for good. Before its due day every line has its decision; whatever was decided has been carried out. */
export const closeReview = (db: Db, actor: Actor, reviewId: number): Promise<ReviewRow> => db.transaction(actor, async (tx) => {
  const locked = await lockReview(tx, reviewId);
  if (!locked) throw new Problem('request.not_found');
  if (locked.state === 'closed') throw new Problem('access.review_closed');
  const { lines, decided, waiting, kept, changed, ended } = await getReview(tx, reviewId);
  const undecided = lines - decided;
  if (waiting > 0 || (undecided > 0 && locked.dueOn >= tx.now.slice(0, 10))) throw new Problem('access.review_not_done', { undecided, waiting });
  await updateClosed(tx, reviewId);
  await audit(tx, { action: 'access.close_review', resource: 'access.review', recordId: reviewId, before: { state: 'open' }, after: { state: 'closed', kept, changed, ended, notReviewed: undecided } });
  await announce(tx, { topic: 'access.review', permission: 'access:review' });
  return getReview(tx, reviewId);
});
