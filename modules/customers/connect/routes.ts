import { z } from 'zod';
import { route, type Route } from '#platform/http';
import { connectors, type Formats } from '../import/formats/index.ts';
import { loadConnection, planConnection } from './load-connection.ts';
import { listMasteries, MASTERED, MASTERS, setMastery } from './mastery.ts';
import { formatOf, objectMapping, SYSTEMS } from './types.ts';

const permission = 'customers:import';
const market = z.string().regex(/^[A-Z]{2}$/, 'A market is two letters of ISO 3166, such as US');
const files = { fileIds: z.array(z.number().int().positive()).min(1).max(100), system: z.enum(SYSTEMS).optional() };
const step = z.object({
  fileId: z.number(), name: z.string(), table: z.string().nullable(), format: z.string(), system: z.enum(SYSTEMS), object: z.string(), becomes: z.string(), order: z.number(), read: z.array(z.string()), kept: z.array(z.string()), unread: z.array(z.string()),
  mappingName: z.string().nullable(), refused: z.string().nullable(),
});
const mastery = { object: z.enum(MASTERED), market: z.string().regex(/^([A-Z]{2}|\*)$/, 'A market is two letters of ISO 3166, or * for all others') };

export const connectionRoutesWith = (formats: Formats): readonly Route[] => [
  route({
    method: 'GET', path: '/customers/connectors', permission, summary: 'What is read of Salesforce and Veeva exports, object by object, in the order of loading: mappings to copy and adapt', input: z.object({ system: z.enum(SYSTEMS).optional() }),
    output: z.object({ rows: z.array(z.object({ format: z.string(), system: z.enum(SYSTEMS), object: z.string(), becomes: z.string(), order: z.number(), documented: z.string(), keepsRest: z.boolean(), refused: z.string().nullable(), mapping: objectMapping })) }),
    handle: async ({ input }) => ({ rows: connectors(formats).filter(({ system }) => !input.system || system === input.system).map((one) => ({ ...one, format: formatOf(one), refused: one.refused ?? null })) }),
  }),
  route({
    method: 'POST', path: '/customers/connections/plan', permission, summary: 'What these files of another CRM are, by their headers, and in which order they would be loaded; changes nothing',
    input: z.object(files), output: z.object({ system: z.enum(SYSTEMS).nullable(), steps: z.array(step), unknown: z.array(z.object({ fileId: z.number(), name: z.string(), table: z.string().nullable(), columns: z.array(z.string()) })) }),
    handle: async ({ db, actor, input }) => await planConnection(db, actor, { ...input, formats }) as never,
  }),
  route({
    method: 'POST', path: '/customers/connections', permission, status: 202, summary: 'Begins to load files of another CRM in their order, of one market or of all; each is an import of its own',
    input: z.object({ ...files, market: market.optional(), objects: z.array(z.string().max(60)).max(60).optional() }),
    output: z.object({ steps: z.array(z.object({ fileId: z.number(), name: z.string(), format: z.string(), importId: z.number() })), unknown: z.array(z.object({ fileId: z.number(), name: z.string() })) }),
    handle: ({ db, actor, input }) => loadConnection(db, actor, { ...input, formats }),
  }),
  route({
    method: 'GET', path: '/customers/masteries', permission, summary: 'Which system has the last word on customers, interactions and consents, market by market', input: z.object({}),
    output: z.object({ rows: z.array(z.object({ ...mastery, master: z.string(), setByName: z.string().nullable(), setAt: z.string() })) }),
    handle: async ({ db, actor }) => ({ rows: await db.read(actor, listMasteries) }),
  }),
  route({
    method: 'PUT', path: '/customers/masteries', permission, summary: 'Says which system has the last word on an object in a market from the next load on',
    input: z.object({ ...mastery, master: z.enum(MASTERS) }), output: z.object({ object: z.enum(MASTERED), market: z.string(), master: z.string() }),
    handle: ({ db, actor, input }) => setMastery(db, actor, input),
  }),
];
