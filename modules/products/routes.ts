import { z } from 'zod';
import { route, type Route } from '#platform/http';
import { getProduct, listProducts } from './reads.ts';

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
    method: 'GET', path: '/products/:productId', permission: 'products:read', summary: 'One product',
    input: z.object({ productId: z.coerce.number().int() }), output: product,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getProduct(tx, input.productId)),
  }),
];
