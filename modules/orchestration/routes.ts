import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { approveCascade, holdCascade, resumeCascade, undoCascade } from './change-cascade.ts';
import { explainDecision } from './explain-decision.ts';
import { explainStepDecision, getStep, listStepDecisions } from './explain-step.ts';
import { exportDecisions } from './export-decisions.ts';
import { preview } from './preview.ts';
import { findCascade, listChanges } from './reads/cascade.ts';
import { listJourneys } from './reads/journeys.ts';
import { countActions, countAnswers, countOutcomes, countUnderWay, findCascadeRow, findNext, listCascades, listDecisions, listPlays } from './reads/pages.ts';
import { becauseOf } from './rules/explain.ts';
import { savePlay } from './save-play.ts';

const id = z.coerce.number().int().positive();
const count = z.number().int();
const text = z.string();

const cascadeRow = z.object({
  cascadeId: id, name: text, state: text, playName: text, playVersion: count, accountName: text.nullable(), customerId: z.number(), productId: z.number().nullable(), productName: text.nullable(),
  eventId: z.number(), eventType: text.nullable(), eventData: z.record(text, z.unknown()).nullable(), eventAt: text.nullable(), eventBy: text.nullable(),
  audience: count, decided: count, segmentId: z.number().nullable(), startedAt: text, decidedAt: text.nullable(), approvedAt: text.nullable(), approvedBy: text.nullable(),
  journeyReason: text, journeyVersionId: z.number().nullable(),
}).meta({ resource: 'orchestration.cascade' });

const candidateOut = z.object({ position: count, code: text, name: text, channel: text, function: text, journeyVersionId: z.number().nullable(), versionId: z.number().nullable() });

const cascadeOut = cascadeRow.extend({
  candidates: z.array(candidateOut),
  outcomes: z.array(z.object({ outcome: text, chosen: count.nullable(), refusal: text.nullable(), count, owners: count })),
  actions: z.array(z.object({ candidate: count, state: text, message: text.nullable(), count, firstAt: text, lastAt: text })),
  answers: z.array(z.object({ candidate: count, kind: text, customers: count })),
  underWay: count, changes: z.array(z.object({ change: text, reason: text, rows: count, at: text, by: text.nullable() })),
});

const decisionRow = z.object({
  customerId: z.number(), decisionId: z.number(), customerName: text, specialty: text.nullable(), practiceName: text.nullable(), practiceId: z.number().nullable(), outcome: text, chosen: count.nullable(),
  channel: text.nullable(), refusal: text.nullable(), refusalRecord: text.nullable(), ownerName: text.nullable(), decidedAt: text, actionState: text.nullable(), because: text,
}).meta({ resource: 'orchestration.decision' });

const told = {
  propensity: z.number(), wouldChange: text,
  considered: z.array(z.object({ code: text, name: text, channel: text.nullable(), function: text, score: z.number(), chosen: z.boolean(), refusal: text.nullable(), record: text.nullable(), sentence: text })),
  counted: z.object({ candidate: text, name: text, parts: z.array(z.object({ name: text, label: text, evidence: text, amount: z.number() })) }).nullable(),
};
const whyOut = decisionRow.extend({ cascadeId: z.number(), cascadeName: text, ...told });

const stepKey = { journeyVersionId: id, step: z.string().min(1).max(60) };
const stepOut = z.object({
  journeyVersionId: count, step: text, journeyName: text, name: text,
  options: z.array(z.object({ position: count, code: text, name: text, channel: text.nullable(), function: text, next: text })),
  outcomes: z.array(z.object({ outcome: text, chosen: count.nullable(), refusal: text.nullable(), count })),
});
const stepRow = decisionRow.omit({ practiceName: true, practiceId: true, actionState: true }).extend({ cascadeId: z.number().nullable(), nextStep: text }).meta({ resource: 'orchestration.step_decision' });
const stepWhyOut = stepRow.extend({ journeyName: text, stepName: text, ...told });

