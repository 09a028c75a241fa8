import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { matchOne } from './match-one.ts';
import { PRESCRIBER_FIELDS, type PrescriberField } from './prescribers.ts';
import { listRules, listRuns } from './reads.ts';
import { startMatch } from './run-match.ts';
import { publishRule, saveRule, tryRule } from './save-rule.ts';

const text = z.string().nullable();
const ruleId = z.coerce.number().int().positive();
const evidence = z.object({ field: z.string(), level: z.string(), bits: z.number(), left: text, right: text });
const share = z.object({ share: z.number(), low: z.number(), high: z.number(), of: z.number() }).nullable();
const typed = Object.fromEntries(PRESCRIBER_FIELDS.map((field) => [field, z.string().trim().min(1).max(200).optional()])) as Record<PrescriberField, z.ZodOptional<z.ZodString>>;

/** Matching: who may be one with whom. */
export const matchRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/customers/alike', permission: 'customers:read', summary: 'Who among the customers that one may see could be the prescriber that is being typed, with the evidence by field',
    input: z.object(typed), output: z.object({ rows: z.array(z.object({ customerId: z.number(), name: z.string(), probability: z.number(), veto: z.boolean(), evidence: z.array(evidence) })).meta({ resource: 'customers.customer' }) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => matchOne(tx, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)))) }),
  }),
  route({
    method: 'GET', path: '/customers/match-rules', permission: 'customers:merge', summary: 'Match rules with their versions, newest first', input: z.object({}),
    output: z.object({ rows: z.array(z.object({ ruleId: z.number(), code: z.string(), version: z.number(), state: z.enum(['draft', 'live', 'retired']), text: z.string(), learnt: z.boolean(), createdByName: text, createdAt: z.string() })) }),
    handle: async ({ db, actor }) => ({ rows: (await db.read(actor, listRules)).map((rule) => ({ ...rule, learnt: rule.model !== null })) }),
  }),
  route({
    method: 'POST', path: '/customers/match-rules', permission: 'customers:merge', status: 201, summary: 'Keeps a text as the next version of its match rule, a draft',
    input: z.object({ text: z.string().min(1).max(20_000) }), output: z.object({ ruleId: z.number(), version: z.number() }),
    handle: ({ db, actor, input }) => saveRule(db, actor, input),
  }),
  route({
    method: 'POST', path: '/customers/match-rules/:ruleId/try', permission: 'customers:merge', summary: 'Tries a version on all prescribers and keeps nothing: its cost, what it would propose, and its precision and recall on the pairs that stewards have judged',
    input: z.object({ ruleId }),
    output: z.object({ records: z.number(), pairs: z.number(), toReview: z.number(), joined: z.number(), blocks: z.array(z.object({ block: z.string(), pairs: z.number(), largest: z.number() })), precision: share, recall: share }),
    handle: ({ db, actor, input }) => tryRule(db, actor, input),
  }),
  route({
    method: 'POST', path: '/customers/match-rules/:ruleId/publish', permission: 'customers:merge', summary: 'Makes a draft the rule by which pairs are found from now on',
    input: z.object({ ruleId, reason: z.string().trim().min(3).max(500) }), output: z.object({}),
    handle: async ({ db, actor, input }) => { await publishRule(db, actor, input); return {}; },
  }),
  route({
    method: 'GET', path: '/customers/match-runs', permission: 'customers:merge', summary: 'Runs over all prescribers, newest first', input: z.object({ ...pageInput }),
    output: pageOf(z.object({
      runId: z.number(), ruleId: z.number(), version: z.number(), state: z.enum(['running', 'done', 'failed']), records: z.number().nullable(), pairs: z.number().nullable(), clusters: z.number().nullable(), toReview: z.number().nullable(),
      failure: text, startedByName: text, startedAt: z.string(), finishedAt: text,
    })),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listRuns(tx, input)),
  }),
  route({
    method: 'POST', path: '/customers/match-runs', permission: 'customers:merge', status: 202, summary: 'Looks through all prescribers for records of one party, in the background', input: z.object({}), output: z.object({ runId: z.number() }),
    handle: ({ db, actor }) => startMatch(db, actor),
  }),
];
