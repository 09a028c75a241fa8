import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { getCustomer } from '../reads/customer.ts';
import { comparePair, recordVerdicts } from './desk.ts';
import { countPairs, listLineage, listMerges, listPairs, verdictPrecision } from './desk-reads.ts';
import { mergeCustomers } from './merge-customers.ts';
import type { Moves } from './types.ts';
import { undoMerges } from './undo-merge.ts';

const text = z.string().nullable();
const id = z.coerce.number().int().positive();
const reason = z.string().trim().max(500);
const evidence = z.object({ field: z.string(), level: z.union([z.string(), z.number()]), bits: z.number(), left: z.union([z.string(), z.number(), z.null()]).optional(), right: z.union([z.string(), z.number(), z.null()]).optional() });
const pair = z.object({
  customerId: z.number(), otherId: z.number(), probability: z.number(), weight: z.number(), evidence: z.array(evidence), veto: text, state: z.string(), foundAt: z.string(), kind: z.string(),
  leftName: z.string(), rightName: z.string(), leftPlace: z.string(), rightPlace: z.string(), leftSource: z.string(), rightSource: z.string(),
});
const side = z.object({ customerId: z.number(), kind: z.string(), name: z.string(), status: z.string(), sources: z.array(z.string()), updatedAt: z.string() });
const interval = z.object({ low: z.number(), high: z.number() }).nullable();
const counted = z.record(z.string(), z.number());
const merge = z.object({
  mergeId: z.number(), loserId: z.number(), winnerId: z.number(), loserName: z.string(), winnerName: z.string(), reason: z.string(), mergedByName: text, mergedAt: z.string(),
  undoneAt: text, undoneByName: text, undoReason: text,
});
const share = { same: z.number(), decided: z.number(), interval };

const desk = (moves: readonly Moves[]): readonly Route[] => [
  route({
    method: 'GET', path: '/customers/pairs', permission: 'customers:merge', summary: 'Pairs of records that may be one party, the likeliest first, with the evidence for and against',
    input: z.object({ state: z.enum(['open', 'later']).default('open'), ...pageInput }), output: pageOf(pair).extend({ waiting: z.object({ open: z.number(), later: z.number() }) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ ...await listPairs(tx, input), waiting: await countPairs(tx) })),
  }),
  route({
    method: 'GET', path: '/customers/pairs/:customerId/:otherId', permission: 'customers:merge', summary: 'Two records field by field, what hangs on each, and what merging them would change',
    input: z.object({ customerId: id, otherId: id, winnerId: id.optional().describe('Which of the two would stay; left out, the one that is suggested') }),
    output: z.object({
      pair: pair.nullable(), left: side, right: side, winnerId: z.number(), fields: z.array(z.object({ field: z.string(), left: z.string(), right: z.string(), same: z.boolean() })),
      hanging: z.array(z.object({ table: z.string(), left: z.number(), right: z.number() })),
      change: z.object({
        refusal: z.object({ reason: z.string(), sentence: z.string() }).nullable(), stricter: z.number(), moved: z.array(z.object({ table: z.string(), rows: z.number() })),
        fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
      }),
    }),
    handle: ({ db, actor, input }) => comparePair(db, actor, { moves, pair: input }),
  }),
  route({
    method: 'POST', path: '/customers/verdicts', permission: 'customers:merge', summary: 'A steward\'s word on one pair or many: same (merges them), different, later, or a verdict withdrawn',
    input: z.object({ pairs: z.array(z.strictObject({ customerId: id, otherId: id, winnerId: id.optional() })).min(1).max(200), verdict: z.enum(['same', 'different', 'later', 'withdrawn']), reason: reason.default('') }),
    output: z.object({ results: z.array(z.object({ customerId: z.number(), otherId: z.number(), ok: z.boolean(), reason: text, sentence: text, mergeId: z.number().nullable() })) }),
    handle: async ({ db, actor, input }) => ({ results: await recordVerdicts(db, actor, { moves, ...input }) }),
  }),
  route({
    method: 'GET', path: '/customers/verdicts/precision', permission: 'customers:merge', summary: 'Of the pairs that stewards decided, how many were the same, by the probability that the rule gave; with intervals',
    input: z.object({}), output: z.object({ bands: z.array(z.object({ from: z.number(), to: z.number(), ...share })), all: z.object(share), merged: z.number(), undone: z.number() }),
    handle: ({ db, actor }) => db.read(actor, verdictPrecision),
  }),
];

const books = (moves: readonly Moves[]): readonly Route[] => [
  route({
    method: 'POST', path: '/customers/merges', permission: 'customers:merge', status: 201, summary: 'Makes records one: the winner keeps its number, the others\' numbers lead to it, and what hangs on them moves',
    input: z.object({ winnerId: id, loserIds: z.array(id).min(1).max(20), reason: reason.min(3) }),
    output: z.object({ merges: z.array(z.object({ mergeId: z.number(), loserId: z.number(), winnerId: z.number() })), moved: counted, stricter: z.number() }),
    handle: ({ db, actor, input }) => mergeCustomers(db, actor, { moves, wanted: input.loserIds.map((loserId) => ({ winnerId: input.winnerId, loserId, reason: input.reason })), whole: true }),
  }),
  route({
    method: 'GET', path: '/customers/merges', permission: 'customers:merge', summary: 'Merges, newest first, with who made and who undid them',
    input: z.object({ customerId: id.optional(), ...pageInput }), output: pageOf(merge),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listMerges(tx, input)),
  }),
  route({
    method: 'POST', path: '/customers/merges/:mergeId/undo', permission: 'customers:merge', summary: 'Undoes a merge: both records are what they were, and what came since stays with whom it belongs to',
    input: z.object({ mergeId: id, reason: reason.default('') }), output: z.object({ back: counted, since: counted }),
    handle: ({ db, actor, input }) => undoMerges(db, actor, { moves, mergeIds: [input.mergeId], reason: input.reason }),
  }),
  route({
    method: 'GET', path: '/customers/:customerId/lineage', permission: 'customers:change', summary: 'Which source said each value of the golden record, under which key, and when',
    input: z.object({ customerId: id }),
    output: z.object({ rows: z.array(z.object({ field: z.string(), value: z.string(), source: z.string(), sourceKey: z.string(), saidAt: z.string(), importId: z.number().nullable(), recordId: z.number(), others: z.number() })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: await listLineage(tx, (await getCustomer(tx, input.customerId)).customerId) })),
  }),
];

/** Routes of the steward's desk; the server says what moves with a customer. */
export const mergeRoutesWith = (moves: readonly Moves[]): readonly Route[] => [...desk(moves), ...books(moves)];
