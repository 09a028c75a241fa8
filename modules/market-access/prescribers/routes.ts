import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { localOf } from '#platform/time';
import { listPrescribers } from './reads.ts';

const id = z.coerce.number().int().positive();
const prescriber = z.object({
  customerId: z.number(), name: z.string(), credential: z.string().nullable(), specialtyName: z.string().nullable(), city: z.string().nullable(), state: z.string().nullable(), practices: z.array(z.string()),
  itself: z.boolean().describe('Whether the network names the prescriber, and not only the practice'), reason: z.enum(['not_active', 'licence_ended']).nullable().describe('What keeps this one from prescribing'),
}).meta({ resource: 'market_access.plan' });
const position = z.object({
  planName: z.string(), payerId: z.number(), payerName: z.string(), productName: z.string(), status: z.string(), tier: z.number().nullable(), restrictions: z.array(z.string()), effectiveFrom: z.string().nullable(), source: z.string().nullable(),
}).meta({ resource: 'market_access.position' });

export const prescriberRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/market-access/plans/:planId/prescribers', permission: 'market_access:read', summary: 'Who can prescribe a product under a plan on a day, through which practice, and where the product stood',
    input: z.object({ planId: id, productId: id, on: z.iso.date().optional(), ...pageInput }), output: pageOf(prescriber).extend({ on: z.string(), position }),
    handle: async ({ db, actor, person, input }) => {
      const on = input.on ?? localOf(db.clock().toISOString(), person?.timeZone ?? 'America/New_York').day;
      return { on, ...await db.read(actor, (tx) => listPrescribers(tx, { ...input, on })) };
    },
  }),
];
