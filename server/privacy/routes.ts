import './problems.ts';
import { z } from 'zod';
import { auditRead } from '#platform/audit';
import { pageInput, pageOf, route, signatureInput, type Route } from '#platform/http';
import { columnsOf, personalData } from '../personal-data/index.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson, personCopyHtml } from './export-person.ts';
import { findPeople } from './find-person.ts';
import { fulfilRequest, previewRequest, recordRequest, takeStep } from './handle-request.ts';
import { endHold, liftSuppression, setHold } from './hold-customer.ts';
import { getRequest, listHolds, listRequests, listSuppressions } from './reads.ts';
import { REFUSALS, REQUEST_CHANNELS, REQUEST_KINDS, REQUEST_STATES } from './rules.ts';

const text = z.string().nullable();
const requestId = z.coerce.number().int().positive();
const words = z.string().trim().min(3).max(1000);
const instant = z.iso.datetime({ offset: true });
const stateOutput = z.object({ state: z.enum(REQUEST_STATES) });
const tableReport = z.object({ table: z.string(), did: z.enum(['deleted', 'blanked', 'kept']), rows: z.number(), purpose: z.string(), because: text });
const counted = z.array(z.object({ table: z.string(), rows: z.number() }));
const report = z.object({ before: counted, done: z.array(tableReport), after: counted, suppressed: z.number() });
const requestOutput = z.object({
  requestId: z.number(), customerId: z.number(), userId: z.number().nullable(), subjectName: text, kind: z.enum(REQUEST_KINDS), state: z.enum(REQUEST_STATES), channel: z.string(), words: z.string(), receivedAt: z.string(), dueAt: z.string(),
  extendedAt: text, extension: z.string(), identity: z.string(), verifiedAt: text, exportedAt: text, refusal: text, outcome: z.string(), report: report.nullable(), closedAt: text, closedByName: text, recordedByName: text, holds: z.number(), version: z.number(),
}).meta({ resource: 'privacy.request' });

const reading: readonly Route[] = [
  route({
    method: 'GET', path: '/privacy/requests', permission: 'privacy:handle', summary: 'Requests of people about their own data, by their clock',
    input: z.object({ state: z.enum(['open', 'closed']).default('open'), ...pageInput }), output: pageOf(requestOutput),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listRequests(tx, input)),
  }),
  route({
    method: 'GET', path: '/privacy/requests/:requestId', permission: 'privacy:handle', summary: 'One request, with its report once it is carried out', input: z.object({ requestId }), output: requestOutput,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getRequest(tx, input.requestId)),
  }),
  route({
    method: 'GET', path: '/privacy/requests/:requestId/preview', permission: 'privacy:handle', summary: 'What is held of the person, table by table, and what erasing would do with it', input: z.object({ requestId }),
    output: z.object({ tables: z.array(tableReport.extend({ retention: z.string(), basis: z.string() })), records: z.array(z.number()), files: z.array(z.object({ fileId: z.number(), name: z.string() })) }),
    handle: ({ db, actor, input }) => previewRequest(db, actor, input.requestId),
  }),
  route({
    method: 'GET', path: '/privacy/people', permission: 'privacy:handle', summary: 'Find whom a request is about: name, number, mail address, telephone number or identifier', input: z.object({ q: z.string().trim().min(2).max(200) }),
    output: z.object({ rows: z.array(z.object({ customerId: z.number().nullable(), userId: z.number().nullable(), name: z.string(), about: z.string(), state: z.string() })) }),
    handle: ({ db, actor, input }) => db.transaction(actor, async (tx) => {
      const rows = await findPeople(tx, input.q);
      await auditRead(tx, { action: 'privacy.find', resource: 'customers.customer', rows: rows.length });
      return { rows };
    }),
  }),
  route({
    method: 'GET', path: '/privacy/holds', permission: 'privacy:handle', summary: 'Legal holds, those in force first', input: z.object({ customerId: z.coerce.number().int().positive().optional() }),
    output: z.object({ rows: z.array(z.object({ holdId: z.number(), customerId: z.number(), name: text, reason: z.string(), law: z.string(), validFrom: z.string(), validTo: text, inForce: z.boolean(), recordedByName: text, endReason: z.string() })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ rows: await listHolds(tx, input) })),
  }),
  route({
    method: 'GET', path: '/privacy/suppressions', permission: 'privacy:handle', summary: 'Whom we may not take in again: kinds and days, since only a keyed hash is kept', input: z.object({}),
    output: z.object({ rows: z.array(z.object({ suppressionId: z.number(), kind: z.string(), requestId: z.number(), madeAt: z.string(), binds: z.boolean() })) }),
    handle: ({ db, actor }) => db.read(actor, async (tx) => ({ rows: await listSuppressions(tx) })),
  }),
  route({
    method: 'GET', path: '/privacy/data', permission: 'privacy:handle', summary: 'Every column that holds personal data: of whom, what for, by what right, how long, and what erasing does', input: z.object({}),
    output: z.object({ tables: z.array(z.object({
      table: z.string(), of: z.enum(['customer', 'colleague']), purpose: z.string(), basis: z.string(), retention: z.string(), erase: z.string(), because: text,
      columns: z.array(z.object({ column: z.string(), category: z.string(), erasure: z.string() })),
    })) }),
    handle: async () => ({ tables: Object.entries(personalData).flatMap(([table, data]) => (data.of ? [{
      table, of: data.of, purpose: data.purpose, basis: data.basis ?? '', retention: data.retention ?? '', erase: data.erase ?? '', because: data.because ?? null,
      columns: columnsOf(data).flatMap(({ column, category, erasure }) => (category && erasure ? [{ column, category, erasure }] : [])),
    }] : [])).toSorted((a, b) => a.table.localeCompare(b.table)) }),
  }),
];

