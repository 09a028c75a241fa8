import { z } from 'zod';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';
import { countClocks, listEvents, listReceipts } from './reads.ts';
import { recordReport } from './record-report.ts';
import { suspectsHarm } from './rules/suspects-harm.ts';
import { getEventWithNarrative, takeStep } from './take-step.ts';
import { SAFETY_CHANNELS, SAFETY_KINDS, SAFETY_STATES } from './types.ts';

const id = z.number().int();
const instant = z.string();
const receipt = z.object({ receipt: z.string(), kind: z.enum(SAFETY_KINDS), dayZeroAt: instant, dueAt: instant, recordedAt: instant });
const event = z.object({
  safetyId: id, receipt: z.string(), customerId: id, customerName: z.string().nullable(), kind: z.enum(SAFETY_KINDS), state: z.enum(SAFETY_STATES), productId: id.nullable(),
  productName: z.string().nullable(), channel: z.string(), caseId: id.nullable(), reportedBy: id.nullable(), reporterName: z.string().nullable(), dayZeroAt: instant, dueAt: instant,
  recordedAt: instant, forwardedAt: instant.nullable(), acknowledgedAt: instant.nullable(), nullifiedAt: instant.nullable(), nullifiedReason: z.string().nullable(), reference: z.string().nullable(),
});
const safetyId = z.coerce.number().int();

export const routes: readonly Route[] = [
  route({
    method: 'POST', path: '/safety/reports', permission: 'safety:report', summary: 'Record an adverse event or a complaint; the clock starts', status: 201,
    input: z.object({
      kind: z.enum(SAFETY_KINDS), productId: id.optional(), caseId: id.optional(), customerId: id.optional(), channel: z.enum(SAFETY_CHANNELS), awareAt: z.iso.datetime({ offset: true }).optional(),
      narrative: z.string().trim().min(1).max(20_000), patient: z.string().max(500).optional(),
    }),
    output: receipt, handle: ({ db, actor, input }) => db.transaction(actor, (tx) => recordReport(tx, input)),
  }),
  route({
    method: 'GET', path: '/safety/receipts', permission: 'safety:report', summary: 'Receipts of what I reported',
    input: z.object({}), output: z.object({ rows: z.array(receipt) }), handle: ({ db, actor }) => db.read(actor, async (tx) => ({ rows: await listReceipts(tx) })),
  }),
  route({
    method: 'POST', path: '/safety/screen', permission: 'safety:report', summary: 'Whether words may mention harm; nothing is kept',
    input: z.object({ text: z.string().max(20_000) }), output: z.object({ suspects: z.boolean(), words: z.array(z.string()), kinds: z.array(z.enum(SAFETY_KINDS)) }),
    handle: async ({ input }) => {
      const { suspects, words, kinds } = suspectsHarm(input.text);
      return { suspects, words: [...words], kinds: [...kinds] };
    },
  }),
  route({
    method: 'GET', path: '/safety/events', permission: 'safety:read', summary: 'Adverse events and complaints, by clock',
    input: z.object({ ...pageInput, state: z.enum([...SAFETY_STATES, 'open']).optional(), kind: z.enum(SAFETY_KINDS).optional() }), output: pageOf(event),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const rows = await listEvents(tx, { state: input.state, kind: input.kind, limit: input.limit, after: fromCursor(input.cursor, 2) });
      return toPage(rows, input.limit, (row) => [row.dueAt, row.safetyId]);
    }),
  }),
  route({
    method: 'GET', path: '/safety/clocks', permission: 'safety:read', summary: 'How the clocks stand',
    input: z.object({}), output: z.object({ received: id, overdue: id, dueSoon: id, unacknowledged: id, forwarded: id, forwardedInTime: id, nextDueAt: instant.nullable() }),
    handle: ({ db, actor }) => db.read(actor, countClocks),
  }),
  route({
    method: 'GET', path: '/safety/events/:safetyId', permission: 'safety:read', summary: 'One event with what was said; the read is on the trail',
    input: z.object({ safetyId }), output: event.extend({ narrative: z.string(), patient: z.string() }), handle: ({ db, actor, input }) => db.transaction(actor, (tx) => getEventWithNarrative(tx, input.safetyId)),
  }),
  route({
    method: 'POST', path: '/safety/events/:safetyId/forward', permission: 'safety:act', summary: 'The event was passed to the safety database',
    input: z.object({ safetyId, reference: z.string().trim().max(100).optional() }), output: event,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => takeStep(tx, { ...input, to: 'forwarded' })),
  }),
  route({
    method: 'POST', path: '/safety/events/:safetyId/acknowledge', permission: 'safety:act', summary: 'The safety database acknowledged it',
    input: z.object({ safetyId, reference: z.string().trim().min(1).max(100) }), output: event,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => takeStep(tx, { ...input, to: 'acknowledged' })),
  }),
  route({
    method: 'POST', path: '/safety/events/:safetyId/nullify', permission: 'safety:act', summary: 'The event was no event; it stays on file with the reason',
    input: z.object({ safetyId, reason: z.string().trim().min(3).max(1_000) }), output: event,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => takeStep(tx, { ...input, to: 'nullified' })),
  }),
];