const previewOut = z.object({ plays: z.array(z.object({
  playId: count, name: text, version: count, audience: count, chosen: count, refused: count, heldOut: count, approval: text, journeyReason: text,
  byCandidate: z.array(z.object({ code: text, name: text, channel: text, function: text, count, people: count })),
  refusals: z.array(z.object({ reason: text, count })), informs: z.array(z.object({ role: text, headline: text })),
})) });

const decisionFilter = { outcome: z.enum(['chosen', 'refused', 'held_out']).optional(), candidate: z.coerce.number().int().min(1).max(12).optional(), refusal: z.string().max(40).optional() };
const reason = z.string().trim().min(3, 'say in a few words why').max(500);

const cascades: readonly Route[] = [
  route({
    method: 'GET', path: '/orchestration/cascades', permission: 'orchestration:read', summary: 'Cascades, newest first',
    input: z.object({ ...pageInput, eventId: id.optional(), state: z.enum(['deciding', 'proposed', 'approved', 'running', 'done', 'held', 'undone']).optional() }),
    output: pageOf(cascadeRow),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listCascades(tx, input)),
  }),
  route({
    method: 'GET', path: '/orchestration/cascades/:cascadeId', permission: 'orchestration:read', summary: 'One cascade with its counts',
    input: z.object({ cascadeId: id }), output: cascadeOut,
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const [row, head] = [await findCascadeRow(tx, input.cascadeId), await findCascade(tx, input.cascadeId)];
      if (!row || !head) throw new Problem('request.not_found');
      return {
        ...row, candidates: head.candidates,
        outcomes: await countOutcomes(tx, input.cascadeId), actions: await countActions(tx, input.cascadeId), answers: await countAnswers(tx, input.cascadeId, row.startedAt),
        underWay: await countUnderWay(tx, input.cascadeId), changes: await listChanges(tx, input.cascadeId),
      };
    }),
  }),
  route({
    method: 'GET', path: '/orchestration/cascades/:cascadeId/decisions', permission: 'orchestration:read', summary: 'The decisions of a cascade, in the order in which they were made',
    input: z.object({ ...pageInput, cascadeId: id, ...decisionFilter }),
    output: pageOf(decisionRow),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const head = await findCascade(tx, input.cascadeId);
      if (!head) throw new Problem('request.not_found');
      const page = await listDecisions(tx, input.cascadeId, input);
      return { ...page, rows: page.rows.map((row) => ({ ...row, because: becauseOf(row, head.candidates, head.definition.weights) })) };
    }),
  }),
  route({
    method: 'GET', path: '/orchestration/cascades/:cascadeId/decisions/:customerId', permission: 'orchestration:read', summary: 'Why this, why not that, for one customer',
    input: z.object({ cascadeId: id, customerId: id }), output: whyOut,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => explainDecision(tx, input.cascadeId, input.customerId)),
  }),
];

const exports: readonly Route[] = [
  route({
    method: 'GET', path: '/orchestration/cascades/:cascadeId/decisions.csv', permission: 'orchestration:read', summary: 'The decisions of a cascade as a file; the export is in the trail',
    input: z.object({ cascadeId: id, ...decisionFilter }), output: z.string(),
    handle: ({ db, actor, input }) => exportDecisions(db, actor, input),
  }),
];

