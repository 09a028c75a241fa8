import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { formatsWith, importRoutesWith, type Importer } from './import/index.ts';
import { matchRoutes } from './match/index.ts';
import { mergeRoutesWith } from './merge/routes.ts';
import type { Moves } from './merge/types.ts';
import './problems.ts';
import { changeRoutes } from './history/routes.ts';
import { getRecord } from './history/record-at.ts';
import { listSourceRecords } from './reads/customer.ts';
import { listCustomers, listSpecialties } from './reads/list.ts';
import { listMembers } from './reads/members.ts';
import { requestRoutesWith } from './requests/routes.ts';
import type { Tell } from './requests/types.ts';
import { AFFILIATION_ROLES, CUSTOMER_KINDS, CUSTOMER_STATUSES, PRONOUNS } from './types.ts';
import { updateCustomer } from './update-customer.ts';
import { useAddressAgain } from './use-address-again.ts';

const text = z.string().nullable();
const customer = z.object({
  customerId: z.number(), kind: z.enum(CUSTOMER_KINDS), name: z.string(), givenName: text, familyName: text, credential: text, pronoun: z.enum(PRONOUNS),
  status: z.enum(CUSTOMER_STATUSES), specialty: text, specialtyName: text, city: text, state: text, postalCode: text, country: z.string(), timeZone: z.string(),
  language: z.string(), decile: z.number().nullable(), licenceValidUntil: text, source: z.string(), updatedAt: z.string(), version: z.number(),
}).meta({ resource: 'customers.customer' });
const listed = customer.extend({ npi: text, organisationId: z.number().nullable(), organisationName: text }).meta({ resource: 'customers.customer' });
const edge = { affiliationId: z.number(), customerId: z.number(), name: z.string(), kind: z.enum(CUSTOMER_KINDS), role: z.enum(AFFILIATION_ROLES), weight: z.number(), confidence: z.number().describe('How sure we are that it holds, 0 to 0.99: see rules/confidence.ts'), evidence: z.array(z.object({ source: z.string(), saidOn: z.string(), stated: z.number() })).describe('Who says so, newest first'), inForce: z.boolean(), validFrom: z.string(), validTo: text, source: z.string() };
const record = customer.extend({
  asOf: text.describe('The instant as of which this is told; null: now'),
  askedFor: z.number().nullable().describe('The number that was asked for, where that record was merged into this one'),
  mergedFrom: z.array(z.object({ mergeId: z.number(), customerId: z.number(), name: z.string(), mergedAt: z.string(), mergedByName: text })).describe('Records that went into this one'),
  identifiers: z.array(z.object({ system: z.string(), value: z.string(), state: z.string(), validFrom: text, validTo: text, lapsedFrom: text.describe('The last time that it was not valid and became so again'), lapsedTo: text, inForce: z.boolean(), source: z.string() })),
  addresses: z.array(z.object({ addressId: z.number(), type: z.string(), line1: z.string(), line2: z.string(), city: z.string(), state: z.string(), postalCode: z.string(), county: z.string(), country: z.string(), validFrom: text, validTo: text.describe('A former address: its end'), inForce: z.boolean(), source: z.string() })),
  contactPoints: z.array(z.object({ contactPointId: z.number(), kind: z.string(), value: z.string(), state: z.string(), stateAt: text, stateSource: text, rank: z.number(), source: z.string() })),
  specialties: z.array(z.object({ code: z.string(), name: text, rank: z.number(), licence: text, licenceState: text, source: z.string() })),
  belongsTo: z.array(z.object(edge)),
  owners: z.array(z.object({ function: z.string(), userId: z.number(), name: z.string(), roleTitle: z.string() })),
  measures: z.array(z.object({ name: z.string(), period: z.string(), subject: z.string(), value: z.string(), suppressed: z.boolean(), source: z.string() })),
}).meta({ resource: 'customers.customer' });
const member = z.object({ ...edge, credential: text, specialtyName: text, city: text, state: text, members: z.number() });
const customerId = z.coerce.number().int().positive();
const kinds = z.string().optional().transform((list, context) => {
  const parsed = z.array(z.enum(CUSTOMER_KINDS)).safeParse(list?.split(',').filter(Boolean) ?? []);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: `is a list of ${CUSTOMER_KINDS.join(', ')}` });
  return z.NEVER;
});
const day = z.iso.date();

