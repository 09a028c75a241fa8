import { z } from 'zod';
import { ROLES } from '#platform/db';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { listCustomers } from '#customers';
import { describePolicy, type PolicyWords } from '../describe-policy.ts';
import { endBreakGlass, MOST_MINUTES, openBreakGlass } from '../open-break-glass.ts';
import { explainSight, type Explanation } from '../explain-sight.ts';
import { getBreakGlass, listBreakGlass, listReadsUnder } from '../reads/break-glass.ts';
import { countBy } from '../reads/people.ts';
import { REMEDIES, STEPS } from '../rules/sight.ts';
import { BREAK_GLASS_REASONS, MEMBER_SOURCES, PERSON_ROLES, PERSON_STATES, type Ports } from '../types.ts';
import { id, reason, text } from './shapes.ts';

const role = z.enum(ROLES);
const customerId = z.coerce.number().int().positive();
const policyOutput = z.object({
  roles: z.array(z.object({ role, name: z.string(), classes: z.array(z.string()), people: z.number() })),
  records: z.array(z.object({ table: z.string(), never: z.array(role), rights: z.array(z.object({ roles: z.array(role), read: text, insert: text, update: text, delete: text })) })),
  permissions: z.array(z.object({ permission: z.string(), roles: z.array(role), routes: z.array(z.object({ method: z.string(), path: z.string(), summary: z.string() })) })),
  classes: z.array(z.object({ name: z.string(), meaning: z.string(), roles: z.array(role), fields: z.array(z.string()) })),
});
const explanation = z.object({
  person: z.object({ userId: z.number(), name: z.string(), role: z.enum(PERSON_ROLES), roleName: z.string(), roleTitle: z.string(), state: z.enum(PERSON_STATES), managerName: text }),
  customer: z.object({ customerId: z.number(), name: text, kind: text }), sees: z.boolean(), at: z.string(),
  steps: z.array(z.object({ kind: z.enum(STEPS), holds: z.boolean(), words: text, until: text })),
  sources: z.array(z.object({ kind: z.enum(MEMBER_SOURCES), label: z.string(), record: text, since: text, count: z.number() })),
  holders: z.array(z.object({ kind: z.enum(['territory', 'owner']), userId: z.number().nullable(), name: text, label: z.string() })),
  territories: z.array(z.object({
    salesForceId: z.number(), salesForceName: z.string(), territoryId: z.number().nullable(), territoryName: text, territoryCode: text, since: text, how: z.enum(['rule', 'include']).nullable(), because: text, tiedWith: z.array(z.string()),
    people: z.array(z.object({ userId: z.number(), name: z.string(), role: z.string() })), excluded: z.array(z.object({ territoryName: text, reason: z.string(), since: z.string() })),
  })),
  remedies: z.array(z.object({ kind: z.enum(REMEDIES), roles: z.array(z.string()) })),
  records: z.array(z.object({ table: z.string(), rows: text })),
});
const breakGlass = z.object({
  breakGlassId: z.number(), customerId: z.number(), customerName: text, userId: z.number(), userName: z.string(), reason: z.enum(BREAK_GLASS_REASONS), words: z.string(), ownerName: text,
  openedAt: z.string(), until: z.string(), endedAt: text, endedByName: text, open: z.boolean(),
});
const frozen = <T>(value: unknown): T => value as T; // readonly lists leave as lists

const explainRoutes = (ports: Ports): Route[] => [
  route({
    method: 'GET', path: '/access/policy', permission: 'access:people', summary: 'What each role may do, from the policy that the database runs', input: z.object({}), output: policyOutput,
    handle: async ({ db, actor }) => {
      const counts = await db.read(actor, countBy);
      const words: PolicyWords = describePolicy(ports.policy, ports.routes());
      return frozen<z.input<typeof policyOutput>>({ ...words, roles: words.roles.map((one) => ({ ...one, people: counts.find((count) => count.kind === 'role' && count.name === one.role)?.people ?? 0 })) });
    },
  }),
  route({
    method: 'GET', path: '/access/customers', permission: 'access:explain_others', summary: 'Customers by name or number, for asking who sees one of them',
    input: z.object({ search: z.string().max(200) }), output: z.object({ rows: z.array(z.object({ customerId: z.number(), name: z.string(), kind: z.string(), specialtyName: text, city: text })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: (await listCustomers(tx, { search: input.search, limit: 8 })).rows })),
  }),
  route({
    method: 'GET', path: '/access/explain', permission: 'access:explain', summary: 'Why a person sees a customer, or what is missing; about others for administrators',
    input: z.object({ customerId, userId: id.optional().describe('Left out: oneself') }), output: explanation,
    handle: async ({ db, actor, input }) => frozen<z.input<typeof explanation>>(await explainSight(db, actor, { ports, customerId: input.customerId, userId: input.userId ?? actor.userId ?? 0 }) satisfies Explanation),
  }),
];

const breakGlassRoutes = (ports: Ports): Route[] => [
  route({
    method: 'GET', path: '/access/break-glass', permission: 'access:break_glass_read', summary: 'Temporary access: one\'s own, that to customers of one\'s work or team, and for administrators all',
    input: z.object({ ...pageInput, openOnly: z.enum(['true']).optional() }), output: pageOf(breakGlass),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listBreakGlass(tx, { limit: input.limit, cursor: input.cursor, openOnly: input.openOnly === 'true' })),
  }),
  route({
    method: 'POST', path: '/access/break-glass', permission: 'access:break_glass', summary: 'Open one customer outside one\'s work for at most four hours; administrators and her owner are told', status: 201,
    input: z.object({ number: z.string().trim().min(1).max(40).describe('C and a number, or an NPI'), reason: z.enum(BREAK_GLASS_REASONS), words: reason, minutes: z.number().int().min(15).max(MOST_MINUTES) }),
    output: breakGlass, handle: ({ db, actor, input }) => openBreakGlass(db, actor, { ...input, ports }),
  }),
  route({
    method: 'GET', path: '/access/break-glass/:breakGlassId', permission: 'access:break_glass_read', summary: 'One temporary access', input: z.object({ breakGlassId: id }), output: breakGlass,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getBreakGlass(tx, input.breakGlassId)),
  }),
  route({
    method: 'POST', path: '/access/break-glass/:breakGlassId/end', permission: 'access:break_glass_read', summary: 'End temporary access before its time',
    input: z.object({ breakGlassId: id, reason }), output: breakGlass,
    handle: async ({ db, actor, input }) => {
      await endBreakGlass(db, actor, input);
      return db.read(actor, (tx) => getBreakGlass(tx, input.breakGlassId));
    },
  }),
  route({
    method: 'GET', path: '/access/break-glass/:breakGlassId/reads', permission: 'access:people', summary: 'Every read that was made under a temporary access, newest first',
    input: z.object({ breakGlassId: id, ...pageInput }), output: pageOf(z.object({ entryId: z.number(), at: z.string(), resource: z.string(), rows: z.number() })),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listReadsUnder(tx, input)),
  }),
];

/** Who sees what: the policy in words, the answer for one person and one customer, and temporary access. */
export const sightRoutes = (ports: Ports): Route[] => [...explainRoutes(ports), ...breakGlassRoutes(ports)];
