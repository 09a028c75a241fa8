import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { answerRun, askToTakeBack } from './join-run.ts';
import { matchOne } from './match-one.ts';
import { PRESCRIBER_FIELDS, type PrescriberField } from './prescribers.ts';
import { answeringRules, listRules, listRuns } from './reads.ts';
import { startMatch } from './run-match.ts';
import { publishRule, saveRule, tryRule } from './save-rule.ts';
import { SUBJECT_CODES } from './subjects.ts';
import type { MatchRule } from './types.ts';

const text = z.string().nullable();
const ruleId = z.coerce.number().int().positive();
const evidence = z.object({ field: z.string(), level: z.string(), bits: z.number(), left: text, right: text });
const share = z.object({ share: z.number(), low: z.number(), high: z.number(), of: z.number() }).nullable();
const typed = Object.fromEntries(PRESCRIBER_FIELDS.map((field) => [field, z.string().trim().min(1).max(200).optional()])) as Record<PrescriberField, z.ZodOptional<z.ZodString>>;

const saidBy = ({ compare = [], block = [], never = [], review = 0, join = 0, atMost = 0 }: Partial<MatchRule>) => ({ fields: compare.length, keys: block.length, never, review, join, atMost });

const runId = z.coerce.number().int().positive();
const count = z.number().nullable();
const reason = z.string().trim().min(3).max(500);

const runs: readonly Route[] = [
  route({
    method: 'GET', path: '/customers/match-runs', permission: 'customers:merge', summary: 'Runs over all records, newest first', input: z.object({ code: z.enum(SUBJECT_CODES).optional(), ...pageInput }),
    output: pageOf(z.object({
      runId: z.number(), ruleId: z.number(), code: z.string(), version: z.number(), state: z.enum(['running', 'done', 'failed']), records: count, pairs: count, clusters: count, toReview: count,
      certain: count.describe('Records that are as good as certain to belong to another and that nobody doubts'),
      joins: z.enum(['asked', 'left', 'joining', 'joined', 'taking_back', 'taken_back']).nullable(), joinsByName: text, joinsReason: text, joined: count, takenBack: count,
      failure: text, startedByName: text, startedAt: z.string(), finishedAt: text,
    })),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listRuns(tx, input)),
  }),
  route({
    method: 'POST', path: '/customers/match-runs', permission: 'customers:merge', status: 202, summary: 'Looks through all prescribers, or all organisations, for records of one party, in the background',
    input: z.object({ code: z.enum(SUBJECT_CODES).default('prescribers') }), output: z.object({ runId: z.number() }),
    handle: ({ db, actor, input }) => startMatch(db, actor, input.code),
  }),
  route({
    method: 'POST', path: '/customers/match-runs/:runId/joins', permission: 'customers:merge', status: 202, summary: 'Answers a run that asks whether to join what it is as good as certain of: join it in the background, or leave it to the stewards one by one',
    input: z.object({ runId, decision: z.enum(['join', 'leave']), reason }), output: z.object({}),
    handle: async ({ db, actor, input }) => { await answerRun(db, actor, input); return {}; },
  }),
  route({
    method: 'POST', path: '/customers/match-runs/:runId/take-back', permission: 'customers:merge', status: 202, summary: 'Undoes everything that a run joined, in the background; none of it is joined again unseen',
    input: z.object({ runId, reason }), output: z.object({}),
    handle: async ({ db, actor, input }) => { await askToTakeBack(db, actor, input); return {}; },
  }),
];

/** Matching: who may be one with whom. */
export const matchRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/customers/alike', permission: 'customers:read', summary: 'Who among the customers that one may see could be the prescriber that is being typed, with the evidence by field',
    input: z.object(typed), output: z.object({ rows: z.array(z.object({ customerId: z.number(), name: z.string(), probability: z.number(), veto: z.boolean(), evidence: z.array(evidence) })).meta({ resource: 'customers.customer' }) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => matchOne(tx, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)))) }),
  }),
  route({
    method: 'GET', path: '/customers/match-rules', permission: 'customers:merge', summary: 'Match rules with their versions, newest first', input: z.object({}),
    output: z.object({ rows: z.array(z.object({
      ruleId: z.number(), code: z.string(), version: z.number(), state: z.enum(['draft', 'live', 'retired']), text: z.string(), learnt: z.boolean(), automatic: z.boolean().describe('Whether its runs join by themselves what is as good as certain'),
      answers: z.boolean().describe('Whether it is the one by which whoever is typed is recognised: the live one, once a run has taught it'), createdByName: text, createdAt: z.string(), liveAt: text,
      says: z.object({ fields: z.number(), keys: z.number(), never: z.array(z.string()), review: z.number(), join: z.number(), atMost: z.number() }).describe('What the text comes to'),
    })) }),
    handle: ({ db, actor }) => db.read(actor, async (tx) => {
      const answering = await answeringRules(tx);
      return { rows: (await listRules(tx)).map((rule) => ({ ...rule, learnt: rule.model !== null, automatic: rule.definition.automatic === true, answers: answering.includes(rule.ruleId), says: saidBy(rule.definition) })) };
    }),
  }),
  route({
    method: 'POST', path: '/customers/match-rules', permission: 'customers:merge', status: 201, summary: 'Keeps a text as the next version of its match rule, a draft',
    input: z.object({ text: z.string().min(1).max(20_000) }), output: z.object({ ruleId: z.number(), version: z.number() }),
    handle: ({ db, actor, input }) => saveRule(db, actor, input),
  }),
  route({
    method: 'POST', path: '/customers/match-rules/:ruleId/try', permission: 'customers:merge', summary: 'Tries a version on all records of which it speaks and keeps nothing: its cost, what it would propose, and its precision and recall on the pairs that stewards have judged',
    input: z.object({ ruleId }),
    output: z.object({ records: z.number(), pairs: z.number(), toReview: z.number(), joined: z.number(), blocks: z.array(z.object({ block: z.string(), pairs: z.number(), largest: z.number() })), precision: share, recall: share }),
    handle: ({ db, actor, input }) => tryRule(db, actor, input),
  }),
  route({
    method: 'POST', path: '/customers/match-rules/:ruleId/publish', permission: 'customers:merge', summary: 'Makes a draft the rule by which pairs are found from now on, and starts a run; until it is done the rule before it answers whoever types',
    input: z.object({ ruleId, reason }), output: z.object({}),
    handle: async ({ db, actor, input }) => { await publishRule(db, actor, input); return {}; },
  }),
  ...runs,
];
