import { z } from 'zod';
import { CHANNELS, FUNCTIONS } from '#interactions';
import { route, type Route } from '#platform/http';
import { policyEffect } from './policy-effect.ts';
import { reach } from './reach.ts';

const reachOutput = z.object({
  channels: z.array(z.object({
    channel: z.enum(CHANNELS), allowed: z.boolean(), refusal: z.string().nullable(), record: z.string().nullable(), sentence: z.string(),
    remedy: z.string().nullable(), notBefore: z.string().nullable(),
  })),
  touches: z.object({ used: z.number(), cap: z.number(), windowDays: z.number() }).nullable(),
});

const counted = z.object({ channel: z.enum(CHANNELS), answer: z.string(), customers: z.number() });

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
  route({
    method: 'POST', path: '/gate/policy-effects', permission: 'consent:rules', summary: 'What a text of rules would change: whom the gate lets through, now and then, and the text\'s own test cases',
    input: z.object({ text: z.string().min(1).max(60_000) }),
    output: z.object({
      sampled: z.number(), standing: z.array(counted), proposed: z.array(counted),
      tests: z.array(z.object({ name: z.string(), expect: z.string(), got: z.string(), record: z.string().nullable(), passed: z.boolean() })),
    }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => policyEffect(tx, input.text)),
  }),
];