const changes: readonly Route[] = [
  route({
    method: 'POST', path: '/orchestration/cascades/:cascadeId/approve', permission: 'orchestration:approve', summary: 'Approve a proposed cascade: its mail goes out, its tasks are given',
    input: z.object({ cascadeId: id }), output: z.object({ cascadeId: z.number() }),
    handle: ({ db, actor, input }) => approveCascade(db, actor, input),
  }),
  route({
    method: 'POST', path: '/orchestration/cascades/:cascadeId/hold', permission: 'orchestration:approve', summary: 'Hold everything that has not left yet',
    input: z.object({ cascadeId: id, reason }), output: z.object({ cascadeId: z.number(), stopped: count }),
    handle: ({ db, actor, input }) => holdCascade(db, actor, input),
  }),
  route({
    method: 'POST', path: '/orchestration/cascades/:cascadeId/resume', permission: 'orchestration:approve', summary: 'Let a held cascade go on where it stood; its mail passes the gate again',
    input: z.object({ cascadeId: id, reason }), output: z.object({ cascadeId: z.number(), state: text, resumed: count }),
    handle: ({ db, actor, input }) => resumeCascade(db, actor, input),
  }),
  route({
    method: 'POST', path: '/orchestration/cascades/:cascadeId/undo', permission: 'orchestration:approve', summary: 'Take a cascade back as far as that can be done',
    input: z.object({ cascadeId: id, reason }), output: z.object({ cascadeId: z.number(), stopped: count }),
    handle: ({ db, actor, input }) => undoCascade(db, actor, input),
  }),
  route({
    method: 'POST', path: '/orchestration/preview', permission: 'orchestration:preview', summary: 'What saving an event would start; nothing is written',
    input: z.object({ type: z.string().max(60), customerId: id, data: z.record(text, z.unknown()) }), output: previewOut,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => preview(tx, input)),
  }),
];

const plays: readonly Route[] = [
  route({
    method: 'GET', path: '/orchestration/plays', permission: 'orchestration:read', summary: 'Plays with their versions',
    input: z.object({}),
    output: z.array(z.object({ playId: count, code: text, version: count, state: text, name: text, onEvent: text, text, createdAt: text, createdByName: text.nullable(), cascades: count })),
    handle: ({ db, actor }) => db.read(actor, (tx) => listPlays(tx)) as Promise<never>,
  }),
  route({
    method: 'POST', path: '/orchestration/plays', permission: 'orchestration:author', summary: 'Save a play as its next version and make it live', status: 201,
    input: z.object({ text: z.string().min(1).max(20_000), reason }), output: z.object({ playId: count, version: count }),
    handle: ({ db, actor, input }) => savePlay(db, actor, input),
  }),
  route({
    method: 'GET', path: '/orchestration/journeys', permission: 'orchestration:read', summary: 'Journeys with how many stand at each step',
    input: z.object({}),
    output: z.array(z.object({ journeyVersionId: count, code: text, version: count, state: text, name: text, productId: z.number().nullable(), graph: z.unknown(), createdAt: text, underWay: z.record(text, count) })),
    handle: ({ db, actor }) => db.read(actor, (tx) => listJourneys(tx)) as Promise<never>,
  }),
  route({
    method: 'GET', path: '/orchestration/journeys/:journeyVersionId/steps/:step', permission: 'orchestration:read', summary: 'A decide step of a journey with how its decisions fell',
    input: z.object(stepKey), output: stepOut,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getStep(tx, input)),
  }),
  route({
    method: 'GET', path: '/orchestration/journeys/:journeyVersionId/steps/:step/decisions', permission: 'orchestration:read', summary: 'The decisions of a step, in the order in which they were made',
    input: z.object({ ...pageInput, ...stepKey, outcome: decisionFilter.outcome, option: decisionFilter.candidate }), output: pageOf(stepRow),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listStepDecisions(tx, input)),
  }),
  route({
    method: 'GET', path: '/orchestration/journeys/:journeyVersionId/steps/:step/decisions/:customerId', permission: 'orchestration:read', summary: 'Why a journey went on so for one customer, and not otherwise',
    input: z.object({ ...stepKey, customerId: id }), output: stepWhyOut,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => explainStepDecision(tx, input)),
  }),
  route({
    method: 'GET', path: '/orchestration/next', permission: 'orchestration:read', summary: 'What is next for the reader with this customer, and why',
    input: z.object({ customerId: id }),
    output: z.object({ next: z.object({ cascadeId: z.number(), cascadeName: text, taskId: z.number().nullable(), title: text.nullable(), channel: text, plannedFor: text, dueAt: text.nullable(), why: whyOut.nullable() }).nullable() }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const found = await findNext(tx, input.customerId);
      const why = found ? await explainDecision(tx, found.cascadeId, input.customerId).catch(() => null) : null;
      return { next: found ? { ...found, why } : null };
    }),
  }),
];

export const routes: readonly Route[] = [...cascades, ...exports, ...changes, ...plays];
