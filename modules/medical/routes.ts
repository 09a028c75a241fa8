import { z } from 'zod';
import { auditRead } from '#platform/audit';
import type { Tx } from '#platform/db';
import { route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { PREFERRED_TIMES } from '#work';
import { answerInquiry, recordAttempt } from './answer-inquiry.ts';
import { findLiaisons } from './find-liaisons.ts';
import { listCertifications } from './reads/finder.ts';
import { findInquiry, listColleagues, listInquiries, listInsights, listMedicalInteractions, listPhones } from './reads/inquiries.ts';
import { recordInsight } from './record-insight.ts';
import { previewReferral, REFERRAL_WISHES, requestReferral } from './request-referral.ts';
import { INQUIRY_STATES, INSIGHT_TYPES, NOT_OFFERED } from './types.ts';

const id = z.coerce.number().int().positive();
const instant = z.iso.datetime({ offset: true, error: 'is an instant with its zone, such as 2026-11-23T09:00:00-05:00' });
const medicalText = (most: number) => z.string().trim().min(1, 'Write what was said').max(most);

const finderOutput = z.object({
  at: z.string(),
  people: z.array(z.object({
    userId: z.number(), name: z.string(), presence: z.enum(['available', 'busy', 'away']), languages: z.array(z.string()), timeZone: z.string(), knowsSince: z.string().nullable(),
    blocks: z.array(z.object({ from: z.string(), to: z.string() })), certifiedUntil: z.string(), free: z.boolean(), freeUntil: z.string().nullable(), freeFrom: z.string().nullable(),
  })),
  notOffered: z.array(z.object({ reason: z.enum(NOT_OFFERED), count: z.number(), people: z.array(z.object({ userId: z.number(), name: z.string(), detail: z.string().nullable() })) })),
});

const row = {
  inquiryId: z.number(), customerId: z.number(), customerName: z.string(), credential: z.string().nullable(), specialtyName: z.string().nullable(), city: z.string().nullable(), timeZone: z.string(),
  productId: z.number().nullable(), productName: z.string().nullable(), state: z.enum(INQUIRY_STATES), ownerId: z.number().nullable(), askedByName: z.string().nullable(),
  wish: z.string(), preferredTime: z.string(), openedAt: z.string(), dueAt: z.string(), answeredAt: z.string().nullable(), handOverId: z.number().nullable(), handOverState: z.string().nullable(),
};

const colleague = z.object({
  customerId: z.number(), name: z.string(), credential: z.string().nullable(), specialtyName: z.string().nullable(), practiceId: z.number(), practiceName: z.string(),
  salesOwnerId: z.number().nullable(), salesOwnerName: z.string().nullable(),
});

const inquiryOutput = z.object({
  ...row, question: z.string(), unsolicited: z.boolean(), answer: z.string().nullable(), topics: z.array(z.string()), callback: z.string(), caseId: z.number().nullable(),
  interactionId: z.number().nullable(), phones: z.array(z.string()), colleagues: z.array(colleague),
}).meta({ resource: 'medical.inquiry' });

async function readInquiry(tx: Tx, inquiryId: number) {
  const inquiry = await findInquiry(tx, inquiryId);
  if (!inquiry) throw new Problem('request.not_found');
  await auditRead(tx, { action: 'medical.read', resource: 'medical.inquiry', customerId: inquiry.customerId, recordId: inquiryId });
  const { customerId } = inquiry;
  const phones = await listPhones(tx, customerId);
  const colleagues = await listColleagues(tx, { customerId, on: tx.now.slice(0, 10) });
  return { ...inquiry, topics: [...inquiry.topics], phones: phones.map(({ value }) => value), colleagues };
}

const referralInput = z.object({
  customerIds: z.array(z.number().int().positive()).min(1, 'Choose who asked').max(20),
  wish: z.enum(REFERRAL_WISHES, { error: `is one of ${REFERRAL_WISHES.join(', ')}; nothing else crosses to sales` }),
  preferredTime: z.enum(PREFERRED_TIMES).default('any'),
  productId: z.number().int().positive().optional(),
});

export const routes: Route[] = [
  route({
    method: 'GET', path: '/medical/finder', permission: 'medical:find', summary: 'Liaisons who may answer about a product now, and why others are not offered',
    input: z.object({ productId: id, market: z.string().max(8).default('US'), language: z.string().max(8).optional(), customerId: id.optional(), at: instant.optional() }), output: finderOutput,
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const found = await findLiaisons(tx, { ...input, at: input.at && new Date(input.at).toISOString() });
      return { at: found.at, people: found.people.map((one) => ({ ...one, languages: [...one.languages], blocks: [...one.blocks] })), notOffered: found.notOffered.map((group) => ({ ...group, people: [...group.people] })) };
    }),
  }),
  route({
    method: 'GET', path: '/medical/certifications', permission: 'medical:find', summary: 'Who may speak about which product, until when',
    input: z.object({ mine: z.enum(['true', 'false']).default('false') }),
    output: z.object({ rows: z.array(z.object({ userId: z.number(), name: z.string(), productId: z.number(), productName: z.string(), indication: z.string(), market: z.string(), validFrom: z.string(), validTo: z.string() })) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => listCertifications(tx, { userId: input.mine === 'true' ? actor.userId ?? 0 : undefined })) }),
  }),
  route({
    method: 'GET', path: '/medical/inquiries', permission: 'medical:answer', summary: 'Inquiries by clock: that somebody asked, not what',
    input: z.object({ mine: z.enum(['true', 'false']).default('true'), state: z.enum(['open', 'answered']).default('open') }), output: z.object({ rows: z.array(z.object(row)) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => listInquiries(tx, { ownerId: input.mine === 'true' ? actor.userId : null, state: input.state })) }),
  }),
  route({
    method: 'GET', path: '/medical/inquiries/:inquiryId', permission: 'medical:answer', summary: 'One inquiry in her own words; the read is on the trail',
    input: z.object({ inquiryId: id }), output: inquiryOutput,
    handle: ({ db, actor, input }) => db.transaction(actor, (tx) => readInquiry(tx, input.inquiryId)),
  }),
  route({
    method: 'POST', path: '/medical/inquiries/:inquiryId/answer', permission: 'medical:answer', summary: 'Record how an inquiry was answered',
    input: z.object({
      inquiryId: id, channel: z.enum(['phone', 'email', 'visit']).default('phone'), minutes: z.number().int().min(0).max(480).default(0), answer: medicalText(20_000),
      topics: z.array(z.string().trim().min(1).max(80)).max(12).default([]), offLabel: z.boolean().default(false), digitalIsFine: z.boolean().default(false),
    }),
    output: z.object({ inquiryId: z.number(), interactionId: z.number() }),
    handle: ({ db, actor, input }) => answerInquiry(db, actor, input),
  }),
  route({
    method: 'POST', path: '/medical/inquiries/:inquiryId/attempt', permission: 'medical:answer', summary: 'Record a call that did not reach her',
    input: z.object({ inquiryId: id }), output: z.object({ inquiryId: z.number(), interactionId: z.number() }),
    handle: ({ db, actor, input }) => recordAttempt(db, actor, input),
  }),
  route({
    method: 'GET', path: '/medical/interactions', permission: 'medical:answer', summary: 'My conversations with customers',
    input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
    output: z.object({ rows: z.array(z.object({
      interactionId: z.number(), customerId: z.number(), customerName: z.string(), occurredAt: z.string(), channel: z.string(), kind: z.string(), minutes: z.number().nullable(),
      productName: z.string().nullable(), headline: z.string(), topic: z.string().nullable(), offLabel: z.boolean().nullable(),
    })) }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      const rows = await listMedicalInteractions(tx, { userId: actor.userId ?? 0, limit: input.limit });
      if (rows.length) await auditRead(tx, { action: 'medical.read', resource: 'medical.interaction_content', rows: rows.length });
      return { rows };
    }),
  }),
  route({
    method: 'GET', path: '/medical/insights', permission: 'medical:answer', summary: 'What was learnt in conversations',
    input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
    output: z.object({ rows: z.array(z.object({
      insightId: z.number(), customerId: z.number(), customerName: z.string(), type: z.enum(INSIGHT_TYPES), body: z.string(), productName: z.string().nullable(), recordedByName: z.string(), recordedAt: z.string(),
    })) }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      const rows = await listInsights(tx, input);
      if (rows.length) await auditRead(tx, { action: 'medical.read', resource: 'medical.insight', rows: rows.length });
      return { rows: rows as never[] };
    }),
  }),
  route({
    method: 'POST', path: '/medical/insights', permission: 'medical:answer', summary: 'Record an insight', status: 201,
    input: z.object({ customerId: id, type: z.enum(INSIGHT_TYPES), body: medicalText(4_000), productId: z.number().int().positive().optional() }), output: z.object({ insightId: z.number() }),
    handle: ({ db, actor, input }) => recordInsight(db, actor, input),
  }),
  route({
    method: 'GET', path: '/medical/colleagues', permission: 'medical:refer', summary: 'A customer and those who practise where she does, with who of sales owns each',
    input: z.object({ customerId: id }), output: z.object({ rows: z.array(colleague) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => listColleagues(tx, { customerId: input.customerId, on: tx.now.slice(0, 10) })) }),
  }),
  route({
    method: 'POST', path: '/medical/referrals/preview', permission: 'medical:refer', summary: 'Exactly what each representative would read', input: referralInput,
    output: z.object({ rows: z.array(z.object({
      customerId: z.number(), customerName: z.string(), toUserId: z.number().nullable(), toName: z.string().nullable(), title: z.string(), reason: z.string(), refusal: z.string().nullable(),
    })) }),
    handle: async ({ db, actor, input }) => ({ rows: await db.read(actor, (tx) => previewReferral(tx, input)) }),
  }),
  route({
    method: 'POST', path: '/medical/referrals', permission: 'medical:refer', summary: 'Ask sales to act on what customers wish', status: 201, input: referralInput,
    output: z.object({ handOvers: z.array(z.object({ customerId: z.number(), handOverId: z.number(), toUserId: z.number() })) }),
    handle: async ({ db, actor, input }) => ({ handOvers: await requestReferral(db, actor, input) }),
  }),
];
