import { z } from 'zod';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';
import { closeCase } from '../close-case.ts';
import { getCaseNotes, getCaseQuestion, noteCase } from '../record-question.ts';
import { listCases } from '../reads/index.ts';
import { CASE_OUTCOMES } from '../rules/task-life.ts';
import { getCase, getMyCase, takeCase } from '../take-case.ts';
import { CASE_STATES } from '../types.ts';
import { caseOutput, noteOutput, questionOutput } from './schemas.ts';

const caseId = z.coerce.number().int();

export const caseRoutes: Route[] = [
  route({
    method: 'GET', path: '/work/cases', permission: 'work:read', summary: 'Cases by clock, of a desk, a state or a customer',
    input: z.object({ ...pageInput, function: z.string().optional(), state: z.enum([...CASE_STATES, 'not_closed']).optional(), customerId: z.coerce.number().int().optional(), mine: z.stringbool().optional() }),
    output: pageOf(caseOutput),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const rows = await listCases(tx, { ...input, after: fromCursor(input.cursor, 2) });
      return toPage(rows, input.limit, (row) => [row.dueAt, row.caseId]);
    }),
  }),
  route({
    method: 'GET', path: '/work/cases/:caseId', permission: 'work:read', summary: 'One case, without what she asked',
    input: z.object({ caseId }), output: caseOutput, handle: ({ db, actor, input }) => db.read(actor, (tx) => getCase(tx, input.caseId)),
  }),
  route({
    method: 'GET', path: '/work/cases/:caseId/question', permission: 'work:question', summary: 'What she asked, word for word; the read is on the trail',
    input: z.object({ caseId }), output: questionOutput, handle: ({ db, actor, input }) => db.transaction(actor, (tx) => getCaseQuestion(tx, input.caseId)),
  }),
  route({
    method: 'GET', path: '/work/cases/:caseId/notes', permission: 'work:case', summary: 'The notes of my own desk',
    input: z.object({ caseId }), output: z.object({ rows: z.array(noteOutput) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: await getCaseNotes(tx, input.caseId) })),
  }),
  route({
    method: 'POST', path: '/work/cases/:caseId/take', permission: 'work:case', summary: 'Take a case that nobody has',
    input: z.object({ caseId, version: z.number().int() }), output: caseOutput, handle: ({ db, actor, input }) => db.transaction(actor, (tx) => takeCase(tx, input)),
  }),
  route({
    method: 'POST', path: '/work/cases/:caseId/notes', permission: 'work:case', summary: 'Write a note for my own desk', status: 201,
    input: z.object({ caseId, body: z.string().trim().min(1).max(4_000) }), output: z.object({ rows: z.array(noteOutput) }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await noteCase(tx, input);
      return { rows: await getCaseNotes(tx, input.caseId) };
    }),
  }),
  route({
    method: 'POST', path: '/work/cases/:caseId/close', permission: 'work:case', summary: 'Settle a case, with its outcome',
    input: z.object({ caseId, outcome: z.enum(CASE_OUTCOMES) }), output: caseOutput, handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await getMyCase(tx, input.caseId);
      return closeCase(tx, input);
    }),
  }),
];