const steps: readonly Route[] = [
  route({
    method: 'POST', path: '/privacy/requests', permission: 'privacy:handle', summary: 'Take a request down; its month runs from when it came in', status: 201,
    input: z.object({ customerId: z.coerce.number().int().positive().optional(), userId: z.coerce.number().int().positive().optional(), kind: z.enum(REQUEST_KINDS), channel: z.enum(REQUEST_CHANNELS), words: z.string().trim().max(2000).default(''), receivedAt: instant.optional() }),
    output: z.object({ requestId: z.number(), dueAt: z.string() }), handle: ({ db, actor, input }) => recordRequest(db, actor, input),
  }),
  route({
    method: 'POST', path: '/privacy/requests/:requestId/verify', permission: 'privacy:handle', summary: 'Say how it was proved who asks', input: z.object({ requestId, identity: words }), output: stateOutput,
    handle: async ({ db, actor, input }) => await takeStep(db, actor, { ...input, deed: 'verify' }) as { state: 'verified' },
  }),
  route({
    method: 'POST', path: '/privacy/requests/:requestId/start', permission: 'privacy:handle', summary: 'Begin the work on a request', input: z.object({ requestId }), output: stateOutput,
    handle: async ({ db, actor, input }) => await takeStep(db, actor, { ...input, deed: 'start' }) as { state: 'in_progress' },
  }),
  route({
    method: 'POST', path: '/privacy/requests/:requestId/extend', permission: 'privacy:handle', summary: 'Take two months more, with the reason that the person is told', input: z.object({ requestId, words }), output: stateOutput,
    handle: async ({ db, actor, input }) => await takeStep(db, actor, { ...input, deed: 'extend' }) as { state: 'received' },
  }),
  route({
    method: 'POST', path: '/privacy/requests/:requestId/refuse', permission: 'privacy:handle', summary: 'Refuse a request with its reason', input: z.object({ requestId, refusal: z.enum(REFUSALS), words }), output: stateOutput,
    handle: async ({ db, actor, input }) => await takeStep(db, actor, { ...input, deed: 'refuse' }) as { state: 'refused' },
  }),
  route({
    method: 'POST', path: '/privacy/requests/:requestId/fulfil', permission: 'privacy:handle', summary: 'Close what was done elsewhere; an objection binds every function at once', input: z.object({ requestId, words }), output: stateOutput,
    handle: async ({ db, actor, input }) => await fulfilRequest(db, actor, input) as { state: 'fulfilled' },
  }),
];

const fulfilling = (company: string): readonly Route[] => [
  route({
    method: 'POST', path: '/privacy/requests/:requestId/export', permission: 'privacy:fulfil', summary: 'Everything held of the person, as JSON or to be read; signed for by whoever takes it out',
    input: z.object({ requestId, form: z.enum(['json', 'html']).default('json'), signature: signatureInput }), output: z.string(),
    handle: async ({ db, actor, input, prove }) => {
      const copy = await exportPerson(db, actor, { requestId: input.requestId, proof: await prove(input.signature) });
      const html = input.form === 'html';
      return {
        raw: true, type: html ? 'text/html; charset=utf-8' : 'application/json', headers: { 'content-disposition': `attachment; filename="personal-data-${input.requestId}.${html ? 'html' : 'json'}"`, 'cache-control': 'no-store' },
        body: html ? personCopyHtml(copy, company) : `${JSON.stringify(copy, null, 1)}\n`,
      };
    },
  }),
  route({
    method: 'POST', path: '/privacy/requests/:requestId/erase', permission: 'privacy:fulfil', summary: 'Erase the person but for what the law keeps; it cannot be undone and is signed for', input: z.object({ requestId, words, signature: signatureInput }),
    output: z.object({ state: z.string(), report }), handle: async ({ db, actor, input, prove }) => erasePerson(db, actor, { ...input, proof: await prove(input.signature) }),
  }),
  route({
    method: 'POST', path: '/privacy/holds', permission: 'privacy:handle', summary: 'Keep everything of a customer for a legal claim', status: 201,
    input: z.object({ customerId: z.coerce.number().int().positive(), reason: words, law: z.string().trim().min(3).max(200), validTo: instant.optional() }), output: z.object({ holdId: z.number() }), handle: ({ db, actor, input }) => setHold(db, actor, input),
  }),
  route({
    method: 'POST', path: '/privacy/holds/:holdId/end', permission: 'privacy:handle', summary: 'End a legal hold from now on', input: z.object({ holdId: z.coerce.number().int(), reason: words }), output: z.object({ holdId: z.number() }),
    handle: ({ db, actor, input }) => endHold(db, actor, input),
  }),
  route({
    method: 'POST', path: '/privacy/suppressions/:suppressionId/lift', permission: 'privacy:fulfil', summary: 'Let a number or an address in again, on the person’s own word', input: z.object({ suppressionId: z.coerce.number().int(), reason: words }),
    output: z.object({ suppressionId: z.number() }), handle: ({ db, actor, input }) => liftSuppression(db, actor, input),
  }),
];

/** Rights of the people whom we keep data of. It stands in the server, above every module, because it reads and empties the tables of all of them. */
export const privacyRoutes = ({ company }: { readonly company: string }): readonly Route[] => [...reading, ...steps, ...fulfilling(company)];
