import { z } from 'zod';
import { pageInput, pageOf, route, type Raw, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { answerMail } from './answer-mail.ts';
import { mailDocument } from './pages.ts';
import { getPost } from './post.ts';
import { findMailboxMail, listInbound, listMailbox, listMessages, readOutbox } from './reads.ts';
import { sendAgain, sendAllAgain } from './send-again.ts';
import { settleUnknown } from './settle-unknown.ts';
import { publicRoutes } from './public-routes.ts';
import { INBOUND_KINDS, MESSAGE_STATES } from './types.ts';

const id = z.coerce.number().int().positive();
const text = z.string().nullable();

const messageOutput = z.object({
  customerId: z.number(), messageId: z.number(), customerName: text, cascadeId: z.number().nullable(), function: z.string(), purpose: z.string(), productId: z.number().nullable(),
  productName: text, versionId: z.number(), title: z.string(), state: z.enum(MESSAGE_STATES), refusal: text, refusalRecord: text, failure: text, fault: text, tries: z.number(), queuedAt: z.string(), notBefore: z.string(),
  intentAt: text, sentAt: text,
});
const reason = z.string().trim().min(3, 'Say in a few words what is mended').max(500);
const mailboxRow = z.object({
  mailboxId: z.number(), toAddress: z.string(), fromAddress: z.string(), subject: z.string(), customerId: z.number().nullable(), customerName: text, receivedAt: z.string(),
});
const inboundOutput = z.object({
  customerId: z.number(), inboundId: z.number(), customerName: text, messageId: z.number().nullable(), kind: z.enum(INBOUND_KINDS), subject: z.string(), words: z.string(), fromAddress: z.string(),
  stopAsked: z.boolean(), receivedAt: z.string(),
});

async function mailOf(mail: Awaited<ReturnType<typeof findMailboxMail>>): Promise<NonNullable<typeof mail>> {
  if (!mail) throw new Problem('request.not_found');
  return mail;
}

const outbox: readonly Route[] = [
  route({
    method: 'GET', path: '/channels/outbox', permission: 'channels:read', summary: 'Delivery over the last 30 days: mails by state, refusals by reason, responses, and who sends',
    input: z.object({}),
    output: z.object({
      states: z.array(z.object({ state: z.enum(MESSAGE_STATES), count: z.number() })), refusals: z.array(z.object({ refusal: z.string(), count: z.number() })),
      faults: z.array(z.object({ fault: z.string(), cascadeId: z.number().nullable(), title: z.string(), count: z.number() })),
      responses: z.array(z.object({ kind: z.string(), machine: z.boolean(), count: z.number() })), oldestDueAt: text, lastSentAt: text,
      senders: z.array(z.object({ senderId: z.number(), host: z.string(), transport: z.string(), startedAt: z.string() })).nullable(), since: z.string(),
    }),
    handle: ({ db, actor }) => db.read(actor, (tx) => readOutbox(tx)),
  }),
  route({
    method: 'GET', path: '/channels/messages', permission: 'channels:read', summary: 'Mails that leave, newest first, with what became of each and the record that refused it',
    input: z.object({ ...pageInput, state: z.enum(MESSAGE_STATES).optional(), refusal: z.string().max(60).optional(), fault: z.string().max(120).optional(), cascadeId: id.optional(), customerId: id.optional() }),
    output: pageOf(messageOutput),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listMessages(tx, input)),
  }),
  route({
    method: 'GET', path: '/channels/unknown', permission: 'channels:read', summary: 'Mails of which nobody can know whether they arrived: a person settles them',
    input: z.object({ ...pageInput }), output: pageOf(messageOutput),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listMessages(tx, { ...input, state: 'unknown' })),
  }),
  route({
    method: 'POST', path: '/channels/unknown/:messageId/settlement', permission: 'channels:settle', summary: 'Say what became of a mail: it was sent, or it is to be sent again; with a reason',
    input: z.object({ messageId: id, outcome: z.enum(['was_sent', 'send_again']), reason: z.string().trim().min(3, 'Say in a few words how you know').max(500) }),
    output: z.object({ messageId: z.number(), state: z.enum(MESSAGE_STATES) }),
    handle: ({ db, actor, input }) => settleUnknown(db, actor, input),
  }),
  route({
    method: 'POST', path: '/channels/messages/:messageId/send-again', permission: 'channels:send_again', summary: 'Send a mail that failed again, with the text in force now; it passes the gate again',
    input: z.object({ messageId: id, reason }), output: z.object({ messageId: z.number(), state: z.enum(MESSAGE_STATES) }),
    handle: ({ db, actor, input }) => sendAgain(db, actor, input),
  }),
  route({
    method: 'POST', path: '/channels/failed/send-again', permission: 'channels:send_again', summary: 'Send all mails of a cascade again that failed for one cause; each passes the gate again',
    input: z.object({ cascadeId: id, fault: z.string().min(1).max(120), reason }), output: z.object({ queued: z.number() }),
    handle: ({ db, actor, input }) => sendAllAgain(db, actor, input),
  }),
  route({
    method: 'GET', path: '/channels/inbound', permission: 'channels:replies', summary: 'Mail that came in, newest first, with the words that were written',
    input: z.object({ ...pageInput, kind: z.enum(INBOUND_KINDS).optional() }), output: pageOf(inboundOutput),
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => listInbound(tx, input)),
  }),
];

const mailbox: readonly Route[] = [
  route({
    method: 'GET', path: '/channels/mailbox', permission: 'channels:mailbox', summary: 'The built-in mailbox: mails as doctors got them, newest first; `address` keeps those to addresses that begin so',
    input: z.object({ ...pageInput, address: z.string().trim().max(254).optional() }), output: pageOf(mailboxRow).extend({ builtIn: z.boolean() }),
    handle: async ({ db, actor, input }) => ({ ...await db.read(actor, (tx) => listMailbox(tx, input)), builtIn: getPost().builtIn }),
  }),
  route({
    method: 'GET', path: '/channels/mailbox/:mailboxId', permission: 'channels:mailbox', summary: 'One mail of the built-in mailbox with its headers and plain text',
    input: z.object({ mailboxId: id }), output: mailboxRow.extend({ body: z.string(), headers: z.record(z.string(), z.string()), internetId: z.string() }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => mailOf(await findMailboxMail(tx, input.mailboxId))),
  }),
  route({
    method: 'GET', path: '/channels/mailbox/:mailboxId/document', permission: 'channels:mailbox', summary: 'The mail itself, for a frame that can run nothing',
    input: z.object({ mailboxId: id }), output: z.unknown(),
    handle: ({ db, actor, input }): Promise<Raw> => db.read(actor, async (tx) => mailDocument((await mailOf(await findMailboxMail(tx, input.mailboxId))).html)),
  }),
  route({
    method: 'POST', path: '/channels/mailbox/:mailboxId/reply', permission: 'channels:mailbox', summary: 'Answer a mail of the built-in mailbox in the doctor’s place, over SMTP', status: 202,
    input: z.object({ mailboxId: id, text: z.string().trim().min(1, 'Write what the doctor answers').max(5_000) }), output: z.object({ sentTo: z.string() }),
    handle: ({ db, actor, input }) => answerMail(db, actor, { ...input, post: getPost() }),
  }),
];

export const routes: readonly Route[] = [...outbox, ...mailbox, ...publicRoutes];
