import { z } from 'zod';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { acceptTask, doTask, passTask, rejectTask, snoozeTask } from '../do-task.ts';
import { findTask, listTasks } from '../reads/index.ts';
import { REJECT_REASONS, TASK_OUTCOMES } from '../rules/task-life.ts';
import { TASK_STATES } from '../types.ts';
import { taskOutput } from './schemas.ts';

const key = { taskId: z.coerce.number().int(), version: z.number().int().optional() };

export const taskRoutes: Route[] = [
  route({
    method: 'GET', path: '/work/tasks', permission: 'work:read', summary: 'My tasks and those of my function that nobody owns, by clock',
    input: z.object({ ...pageInput, state: z.enum(TASK_STATES).optional(), customerId: z.coerce.number().int().optional() }), output: pageOf(taskOutput),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const rows = await listTasks(tx, { ...input, after: fromCursor(input.cursor, 2) });
      return toPage(rows, input.limit, (row) => [row.dueAt, row.taskId]);
    }),
  }),
  route({
    method: 'GET', path: '/work/tasks/:taskId', permission: 'work:read', summary: 'One task',
    input: z.object({ taskId: z.coerce.number().int() }), output: taskOutput,
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const task = await findTask(tx, input.taskId);
      if (!task) throw new Problem('request.not_found');
      return task;
    }),
  }),
  route({
    method: 'POST', path: '/work/tasks/:taskId/accept', permission: 'work:do', summary: 'Take a task up',
    input: z.object(key), output: taskOutput, handle: ({ db, actor, input }) => db.transaction(actor, (tx) => acceptTask(tx, input)),
  }),
  route({
    method: 'POST', path: '/work/tasks/:taskId/complete', permission: 'work:do', summary: 'A task is done, with its outcome',
    input: z.object({ ...key, outcome: z.enum(TASK_OUTCOMES).default('done') }), output: taskOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => doTask(tx, input)),
  }),
  route({
    method: 'POST', path: '/work/tasks/:taskId/snooze', permission: 'work:do', summary: 'Put a task off until an instant',
    input: z.object({ ...key, until: z.iso.datetime({ offset: true }) }), output: taskOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => snoozeTask(tx, { ...input, until: new Date(input.until).toISOString() })),
  }),
  route({
    method: 'POST', path: '/work/tasks/:taskId/reject', permission: 'work:do', summary: 'A task is not done, with the reason',
    input: z.object({ ...key, reason: z.enum(REJECT_REASONS) }), output: taskOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => rejectTask(tx, input)),
  }),
  route({
    method: 'POST', path: '/work/tasks/:taskId/pass', permission: 'work:do', summary: 'Hand a task to a colleague of its function',
    input: z.object({ ...key, toUserId: z.number().int() }), output: taskOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => passTask(tx, input)),
  }),
];
