import { z } from 'zod';
import { route, type Route } from '#platform/http';
import { listPolicies, listStandingRules } from './reads.ts';
import { printPolicy } from './print-policy.ts';
import { compareWithStanding, publishPolicy, savePolicy } from './save-policy.ts';

const MOST_TEXT = 60_000;
const text = z.string().min(1).max(MOST_TEXT).describe('The rules of a market, as YAML');
const market = z.string().regex(/^[A-Z]{2}$/).default('US');
const policy = z.object({
  policyId: z.number(), market: z.string(), version: z.number(), state: z.enum(['draft', 'live', 'retired']), text: z.string(), reason: z.string().nullable(),
  createdAt: z.string(), createdByName: z.string().nullable(), liveAt: z.string().nullable(), publishedByName: z.string().nullable(),
});
const written = z.object({ kind: z.string(), channel: z.string().optional(), function: z.string().nullable().optional(), product: z.string().nullable(), sentence: z.string(), source: z.string() });

export const policyRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/consent/policies', permission: 'consent:rules', summary: 'The rules of a market as text: what is in force, and every version',
    input: z.object({ market }), output: z.object({ standing: z.string().describe('The rules in force, as they would be written'), rows: z.array(policy) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ standing: printPolicy(input.market, await listStandingRules(tx, input.market)), rows: await listPolicies(tx, input.market) })),
  }),
  route({
    method: 'POST', path: '/consent/policies', permission: 'consent:rules', summary: 'Keep a text as the next version of its market\'s rules, a draft', status: 201,
    input: z.object({ text }), output: z.object({ policyId: z.number(), version: z.number() }),
    handle: ({ db, actor, input }) => savePolicy(db, actor, input),
  }),
  route({
    method: 'POST', path: '/consent/policies/compare', permission: 'consent:rules', summary: 'Which rules a text would begin and end, of those in force',
    input: z.object({ text }), output: z.object({ begins: z.array(written), ends: z.array(z.object({ ruleId: z.number(), sentence: z.string(), kind: z.string() })), stays: z.number() }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => compareWithStanding(tx, input.text)),
  }),
  route({
    method: 'POST', path: '/consent/policies/:policyId/publish', permission: 'consent:rules', summary: 'Put a draft in force: what it no longer says ends, what is new begins, the rest stays',
    input: z.object({ policyId: z.coerce.number().int().positive(), reason: z.string().trim().min(3).max(500) }), output: z.object({ begun: z.number(), ended: z.number(), stayed: z.number() }),
    handle: ({ db, actor, input }) => publishPolicy(db, actor, input),
  }),
];
