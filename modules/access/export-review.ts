import { auditRead } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { getReview, listLines, type LineRow, type ReviewRow } from './reads/reviews.ts';
import { csvOf } from './rules/review-csv.ts';

const HEAD = ['person', 'role', 'title', 'function', 'teams', 'customers', 'last sign-in', 'reviewer', 'decision', 'new role', 'reason', 'decided by', 'decided at', 'carried out by', 'carried out at'];
const MOST = 100_000; // lines of one review: people of one company

const rowOf = (line: LineRow, { state }: ReviewRow) => [
  line.name, line.role, line.roleTitle, line.function, line.teams.join('; '), line.customers, line.lastSignInAt, line.reviewerName ?? 'administrators', line.decision ?? (state === 'closed' ? 'not reviewed' : ''),
  line.newRole, line.reason, line.decidedByName, line.decidedAt, line.appliedByName, line.appliedAt,
];

async function exportIn(tx: Tx, reviewId: number): Promise<string> {
  const review = await getReview(tx, reviewId);
  const { rows } = await listLines(tx, { reviewId, show: 'all', limit: MOST });
  await auditRead(tx, { action: 'access.export_review', resource: 'access.review_line', recordId: reviewId, rows: rows.length });
  return csvOf([
    ['review', review.name], ['opened', review.openedAt, review.openedByName], ['due', review.dueOn], ['closed', review.closedAt, review.closedByName], ['as of', tx.now], [], HEAD, ...rows.map((line) => rowOf(line, review)),
  ]);
}

/** A review as a file that stands by itself: what was asked, who decided what and why, and what was carried out. */
export const exportReview = (db: Db, actor: Actor, reviewId: number): Promise<string> => db.transaction(actor, (tx) => exportIn(tx, reviewId));
