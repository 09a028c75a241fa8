import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { audit } from '#platform/audit';
import type { Policy } from '#platform/auth';
import { sql, type Actor, type Db } from '#platform/db';
import { addJob, type JobTask } from '#platform/jobs';
import type { Raw } from '#platform/http';
import { Problem } from '#platform/problem';

// Everything that the administrator may read, a file of records (NDJSON, gzip) a table, with a manifest of counts and digests: to leave with, or to look into.

const ROWS_AT_ONCE = 2_000;

export const manifest = z.object({
  exportId: z.string(), state: z.enum(['running', 'done', 'failed']), askedBy: z.number().nullable(), askedAt: z.string(), finishedAt: z.string().nullable(), tablesTotal: z.number(),
  tables: z.array(z.object({ table: z.string(), rows: z.number(), file: z.string(), sha256: z.string(), readAt: z.string() })),
  withheld: z.array(z.string()).describe('Tables that an administrator may not read'),
});
export type Manifest = z.output<typeof manifest>;
const ID = /^[0-9a-f-]{36}$/;

const folderOf = (dataDir: string, exportId: string) => join(dataDir, 'exports', basename(exportId));

async function writeManifest(dataDir: string, of: Manifest): Promise<void> {
  const file = join(folderOf(dataDir, of.exportId), 'manifest.json');
  await writeFile(`${file}.new`, `${JSON.stringify(of, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file); // whoever reads it sees one state or the next
}

async function readManifest(dataDir: string, exportId: string): Promise<Manifest> {
  if (!ID.test(exportId)) throw new Problem('request.not_found');
  const text = await readFile(join(folderOf(dataDir, exportId), 'manifest.json'), 'utf8').catch(() => null);
  if (text === null) throw new Problem('request.not_found');
  return manifest.parse(JSON.parse(text));
}

/** Exports that lie here, newest first, each with who asked. */
export async function listExports(db: Db, actor: Actor, dataDir: string): Promise<{ rows: (Manifest & { askedByName: string | null })[] }> {
  const names = await readdir(join(dataDir, 'exports')).catch(() => []);
  const found = await Promise.all(names.filter((name) => ID.test(name)).map((name) => readManifest(dataDir, name).catch(() => null)));
  const standing = found.filter((one) => one !== null).sort((a, b) => b.askedAt.localeCompare(a.askedAt));
  const people = await db.read(actor, (tx) => tx.rows<{ userId: number; name: string }>(sql`select user_id, name from access.v_person where user_id = any (${standing.map(({ askedBy }) => askedBy)}::integer[])`));
  return { rows: standing.map((one) => ({ ...one, askedByName: people.find(({ userId }) => userId === one.askedBy)?.name ?? null })) };
}

function tablesFor(policy: Policy, role: Actor['role']): { open: string[]; withheld: string[] } {
  const names = Object.keys(policy.tables).sort();
  const open = names.filter((name) => policy.tables[name]?.read?.some((grant) => grant.to.includes(role)));
  return { open, withheld: names.filter((name) => !open.includes(name)) };
}

/** Begins an export in the background. */
export async function requestExport(db: Db, actor: Actor, { dataDir, policy }: { dataDir: string; policy: Policy }): Promise<Manifest> {
  const exportId = randomUUID(); // a name on the disk that nobody can guess
  const { open, withheld } = tablesFor(policy, actor.role);
  await mkdir(folderOf(dataDir, exportId), { recursive: true, mode: 0o700 });
  return db.transaction(actor, async (tx) => {
    const begun: Manifest = { exportId, state: 'running', askedBy: actor.userId, askedAt: tx.now, finishedAt: null, tablesTotal: open.length, tables: [], withheld };
    await audit(tx, { action: 'lists.export-everything', resource: 'lists.export', after: { exportId, tables: open.length } });
    await addJob(tx, { task: 'lists.export-everything', payload: { exportId, actor: { kind: actor.kind, role: actor.role, userId: actor.userId } }, key: `lists.export-everything:${exportId}`, maxAttempts: 3 });
    await writeManifest(dataDir, begun);
    return begun;
  });
}

async function exportTable(db: Db, actor: Actor, { folder, table }: { folder: string; table: string }): Promise<Manifest['tables'][number]> {
  const file = `${table}.ndjson.gz`;
  const [schema = '', name = ''] = table.split('.');
  const hash = createHash('sha256');
  let [rows, readAt] = [0, ''];
  await db.read(actor, async (tx) => {
    readAt = tx.now;
    await tx.run(sql`declare ${sql.id(`${name}_exported`)} no scroll cursor for select to_jsonb(t)::text as row from ${sql.id(schema, name)} t`);
    async function* lines(): AsyncGenerator<string> {
      for (;;) { // a cursor: the table may be longer than memory
        const page = await tx.rows<{ row: string }>(sql`fetch forward ${sql.trusted(String(ROWS_AT_ONCE))} from ${sql.id(`${name}_exported`)}`);
        if (page.length === 0) return;
        rows += page.length;
        yield page.map(({ row }) => `${row}\n`).join('');
      }
    }
    const counted = new PassThrough();
    counted.on('data', (chunk: Buffer) => hash.update(chunk));
    await pipeline(Readable.from(lines(), { objectMode: false }), createGzip(), counted, createWriteStream(join(folder, file), { mode: 0o600 }));
  });
  return { table, rows, file, sha256: hash.digest('hex'), readAt };
}

/** The job behind: a table after another; killed, it goes on where its manifest ends. */
export const exportJobs = ({ dataDir, policy }: { dataDir: string; policy: Policy }): Readonly<Record<string, JobTask>> => ({
  'lists.export-everything': async ({ db, signal }, payload) => {
    const { exportId, actor } = payload as unknown as { exportId: string; actor: Actor };
    let state: Manifest = { ...await readManifest(dataDir, exportId) };
    if (state.state === 'done') return;
    state.state = 'running';
    const done = new Set(state.tables.map(({ table }) => table));
    try {
      for (const table of tablesFor(policy, actor.role).open) { // each in its turn: a file at a time
        if (done.has(table)) continue;
        signal.throwIfAborted();
        state = { ...state, tables: [...state.tables, await exportTable(db, actor, { folder: folderOf(dataDir, exportId), table })] };
        await writeManifest(dataDir, state);
      }
    } catch (error) {
      if (!signal.aborted) await writeManifest(dataDir, { ...state, state: 'failed' }); // the next attempt goes on from here
      throw error;
    }
    const finishedAt = db.clock().toISOString();
    await writeManifest(dataDir, { ...state, state: 'done', finishedAt });
    const rows = state.tables.reduce((sum, one) => sum + one.rows, 0);
    await db.transaction(actor, (tx) => audit(tx, { action: 'lists.end-export', resource: 'lists.export', rows, after: { exportId } }));
  },
});

/** A finished export as one zip, its files as they are. */
export async function downloadExport(db: Db, actor: Actor, { dataDir, exportId }: { dataDir: string; exportId: string }): Promise<Raw> {
  const { state, tables } = await readManifest(dataDir, exportId);
  if (state !== 'done') throw new Problem('request.invalid', { fields: [{ field: 'exportId', message: 'This export is not finished.' }] });
  const folder = folderOf(dataDir, exportId);
  const zip = new ZipFile();
  for (const file of ['manifest.json', ...tables.map((one) => one.file)]) zip.addReadStreamLazy(file, { compress: false, size: (await stat(join(folder, file))).size }, (done) => done(null, createReadStream(join(folder, file))));
  zip.end();
  await db.transaction(actor, (tx) => audit(tx, { action: 'lists.take-export', resource: 'lists.export', after: { exportId } }));
  return { raw: true, type: 'application/zip', body: zip.outputStream, headers: { 'content-disposition': `attachment; filename="tutti-${exportId.slice(0, 8)}.zip"`, 'cache-control': 'no-store' } };
}

/** Removes an export from the disk. */
export async function removeExport(db: Db, actor: Actor, { dataDir, exportId }: { dataDir: string; exportId: string }): Promise<void> {
  await readManifest(dataDir, exportId);
  await db.transaction(actor, (tx) => audit(tx, { action: 'lists.remove-export', resource: 'lists.export', after: { exportId } }));
  await rm(folderOf(dataDir, exportId), { recursive: true });
}
