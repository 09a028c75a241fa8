import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import type { Moves } from '../merge/types.ts';
import { decideRequest, takeRequest } from './decide-request.ts';
import { addFile, sendFile } from './files.ts';
import { expectedHours, getRequest, listRequests } from './reads.ts';
import { moveRequest, requestChange, type NewRequest } from './request-change.ts';
import { LINE_RESULTS, REQUEST_FIELDS, REQUEST_KINDS, REQUEST_STATES, type Tell } from './types.ts';

const text = z.string().nullable();
const id = z.coerce.number().int().positive();
const line = z.object({ lineNo: z.number(), subjectId: z.number(), field: z.string(), stated: z.string(), wanted: z.string(), result: z.enum(LINE_RESULTS).nullable(), applied: text, reason: z.string() });
const file = z.object({ fileNo: z.number(), name: z.string(), type: z.string(), size: z.number() });
const request = z.object({
  requestId: z.number(), customerId: z.number(), customerName: z.string(), kind: z.enum(REQUEST_KINDS), state: z.enum(REQUEST_STATES), note: z.string(), requestedBy: z.number(), requestedByName: z.string(),
  createdAt: z.string(), submittedAt: text, takenByName: text, decidedByName: text, decidedAt: text, answer: z.string(), lines: z.array(line), files: z.array(file),
});
const expected = z.object({ hours: z.number().nullable().describe('The median of the last decided requests of this kind; null while fewer than three are'), of: z.number() });
const withTime = request.extend({ expected });
const short = z.string().trim().min(1).max(200);
const optional = short.optional();
const person = z.strictObject({ givenName: short, familyName: short, credential: z.string().trim().max(60).optional(), specialtyName: optional, city: optional, state: z.string().trim().length(2).optional() });
type Ports = { readonly moves: readonly Moves[]; readonly tell: Tell };

type Given = { kind: NewRequest['kind']; customerId?: number | undefined; note: string; submit: boolean; fields?: object | undefined; affiliationIds?: number[] | undefined; otherIds?: number[] | undefined; person?: z.output<typeof person> | undefined };

/** A request names what its kind needs; anything else is the caller's mistake, named by field. */
function requestOf({ kind, customerId, note, submit, ...given }: Given): NewRequest {
  const need = (field: string): never => { throw new Problem('request.invalid', { fields: [{ field, message: `is needed for a request of kind ${kind}` }] }); };
  const common = { note, submit };
  if (kind === 'new_person') return { ...common, kind, person: given.person ?? need('person') };
  const subject = customerId ?? need('customerId');
  if (kind === 'correct') return { ...common, kind, customerId: subject, fields: given.fields ?? need('fields') };
  if (kind === 'merge') return { ...common, kind, customerId: subject, otherIds: given.otherIds?.length ? given.otherIds : need('otherIds') };
  return { ...common, kind, customerId: subject, affiliationIds: given.affiliationIds?.length ? given.affiliationIds : need('affiliationIds') };
}

const asking = ({ tell }: Ports): readonly Route[] => [
  route({
    method: 'POST', path: '/customers/requests', permission: 'customers:request', status: 201,
    summary: 'Asks the data steward for one change, however many records it touches; a new person is on file and usable at once, marked as unverified',
    input: z.object({
      kind: z.enum(REQUEST_KINDS), customerId: id.optional(), note: z.string().trim().min(3).max(1000), submit: z.boolean().default(true).describe('false keeps it back, to add files first'),
      fields: z.strictObject(Object.fromEntries(REQUEST_FIELDS.map((field) => [field, optional]))).optional(), affiliationIds: z.array(id).max(5).optional(), otherIds: z.array(id).max(5).optional(), person: person.optional(),
    }),
    output: withTime, handle: ({ db, actor, input }) => requestChange(db, actor, { input: requestOf(input), tell }),
  }),
  route({
    method: 'POST', path: '/customers/requests/:requestId/files', permission: 'customers:request', stream: true, status: 201, summary: 'Puts a file (the body) to a request: PDF, PNG or JPEG, at most 10 MB',
    input: z.object({ requestId: id, name: z.string().min(1).max(200) }), output: file,
    handle: ({ db, actor, input, body }) => {
      if (!body) throw new Problem('customers.request_file', { detail: 'The request has no file. Send it as the body, as application/octet-stream.' });
      return addFile(db, actor, { ...input, body: body as unknown as AsyncIterable<Uint8Array> });
    },
  }),
  ...(['submitted', 'cancelled'] as const).map((to) => route({
    method: 'POST', path: `/customers/requests/:requestId/${to === 'submitted' ? 'submit' : 'cancel'}`, permission: 'customers:request', summary: to === 'submitted' ? 'Hands in a request that was kept back' : 'Takes back a request that is not decided yet',
    input: z.object({ requestId: id }), output: withTime, handle: ({ db, actor, input }) => moveRequest(db, actor, { ...input, to, tell }),
  })),
  route({
    method: 'GET', path: '/customers/requests', permission: 'customers:request', summary: 'Change requests: one\'s own; for stewards also those that wait, the oldest first, and those that are decided',
    input: z.object({ view: z.enum(['mine', 'waiting', 'decided']).default('mine'), customerId: id.optional(), ...pageInput }), output: pageOf(request),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listRequests(tx, input)),
  }),
  route({
    method: 'GET', path: '/customers/requests/:requestId', permission: 'customers:request', summary: 'One change request with its lines, files, answer, and how long such requests took of late',
    input: z.object({ requestId: id }), output: withTime,
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => { const found = await getRequest(tx, input.requestId); return { ...found, expected: await expectedHours(tx, found.kind) }; }),
  }),
  route({
    method: 'GET', path: '/customers/requests/:requestId/files/:fileNo', permission: 'customers:request', summary: 'A file of a request, as an attachment',
    input: z.object({ requestId: id, fileNo: id }), output: z.string(), handle: ({ db, actor, input }) => sendFile(db, actor, input),
  }),
];

const deciding = ({ moves, tell }: Ports): readonly Route[] => [
  route({
    method: 'POST', path: '/customers/requests/:requestId/take', permission: 'customers:decide_request', summary: 'Takes a request up', input: z.object({ requestId: id }), output: withTime,
    handle: ({ db, actor, input }) => takeRequest(db, actor, input.requestId),
  }),
  route({
    method: 'POST', path: '/customers/requests/:requestId/decide', permission: 'customers:decide_request', summary: 'Decides every line of a request and applies what is accepted, all or nothing; who asked is told with the reason',
    input: z.object({
      requestId: id, answer: z.string().trim().max(1000).default(''),
      lines: z.array(z.strictObject({ lineNo: z.number().int(), result: z.enum(['accepted', 'rejected', 'modified']), applied: z.string().trim().max(200).optional(), reason: z.string().trim().max(500).optional() })).min(1).max(20),
    }),
    output: withTime, handle: ({ db, actor, input }) => decideRequest(db, actor, { ...input, moves, tell }),
  }),
];

/** Routes of change requests. */
export const requestRoutesWith = (ports: Ports): readonly Route[] => [...asking(ports), ...deciding(ports)];
