import { z } from 'zod';
import type { Tx } from '#platform/db';
import { pageInput, pageOf, route, signatureInput, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { createDocument, createNextDraft, editDraft } from './create-draft.ts';
import { previewOf } from './preview.ts';
import { findEarlier, findVersion, listDocuments, listReviews, listSignatures, listVersions, searchAnswers } from './reads/index.ts';
import { giveBack, signVersion, submitForReview, withdrawVersion } from './review-version.ts';
import { reviewsOwed } from './rules/life-cycle.ts';
import { AUDIENCES, DOCUMENT_KINDS, MEANINGS, VERSION_STATES } from './types.ts';

const versionId = z.coerce.number().int().positive();
const date = z.iso.date();
const kind = z.enum(DOCUMENT_KINDS);
const choice = z.object({ code: z.string().regex(/^[a-z0-9_-]{1,40}$/), label: z.string().trim().min(1).max(120), desk: z.string().max(40).optional() });
const reason = z.string().trim().min(3).max(500);
const preview = z.object({ subject: z.string(), html: z.string().nullable(), text: z.string(), fault: z.string().nullable().describe('Why it cannot be rendered') });

const content = {
  subject: z.string().trim().max(300).nullable(), body: z.string().min(1).max(200_000), patterns: z.string().max(4000).default(''), choices: z.array(choice).max(6).default([]),
  citation: z.string().max(500).default(''), validFrom: date, validTo: date,
};
const facts = {
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{1,59}$/, 'letters, digits, - and _'), kind, title: z.string().trim().min(3).max(200), productId: z.coerce.number().int().positive().nullable().default(null),
  function: z.enum(['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services']), audience: z.enum(AUDIENCES).default('hcp'), market: z.string().length(2).default('US'),
  language: z.string().length(2).default('en'),
};

const versionOutput = z.object({
  versionId: z.number(), documentId: z.number(), versionNo: z.number(), state: z.enum(VERSION_STATES), subject: z.string().nullable(), body: z.string(), patterns: z.string(),
  choices: z.array(choice), citation: z.string(), validFrom: z.string(), validTo: z.string(), digest: z.string(), createdAt: z.string(), createdBy: z.number().nullable(),
  createdByName: z.string().nullable(), submittedAt: z.string().nullable(), approvedAt: z.string().nullable(), endedAt: z.string().nullable(), endReason: z.string(),
  code: z.string(), kind, title: z.string(), productId: z.number().nullable(), productName: z.string().nullable(), function: z.string(), audience: z.string(), market: z.string(), language: z.string(),
});
const signatureOutput = z.object({ signatureId: z.number(), userId: z.number(), name: z.string().nullable(), meaning: z.enum(MEANINGS), digest: z.string(), signedAt: z.string(), timeZone: z.string(), current: z.boolean() });

async function getVersionPage(tx: Tx, id: number) {
  const version = await findVersion(tx, id);
  if (!version) throw new Problem('request.not_found');
  const signatures = await listSignatures(tx, version);
  const earlier = await findEarlier(tx, version);
  return {
    version, signatures, versions: await listVersions(tx, version.documentId), owed: version.state === 'in_review' ? reviewsOwed({ digest: version.digest, signatures }) : [],
    preview: await previewOf(version.kind, version), earlier: earlier ? { version: earlier, preview: await previewOf(earlier.kind, earlier) } : null,
  };
}

const libraryRoutes: Route[] = [
  route({
    method: 'GET', path: '/content/documents', permission: 'content:read', summary: 'The library: each document with its newest version and the one in use',
    input: z.object({ kind: kind.optional(), state: z.enum(VERSION_STATES).optional(), productId: z.coerce.number().int().optional(), q: z.string().trim().max(100).optional(), ...pageInput }),
    output: pageOf(z.object({
      documentId: z.number(), code: z.string(), kind, title: z.string(), productId: z.number().nullable(), productName: z.string().nullable(), function: z.string(), audience: z.string(),
      market: z.string(), language: z.string(), versionId: z.number(), versionNo: z.number(), state: z.enum(VERSION_STATES), validFrom: z.string(), validTo: z.string(),
      usableVersionId: z.number().nullable(), usableVersionNo: z.number().nullable(), usableUntil: z.string().nullable(),
    })),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listDocuments(tx, { ...input, ...(input.q ? { q: input.q.replace(/[\\%_]/g, '\\$&') } : {}) })),
  }),
  route({
    method: 'GET', path: '/content/versions/:versionId', permission: 'content:read', summary: 'One version as it reads, with its signatures and the one before', input: z.object({ versionId }),
    output: z.object({
      version: versionOutput, signatures: z.array(signatureOutput), preview, owed: z.array(z.enum(MEANINGS)), earlier: z.object({ version: versionOutput, preview }).nullable(),
      versions: z.array(z.object({ versionId: z.number(), versionNo: z.number(), state: z.enum(VERSION_STATES), validFrom: z.string(), validTo: z.string() })),
    }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getVersionPage(tx, input.versionId)),
  }),
  route({
    method: 'GET', path: '/content/answers', permission: 'content:answers', summary: 'Approved answers to a question, and how much of it each covers',
    input: z.object({ q: z.string().trim().min(2).max(1000), productId: z.coerce.number().int().optional(), market: z.string().length(2).default('US'), language: z.string().length(2).default('en') }),
    output: z.object({ rows: z.array(z.object({
      versionId: z.number(), code: z.string(), kind, title: z.string(), versionNo: z.number(), validTo: z.string(), citation: z.string(), body: z.string(), productId: z.number().nullable(),
      matched: z.array(z.string()), missing: z.array(z.string()), covered: z.number(), of: z.number(),
    })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: await searchAnswers(tx, input) })),
  }),
];

