import { z } from 'zod';
import { pageInput, route, type Route } from '#platform/http';
import { assertVisible, FILTERS, getLanes, getPreferences, listTimeline } from './reads/index.ts';
import { NOTE_KINDS, recordNote } from './record-note.ts';
import { CHANNELS, FUNCTIONS, STATES, WISH_KINDS } from './types.ts';
import { EXPORTED, exportBack } from './import/export-back.ts';

const customerId = z.coerce.number().int();
const instant = z.iso.datetime({ offset: true });
const channel = z.enum([...CHANNELS, 'none']);
const shown = z.enum(['shown', 'in_part']).describe('in_part: the row is there, what was said is not for this role');

const rowOutput = z.object({
  interactionId: z.number(), customerId: z.number(), customerName: z.string(), occurredAt: z.string(), function: z.enum(FUNCTIONS), channel, direction: z.enum(['in', 'out']),
  kind: z.string(), state: z.enum(STATES), productId: z.number().nullable(), productName: z.string().nullable(), personId: z.number().nullable(), personName: z.string().nullable(),
  organisationId: z.number().nullable(), organisationName: z.string().nullable(), minutes: z.number().nullable(), headline: z.string(), actionId: z.number().nullable(),
  causedBy: z.number().nullable(), source: z.string(), body: z.string().nullable(), quote: z.string().nullable(), shown, sentence: z.string().nullable(), ask: z.string().nullable(),
}).meta({ resource: 'interactions.interaction' });

const listRoute = route({
  method: 'GET', path: '/interactions', permission: 'interactions:read', summary: 'What happened, newest first, as far as the reader may see',
  input: z.object({
    customerId: customerId.optional().describe('Left out: all customers whom the reader may see'), filter: z.enum(FILTERS).default('all'), productId: z.coerce.number().int().optional(),
    function: z.enum(FUNCTIONS).optional(), channel: z.enum(CHANNELS).optional(), direction: z.enum(['in', 'out']).optional(), from: instant.optional(), to: instant.optional(), ...pageInput,
  }),
  output: z.object({
    rows: z.array(rowOutput), nextCursor: z.string().nullable(), from: z.string(), to: z.string(),
    closed: z.array(z.object({ function: z.enum(FUNCTIONS), sentence: z.string() })).describe('Lanes that are closed to the role, the same for every customer'),
  }),
  handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
    if (input.customerId !== undefined) await assertVisible(tx, input.customerId);
    return listTimeline(tx, input);
  }),
});

const lanesRoute = route({
  method: 'GET', path: '/interactions/lanes', permission: 'interactions:read', summary: 'One customer\'s history as parallel lanes, at most 400 marks',
  input: z.object({ customerId, from: instant.optional(), to: instant.optional() }),
  output: z.object({
    from: z.string(), to: z.string(), now: z.string(), cut: z.boolean().describe('Older marks were left out'),
    lanes: z.array(z.object({ of: z.enum(['customer', ...FUNCTIONS]), closed: z.string().nullable() })),
    marks: z.array(z.object({
      interactionId: z.number(), lane: z.enum(['customer', ...FUNCTIONS]), function: z.enum(FUNCTIONS), direction: z.enum(['in', 'out']), channel, kind: z.string(), at: z.string(),
      state: z.enum(STATES), causedBy: z.number().nullable(), headline: z.string(), shown,
    })),
  }),
  handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
    await assertVisible(tx, input.customerId);
    return getLanes(tx, input);
  }),
});

const preferencesRoute = route({
  method: 'GET', path: '/interactions/preferences', permission: 'interactions:read', summary: 'What she said she wants, and what she showed, each with its evidence',
  input: z.object({ customerId }),
  output: z.object({
    said: z.array(z.object({ wishId: z.number(), kind: z.enum(WISH_KINDS), channel: z.string().nullable(), productId: z.number().nullable(), productName: z.string().nullable(), detail: z.string(), saidAt: z.string(), interactionId: z.number().nullable() })),
    showed: z.array(z.object({ channel: z.enum(CHANNELS), touches: z.number(), answered: z.number(), unasked: z.number(), rate: z.number().nullable() })),
    windowDays: z.number(), halfLifeDays: z.number(), asOf: z.string().nullable(),
  }),
  handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
    await assertVisible(tx, input.customerId);
    return getPreferences(tx, input.customerId);
  }),
});

const recordRoute = route({
  method: 'POST', path: '/interactions', permission: 'interactions:record', summary: 'Write down a visit, call or note of one\'s own', status: 201,
  input: z.object({
    customerId, kind: z.enum(NOTE_KINDS), channel, direction: z.enum(['in', 'out']).default('out'), occurredAt: instant.optional(), minutes: z.coerce.number().int().min(0).max(1440).optional(),
    productId: z.coerce.number().int().optional(), organisationId: z.coerce.number().int().optional(), headline: z.string().trim().min(3).max(200),
    body: z.string().trim().max(4000).optional(), quote: z.string().trim().max(1000).optional(), causedBy: z.coerce.number().int().optional(),
  }),
  output: z.object({ interactionId: z.number() }),
  handle: ({ db, actor, input }) => recordNote(db, actor, input),
});

const exportBackRoute = route({
  method: 'GET', path: '/interactions/export-back.csv', permission: 'customers:import', summary: 'Calls or e-mails that were recorded here, in the shape of another CRM: its Data Loader upserts them by Tutti_Id__c',
  input: z.object({ system: z.enum(['salesforce', 'veeva', 'vault']).default('veeva'), what: z.enum(EXPORTED).default('calls'), market: z.string().regex(/^[A-Z]{2}$/).optional(), since: instant.optional() }), output: z.string(),
  handle: ({ db, actor, input }) => exportBack(db, actor, input),
});

export const routes: Route[] = [listRoute, lanesRoute, preferencesRoute, recordRoute, exportBackRoute];
