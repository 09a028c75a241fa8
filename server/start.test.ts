import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { ROOT } from '#platform/config';
import { sql } from '#platform/db';
import { startProgramProcess, testDatabase } from '#platform/testing';

function dataDirectory(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-start-'));
  chmodSync(folder, 0o755); // when we are root, the user who runs PostgreSQL must get in
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

const start = (env: Record<string, string>) => startProgramProcess({ env: { TUTTI_DEMO: 'false', ...env } });

test('a port that is taken is said and the next free one is used', async (t) => {
  await using db = await testDatabase();
  const squatter = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => { squatter.once('listening', resolve); });
  t.after(() => squatter.close());
  const { port } = squatter.address() as { port: number };
  await using program = await start({ DATABASE_URL: db.ownerUrl, TUTTI_DATA_DIR: dataDirectory(t), PORT: String(port) });
  assert.match(program.output(), new RegExp(`Port ${port} is taken; using \\d+\\.`));
  assert.notEqual(new URL(program.address).port, String(port));
  const answer = await fetch(`${program.address}/readyz`);
  assert.deepEqual(await answer.json(), { status: 'ready' });
});

test('on a database of one’s own it serves, tells nobody’s accounts, and ends in order', async (t) => {
  await using db = await testDatabase();
  const program = await start({ DATABASE_URL: db.ownerUrl, TUTTI_DATA_DIR: dataDirectory(t) });
  assert.deepEqual(await (await fetch(`${program.address}/api/session`)).json(), { person: null, times: null });
  assert.deepEqual(await (await fetch(`${program.address}/api/session/hints`)).json(), { accounts: [] });
  assert.equal(await program.end('SIGINT'), 0);
  assert.match(program.output(), /Ctrl-C; stopping\./);
  const { count } = await db.owner.one<{ count: number }>(sql`select count(*)::integer as count from pg_stat_activity where datname = current_database() and application_name like 'tutti%' and application_name <> 'tutti-demo'`);
  assert.equal(count <= 1, true, 'only this test’s own pool is left');
});

test('http and worker share a database and end each by itself', async (t) => {
  await using db = await testDatabase();
  const env = { DATABASE_URL: db.ownerUrl, TUTTI_DATA_DIR: dataDirectory(t), TUTTI_SECRET: 'a'.repeat(40) };
  const [http, worker] = await Promise.all([start({ ...env, TUTTI_ROLE: 'http' }), start({ ...env, TUTTI_ROLE: 'worker' })]);
  assert.equal(worker.address, '');
  assert.equal((await fetch(`${http.address}/healthz`)).status, 200);
  assert.deepEqual([await worker.end('SIGTERM'), await http.end('SIGTERM')], [0, 0]);
});

test('a process with another secret is refused while others use the database, and told why', async (t) => {
  await using db = await testDatabase();
  const one = { DATABASE_URL: db.ownerUrl, TUTTI_SECRET: 'a'.repeat(40), TUTTI_DATA_DIR: dataDirectory(t) };
  await using first = await start(one);
  await assert.rejects(start({ ...one, TUTTI_SECRET: 'b'.repeat(40) }), /another Tutti process uses it with another secret\. Give all of them the same TUTTI_SECRET\./);
  await assert.rejects(start({ DATABASE_URL: db.ownerUrl, TUTTI_ROLE: 'worker', TUTTI_DATA_DIR: one.TUTTI_DATA_DIR }), /give each the same TUTTI_SECRET/);
  assert.equal((await fetch(`${first.address}/readyz`)).status, 200);
});

test('a data directory that cannot be made is told in one sentence', async () => {
  await assert.rejects(start({ TUTTI_DATA_DIR: join(ROOT, 'package.json', 'data') }), /could not start\. The data directory .* cannot be written .* TUTTI_DATA_DIR\./);
});

test('a start that was killed leaves nothing that stops the next', async (t) => {
  const env = { TUTTI_DATA_DIR: dataDirectory(t) };
  const killed = await start(env);
  assert.equal(await killed.end('SIGKILL'), 'SIGKILL');
  const since = performance.now();
  const next = await start(env);
  t.diagnostic(`the second start took ${Math.round(performance.now() - since)} ms`);
  assert.match(next.output(), /Joined the PostgreSQL/);
  assert.equal((await fetch(`${next.address}/readyz`)).status, 200);
  assert.equal(await next.end('SIGTERM'), 0);
});

test('Ctrl-C during a start says that it stopped and not that something failed, and the next start goes on', async (t) => {
  const env = { TUTTI_DATA_DIR: dataDirectory(t), TUTTI_DEMO: 'false', PORT: '0', PATH: process.env['PATH'] }; // eslint-disable-line -- a child needs the machine's
  const child = spawn(process.execPath, [join(ROOT, 'server/main.ts')], { cwd: ROOT, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env });
  let output = '';
  let pressed = false;
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    if (pressed || !output.includes('Making the database')) return;
    pressed = process.kill(-(child.pid ?? 0), 'SIGINT'); // as a terminal does: to all of them
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise((resolve) => { child.once('close', (status, signal) => resolve(status ?? signal)); });
  assert.equal(code, 0, output);
  assert.match(output, /Ctrl-C: stopped before the start was done\./);
  assert.doesNotMatch(output, /could not|Tutti is at/);
  await using next = await start({ TUTTI_DATA_DIR: env.TUTTI_DATA_DIR });
  assert.equal((await fetch(`${next.address}/readyz`)).status, 200);
});

test('a database that does not answer is told in one sentence', async (t) => {
  await assert.rejects(start({ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none', TUTTI_DATA_DIR: dataDirectory(t) }), (error: Error) => {
    assert.match(error.message, /Tutti could not start\. The database of DATABASE_URL \(127\.0\.0\.1:1\) could not be prepared/);
    assert.doesNotMatch(error.message, /secret|node_modules/);
    return true;
  });
});
