import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { exportBack } from './import/export-back.ts';
import { assertVisible, listDecisions, listPolicy, listRestrictions } from './reads.ts';
import { policyRoutes } from './policy/routes.ts';
import { recordDecisions } from './record-decisions.ts';
import { endRestriction, recordRestriction } from './record-restriction.ts';
import { BASES, CONSENT_CHANNELS, PURPOSES, RESTRICTION_KINDS } from './types.ts';

const customerId = z.coerce.number().int().positive();
const instant = z.iso.datetime({ offset: true });
const channel = z.enum([...CONSENT_CHANNELS, 'any']);
const purpose = z.enum([...PURPOSES, 'any']);
const scope = { customerId, channel, purpose: purpose.default('promotion'), productId: z.coerce.number().int().positive().optional(), market: z.string().length(2).default('US') };
const proof = {
  source: z.enum(['form', 'visit', 'call', 'reply', 'unsubscribe_link', 'letter', 'event', 'import']), textVersion: z.string().max(80).optional(),
  evidence: z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean(), z.null()])).default({}).describe('What proves it: ids, instants, a note'),
};
const recorded = z.object({ decisionId: z.number() });

const decisionOutput = z.object({
  customerId: z.number(), decisionId: z.number(), channel: z.string(), purpose: z.string(), productId: z.number().nullable(), productName: z.string().nullable(), market: z.string(),
  granted: z.boolean(), basis: z.enum(BASES), source: z.string(), evidence: z.record(z.string(), z.unknown()), textVersion: z.string().nullable(), effectiveAt: z.string(),
  expiresAt: z.string().nullable(), recordedAt: z.string(), recordedBy: z.number().nullable(), recordedByName: z.string().nullable(),
}).meta({ resource: 'consent.decision' });

const decisionRoutes: Route[] = [
  route({
    method: 'GET', path: '/consent/decisions', permission: 'consent:read', summary: 'What a customer allowed and withdrew, newest first',
    input: z.object({ customerId, ...pageInput }), output: pageOf(decisionOutput),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      await assertVisible(tx, input.customerId);
      return listDecisions(tx, input);
    }),
  }),
  route({
    method: 'POST', path: '/consent/decisions', permission: 'consent:record', summary: 'Record what a customer allowed or forbade, with its proof', status: 201,
    input: z.object({ ...scope, ...proof, granted: z.boolean(), basis: z.enum(BASES).default('consent'), effectiveAt: instant.optional(), expiresAt: instant.optional() }), output: recorded,
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await assertVisible(tx, input.customerId);
      if (input.granted && Object.keys(input.evidence).length === 0) throw new Problem('consent.evidence_missing', { fields: [{ field: 'evidence', message: 'name the form, the mail or the visit' }] });
      const [decisionId] = await recordDecisions(tx, [input]);
      return { decisionId: decisionId as number };
    }),
  }),
  route({
    method: 'POST', path: '/consent/withdrawals', permission: 'consent:record', summary: 'Withdraw consent on a customer\'s word; it binds every function at once', status: 201,
    input: z.object({ ...scope, ...proof }), output: recorded,
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await assertVisible(tx, input.customerId);
      const [decisionId] = await recordDecisions(tx, [{ ...input, granted: false }]);
      return { decisionId: decisionId as number };
    }),
  }),
];

const restrictionOutput = z.object({
  customerId: z.number(), restrictionId: z.number(), kind: z.enum(RESTRICTION_KINDS), productId: z.number().nullable(), productName: z.string().nullable(), reason: z.string(), source: z.string(), validFrom: z.string(), validTo: z.string().nullable(),
  recordedByName: z.string().nullable(), inForce: z.boolean(),
}).meta({ resource: 'consent.restriction' });

const restrictionRoutes: Route[] = [
  route({
    method: 'GET', path: '/consent/restrictions', permission: 'consent:read', summary: 'Standing prohibitions of a customer',
    input: z.object({ customerId }), output: z.object({ rows: z.array(restrictionOutput) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      await assertVisible(tx, input.customerId);
      return { rows: await listRestrictions(tx, input.customerId) };
    }),
  }),
  route({
    method: 'POST', path: '/consent/restrictions', permission: 'consent:restrict', summary: 'Record do-not-contact, a product that is not spoken of, or a restriction of prescriber data', status: 201,
    input: z.object({ customerId, kind: z.enum(RESTRICTION_KINDS), productId: z.coerce.number().int().positive().optional(), reason: z.string().trim().min(3).max(500), source: z.string().trim().min(2).max(80), validTo: instant.optional() }),
    output: z.object({ restrictionId: z.number() }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await assertVisible(tx, input.customerId);
      if ((input.kind === 'product') !== (input.productId !== undefined)) throw new Problem('consent.product_unclear', { fields: [{ field: 'productId', message: input.kind === 'product' ? 'name the product that is not spoken of' : 'leave the product out: this kind is of all products' }] });
      return { restrictionId: await recordRestriction(tx, input) };
    }),
  }),
  route({
    method: 'POST', path: '/consent/restrictions/:restrictionId/end', permission: 'consent:restrict', summary: 'End a prohibition from now on',
    input: z.object({ customerId, restrictionId: z.coerce.number().int(), reason: z.string().trim().min(3).max(500) }), output: z.object({ restrictionId: z.number() }),
    handle: ({ db, actor, input }) => endRestriction(db, actor, input),
  }),
];

const rulesRoute = route({
  method: 'GET', path: '/consent/rules', permission: 'consent:read_rules', summary: 'Everything that binds a touch, in the order in which it binds, each with its source',
  input: z.object({ market: z.string().length(2).default('US') }),
  output: z.object({ rows: z.array(z.object({
    ruleId: z.number().nullable(), kind: z.string(), channel: z.string(), purpose: z.string(), market: z.string(), sentence: z.string(), source: z.string(), maxTouches: z.number().nullable(),
    windowDays: z.number().nullable(), quietFrom: z.string().nullable(), quietTo: z.string().nullable(), validFrom: z.string().nullable(),
  })) }),
  handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: await listPolicy(tx, input) })),
});

const exportBackRoute = route({
  method: 'GET', path: '/consent/export-back.csv', permission: 'customers:import', summary: 'What customers allowed and forbade here, in the shape of another CRM: its Data Loader upserts it by Tutti_Id__c',
  input: z.object({ system: z.enum(['veeva', 'vault']).default('veeva'), market: z.string().regex(/^[A-Z]{2}$/).optional(), since: instant.optional() }), output: z.string(),
  handle: ({ db, actor, input }) => exportBack(db, actor, input),
});

export const routes: Route[] = [...policyRoutes, ...decisionRoutes, ...restrictionRoutes, rulesRoute, exportBackRoute];
