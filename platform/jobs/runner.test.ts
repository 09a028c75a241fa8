import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { ENGINE, sql } from '#platform/db';
import { testDatabase } from '#platform/testing';
import { addJob, startJobs } from './index.ts';

const log = pino({ level: 'silent' });
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !await holds(); waited += 20) {
    assert.ok(waited < 15_000, 'it never came true');
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

test('a job starts with the commit that made it, and never without one', async () => {
  await using db = await testDatabase();
  const done: string[] = [];
  const runner = await startJobs({ db, url: db.url, log, tasks: { note: async (_context, payload: { name: string }) => { done.push(payload.name); } } });
  await assert.rejects(db.transaction(ENGINE, async (tx) => { await addJob(tx, { task: 'note', payload: { name: 'rolled back' } }); throw new Error('died'); }));
  await db.transaction(ENGINE, (tx) => addJob(tx, { task: 'note', payload: { name: 'committed' } }));
  await until(() => done.length > 0);
  await runner.stop();
  assert.deepEqual(done, ['committed']);
});

test('the jobs of a killed process are done by the next one at once', async () => {
  await using db = await testDatabase();
  await db.transaction(ENGINE, (tx) => addJob(tx, { task: 'note', payload: {} }));
  await db.owner.run(sql`insert into jobs.worker (worker_id, process) values ('worker-of-the-dead', 999)`);
  await db.owner.run(sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'worker-of-the-dead', attempts = 1`);
  let done = 0;
  const runner = await startJobs({ db, url: db.url, log, tasks: { note: async () => { done += 1; } } });
  await until(() => done > 0);
  await runner.stop();
  assert.equal(done, 1);
  assert.equal((await db.owner.rows(sql`select from jobs.worker`)).length, 0);
});
