import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { addForce, addTerritory, changeTerritory, endTerritory } from '../territories/save-territory.ts';
import { alignNow } from '../territories/align-customers.ts';
import { countRule } from '../territories/reads/count-rule.ts';
import { listForces } from '../territories/reads/forces.ts';
import { FATES, getTerritory, listCustomersThere, listExceptions, listTerritories, SHOWN_THERE } from '../territories/reads/territories.ts';
import { EXCEPTION_KINDS, ROLES_THERE } from '../territories/types.ts';
import { ruleInWords } from '../rules/territory-rule.ts';
import { FUNCTIONS, type Ports } from '../types.ts';
import { criteria, id, line, queryId, reason, text, version } from './shapes.ts';

const frozen = <T>(value: unknown): T => value as T; // readonly lists leave as lists

const force = {
  salesForceId: z.number(), name: z.string(), function: z.string(), productIds: z.array(z.number()), products: z.array(z.string()), alignedOn: text, unplaced: z.number(), contested: z.number(), territories: z.number(), placed: z.number(), drafts: z.number(), version: z.number(),
};
const territory = {
  territoryId: z.number(), salesForceId: z.number(), code: z.string(), name: z.string(), parentId: z.number().nullable(), parentName: text, state: z.enum(['active', 'ended']), version: z.number(), holderId: z.number().nullable(), holderName: text,
  others: z.number(), customers: z.number(), rules: z.number(), excluded: z.number(), contested: z.number(),
};
const fate = z.enum(FATES).describe('What the draft does with it: nothing, brings it, ends it; elsewhere: another draft ends it');
const names = z.array(z.string());
const detailOutput = z.object({
  ...territory, salesForceName: z.string(), children: z.array(z.object({ territoryId: z.number(), name: z.string() })),
  ruleRows: z.array(z.object({
    ruleId: z.number(), priority: z.number(), countries: names, states: names, postal: names, cities: names, specialties: names, kinds: names, underIds: z.array(z.number()), decileFrom: z.number().nullable(), decileTo: z.number().nullable(),
    validFrom: text, validTo: text, fate, organisations: z.array(z.object({ customerId: z.number(), name: z.string() })), specialtyNames: z.array(z.object({ code: z.string(), name: z.string() })), customers: z.number(), words: z.string(),
  })),
  personRows: z.array(z.object({ territoryPersonId: z.number(), userId: z.number(), name: z.string(), role: z.enum(ROLES_THERE), validFrom: text, validTo: text, fate })),
});
type Detail = z.input<typeof detailOutput>;
const asSent = (found: Awaited<ReturnType<typeof getTerritory>>): Detail => frozen<Detail>({ ...found, ruleRows: found.ruleRows.map((rule) => ({ ...rule, words: ruleInWords(rule) })) });

const exceptionRow = z.object({
  exceptionId: z.number(), customerId: z.number(), name: z.string(), specialtyName: text, city: text, kind: z.enum(EXCEPTION_KINDS), territoryId: z.number().nullable(), territoryName: text, reason: z.string(), validFrom: text, validTo: text, fate,
});
const customerRow = z.object({
  customerId: z.number(), name: z.string(), specialtyName: text, city: text, state: text, postalCode: text, territoryId: z.number().nullable(), territoryName: text, how: z.enum(['rule', 'include']).nullable(), ruleId: z.number().nullable(), reason: text, sinceOn: text, tiedWith: names,
});

