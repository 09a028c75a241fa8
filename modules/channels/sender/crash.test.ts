import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '#platform/config';
import { sql } from '#platform/db';
import { testDatabase } from '#platform/testing';
import { IDENTITY, makeQueuedMessages, makeReaders, messageStates, openFakeServer, until } from '../makers.ts';
import { recoverMessages } from '../recover-messages.ts';

const MAILS = 350;
const KILLS = 4;

test('a sender killed at random instants doubles no mail and loses none: what cannot be known is listed', async (t) => {
  await using db = await testDatabase({ max: 4 });
  const server = await openFakeServer({ slowMs: 4 });
  t.after(() => server.close());
  await makeQueuedMessages(db, await makeReaders(db, { count: MAILS }));
  const start = async () => {
    const argument = JSON.stringify({ url: db.url, identity: IDENTITY, smtp: server.url, now: db.clock().toISOString(), lanes: 4 });
    const child = spawn(process.execPath, [join(ROOT, 'modules/channels/sender/sender-process.ts'), argument], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    t.after(() => child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    return child;
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = server.accepted.size;
    const child = await start();
    await until(() => server.accepted.size > before);
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * 150); });
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const beforeTheEnd = server.accepted.size;
  const last = await start();
  const open = () => db.owner.rows<{ state: string; claimedBy: number; failure: string }>(sql`select state, claimed_by, failure from channels.message where state in ('queued', 'claimed', 'dispatching')`);
  await until(async () => (await open()).length === 0, 14_000).catch(async (cause: unknown) => { throw new Error(JSON.stringify((await open()).slice(0, 5)), { cause }); });
  last.kill('SIGKILL');
  await once(last, 'exit');
  await recoverMessages(db);

  const rows = await db.owner.rows<{ state: string; internetId: string }>(sql`select state, internet_id from channels.message`);
  assert.equal(rows.length, MAILS);
  assert.deepEqual([...server.accepted].filter(([, times]) => times !== 1), [], 'sent twice');
  assert.deepEqual(rows.filter((row) => row.state !== 'sent' && row.state !== 'unknown'), []);
  assert.deepEqual(rows.filter((row) => row.state === 'sent' && !server.accepted.has(row.internetId)), [], 'marked and never sent');
  const unknown = rows.filter((row) => row.state === 'unknown');
  assert.equal(server.accepted.size, MAILS - unknown.filter((row) => !server.accepted.has(row.internetId)).length, 'lost in silence');
  const touches = await db.owner.rows(sql`select 1 from interactions.interaction where kind = 'email_sent'`);
  assert.equal(touches.length, (await messageStates(db))['sent']);
  assert.ok(beforeTheEnd > 0 && beforeTheEnd < MAILS, `the kills came too late or too early: ${beforeTheEnd} of ${MAILS} had left`);
  t.diagnostic(`${MAILS} mails, ${KILLS + 1} kills, ${unknown.length} unknown, of which ${unknown.filter((row) => !server.accepted.has(row.internetId)).length} had not left`);
});
