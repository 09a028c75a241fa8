import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { formatNames, type Formats } from '../formats/index.ts';
import { objectMapping } from '../../connect/types.ts';
import { mappingDefinition, step } from '../mapping/types.ts';
import { VALUE_TYPES } from '../mapping/propose.ts';
import type { TableOptions } from '../tables/open-table.ts';
import { listFiles, listMappings } from './reads.ts';
import { addFromUrl, addUpload, checkFile, describeFile, loadFile, previewFile, removeFile, removeMapping, saveMapping, tryFile } from './use-files.ts';

const file = {
  fileId: z.number(), name: z.string(), origin: z.enum(['upload', 'url', 'inbox']), size: z.number(), state: z.enum(['ready', 'loading', 'done', 'failed', 'removed']), format: z.string().nullable(),
  importId: z.number().nullable(), failure: z.string().nullable(), addedByName: z.string().nullable(), addedAt: z.string(),
};
const described = z.object({
  ...file, container: z.enum(['delimited', 'json', 'xlsx', 'parquet']), separator: z.string().nullable(), sheets: z.array(z.string()), sampled: z.number(), recognised: z.string().nullable(),
  columns: z.array(z.object({ column: z.string(), type: z.enum(VALUE_TYPES), filled: z.number(), samples: z.array(z.string()), dateFormat: z.string().nullable() })),
  proposal: z.array(z.object({ field: z.string(), from: z.array(z.string()), do: z.array(step), certain: z.boolean() })), targets: z.array(z.object({ field: z.string(), several: z.boolean(), vocabulary: z.array(z.string()) })), rows: z.array(z.array(z.string())),
});
const options = { separator: z.enum([',', '\t', ';', '|']).optional(), encoding: z.enum(['utf-8', 'windows-1252']).optional(), sheet: z.string().max(200).optional() };
const optionsOf = ({ separator, encoding, sheet }: { separator?: string | undefined; encoding?: 'utf-8' | 'windows-1252' | undefined; sheet?: string | undefined }): TableOptions => ({ separator, encoding, sheet });
const problems = z.array(z.object({ field: z.string(), remedy: z.string(), lines: z.number(), firstLine: z.number() }));
const fault = z.object({ field: z.string(), reason: z.string(), remedy: z.string() });
const values = z.array(z.object({ value: z.string(), lines: z.number() }));
const tried = z.object({
  sampled: z.number(), leftOut: z.number(), faults: z.array(z.object({ field: z.string(), message: z.string(), at: z.number().nullable() })), skip: z.array(z.object({ lines: z.number(), values })),
  fields: z.array(z.object({
    field: z.string(), filled: z.number(), failed: z.number(), maps: z.array(z.object({ step: z.number(), values, more: z.number() })),
    samples: z.array(z.object({ line: z.number(), given: z.string(), after: z.array(z.string()), fault: z.object({ reason: z.string(), remedy: z.string() }).nullable() })),
    problems: z.array(z.object({ reason: z.string(), remedy: z.string(), lines: z.number(), firstLine: z.number() })),
  })),
});
const fileId = z.coerce.number().int();
const choice = { format: z.string().max(60), mapping: z.unknown().optional(), mappingId: z.number().int().optional(), market: z.string().regex(/^[A-Z]{2}$/).optional().describe('Of a Salesforce or Veeva export: the one market that is taken') };
const permission = 'customers:import';

const storedRoutes = (formats: Formats): Route[] => [
  route({
    method: 'POST', path: '/customers/files', permission, stream: true, status: 201, summary: 'Takes in a file to be loaded (the body): CSV, TSV, NDJSON, JSON, XLSX or Parquet, plain, gzip or zip',
    input: z.object({ fileName: z.string().min(1).max(200) }), output: described,
    handle: async ({ db, actor, input, body }) => {
      if (!body) throw new Problem('customers.import_unreadable', { detail: 'The request has no file. Send it as the body, as application/octet-stream.' });
      return addUpload(db, actor, { name: input.fileName, body: body as unknown as AsyncIterable<Uint8Array>, formats });
    },
  }),
  route({
    method: 'POST', path: '/customers/files/from-url', permission, status: 201, summary: 'Fetches a file to be loaded from an address of the open internet (https only, no redirects)',
    input: z.object({ url: z.string().min(1).max(2_000) }), output: described,
    handle: ({ db, actor, input }) => addFromUrl(db, actor, { url: input.url, formats }),
  }),
  route({
    method: 'GET', path: '/customers/files', permission, summary: 'Files that wait or were loaded, newest first; those dropped into the inbox folder too',
    input: z.object({ ...pageInput }), output: pageOf(z.object(file)),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => listFiles(tx, input)),
  }),
  route({
    method: 'GET', path: '/customers/files/:fileId', permission, summary: 'How a file is made, what its columns hold, which format it looks like, and a mapping to begin with',
    input: z.object({ fileId, ...options }), output: described,
    handle: ({ db, actor, input }) => describeFile(db, actor, { fileId: input.fileId, options: optionsOf(input), formats }),
  }),
  route({
    method: 'DELETE', path: '/customers/files/:fileId', permission, summary: 'Forgets a file; what was loaded from it stays', input: z.object({ fileId }), output: z.object({}),
    handle: async ({ db, actor, input }) => { await removeFile(db, actor, input.fileId); return {}; },
  }),
];

