import { z } from 'zod';
import { route, type Route } from '#platform/http';
import { CHANGES, RESTRICTIONS, STATUSES } from '../types.ts';
import { chosenCodes } from './reads.ts';
import { previewPublished, recordPublished } from './record-published.ts';

const id = z.coerce.number().int().positive();
const LISTS = ['qhp', 'partd'] as const;
const input = z.object({
  productId: id,
  codes: z.array(z.string().regex(/^\d{1,11}$/, 'A number of RxNorm has up to eight digits, an NDC eleven without dashes')).min(1, 'Give the numbers that the product has in published lists').max(100),
  tiers: z.record(z.string().max(60), z.number().int().min(1).max(6)).default({}).describe('Tier as it is published, such as PREFERRED-BRAND, to 1 to 6'),
  lists: z.array(z.object({ planId: z.number().int().positive(), list: z.enum(LISTS), listKey: z.string().min(1).max(40) })).max(10_000).default([]).describe('Whose formulary a list is, where the plan’s number does not say so'),
  planIds: z.array(z.number().int().positive()).max(10_000).optional(),
  effectiveFrom: z.iso.date({ error: 'effectiveFrom is a day such as 2026-12-01, without a time' }),
});
const standing = z.object({ status: z.enum(STATUSES), tier: z.number().nullable(), restrictions: z.array(z.enum(RESTRICTIONS)) });
const preview = z.object({
  plans: z.array(z.object({
    planId: z.number(), planName: z.string(), payerId: z.number(), payerName: z.string(), list: z.string(), listKey: z.string(), standing: standing.nullable(), before: standing.nullable(), change: z.enum(CHANGES).nullable(),
    fault: z.enum(['not_loaded', 'tier_unknown', 'later_position']).nullable(), detail: z.string(),
  })),
  words: z.array(z.object({ word: z.string(), tier: z.number().nullable(), lists: z.number() })), unclaimed: z.array(z.object({ list: z.string(), listKey: z.string() })),
  events: z.array(z.object({ payerId: z.number(), type: z.string(), data: z.record(z.string(), z.unknown()) })),
}).meta({ resource: 'market_access.position' });

export const publishedRoutes: Route[] = [
  route({
    method: 'GET', path: '/market-access/published', permission: 'market_access:read', summary: 'Which numbers and tiers of published formularies were chosen for a product',
    input: z.object({ productId: id }), output: z.object({ codes: z.array(z.string()), tiers: z.record(z.string(), z.number()) }),
    handle: async ({ db, actor, input: { productId } }) => await db.read(actor, (tx) => chosenCodes(tx, productId)) ?? { codes: [], tiers: {} },
  }),
  route({
    method: 'POST', path: '/market-access/published/preview', permission: 'market_access:record', summary: 'Where published formularies that are on file put a product, plan by plan, against what stands; nothing is written',
    input, output: preview,
    handle: async ({ db, actor, input: given }) => await db.read(actor, (tx) => previewPublished(tx, { ...given, source: '' })) as never,
  }),
  route({
    method: 'POST', path: '/market-access/published', permission: 'market_access:record', status: 201, summary: 'Take over where published formularies put a product: positions, and one event for each payer and standing',
    input: input.extend({ source: z.string().trim().min(1, 'Say which publication, such as its name and date').max(200) }),
    output: z.object({ recorded: z.number(), events: z.number(), unchanged: z.number(), left: z.number() }),
    handle: ({ db, actor, input: given }) => recordPublished(db, actor, given),
  }),
];
