import { z } from 'zod';
import { pageInput, pageOf, route, type Route, type RouteContext } from '#platform/http';
import { accessHome } from './home.ts';
import { previewAccessEvent } from './preview-access-event.ts';
import { listHistory, listListings, listPayerMix, listPayers, listStandings } from './reads.ts';
import { prescriberRoutes } from './prescribers/routes.ts';
import { publishedRoutes } from './published/routes.ts';
import { recordAccessEvent } from './record-access-event.ts';
import { localOf } from '#platform/time';
import { BOOKS, CHANGES, RESTRICTIONS, STATUSES, type PlanStanding } from './types.ts';

const day = (what: string) => z.iso.date({ error: `${what} is a day such as 2026-12-01, without a time` });
const id = z.coerce.number().int().positive();
const flag = z.enum(['true', 'false']).default('false').transform((value) => value === 'true');
const restrictions = z.array(z.enum(RESTRICTIONS));

const today = ({ db, person }: Pick<RouteContext<unknown>, 'db' | 'person'>): string => localOf(db.clock().toISOString(), person?.timeZone ?? 'America/New_York').day;

const payerOutput = z.object({
  customerId: z.number(), name: z.string(), city: z.string().nullable(), state: z.string().nullable(), isMine: z.boolean(), ownerId: z.number().nullable(),
  plans: z.number(), coveredLives: z.number(), plansAtTier2: z.number(), livesAtTier2: z.number(), lastChangeAt: z.string().nullable(),
}).meta({ resource: 'market_access.payer' });

const standingOutput = z.object({
  planId: z.number(), planName: z.string(), payerId: z.number(), payerName: z.string(), book: z.enum(BOOKS), coveredLives: z.number(), pharmacyLives: z.number(),
  status: z.enum([...STATUSES, 'not_recorded']), tier: z.number().nullable(), restrictions, since: z.string().nullable(), change: z.enum(CHANGES).nullable(), source: z.string().nullable(),
  next: z.object({ status: z.enum(STATUSES), tier: z.number().nullable(), restrictions, effectiveFrom: z.string(), change: z.enum(CHANGES), eventId: z.number().nullable() }).nullable(),
}).meta({ resource: 'market_access.position' });

const historyOutput = z.object({
  planId: z.number(), planName: z.string(), payerId: z.number(), payerName: z.string(), book: z.enum(BOOKS), coveredLives: z.number(), productId: z.number(), positionId: z.number(),
  status: z.enum(STATUSES), tier: z.number().nullable(), restrictions, effectiveFrom: z.string(), effectiveTo: z.string().nullable(), change: z.enum(CHANGES), source: z.string(),
  recordedAt: z.string(), recordedByName: z.string().nullable(), eventId: z.number().nullable(),
}).meta({ resource: 'market_access.position' });

const homeOutput = z.object({
  productId: z.number(), asOf: z.string(), since: z.string(),
  figures: z.array(z.object({
    code: z.enum(['lives_at_tier2', 'plans_at_tier2', 'restricted_plans', 'upcoming']), value: z.number(), of: z.number().nullable(), before: z.object({ value: z.number(), on: z.string() }).nullable(), definition: z.string(), members: z.string(),
  })),
  changed: z.array(z.object({
    payerId: z.number(), payerName: z.string(), change: z.enum(CHANGES), status: z.enum(STATUSES), tier: z.number().nullable(), restrictions, effectiveFrom: z.string(), source: z.string(),
    recordedAt: z.string(), recordedByName: z.string().nullable(), eventId: z.number().nullable(), coveredLives: z.number(),
    plans: z.array(z.object({ planId: z.number(), planName: z.string() })),
  })),
});

const SHOWN = ['all', 'tier2', 'restricted', 'upcoming', 'not_covered'] as const;

/** The rows behind a figure. */
const isShown: Readonly<Record<(typeof SHOWN)[number], (row: PlanStanding) => boolean>> = {
  all: () => true,
  tier2: (row) => row.tier !== null && row.tier <= 2,
  restricted: (row) => row.restrictions.some((code) => code === 'PA' || code === 'ST'),
  upcoming: (row) => row.next !== null,
  not_covered: (row) => row.status !== 'covered',
};

const accessEventInput = z.object({
  payerId: id.describe('The payer that decided'),
  productId: id,
  planIds: z.array(z.number({ error: 'is a plan’s customer id' }).int().positive()).min(1, 'Choose at least one plan').max(500),
  effectiveFrom: day('effectiveFrom'),
  status: z.enum(STATUSES).default('covered'),
  tier: z.number({ error: 'is a number from 1 to 6' }).int().min(1, 'A tier is a number from 1 to 6').max(6, 'A tier is a number from 1 to 6').nullable().default(null),
  restrictions: z.array(z.enum(RESTRICTIONS, { error: `A restriction is one of ${RESTRICTIONS.join(', ')}` })).max(RESTRICTIONS.length).default([]),
  source: z.string().trim().min(1, 'Say where you have it from, such as a letter and its date').max(200),
});