const reading: readonly Route[] = [
  route({
    method: 'GET', path: '/access/sales-forces', permission: 'access:territories', summary: 'Sales forces with how many customers lie in their territories, in none, and between two',
    input: z.object({}), output: z.object({ rows: z.array(z.object(force)) }), handle: async ({ db, actor }) => ({ rows: await db.read(actor, listForces) }),
  }),
  route({
    method: 'GET', path: '/access/territories', permission: 'access:territories', summary: 'Territories by code, with who holds each and how many lie in it',
    input: z.object({ ...pageInput, salesForceId: queryId, q: z.string().max(100).optional() }), output: pageOf(z.object(territory)), handle: ({ db, actor, input }) => db.read(actor, (tx) => listTerritories(tx, input)),
  }),
  route({
    method: 'GET', path: '/access/territories/:territoryId', permission: 'access:territories', summary: 'One territory with its rules and people, as it stands or as a draft would have it',
    input: z.object({ territoryId: id, alignmentId: queryId }), output: detailOutput, handle: async ({ db, actor, input }) => asSent(await db.read(actor, (tx) => getTerritory(tx, input.territoryId, input.alignmentId ?? 0))),
  }),
  route({
    method: 'GET', path: '/access/territory-customers', permission: 'access:territories', summary: 'Who lies in a territory and why; who lies in none; for whom rules contend',
    input: z.object({ ...pageInput, salesForceId: queryId, territoryId: queryId, show: z.enum(SHOWN_THERE).default('in') }), output: pageOf(customerRow), handle: ({ db, actor, input }) => db.read(actor, (tx) => listCustomersThere(tx, input)),
  }),
  route({
    method: 'GET', path: '/access/territory-exceptions', permission: 'access:territories', summary: 'Customers named one by one: in a territory whatever the rules say, or out of it, with the reason',
    input: z.object({ ...pageInput, salesForceId: queryId, territoryId: queryId, alignmentId: queryId, kind: z.enum(EXCEPTION_KINDS).optional() }), output: pageOf(exceptionRow),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listExceptions(tx, { ...input, alignmentId: input.alignmentId ?? 0 })),
  }),
];

/** Sales forces and territories, what lies in them and why. */
export const territoryRoutes = (ports: Ports): Route[] => [
  ...reading,
  route({
    method: 'POST', path: '/access/sales-forces', permission: 'access:align', summary: 'Make a sales force', status: 201,
    input: z.object({ name: line.max(120), function: z.enum(FUNCTIONS), productIds: z.array(id).max(50), reason }), output: z.object(force), handle: ({ db, actor, input }) => addForce(db, actor, input),
  }),
  route({
    method: 'POST', path: '/access/sales-forces/:salesForceId/align', permission: 'access:align', summary: 'Place the customers of a sales force now, as the definitions of today say',
    input: z.object({ salesForceId: id }), output: z.object({ moved: z.number(), added: z.number(), removed: z.number() }), handle: ({ db, actor, input }) => alignNow(db, actor, { ...input, ports }),
  }),
  route({
    method: 'POST', path: '/access/territories', permission: 'access:align', summary: 'Make an empty territory', status: 201,
    input: z.object({ salesForceId: id, code: line.max(20), name: line.max(120), parentId: id.nullable(), reason }), output: detailOutput, handle: async ({ db, actor, input }) => asSent(await addTerritory(db, actor, input)),
  }),
  route({
    method: 'PUT', path: '/access/territories/:territoryId', permission: 'access:align', summary: 'Change what a territory is called and where it stands; a stale version is refused',
    input: z.object({ territoryId: id, version, code: line.max(20), name: line.max(120), parentId: id.nullable(), reason }), output: detailOutput, handle: async ({ db, actor, input }) => asSent(await changeTerritory(db, actor, input)),
  }),
  route({
    method: 'POST', path: '/access/territories/:territoryId/end', permission: 'access:align', summary: 'End a territory in which nothing is left',
    input: z.object({ territoryId: id, version, reason }), output: z.object({ ended: z.literal(true) }),
    handle: async ({ db, actor, input }) => {
      await endTerritory(db, actor, input);
      return { ended: true as const };
    },
  }),
  route({
    method: 'POST', path: '/access/territory-rules/count', permission: 'access:territories', summary: 'Whom a rule that is being written would name',
    input: z.object({ ...criteria, salesForceId: id, territoryId: id.nullable() }), output: z.object({ customers: z.number(), elsewhere: z.number(), sample: z.array(z.object({ customerId: z.number(), name: z.string(), city: text })), words: z.string() }),
    handle: async ({ db, actor, input }) => {
      const found = await db.read(actor, (tx) => countRule(tx, input));
      return { ...found, words: ruleInWords({ ...input, organisations: [], specialtyNames: input.specialties.map((name) => ({ name })) }) };
    },
  }),
];
