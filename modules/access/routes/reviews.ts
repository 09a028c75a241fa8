import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { carryOutLine, decideLine } from '../decide-line.ts';
import { exportReview } from '../export-review.ts';
import { closeReview, openReview } from '../open-review.ts';
import { getReview, LINE_FILTERS, listLines, listReviews } from '../reads/reviews.ts';
import { DECISIONS, FUNCTIONS, PERSON_ROLES, type Ports } from '../types.ts';
import { id, text, version } from './shapes.ts';

const reviewOutput = z.object({
  reviewId: z.number(), name: z.string(), dueOn: z.string(), state: z.enum(['open', 'closed']), openedAt: z.string(), openedByName: z.string(), closedAt: text, closedByName: text,
  lines: z.number(), decided: z.number(), kept: z.number(), changed: z.number(), ended: z.number(), waiting: z.number(), mine: z.number(), mineOpen: z.number(),
});
const lineOutput = z.object({
  userId: z.number(), name: z.string(), reviewerId: z.number().nullable(), reviewerName: text, role: z.enum(PERSON_ROLES), roleTitle: z.string(), function: z.string(), teams: z.array(z.string()), customers: z.number(),
  lastSignInAt: text, decision: z.enum(DECISIONS).nullable(), newRole: z.enum(PERSON_ROLES).nullable(), reason: z.string(), decidedByName: text, decidedAt: text, appliedByName: text, appliedAt: text, version: z.number(), mine: z.boolean(),
});
const one = { reviewId: id };
const line = { ...one, userId: id, version };
const done = z.object({ done: z.literal(true) });
const thenDone = async (work: Promise<void>) => {
  await work;
  return { done: true as const };
};

/** Reviews of access: administrators open and close them, managers decide for their people. */
export const reviewRoutes = (ports: Ports): Route[] => [
  route({
    method: 'GET', path: '/access/reviews', permission: 'access:review', summary: 'Reviews with their progress: those in which one has lines, for administrators all',
    input: z.object({}), output: z.object({ rows: z.array(reviewOutput) }), handle: async ({ db, actor }) => ({ rows: await db.read(actor, listReviews) }),
  }),
  route({
    method: 'POST', path: '/access/reviews', permission: 'access:review_open', summary: 'Open a review: a line for each active person, managers for their people, administrators for the rest', status: 201,
    input: z.object({ name: z.string().trim().min(3).max(120), dueOn: z.iso.date(), functions: z.array(z.enum(FUNCTIONS)).max(FUNCTIONS.length).default([]) }), output: reviewOutput,
    handle: ({ db, actor, input }) => openReview(db, actor, { ...input, ports }),
  }),
  route({
    method: 'GET', path: '/access/reviews/:reviewId', permission: 'access:review', summary: 'One review with its progress', input: z.object(one), output: reviewOutput,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getReview(tx, input.reviewId)),
  }),
  route({
    method: 'GET', path: '/access/reviews/:reviewId/lines', permission: 'access:review', summary: 'Lines of a review by name: one\'s own, for administrators all',
    input: z.object({ ...one, ...pageInput, show: z.enum(LINE_FILTERS).default('all') }), output: pageOf(lineOutput),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      await getReview(tx, input.reviewId);
      return listLines(tx, input);
    }),
  }),
  route({
    method: 'PUT', path: '/access/reviews/:reviewId/lines/:userId', permission: 'access:review', summary: 'Keep, change or end what a person may reach; an administrator\'s decision takes effect at once',
    input: z.object({ ...line, decision: z.enum(DECISIONS), newRole: z.enum(PERSON_ROLES).optional(), reason: z.string().trim().max(500).default('') }), output: done,
    handle: ({ db, actor, input }) => thenDone(decideLine(db, actor, { ...input, ports })),
  }),
  route({
    method: 'POST', path: '/access/reviews/:reviewId/lines/:userId/carry-out', permission: 'access:review_open', summary: 'Carry out what a manager decided',
    input: z.object(line), output: done, handle: ({ db, actor, input }) => thenDone(carryOutLine(db, actor, input)),
  }),
  route({
    method: 'POST', path: '/access/reviews/:reviewId/close', permission: 'access:review_open', summary: 'Close a review for good', input: z.object(one), output: reviewOutput,
    handle: ({ db, actor, input }) => closeReview(db, actor, input.reviewId),
  }),
  route({
    method: 'GET', path: '/access/reviews/:reviewId/export', permission: 'access:review_open', summary: 'The whole record of a review as CSV; the export stands in the trail', input: z.object(one), output: z.string(),
    handle: async ({ db, actor, input }) => ({ raw: true as const, type: 'text/csv; charset=utf-8', body: await exportReview(db, actor, input.reviewId), headers: { 'content-disposition': `attachment; filename="access-review-${input.reviewId}.csv"` } }),
  }),
];
