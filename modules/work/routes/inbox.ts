import { z } from 'zod';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';
import { readInbox } from '../read-inbox.ts';
import { readNotifications } from '../read-notifications.ts';
import { countMine, listColleagues, listNotifications, listPresence } from '../reads/index.ts';
import { setPresence } from '../set-presence.ts';
import { PRESENCE_STATES } from '../types.ts';
import { inboxItem, notificationOutput, presenceOutput } from './schemas.ts';

const bucket = z.array(inboxItem);

export const inboxRoutes: Route[] = [
  route({
    method: 'GET', path: '/work/inbox', permission: 'work:read', summary: 'My list: tasks, my desk\'s cases and hand-overs, by clock',
    input: z.object({}), output: z.object({ now: z.string(), timeZone: z.string(), buckets: z.object({ now: bucket, today: bucket, later: bucket, waiting: bucket }) }),
    handle: ({ db, actor }) => db.read(actor, readInbox),
  }),
  route({
    method: 'GET', path: '/work/counters', permission: 'work:read', summary: 'How much waits for me (work) and what I have not heard (bell)',
    input: z.object({}), output: z.object({ work: z.number().int(), bell: z.number().int() }),
    handle: ({ db, actor }) => db.read(actor, (tx) => countMine(tx, actor.userId ?? 0)),
  }),
  route({
    method: 'GET', path: '/work/notifications', permission: 'work:read', summary: 'What I asked to hear, newest first',
    input: z.object({ ...pageInput, unread: z.stringbool().optional() }), output: pageOf(notificationOutput),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const [before] = fromCursor(input.cursor, 1) ?? [null];
      return toPage(await listNotifications(tx, { unread: input.unread, limit: input.limit, before: before === null ? null : Number(before) }), input.limit, (row) => [row.notificationId]);
    }),
  }),
  route({
    method: 'POST', path: '/work/notifications/read', permission: 'work:do', summary: 'Mark notifications as read: those named, or all',
    input: z.object({ notificationIds: z.array(z.number().int()).max(500).optional() }), output: z.object({ read: z.number().int() }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => ({ read: await readNotifications(tx, input.notificationIds ?? null) })),
  }),
  route({
    method: 'GET', path: '/work/presence', permission: 'work:read', summary: 'Who is there now, and when busy within three hours',
    input: z.object({ function: z.string().optional(), userId: z.coerce.number().int().optional() }), output: z.object({ rows: z.array(presenceOutput) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: await listPresence(tx, { function: input.function, ...(input.userId ? { userIds: [input.userId] } : {}) }) })),
  }),
  route({
    method: 'PUT', path: '/work/presence', permission: 'work:do', summary: 'Say whether I am there, and when I am busy',
    input: z.object({
      state: z.enum(PRESENCE_STATES), until: z.iso.datetime({ offset: true }).nullish(),
      busy: z.array(z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }), label: z.string().max(80).optional() })
        .refine((block) => new Date(block.to) > new Date(block.from), 'ends before it begins')).max(50).optional(),
    }),
    output: presenceOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => setPresence(tx, input)),
  }),
  route({
    method: 'GET', path: '/work/colleagues', permission: 'work:read', summary: 'To whom a task of a function can be handed',
    input: z.object({ function: z.string() }), output: z.object({ rows: z.array(z.object({ userId: z.number().int(), name: z.string(), role: z.string(), function: z.string() })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: await listColleagues(tx, input.function) })),
  }),
];
