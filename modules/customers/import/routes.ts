import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { getImport, listImports, listRejects } from './reads.ts';
import { rejectsCsv } from './rejects-csv.ts';
import { checkImport, runImport } from './run-import.ts';
import { connectionRoutesWith } from '../connect/routes.ts';
import { fileRoutes } from './files/routes.ts';
import type { Formats } from './formats/index.ts';
import { requestUndo } from './undo-import.ts';

const counts = { total: z.number(), loaded: z.number(), unchanged: z.number(), changed: z.number(), rejected: z.number(), leftOut: z.number() };
const run = z.object({
  importId: z.number(), format: z.string(), fileName: z.string(), digest: z.string().nullable(), state: z.enum(['running', 'done', 'failed', 'undone']), ...counts,
  market: z.string().nullable(), failure: z.string().nullable(), startedBy: z.number().nullable(), startedByName: z.string().nullable(), startedAt: z.string(), finishedAt: z.string().nullable(), undoneAt: z.string().nullable(),
});
const undoReport = z.object({ restored: z.number(), removed: z.number(), kept: z.number(), merged: z.number(), newer: z.number() });
const reject = z.object({ line: z.number(), field: z.string(), reason: z.string(), remedy: z.string(), raw: z.string() });
const importId = z.coerce.number().int();

function mappingOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('customers.import_mapping', { detail: 'The mapping is not valid JSON.' }, { cause });
  }
}

export const importRoutesWith = (formats: Formats): readonly Route[] => [
  ...fileRoutes(formats),
  ...connectionRoutesWith(formats),
  route({
    method: 'POST', path: '/customers/imports', permission: 'customers:import', stream: true, status: 201,
    summary: 'Loads a file of customers (the body, plain or gzip) and answers when it is loaded; `check` only says what loading would do',
    input: z.object({
      format: z.string().max(60), fileName: z.string().min(1).max(200),
      mapping: z.string().max(10_000).optional().describe('For csv: JSON from column to field'), check: z.enum(['true', 'false']).default('false'), market: z.string().regex(/^[A-Z]{2}$/).optional().describe('Of a Salesforce or Veeva export: the one market that is taken, ISO 3166'),
    }),
    output: z.object({ importId: z.number().nullable(), ...counts, rejects: z.array(reject) }),
    handle: async ({ db, actor, input, body }) => {
      if (!body) throw new Problem('customers.import_unreadable', { detail: 'The request has no file. Send it as the body, as application/octet-stream.' });
      const file = { format: input.format, fileName: input.fileName, mapping: mappingOf(input.mapping), market: input.market, body: body as unknown as AsyncIterable<Uint8Array> };
      return input.check === 'true' ? checkImport(db, actor, { ...file, formats }) : runImport(db, actor, { ...file, formats });
    },
  }),
  route({
    method: 'GET', path: '/customers/imports', permission: 'customers:import', summary: 'Imports, newest first; one that runs shows how far it is',
    input: z.object({ ...pageInput }), output: pageOf(run),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listImports(tx, input)),
  }),
  route({
    method: 'GET', path: '/customers/imports/:importId', permission: 'customers:import', summary: 'One import, with the reasons for its rejects',
    input: z.object({ importId }),
    output: run.extend({ mapping: z.unknown(), undoReport: undoReport.nullable(), reasons: z.array(z.object({ field: z.string(), remedy: z.string(), lines: z.number(), firstLine: z.number() })) }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => getImport(tx, input.importId)),
  }),
  route({
    method: 'POST', path: '/customers/imports/:importId/undo', permission: 'customers:import', status: 202,
    summary: 'Begins to undo an import: what it changed goes back where nothing newer has spoken; the import then says what could not be undone',
    input: z.object({ importId }), output: z.object({ importId: z.number() }),
    handle: ({ db, actor, input }) => requestUndo(db, actor, { importId: input.importId, formats }),
  }),
  route({
    method: 'GET', path: '/customers/imports/:importId/rejects', permission: 'customers:import', summary: 'Rejected lines: field, reason, what would be right',
    input: z.object({ importId, ...pageInput }), output: pageOf(reject),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listRejects(tx, input)),
  }),
  route({
    method: 'GET', path: '/customers/imports/:importId/rejects.csv', permission: 'customers:import', summary: 'Rejected lines as a CSV file',
    input: z.object({ importId }), output: z.string(),
    handle: ({ db, actor, input }) => rejectsCsv(db, actor, input.importId),
  }),
];
