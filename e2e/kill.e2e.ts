import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { emit } from '#platform/events';
import { sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { makeWorld } from '#orchestration/makers';
import { STORY_CLOCK } from '../platform/testing/browser.ts';
import { startProgramProcess } from '../platform/testing/program.ts';

// The whole program as a worker, killed without warning again and again while it decides and sends. KILLS=50 npm run e2e -- kill
const KILLS = Number(process.env['KILLS'] ?? 6); // oxlint-disable-line node/no-process-env -- more kills by hand
const PRESCRIBERS = 1_500;

type Sink = AsyncDisposable & { readonly url: string; readonly ids: string[]; readonly recipients: string[] };

/** A mail server on this machine that takes every mail, slowly enough to be interrupted, and counts what it took whole. */
async function openCountingSink(): Promise<Sink> {
  const ids: string[] = [];
  const recipients: string[] = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, session, done) {
      void simpleParser(stream).then((mail) => {
        ids.push(mail.messageId ?? '');
        recipients.push(...session.envelope.rcptTo.map((one) => one.address));
        setTimeout(done, randomInt(2, 12));
      }, done);
    },
  });
  server.on('error', () => undefined); // a client that was killed in the middle
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, ids, recipients, [Symbol.asyncDispose]: () => new Promise((resolve) => { server.close(() => resolve()); }) };
}

const counted = async (db: TestDatabase, text: string) => (await db.owner.one<{ n: number }>(sql`select count(*)::integer as n from ${sql.trusted(text)}`)).n;

async function atRest(db: TestDatabase): Promise<boolean> {
  const open = await counted(db, "channels.message where state in ('queued', 'claimed', 'dispatching')");
  const undecided = await counted(db, "orchestration.cascade where state = 'deciding'");
  return open === 0 && undecided === 0 && await counted(db, 'orchestration.cascade') === 1;
}

test(`${KILLS} kills at random instants double no decision and no mail, lose none, and list what cannot be known`, async (t) => {
  await using db = await testDatabase();
  await using sink = await openCountingSink();
  db.setNow(STORY_CLOCK);
  const world = await makeWorld(db, { prescribers: PRESCRIBERS, approval: 'automatic' });
  const env = { DATABASE_URL: db.ownerUrl, SMTP_URL: sink.url, TUTTI_ROLE: 'worker', TUTTI_DEMO: 'false', TUTTI_CLOCK: STORY_CLOCK, TUTTI_SECRET: 'a secret for this test, long enough', LOG_LEVEL: 'silent' };
  const leopold = await makePerson(db, { role: 'market_access' });
  await db.transaction(leopold, (tx) => emit(tx, { type: 'formulary.won', customerId: world.payerId, key: 'kill', data: { productId: world.productId, planIds: [world.planId], tier: 2, restrictions: [], effectiveFrom: '2026-12-01' } }));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const worker = await startProgramProcess({ env });
    await new Promise((resolve) => { setTimeout(resolve, randomInt(0, 900)); });
    await worker.end('SIGKILL');
  }
  {
    await using worker = await startProgramProcess({ env });
    while (!await atRest(db)) await new Promise((resolve) => { setTimeout(resolve, 200); });
    assert.ok(worker.pid);
  }
  const unknown = await counted(db, "channels.message where state = 'unknown'");
  const sent = await counted(db, "channels.message where state = 'sent'");
  const queued = await counted(db, 'channels.message');
  const stopped = await counted(db, "channels.message where state in ('refused', 'withdrawn', 'failed', 'bounced')");
  t.diagnostic(`${KILLS} kills, ${queued} mails: ${sent} sent, ${stopped} stopped by the gate, ${unknown} listed as unknown; the mail server took ${sink.ids.length}`);
  assert.equal(await counted(db, 'orchestration.decision'), PRESCRIBERS);
  assert.equal(await counted(db, 'orchestration.action'), await counted(db, "orchestration.decision where outcome = 'chosen'"));
  assert.equal(queued, await counted(db, "orchestration.action where channel = 'email'"));
  assert.equal(sent + stopped + unknown, queued, 'every mail has one known fate, or is listed');
  assert.equal(new Set(sink.ids).size, sink.ids.length, 'a mail left twice');
  assert.equal(new Set(sink.recipients).size, sink.recipients.length, 'somebody got two');
  assert.ok(sink.ids.length >= sent && sink.ids.length <= sent + unknown, `${sink.ids.length} arrived, ${sent} are sent and ${unknown} unknown`);
  assert.ok(unknown <= KILLS * 16, 'more is unknown than connections can have had in flight');
});