/** What people know better than any source. */
const corrections: readonly Route[] = [
  route({
    method: 'PATCH', path: '/customers/:customerId', permission: 'customers:change', summary: 'Corrects a customer; the correction stands above every source',
    input: z.object({
      customerId, version: z.number().int().describe('The version that was read; another one by now is a conflict'), reason: z.string().trim().min(3).max(500),
      changes: z.strictObject({
        name: z.string().min(1).max(200), givenName: z.string().max(100), familyName: z.string().max(100), credential: z.string().max(60), pronoun: z.enum(PRONOUNS), status: z.enum(['active', 'inactive']),
        specialty: z.string().max(20), specialtyName: z.string().max(200), city: z.string().max(100), state: z.string().length(2), postalCode: z.string().max(20),
        timeZone: z.string().refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'is no IANA time zone'), language: z.string().length(2),
        decile: z.number().int().min(1).max(10), licenceValidUntil: day,
        line1: z.string().trim().min(1).max(200).describe('The street of the practice: with city, state and ZIP it is a new address, and ends the others'), line2: z.string().trim().max(200), movedOn: day.describe('Since when she is there; today, unless said'),
      }).partial(),
    }),
    output: customer,
    handle: ({ db, actor, input }) => updateCustomer(db, actor, input),
  }),
  route({
    method: 'POST', path: '/customers/:customerId/contact-points/:contactPointId/use-again', permission: 'customers:change', summary: 'Takes an address that mail came back from into use again',
    input: z.object({ customerId, contactPointId: z.coerce.number().int().positive(), reason: z.string().trim().min(3).max(500) }),
    output: z.object({ contactPointId: z.number(), state: z.literal('active') }),
    handle: ({ db, actor, input }) => useAddressAgain(db, actor, input),
  }),
];

/** `moves`: what every module says of its tables when two customers become one; `importers`: the files that other modules keep; `tell`: who tells people. */
export const routesWith = ({ moves, importers, tell }: { readonly moves: readonly Moves[]; readonly importers: readonly Importer[]; readonly tell: Tell }): readonly Route[] => [
  ...importRoutesWith(formatsWith(importers)),
  ...matchRoutes,
  ...mergeRoutesWith(moves),
  ...requestRoutesWith({ moves, tell }),
  ...changeRoutes,
  route({
    method: 'GET', path: '/customers', permission: 'customers:read', summary: 'Customers by name; the search text finds beginnings of names, NPI, CCN, phone numbers and ids such as C20771',
    input: z.object({
      search: z.string().max(200).optional(), kind: kinds.describe('One or several, apart by commas'), specialty: z.string().max(20).optional().describe('NUCC code'),
      state: z.string().length(2).toUpperCase().optional(), ...pageInput,
    }),
    output: pageOf(listed),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listCustomers(tx, input)),
  }),
  route({
    method: 'GET', path: '/customers/specialties', permission: 'customers:read', summary: 'Specialties that customers have', input: z.object({}),
    output: z.object({ rows: z.array(z.object({ code: z.string(), name: z.string() })) }),
    handle: async ({ db, actor }) => ({ rows: await db.read(actor, listSpecialties) }),
  }),
  route({
    method: 'GET', path: '/customers/:customerId', permission: 'customers:read', reads: 'customers.customer', summary: 'One customer: the golden record with identifiers, addresses, specialties, affiliations, owners and measures; as it is now, or as it was known at an instant',
    input: z.object({ customerId, asOf: z.iso.datetime({ offset: true }).optional().describe('As it was known at this instant, and as its dated parts held on that day; figures are left out') }), output: record,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getRecord(tx, input)),
  }),
  ...corrections,
  route({
    method: 'GET', path: '/customers/:customerId/members', permission: 'customers:read', summary: 'Who belongs to an organisation on a day, level by level, with counts of all that is below',
    input: z.object({ customerId, on: day.optional(), asOf: z.iso.datetime({ offset: true }).optional().describe('As it was known at this instant'), role: z.enum(AFFILIATION_ROLES).optional(), ...pageInput }),
    output: pageOf(member).extend({
      below: z.array(z.object({ kind: z.enum(CUSTOMER_KINDS), count: z.number() })).describe('On the first page: everybody below, each once'),
      above: z.array(z.object({ customerId: z.number(), name: z.string(), kind: z.enum(CUSTOMER_KINDS), role: z.enum(AFFILIATION_ROLES), depth: z.number() })),
    }),
    handle: ({ db, actor, input: { role, ...input } }) => db.read(actor, (tx) => listMembers(tx, { ...input, ...(role ? { role: [role] } : {}) })),
  }),
  route({
    method: 'GET', path: '/customers/:customerId/source-records', permission: 'customers:change', summary: 'What each source said, beside the golden record',
    input: z.object({ customerId }),
    output: z.object({ rows: z.array(z.object({ source: z.string(), sourceKey: z.string(), payload: z.unknown(), importId: z.number().nullable(), firstSeenAt: z.string(), lastSeenAt: z.string() })) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => listSourceRecords(tx, input.customerId)) }),
  }),
];
