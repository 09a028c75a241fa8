import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { findLookAlikes } from './find-look-alikes.ts';
import { readAwareness, readEngagement, readOrchestration } from './read-engagement.ts';
import { listMembers, MEMBER_LISTS } from './reads/members.ts';
import { DEFINITIONS } from './rules/definitions.ts';
import { ATTRIBUTES } from './rules/likeness.ts';
import { ACCOUNT_KINDS, ACTIVITY_KINDS, AWARENESS_CHANNELS, REACHING_FUNCTIONS } from './types.ts';

const text = z.string();
const count = z.number().int();
const number = z.number();
const id = z.coerce.number().int().positive();
const productId = id.optional().describe('One of our products; left out: whatever the product');
const weeks = z.coerce.number().int().min(1, 'from 1 to 52 weeks').max(52, 'from 1 to 52 weeks').default(12);
const monday = z.iso.date().refine((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1, 'is the Monday on which the week begins');
const share = z.object({ value: number.nullable(), low: number, high: number, n: count, of: count });
const byFunction = z.object(Object.fromEntries(REACHING_FUNCTIONS.map((name) => [name, count])) as Record<(typeof REACHING_FUNCTIONS)[number], typeof count>);
const counts = z.object(Object.fromEntries(ACTIVITY_KINDS.map((name) => [name, count])) as Record<(typeof ACTIVITY_KINDS)[number], typeof count>);

const figure = z.object({
  code: z.enum(['reached', 'answered', 'lift', 'prevented', 'first_touch']), value: number.nullable().describe('Null: cannot be said; the sentence says why'), unit: text,
  low: number.nullable(), high: number.nullable(), base: number.nullable(), before: number.nullable(), sentence: text, definition: text, asOf: text.nullable(),
});

const engagementOutput = z.object({
  productId: count.nullable(), asOf: text.nullable().describe('Null until the first count'), finding: z.object({ title: text, detail: text }), figures: z.array(figure), definition: text,
  weeks: z.array(z.object({ week: text, from: text, to: text, complete: z.boolean(), any: count, touches: count, byFunction })),
  marks: z.array(z.object({ day: text, week: text, change: text, payerId: number, payerName: text, plans: count, lives: count, eventId: number.nullable() })),
  latest: z.object({ cascadeId: number, name: text, state: text, touched: count, chosen: count, startedAt: text, week: text }).nullable(),
}).meta({ resource: 'insight.engagement' });

const reason = z.object({ attribute: z.enum(ATTRIBUTES), sentence: text, likeness: number });
const lookAlikesOutput = z.object({
  productId: count, productName: text, learned: text, definition: text, reachDefinition: text, account: z.object({ customerId: number, name: text, kind: z.enum(ACCOUNT_KINDS) }).nullable(), because: text.nullable(), compared: count, asOf: text.nullable(),
  choices: z.array(z.object({ customerId: number, name: text, kind: z.enum(ACCOUNT_KINDS), state: text.nullable() })),
  rows: z.array(z.object({ customerId: number, name: text, kind: z.enum(ACCOUNT_KINDS), city: text.nullable(), state: text.nullable(), likeness: number, nearest: z.array(reason), farthest: z.array(reason), wouldReach: count })),
}).meta({ resource: 'insight.look_alike' });

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/insight/engagement', permission: 'insight:read', summary: 'Reach by function and week, five figures with interval and definition, and the finding they add up to',
    input: z.object({ weeks, productId }), output: engagementOutput,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => readEngagement(tx, input)),
  }),
  route({
    method: 'GET', path: '/insight/awareness', permission: 'insight:read', summary: 'A proxy of awareness by channel, now and twelve weeks ago; it is no survey',
    input: z.object({ productId }),
    output: z.object({
      productId: count.nullable(), asOf: text.nullable(), comparedWith: text.nullable(), proxy: z.literal(true), definition: text, noTouchDefinition: text,
      rows: z.array(z.object({ channel: z.enum([...AWARENESS_CHANNELS, 'any', 'none']), now: share, before: share.nullable() })),
    }).meta({ resource: 'insight.awareness' }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => readAwareness(tx, input)) as Promise<never>,
  }),
  route({
    method: 'GET', path: '/insight/orchestration', permission: 'insight:read', summary: 'Functions that played together, and what each department and role did',
    input: z.object({ weeks, productId }),
    output: z.object({
      productId: count.nullable(), asOf: text.nullable(), from: text, functions: z.array(z.enum(REACHING_FUNCTIONS)), together: z.array(z.object({ of: text, with: text, share })),
      activity: z.array(z.object({ function: text, role: text, counts })), togetherDefinition: text, activityDefinition: text,
    }).meta({ resource: 'insight.orchestration' }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => readOrchestration(tx, input)),
  }),
  route({
    method: 'GET', path: '/insight/look-alikes', permission: 'insight:read', summary: 'Accounts that resemble one, with what makes them alike and whom a win would reach',
    input: z.object({
      accountId: id.optional().describe('A payer, network or place; left out: the payer of the newest win'), productId: id.optional(), limit: z.coerce.number().int().min(1).max(50).default(10),
      all: z.enum(['true', 'false']).default('false').transform((value) => value === 'true').describe('Also accounts where nothing is left to win'),
    }),
    output: lookAlikesOutput,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => findLookAlikes(tx, input)),
  }),
  route({
    method: 'GET', path: '/insight/members', permission: 'insight:read', summary: 'The customers behind a figure, as far as the reader may see them',
    input: z.object({ ...pageInput, of: z.enum(MEMBER_LISTS), productId, function: z.enum(REACHING_FUNCTIONS).optional(), channel: z.enum(AWARENESS_CHANNELS).optional(), week: monday.optional() }),
    output: pageOf(z.object({ customerId: number, name: text, specialty: text.nullable(), city: text.nullable(), state: text.nullable(), at: text.nullable(), cascadeId: number.nullable(), minutes: number.nullable() }).meta({ resource: 'insight.member' })),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listMembers(tx, input)),
  }),
  route({
    method: 'GET', path: '/insight/definitions', permission: 'insight:read', summary: 'What every number of the dashboards means',
    input: z.object({}), output: z.object({ definitions: z.array(z.object({ code: text, label: text, text })) }),
    handle: () => Promise.resolve({ definitions: Object.entries(DEFINITIONS).map(([code, definition]) => ({ code, ...definition })) }),
  }),
];
