import { z } from 'zod';
import type { Tx } from '#platform/db';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { acceptHandOver, declineHandOver } from '../decide-hand-over.ts';
import { listHandOvers } from '../reads/index.ts';
import { requestHandOver } from '../request-hand-over.ts';
import { DECLINE_REASONS, PREFERRED_TIMES } from '../rules/hand-over.ts';
import { handOverOutput } from './schemas.ts';

const handOverId = z.coerce.number().int();

async function shown(tx: Tx, id: number) {
  const [found] = await listHandOvers(tx, { handOverId: id, limit: 1, after: null });
  if (!found) throw new Problem('request.not_found');
  return found;
}

export const handOverRoutes: Route[] = [
  route({
    method: 'GET', path: '/work/hand-overs', permission: 'work:read', summary: 'Hand-overs to me and by me, newest first',
    input: z.object({ ...pageInput, state: z.enum(['requested', 'accepted', 'declined', 'timed_out', 'done']).optional() }), output: pageOf(handOverOutput),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const rows = await listHandOvers(tx, { state: input.state, limit: input.limit, after: fromCursor(input.cursor, 1) });
      return toPage(rows, input.limit, (row) => [row.handOverId]);
    }),
  }),
  route({
    method: 'GET', path: '/work/hand-overs/:handOverId', permission: 'work:read', summary: 'One hand-over of mine',
    input: z.object({ handOverId }), output: handOverOutput, handle: ({ db, actor, input }) => db.read(actor, (tx) => shown(tx, input.handOverId)),
  }),
  route({
    // A liaison is asked through the contact centre alone, where his certificate for the product is checked first.
    method: 'POST', path: '/work/hand-overs', permission: 'work:hand_over', summary: 'Ask another function to act, in words of a closed list', status: 201,
    input: z.object({
      customerId: z.number().int(), kind: z.enum(['visit_request', 'question_to_medical']), toUserId: z.number().int().optional(), wish: z.string(),
      preferredTime: z.enum(PREFERRED_TIMES).optional(), productId: z.number().int().optional(), caseId: z.number().int().optional(),
    }),
    output: handOverOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => shown(tx, await requestHandOver(tx, input))),
  }),
  route({
    method: 'POST', path: '/work/hand-overs/:handOverId/accept', permission: 'work:do', summary: 'Say yes to a hand-over',
    input: z.object({ handOverId }), output: handOverOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await acceptHandOver(tx, input.handOverId);
      return shown(tx, input.handOverId);
    }),
  }),
  route({
    method: 'POST', path: '/work/hand-overs/:handOverId/decline', permission: 'work:do', summary: 'Say no to a hand-over, with the reason',
    input: z.object({ handOverId, reason: z.enum(DECLINE_REASONS) }), output: handOverOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      await declineHandOver(tx, input.handOverId, input.reason);
      return shown(tx, input.handOverId);
    }),
  }),
];
