import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { DATASETS } from './importers.ts';
import { getProduct, listDatasets, listProducts, listReference } from './reads.ts';

const product = z.object({
  productId: z.number(), code: z.string(), name: z.string(), indication: z.string(), therapeuticArea: z.string(), isOwn: z.boolean(), launchedOn: z.string().nullable(),
});

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/products', permission: 'products:read', summary: 'Our products and their competitors, ours first',
    input: z.object({ ownOnly: z.enum(['true', 'false']).default('false').describe('Leave competitors out') }),
    output: z.object({ rows: z.array(product) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => listProducts(tx, { ownOnly: input.ownOnly === 'true' })) }),
  }),
  route({
    method: 'GET', path: '/products/reference', permission: 'products:read', summary: 'One public list of drugs or codes, searched by the beginnings of words',
    input: z.object({ dataset: z.enum(DATASETS as [string, ...string[]]), search: z.string().max(100).optional(), ...pageInput }),
    output: pageOf(z.object({ dataset: z.string(), key: z.string(), name: z.string(), detail: z.record(z.string(), z.string()), changedAt: z.string() })),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listReference(tx, input)),
  }),
  route({
    method: 'GET', path: '/products/reference/datasets', permission: 'products:read', summary: 'Which public lists were loaded, and how long they are', input: z.object({}),
    output: z.object({ rows: z.array(z.object({ dataset: z.string(), entries: z.number(), changedAt: z.string() })) }),
    handle: async ({ db, actor }) => ({ rows: await db.read(actor, listDatasets) }),
  }),
  route({
    method: 'GET', path: '/products/:productId', permission: 'products:read', summary: 'One product',
    input: z.object({ productId: z.coerce.number().int() }), output: product,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getProduct(tx, input.productId)),
  }),
];
