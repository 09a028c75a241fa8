import { z } from 'zod';
import type { Tx } from '#platform/db';
import { route, type Route } from '#platform/http';
import { CASE_OUTCOMES, CASE_STATES, noteCase, PREFERRED_TIMES, recordQuestion, takeCase } from '#work';
import { handOverCase } from './hand-over-case.ts';
import { getMyCase, readConsoleCase, readLine } from './read-console.ts';
import { readAnswerOut } from './read-answer-out.ts';
import { startCall } from './start-call.ts';
import { HAND_OVER_MODES, type Ports } from './types.ts';
import { wrapUpCase } from './wrap-up-case.ts';

const id = z.number().int();
const caseId = z.coerce.number().int();
const instant = z.string();
const words = z.string().max(8_000);

const oneCase = z.object({
  caseId: id, customerId: id, customerName: z.string().nullable(), kind: z.string(), function: z.string(), ownerId: id.nullable(), ownerName: z.string().nullable(), channel: z.string(),
  state: z.enum(CASE_STATES), headline: z.string(), productId: id.nullable(), productName: z.string().nullable(), outcome: z.string().nullable(), dueAt: instant, openedAt: instant,
  closedAt: instant.nullable(), version: id,
});
const item = z.object({ id: z.string(), label: z.string(), detail: z.string().nullable() });
const crossing = z.object({ crosses: z.array(item), stays: z.array(item) });
const consoleCase = z.object({
  case: oneCase, pronoun: z.string(), crossing,
  question: z.object({
    question: z.string(), topics: z.array(z.string()), callback: z.string(), bestTime: z.string(), mayMentionHarm: z.boolean(),
    answersRead: z.array(z.object({ versionId: id, code: z.string(), title: z.string(), versionNo: id, readAt: instant, userId: id.nullable() })),
  }),
  notes: z.array(z.object({ noteId: id, userId: id.nullable(), name: z.string().nullable(), body: z.string(), writtenAt: instant })),
});
const counts = z.object({ waiting: id, unowned: id, overdue: id, atRisk: id, closedToday: id, handedOverToday: id, answeredFirstTimeToday: id, closedLateToday: id });

const thenRead = async (tx: Tx, key: number, work: () => Promise<unknown>) => {
  await work();
  return readConsoleCase(tx, key);
};

/** The console's routes. Whether a liaison is certified is medical's to say, and is handed in. */
export const routesWith = (ports: Ports): readonly Route[] => [
  route({
    method: 'GET', path: '/contact-centre/line', permission: 'contact_centre:read', summary: 'Who waits, by clock, and what was done today',
    input: z.object({}), output: z.object({ now: instant, cases: z.array(oneCase), counts, oldest: z.object({ openedAt: instant, dueAt: instant, customerName: z.string().nullable() }).nullable() }),
    handle: ({ db, actor }) => db.read(actor, readLine),
  }),
  route({
    method: 'POST', path: '/contact-centre/calls', permission: 'contact_centre:take', summary: 'She calls: a touch on her timeline and a case of mine', status: 201,
    input: z.object({ customerId: id, productId: id.optional(), question: words.optional(), callback: z.string().max(100).optional() }), output: z.object({ caseId: id, interactionId: id }),
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => startCall(tx, input)),
  }),
  route({
    method: 'GET', path: '/contact-centre/cases/:caseId', permission: 'contact_centre:take', summary: 'One case with her question, my desk\'s notes and what would cross; the read is on the trail',
    input: z.object({ caseId }), output: consoleCase, handle: ({ db, actor, input }) => db.transaction(actor, (tx) => readConsoleCase(tx, input.caseId)),
  }),
  route({
    method: 'POST', path: '/contact-centre/cases/:caseId/take', permission: 'contact_centre:take', summary: 'Take a case of the line',
    input: z.object({ caseId, version: id }), output: oneCase, handle: ({ db, actor, input }) => db.transaction(actor, (tx) => takeCase(tx, input)),
  }),
  route({
    method: 'PUT', path: '/contact-centre/cases/:caseId/question', permission: 'contact_centre:take', summary: 'Keep what she asks, word for word, as it is typed',
    input: z.object({ caseId, question: words.optional(), topics: z.array(z.string().max(60)).max(20).optional(), callback: z.string().max(100).optional(), bestTime: z.string().max(100).optional(), productId: id.optional() }),
    output: z.object({ savedAt: instant, crossing }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await getMyCase(tx, input.caseId);
      await recordQuestion(tx, input);
      const { crossing: now } = await readConsoleCase(tx, input.caseId);
      return { savedAt: tx.now, crossing: now };
    }),
  }),
  route({
    method: 'POST', path: '/contact-centre/cases/:caseId/answers-read', permission: 'contact_centre:take', summary: 'An approved answer was read out', status: 201,
    input: z.object({ caseId, versionId: id }), output: consoleCase,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => thenRead(tx, input.caseId, () => readAnswerOut(tx, input))),
  }),
  route({
    method: 'POST', path: '/contact-centre/cases/:caseId/notes', permission: 'contact_centre:take', summary: 'A note of my desk', status: 201,
    input: z.object({ caseId, body: z.string().trim().min(1).max(4_000) }), output: consoleCase,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => thenRead(tx, input.caseId, () => noteCase(tx, input))),
  }),
  route({
    method: 'POST', path: '/contact-centre/cases/:caseId/hand-over', permission: 'contact_centre:take', summary: 'Hand her question to a certified liaison: to join the call, or to call back', status: 201,
    input: z.object({ caseId, toUserId: id, mode: z.enum(HAND_OVER_MODES), preferredTime: z.enum(PREFERRED_TIMES).optional() }), output: z.object({ handOverId: id, crossing }),
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => handOverCase(tx, ports, input)),
  }),
  route({
    method: 'POST', path: '/contact-centre/cases/:caseId/wrap-up', permission: 'contact_centre:take', summary: 'End a case with its outcome',
    input: z.object({ caseId, outcome: z.enum(CASE_OUTCOMES), note: z.string().max(4_000).optional() }), output: oneCase,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => wrapUpCase(tx, input)),
  }),
];
