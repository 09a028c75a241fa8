import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import pg from 'pg';
import pino from 'pino';
import { ROOT } from '#platform/config';
import { appUrl, migrate, openDatabase, queriesOn, sql } from '#platform/db';
import { startEmbedded } from '#platform/db/embedded';
import type { TestDatabase } from '#platform/testing';
import { openSender } from '#channels';
import { IDENTITY, makeQueuedMessages, makeReaders, openFakeServer, until } from '#channels/makers';

// How fast queued mail leaves, gate, intent, mark and timeline included, on a database that keeps what it acknowledges (fsync on); beside it the floor:
// nodemailer alone to the same server in the same run.

const MAILS = Number(process.argv[2] ?? 4_000);
const LANES = Number(process.argv[3] ?? 8);
const PASSWORD = 'bench';

async function openDurable(folder: string): Promise<{ db: TestDatabase; close: () => Promise<void> }> {
  const embedded = await startEmbedded({ dataDir: folder, durable: true, say: () => undefined });
  await migrate({ ownerUrl: embedded.url, folder: join(ROOT, 'migrations'), appPassword: PASSWORD });
  const url = appUrl(embedded.url, PASSWORD);
  const db = openDatabase({ url, clock: () => new Date(), max: 8 });
  const owner = new pg.Client({ connectionString: embedded.url });
  await owner.connect();
  const close = async () => {
    await db.close();
    await owner.end();
    await embedded.stop();
  };
  return { db: { ...db, owner: queriesOn(owner), ownerUrl: embedded.url, url, setNow: () => undefined, [Symbol.asyncDispose]: close }, close };
}

/** Nodemailer's own pool, as many connections, mails of the same size, no database. */
async function measureFloor(url: string, html: string): Promise<number> {
  const transport = nodemailer.createTransport({ url: `${url}&pool=true`, pool: true, maxConnections: LANES, maxMessages: 10_000 } as never);
  const started = performance.now();
  await Promise.all(Array.from({ length: MAILS }, (_, index) => transport.sendMail({
    from: IDENTITY.mailFrom, to: `doctor${index}@practice.example`, subject: 'GLIDIM is covered', html, text: 'GLIDIM is covered', messageId: `<floor.${index}@abc.example>`,
  })));
  transport.close();
  return MAILS / ((performance.now() - started) / 1000);
}

async function measureSender(db: TestDatabase, url: string): Promise<number> {
  await makeQueuedMessages(db, await makeReaders(db, { count: MAILS }));
  await db.owner.run(sql`analyze`);
  const started = performance.now();
  const sender = await openSender({ db, log: pino({ level: 'warn' }), identity: IDENTITY, transport: { url, builtIn: false }, lanes: LANES });
  await until(async () => (await db.owner.one<{ left: number }>(sql`select count(*) as left from channels.message where state <> 'sent'`)).left === 0, 180_000);
  const rate = MAILS / ((performance.now() - started) / 1000);
  await sender.close();
  return rate;
}

const folder = mkdtempSync(join(tmpdir(), 'tutti-bench-'));
const server = await openFakeServer({ keep: true });
const { db, close } = await openDurable(folder);
try {
  const rate = await measureSender(db, server.url);
  const once = [...server.accepted.values()].every((times) => times === 1) && server.accepted.size === MAILS;
  const kilobytes = Math.round(Buffer.byteLength(server.mails[0] ?? '') / 1024);
  const html = 'x'.repeat(Math.max(0, kilobytes * 1024 - 1_000)).replace(/(.{70})/g, '$1\n');
  server.mails.length = 0;
  const floor = await measureFloor(server.url, `<p>${html}</p>`);
  if (!once) throw new Error('A mail arrived twice or not at all.');
  console.table([{ what: 'sender, durable', 'mails/s': Math.round(rate) }, { what: 'nodemailer alone', 'mails/s': Math.round(floor) }]);
  process.stdout.write(`${MAILS} mails of ${kilobytes} kB on ${LANES} connections, each arrived once\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'send', figures: { mails_per_s: { value: Math.round(rate), unit: 'mails/s', floor: Math.round(floor), ratio: Number((floor / rate).toFixed(2)) } } })}\n`);
} finally {
  await close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}
