import { Readable } from 'node:stream';
import { z } from 'zod';
import { exportTrail, sealAudit, verifyAudit, type AnchorKey } from '#platform/audit';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';
import { entryOutput, listEntries } from './list-entries.ts';
import { readableCopy } from './readable-copy.ts';

const question = {
  customerId: z.coerce.number().int().optional(),
  userId: z.coerce.number().int().optional().describe('Who did it'),
  resource: z.string().max(80).optional().describe('schema.table, e.g. consent.decision'),
  recordId: z.string().max(80).optional(),
  action: z.string().max(80).optional().describe('word.verb, or a word for all its verbs'),
  kind: z.enum(['change', 'read', 'access']).optional(),
  by: z.enum(['people', 'system']).optional().describe('people: colleagues, customers and visitors; system: what Tutti does by itself'),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
};

const entries = route({
  method: 'GET', path: '/audit/entries', permission: 'audit:read', summary: 'Who saw, changed or decided what, newest first',
  input: z.object({ ...pageInput, ...question }), output: pageOf(entryOutput),
  handle: ({ db, actor, input: { limit, cursor, ...asked } }) => db.read(actor, async (tx) => {
    const rows = await listEntries(tx, { question: asked, after: fromCursor(cursor, 2), limit: limit + 1 });
    return toPage(rows, limit, (row) => [row.at, row.entryId]);
  }),
});

const verify = route({
  method: 'POST', path: '/audit/verify', permission: 'audit:verify', summary: 'Recomputes the chain of the trail, its anchors and its signatures, and names everything that was changed, removed or slipped in',
  input: z.object({}),
  output: z.object({
    sealed: z.number(), unsealed: z.number(), head: z.string().nullable(), verifiedAt: z.string(),
    faults: z.array(z.object({ seq: z.number(), entryId: z.number(), fault: z.string() })),
  }),
  handle: async ({ db, actor }) => {
    await sealAudit(db);
    const verdict = await verifyAudit(db, actor);
    return { ...verdict, faults: [...verdict.faults], verifiedAt: db.clock().toISOString() };
  },
});

const asFile = (name: string) => ({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' });

const electronicCopy = (key: AnchorKey): Route => route({
  method: 'GET', path: '/audit/export', permission: 'audit:export', summary: 'The electronic copy: entries, chain, anchors, keys and signatures as NDJSON; docs/audit-format.md says how to check it without Tutti',
  input: z.object(question), output: z.string(),
  handle: async ({ db, actor, input }) => ({
    raw: true, type: 'application/x-ndjson', headers: asFile(`trail-${db.clock().toISOString().slice(0, 10)}.ndjson`), body: Readable.from(exportTrail({ db, actor, key, question: input })),
  }),
});

const printableCopy = route({
  method: 'GET', path: '/audit/copy', permission: 'audit:export', summary: 'The readable copy: a page to print, with every value and every signature',
  input: z.object(question), output: z.string(),
  handle: async ({ db, actor, person, input }) => ({ raw: true, type: 'text/html; charset=utf-8', headers: { 'cache-control': 'no-store' }, body: await readableCopy({ db, actor, by: person?.name ?? '' }, input) }),
});

/** Reading the trail, proving it, and taking it along. */
export const entryRoutes = (key: AnchorKey): readonly Route[] => [entries, verify, electronicCopy(key), printableCopy];
