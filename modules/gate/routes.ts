import { z } from 'zod';
import { CHANNELS, FUNCTIONS } from '#interactions';
import { route, type Route } from '#platform/http';
import { reach } from './reach.ts';

const reachOutput = z.object({
  channels: z.array(z.object({
    channel: z.enum(CHANNELS), allowed: z.boolean(), refusal: z.string().nullable(), record: z.string().nullable(), sentence: z.string(),
    remedy: z.string().nullable(), notBefore: z.string().nullable(),
  })),
  touches: z.object({ used: z.number(), cap: z.number(), windowDays: z.number() }).nullable(),
});

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/gate/reach', permission: 'consent:read', summary: 'May we reach this customer now, channel by channel, and which record decides',
    input: z.object({
      customerId: z.coerce.number().int().positive(), productId: z.coerce.number().int().positive().optional(),
      function: z.enum(FUNCTIONS).optional().describe('Who would do it; left out, who uses the channel as a rule'), purpose: z.enum(['promotion', 'medical_information', 'service']).default('promotion'), market: z.string().length(2).default('US'),
    }),
    output: reachOutput,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => reach(tx, { ...input, productId: input.productId ?? null })),
  }),
];