const loadingRoutes = (formats: Formats): Route[] => [
  route({
    method: 'POST', path: '/customers/files/:fileId/preview', permission, summary: 'The first rows as they would load, and the problems of the first two thousand lines',
    input: z.object({ fileId, ...choice }),
    output: z.object({ sampled: z.number(), leftOut: z.number(), rows: z.array(z.object({ line: z.number(), raw: z.string(), facts: z.record(z.string(), z.unknown()).nullable(), faults: z.array(fault) })), problems }),
    handle: async ({ db, actor, input }) => previewFile(db, actor, { ...input, formats }) as never,
  }),
  route({
    method: 'POST', path: '/customers/files/:fileId/check', permission, summary: 'What loading the whole file would do, problem by problem; changes nothing',
    input: z.object({ fileId, ...choice }),
    output: z.object({ total: z.number(), loaded: z.number(), unchanged: z.number(), changed: z.number(), rejected: z.number(), leftOut: z.number(), problems, rejects: z.array(fault.extend({ line: z.number(), raw: z.string() })) }),
    handle: ({ db, actor, input }) => checkFile(db, actor, { ...input, formats }),
  }),
  route({
    method: 'POST', path: '/customers/files/:fileId/load', permission, status: 202, summary: 'Begins to load a file in the background; the import of that number tells how far it is',
    input: z.object({ fileId, ...choice }), output: z.object({ importId: z.number() }),
    handle: ({ db, actor, input }) => loadFile(db, actor, { ...input, formats }),
  }),
];

const mappingRoutes = (formats: Formats): Route[] => [
  route({
    method: 'POST', path: '/customers/files/:fileId/mapping', permission, summary: 'What a mapping, finished or not, makes of the first two thousand lines, field by field and step by step; changes nothing',
    input: z.object({ fileId, mapping: z.unknown() }), output: tried,
    handle: ({ db, actor, input }) => tryFile(db, actor, { fileId: input.fileId, mapping: input.mapping }),
  }),
  route({
    method: 'GET', path: '/customers/mappings', permission, summary: 'Saved mappings by name, and the formats that need none', input: z.object({}),
    output: z.object({ rows: z.array(z.object({ mappingId: z.number(), name: z.string(), version: z.number(), definition: z.unknown(), createdByName: z.string().nullable(), createdAt: z.string() })), formats: z.array(z.string()) }),
    handle: async ({ db, actor }) => ({ rows: await db.read(actor, listMappings), formats: formatNames(formats) }),
  }),
  route({
    method: 'POST', path: '/customers/mappings', permission, status: 201, summary: 'Saves a mapping under a name; one of that name gets a new version',
    input: z.object({ name: z.string().trim().min(1).max(80), definition: z.union([mappingDefinition, objectMapping]) }), output: z.object({ mappingId: z.number(), name: z.string(), version: z.number() }),
    handle: ({ db, actor, input }) => saveMapping(db, actor, { ...input, formats }),
  }),
  route({
    method: 'DELETE', path: '/customers/mappings/:mappingId', permission, summary: 'Takes a mapping off the list; runs that used it still say how they read', input: z.object({ mappingId: z.coerce.number().int() }), output: z.object({}),
    handle: async ({ db, actor, input }) => { await removeMapping(db, actor, input.mappingId); return {}; },
  }),
];

export const fileRoutes = (formats: Formats): readonly Route[] => [...storedRoutes(formats), ...loadingRoutes(formats), ...mappingRoutes(formats)];