export const routes: Route[] = [
  ...prescriberRoutes,
  ...publishedRoutes,
  route({
    method: 'GET', path: '/market-access/listings', permission: 'market_access:read', summary: 'Formularies as plans and Medicare publish them, by plan or formulary and by drug',
    input: z.object({ list: z.enum(['qhp', 'partd']).optional(), listKey: z.string().max(40).optional(), drugKey: z.string().max(40).optional(), ...pageInput }),
    output: pageOf(z.object({ list: z.string(), listKey: z.string(), drugKey: z.string(), drugName: z.string(), tier: z.string(), restrictions: z.array(z.string()), detail: z.record(z.string(), z.unknown()), changedAt: z.string() })),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listListings(tx, input)),
  }),
  route({
    method: 'GET', path: '/market-access/payers', permission: 'market_access:read', summary: 'Payers with where a product stands on their plans',
    input: z.object({ productId: id, asOf: day('asOf').optional(), mine: flag }), output: z.object({ asOf: z.string(), rows: z.array(payerOutput) }),
    handle: async ({ db, actor, person, input }) => {
      const asOf = input.asOf ?? today({ db, person });
      return { asOf, rows: await db.read(actor, (tx) => listPayers(tx, { productId: input.productId, asOf, mineOnly: input.mine })) };
    },
  }),
  route({
    method: 'GET', path: '/market-access/payers/:payerId/plans', permission: 'market_access:read', summary: 'The plans of a payer with a product’s standing on a day',
    input: z.object({ payerId: id, productId: id, asOf: day('asOf').optional() }), output: z.object({ asOf: z.string(), rows: z.array(standingOutput) }),
    handle: async ({ db, actor, person, input }) => {
      const asOf = input.asOf ?? today({ db, person });
      return { asOf, rows: await db.read(actor, (tx) => listStandings(tx, { ...input, asOf })) };
    },
  }),
  route({
    method: 'GET', path: '/market-access/positions', permission: 'market_access:read', summary: 'A product’s formulary positions on a day, and how they came about',
    input: z.object({ productId: id, payerId: id.optional(), asOf: day('asOf').optional(), mine: flag, show: z.enum(SHOWN).default('all'), history: flag }),
    output: z.object({ asOf: z.string(), rows: z.array(standingOutput), history: z.array(historyOutput) }),
    handle: async ({ db, actor, person, input }) => {
      const asOf = input.asOf ?? today({ db, person });
      return db.read(actor, async (tx) => ({
        asOf, rows: (await listStandings(tx, { ...input, asOf, mineOnly: input.mine })).filter(isShown[input.show]),
        history: input.history ? await listHistory(tx, { productId: input.productId, payerId: input.payerId, mineOnly: input.mine }) : [],
      }));
    },
  }),
  route({
    method: 'POST', path: '/market-access/events', permission: 'market_access:record', summary: 'Record what a payer decided about a product on its plans', status: 201,
    input: accessEventInput,
    output: z.object({
      eventId: z.number().nullable(), eventType: z.string().nullable(), unchanged: z.array(z.number()),
      changes: z.array(z.object({ planId: z.number(), change: z.enum(CHANGES), positionId: z.number() })),
    }),
    handle: async ({ db, actor, input }) => {
      const { changes, unchanged, ...event } = await recordAccessEvent(db, actor, input);
      return { ...event, changes: [...changes], unchanged: [...unchanged] };
    },
  }),
  route({
    method: 'POST', path: '/market-access/events/preview', permission: 'market_access:record', summary: 'What saving would record and tell; nothing is written',
    input: accessEventInput.extend({ source: z.string().max(200).default('') }),
    output: z.object({
      eventType: z.string().nullable(), data: z.record(z.string(), z.unknown()).nullable(), changes: z.array(z.object({ planId: z.number(), change: z.enum(CHANGES) })), unchanged: z.array(z.number()),
    }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const { changes, unchanged, ...event } = await previewAccessEvent(tx, input);
      return { ...event, changes: [...changes], unchanged: [...unchanged] };
    }),
  }),
  route({
    method: 'GET', path: '/market-access/home', permission: 'market_access:read', summary: 'Figures and changes of a product at my accounts',
    input: z.object({ productId: id, mine: flag }), output: homeOutput,
    handle: async ({ db, actor, person, input }) => db.read(actor, async (tx) => {
      const home = await accessHome(tx, { productId: input.productId, asOf: today({ db, person }), mineOnly: input.mine });
      return { ...home, figures: [...home.figures], changed: home.changed.map((group) => ({ ...group, restrictions: [...group.restrictions], plans: [...group.plans] })) };
    }),
  }),
  route({
    method: 'GET', path: '/market-access/payer-mix', permission: 'market_access:read', summary: 'A prescriber’s patients by plan, with where a product stands on each',
    input: z.object({ customerId: id, productId: id }),
    output: z.object({ rows: z.array(z.object({
      planId: z.number(), planName: z.string(), payerId: z.number(), payerName: z.string(), share: z.number(), asOf: z.string(), status: z.string(), tier: z.number().nullable(), restrictions: z.array(z.string()),
    })) }),
    handle: async ({ db, actor, person, input }) => ({ rows: await db.read(actor, (tx) => listPayerMix(tx, { ...input, asOf: today({ db, person }) })) }),
  }),
];
