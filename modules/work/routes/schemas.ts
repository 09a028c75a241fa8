import { z } from 'zod';
import { CASE_STATES, HAND_OVER_KINDS, PRESENCE_STATES, TASK_STATES } from '../types.ts';

const id = z.number().int();
const instant = z.string();

export const taskOutput = z.object({
  taskId: id, customerId: id, customerName: z.string().nullable(), kind: z.string(), function: z.string(), ownerId: id.nullable(), ownerName: z.string().nullable(), state: z.enum(TASK_STATES),
  title: z.string(), reason: z.string(), outcome: z.string().nullable(), link: z.string().nullable(), actionId: id.nullable(), cascadeId: id.nullable(), handOverId: id.nullable(), productId: id.nullable(),
  dueAt: instant.nullable(), snoozedUntil: instant.nullable(), createdAt: instant, askedBy: z.string().nullable(), closedAt: instant.nullable(), version: id,
});

export const caseOutput = z.object({
  caseId: id, customerId: id, customerName: z.string().nullable(), kind: z.string(), function: z.string(), ownerId: id.nullable(), ownerName: z.string().nullable(), channel: z.string(),
  state: z.enum(CASE_STATES), headline: z.string(), productId: id.nullable(), productName: z.string().nullable(), interactionId: id.nullable(), messageId: id.nullable(),
  outcome: z.string().nullable(), dueAt: instant, openedAt: instant, closedAt: instant.nullable(), version: id,
});

export const questionOutput = z.object({
  caseId: id, customerId: id, question: z.string(), topics: z.array(z.string()), callback: z.string(), bestTime: z.string(), mayMentionHarm: z.boolean(),
  answersRead: z.array(z.object({ versionId: id, code: z.string(), title: z.string(), versionNo: id, readAt: instant, userId: id.nullable() })),
});

export const noteOutput = z.object({ noteId: id, userId: id.nullable(), name: z.string().nullable(), body: z.string(), writtenAt: instant });

export const handOverOutput = z.object({
  handOverId: id, customerId: id, customerName: z.string().nullable(), kind: z.enum(HAND_OVER_KINDS), fromFunction: z.string(), toFunction: z.string(), fromUserId: id, fromName: z.string().nullable(),
  toUserId: id, toName: z.string().nullable(), state: z.string(), wish: z.string(), preferredTime: z.string(), productId: id.nullable(), productName: z.string().nullable(), caseId: id.nullable(),
  declineReason: z.string(), createdAt: instant, dueAt: instant.nullable(), decidedAt: instant.nullable(),
});

export const inboxItem = z.object({
  kind: z.enum(['task', 'case', 'hand_over']), id, customerId: id, customerName: z.string().nullable(), subject: z.string(), title: z.string(), reason: z.string(), state: z.string(),
  ownerId: id.nullable(), ownerName: z.string().nullable(), askedBy: z.string().nullable(), askedAt: instant, dueAt: instant.nullable(), snoozedUntil: instant.nullable(),
  link: z.string().nullable(), version: id, function: z.string(), productName: z.string().nullable(), wish: z.string().nullable(), preferredTime: z.string().nullable(), bucket: z.string(), mine: z.boolean(),
});

export const presenceOutput = z.object({
  userId: id, name: z.string(), function: z.string(), state: z.enum(PRESENCE_STATES), until: instant.nullable(), changedAt: instant.nullable(),
  busy: z.array(z.object({ from: instant, to: instant })),
});

export const notificationOutput = z.object({
  notificationId: id, customerId: id, customerName: z.string().nullable(), kind: z.string(), headline: z.string(), detail: z.string(), link: z.string().nullable(), createdAt: instant, readAt: instant.nullable(),
});
