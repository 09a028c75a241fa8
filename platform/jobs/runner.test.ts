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

test('a job that takes long is not started again by another process while its own lives', async () => {
  await using db = await testDatabase({ max: 4 });
  const finish = Promise.withResolvers<void>();
  let begun = 0;
  const tasks = { note: async () => { begun += 1; await finish.promise; } };
  await db.transaction(ENGINE, (tx) => addJob(tx, { task: 'note', payload: {} }));
  const own = await startJobs({ db, url: db.url, log, tasks });
  await until(() => begun > 0);
  await db.owner.run(sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'`);
  const other = await startJobs({ db, url: db.url, log, tasks });
  try {
    await db.transaction(ENGINE, (tx) => addJob(tx, { task: 'note', payload: {} }));
    await until(() => begun > 1); // both runners have looked at the queue: had the first been given back, it would have come first
    assert.equal((await db.owner.rows(sql`select from graphile_worker._private_jobs where attempts > 1`)).length, 0);
  } finally {
    finish.resolve();
    await Promise.all([own.stop(), other.stop()]);
  }
});

test('a process that lost its connection to the database for a moment is alive again, and its jobs stay its own', async () => {
  await using db = await testDatabase({ max: 4 });
  const finish = Promise.withResolvers<void>();
  let begun = 0;
  await db.transaction(ENGINE, (tx) => addJob(tx, { task: 'note', payload: {} }));
  const runner = await startJobs({ db, url: db.url, log, tasks: { note: async () => { begun += 1; await finish.promise; } } });
  try {
    await until(() => begun > 0);
    const alive = () => db.owner.rows<{ pid: number }>(sql`select l.pid from pg_locks l where l.locktype = 'advisory' and l.classid = 7461010 and l.granted and l.database = (select oid from pg_database where datname = current_database())`);
    const [before] = await alive();
    await db.owner.rows(sql`select pg_terminate_backend(${before?.pid}::integer)`);
    await db.owner.run(sql`delete from jobs.worker`); // as another process's sweep does
    await until(async () => { const [now] = await alive(); return now !== undefined && now.pid !== before?.pid; });
    await until(async () => (await db.owner.rows(sql`select from jobs.worker`)).length > 0);
    assert.equal(begun, 1);
  } finally {
    finish.resolve();
    await runner.stop();
  }
});