const draftRoutes: Route[] = [
  route({
    method: 'POST', path: '/content/documents', permission: 'content:draft', summary: 'A new document with its first draft', status: 201,
    input: z.object({ ...facts, ...content }), output: z.object({ documentId: z.number(), versionId: z.number() }),
    handle: ({ db, actor, input }) => createDocument(db, actor, input),
  }),
  route({
    method: 'POST', path: '/content/versions/:versionId/next', permission: 'content:draft', summary: 'The next version of a document, begun with this text', status: 201,
    input: z.object({ versionId }), output: z.object({ documentId: z.number(), versionId: z.number() }),
    handle: ({ db, actor, input }) => createNextDraft(db, actor, input),
  }),
  route({
    method: 'PATCH', path: '/content/versions/:versionId', permission: 'content:draft', summary: 'Change a draft',
    input: z.object({ versionId, subject: content.subject.optional(), body: content.body.optional(), patterns: z.string().max(4000).optional(), choices: z.array(choice).max(6).optional(), citation: z.string().max(500).optional(), validFrom: date.optional(), validTo: date.optional() }),
    output: z.object({ digest: z.string() }),
    handle: ({ db, actor, input }) => editDraft(db, actor, input),
  }),
  route({
    method: 'POST', path: '/content/versions/:versionId/submit', permission: 'content:draft', summary: 'Hand a draft to its reviewers, under its author’s signature', input: z.object({ versionId, signature: signatureInput }), output: z.object({ versionId: z.number() }),
    handle: async ({ db, actor, input, prove }) => submitForReview(db, actor, { ...input, proof: await prove(input.signature) }),
  }),
];

const reviewOutput = z.object({
  versionId: z.number(), code: z.string(), kind, title: z.string(), versionNo: z.number(), state: z.enum(VERSION_STATES), submittedAt: z.string().nullable(), validTo: z.string(),
  authorName: z.string().nullable(), owed: z.array(z.enum(MEANINGS)), newerUnderWay: z.boolean(),
});

const reviewRoutes: Route[] = [
  route({
    method: 'GET', path: '/content/reviews', permission: 'content:sign', summary: 'What waits for review, what ends soon, what was recalled',
    input: z.object({ expiringDays: z.coerce.number().int().min(1).max(365).default(30) }),
    output: z.object({ due: z.array(reviewOutput), expiring: z.array(reviewOutput), recalled: z.array(reviewOutput) }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listReviews(tx, input)),
  }),
  route({
    method: 'POST', path: '/content/versions/:versionId/sign', permission: 'content:sign', summary: 'Sign the very text that was read',
    input: z.object({ versionId, meaning: z.enum(['medical', 'legal', 'regulatory', 'approve']), digest: z.string().length(64).describe('Of the text as it was shown'), signature: signatureInput }), output: z.object({ state: z.enum(VERSION_STATES) }),
    handle: async ({ db, actor, input, prove }) => signVersion(db, actor, { ...input, proof: await prove(input.signature) }),
  }),
  route({
    method: 'POST', path: '/content/versions/:versionId/return', permission: 'content:sign', summary: 'Give a text back to its author', input: z.object({ versionId, reason }), output: z.object({ versionId: z.number() }),
    handle: ({ db, actor, input }) => giveBack(db, actor, input),
  }),
  route({
    method: 'POST', path: '/content/versions/:versionId/withdraw', permission: 'content:withdraw', summary: 'Take a version out of use at once', input: z.object({ versionId, reason }), output: z.object({ versionId: z.number() }),
    handle: ({ db, actor, input }) => withdrawVersion(db, actor, input),
  }),
];

export const routes: Route[] = [...libraryRoutes, ...draftRoutes, ...reviewRoutes];
