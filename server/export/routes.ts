import { z } from 'zod';
import type { Policy } from '#platform/auth';
import { EXPORT_FORMATS } from '#platform/export';
import { route, type Route } from '#platform/http';
import { Problem } from '#platform/problem';
import { downloadExport, listExports, manifest, removeExport, requestExport } from './export-everything.ts';
import { exportList, listLists } from './export-list.ts';

type Parts = { readonly routes: () => readonly Route[]; readonly policy: Policy; readonly dataDir: string };
const exportId = z.string().max(60);

function filtersOf(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new Problem('request.invalid', { fields: [{ field: 'filters', message: 'is JSON such as {"kind": "hcp"}' }] }, { cause });
  }
}

/** Any list as a file, and everything at once. */
export const exportRoutes = ({ routes, policy, dataDir }: Parts): readonly Route[] => [
  route({
    method: 'GET', path: '/lists', permission: 'lists:export', summary: 'Lists that one may take away as a file, with their filters', input: z.object({}),
    output: z.object({ rows: z.array(z.object({ list: z.string(), summary: z.string(), filters: z.array(z.string()) })) }),
    handle: async (context) => ({ rows: listLists({ routes: routes(), policy }, context) }),
  }),
  route({
    method: 'GET', path: '/lists/export', permission: 'lists:export', summary: 'A list as CSV, XLSX or NDJSON, under the rights of whoever asks; the trail keeps what was taken',
    input: z.object({ list: z.string().max(200).describe('A path of GET /lists, such as /customers'), format: z.enum(EXPORT_FORMATS).default('csv'), filters: z.string().max(4_000).default('{}').describe('The list’s own filters as JSON') }), output: z.string(),
    handle: (context) => exportList({ routes: routes(), policy }, context, { ...context.input, filters: filtersOf(context.input.filters) }),
  }),
  route({ method: 'POST', path: '/lists/exports', permission: 'lists:export_everything', status: 202, summary: 'Begins an export of everything that an administrator may read', input: z.object({}), output: manifest, handle: ({ db, actor }) => requestExport(db, actor, { dataDir, policy }) }),
  route({
    method: 'GET', path: '/lists/exports', permission: 'lists:export_everything', summary: 'Exports of everything, newest first, and how far each is', input: z.object({}), output: z.object({ rows: z.array(manifest.extend({ askedByName: z.string().nullable() })) }),
    handle: ({ db, actor }) => listExports(db, actor, dataDir),
  }),
  route({
    method: 'GET', path: '/lists/exports/:exportId/download', permission: 'lists:export_everything', summary: 'A finished export as one zip', input: z.object({ exportId }), output: z.string(),
    handle: ({ db, actor, input }) => downloadExport(db, actor, { dataDir, exportId: input.exportId }),
  }),
  route({
    method: 'DELETE', path: '/lists/exports/:exportId', permission: 'lists:export_everything', summary: 'Removes an export from the disk', input: z.object({ exportId }), output: z.object({}),
    handle: async ({ db, actor, input }) => { await removeExport(db, actor, { dataDir, exportId: input.exportId }); return {}; },
  }),
];
