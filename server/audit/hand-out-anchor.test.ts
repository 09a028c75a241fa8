import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { anchorAudit, audit, handOutAnchors, openAnchorKey, registerAnchorKey } from '#platform/audit';
import { ENGINE } from '#platform/db';
import { testDatabase } from '#platform/testing';
import { handOutAnchor } from './hand-out-anchor.ts';

test('each new anchor goes outside once, also after a try that failed, and one a day is made by itself', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tutti-anchor-'));
  t.after(() => rmSync(dataDir, { recursive: true, force: true }));
  await using db = await testDatabase();
  const key = openAnchorKey({ dataDir });
  await registerAnchorKey(db, key, { isGiven: false });
  const settings = { anchorFile: join(dataDir, 'outside', 'anchors.ndjson'), anchorMail: undefined, smtpUrl: undefined, mailFrom: 'a@abc.example', company: { name: 'ABC', address: '' } };
  const day = async () => (await anchorAudit(db, key, { daily: true }))?.isNew;
  assert.deepEqual([await day(), await day()], [true, false]);
  await assert.rejects(handOutAnchors(db, () => Promise.reject(new Error('the disk is away'))));
  assert.equal(await handOutAnchors(db, (anchor) => handOutAnchor(settings, anchor)), 1);
  await db.transaction(ENGINE, (tx) => audit(tx, { action: 'thing.change', resource: 'thing.row' }));
  assert.equal(await day(), false);
  db.setNow('2026-11-24T00:07:00.000Z');
  assert.equal(await day(), true);
  assert.equal(await handOutAnchors(db, (anchor) => handOutAnchor(settings, anchor)), 1);
  const kept = readFileSync(settings.anchorFile, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { anchorNo: number; day: string; count: number });
  assert.deepEqual(kept.map((one) => [one.anchorNo, one.day]), [[1, '2026-11-23'], [2, '2026-11-24']]);
});
