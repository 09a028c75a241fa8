import { pino } from 'pino';
import { recordAccessEvent } from '#market-access';
import { followEvents, jobs, preview } from '#orchestration';
import { makePlays } from '#orchestration/makers';
import { deliverEvents, emit } from '#platform/events';
import { ENGINE, appUrl, openDatabase, sql, type Db, type Queries } from '#platform/db';
import { startJobs } from '#platform/jobs';
import { BENCH_NOW, openBenchWorld, type BenchWorld } from './world.ts';

// From the save of a formulary win to the last decision and queued mail of 3,091 prescribers, among a million with twenty million interactions; then a
// play over all of them. Floors: the same rows written by one bare INSERT … SELECT into tables of the same shape.
//   npm run bench -- cascade [prescribers] [interactions]

const [customers = 1_000_000, interactions = 20_000_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- cascade`.');
const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number) => (performance.now() - from) / 1000;

async function makeEverybodyPlay(owner: Queries): Promise<void> {
  await owner.run(sql`
    insert into orchestration.play (code, version, state, name, on_event, text, definition, created_at)
    select 'launch', 1, 'live', 'Launch', 'product.launched', text, definition || '{"code": "launch", "on": "product.launched", "for": "all_prescribers", "when": {}}'::jsonb, created_at
      from orchestration.play where code = 'formulary-pull-through'`);
}

async function awaitCascade(owner: Queries, eventId: number, lookEveryMs: number): Promise<{ cascadeId: number; decided: number }> {
  for (;;) {
    const row = await owner.maybe<{ cascadeId: number; decided: number; state: string }>(sql`select cascade_id, decided, state from orchestration.cascade where event_id = ${eventId}::bigint`);
    if (row && row.state !== 'deciding') return row;
    await new Promise((resolve) => { setTimeout(resolve, lookEveryMs); }); // looking costs the database time, too
  }
}

/** The floor: what the rows themselves cost, without finding out what to write. */
async function floorOf(owner: Queries, cascadeId: number): Promise<number> {
  const tables = ['orchestration.decision', 'orchestration.action', 'channels.message', 'work.task', 'orchestration.enrolment'];
  for (const table of tables) await owner.run(sql.trusted(`create table floor_${table.split('.')[1]} (like ${table} including all)`));
  const from = performance.now();
  for (const table of tables) await owner.run(sql`insert into ${sql.trusted(`floor_${table.split('.')[1]}`)} overriding system value select * from ${sql.trusted(table)} where cascade_id = ${cascadeId}::bigint`);
  const took = seconds(from);
  for (const table of tables) await owner.run(sql.trusted(`drop table floor_${table.split('.')[1]}`));
  return took;
}

async function winAtEmpire(db: Db, owner: Queries, world: BenchWorld): Promise<{ took: number; floor: number; decided: number }> {
  const actor = { kind: 'person', role: 'market_access', userId: 9001 } as const;
  const event = { payerId: world.payerId, productId: world.productId, planIds: [...world.planIds], status: 'covered', tier: 2, restrictions: [], effectiveFrom: '2026-12-01', source: 'letter' } as const;
  const shown = performance.now();
  const { plays: [dryRun] } = await db.read(actor, (tx) => preview(tx, { type: 'formulary.won', customerId: world.payerId, data: event })); // as the form does before its save
  say(`  the form shows what its save will start: ${seconds(shown).toFixed(2)} s for ${dryRun?.audience}`);
  const from = performance.now();
  const recorded = await recordAccessEvent(db, actor, event);
  const { cascadeId, decided } = await awaitCascade(owner, recorded.eventId as number, 5);
  const took = seconds(from);
  return { took, decided, floor: await floorOf(owner, cascadeId) };
}

async function launchToAll(db: Db, owner: Queries, world: BenchWorld): Promise<{ took: number; floor: number; decided: number }> {
  const from = performance.now();
  const eventId = await db.transaction(ENGINE, (tx) => emit(tx, { type: 'product.launched', customerId: 0, key: 'launch', data: { productId: world.productId, planIds: world.planIds } }));
  const { cascadeId, decided } = await awaitCascade(owner, eventId as number, 200);
  const took = seconds(from);
  return { took, decided, floor: await floorOf(owner, cascadeId) };
}

const { url: ownerUrl, owner, world, close } = await openBenchWorld(base, 'cascade', { customers, interactions, say });
const clock = () => new Date(BENCH_NOW);
await makePlays({ owner, clock } as never, { productId: world.productId, approval: 'automatic' });
await makeEverybodyPlay(owner);
await owner.run(sql`vacuum (analyze)`);
const url = appUrl(ownerUrl, 'bench');
const db = openDatabase({ url, clock });
const runner = await startJobs({ db, url, log: pino({ level: 'warn' }), tasks: { ...jobs, 'events.deliver': deliverEvents([followEvents]) } });
try {
  const win = await winAtEmpire(db, owner, world);
  const messages = await owner.one<{ n: number }>(sql`select count(*)::integer as n from channels.message`);
  const before = process.memoryUsage.rss() / 1e6;
  const launch = await launchToAll(db, owner, world);
  const rss = (process.resourceUsage().maxRSS * 1024) / 1e6;
  say('');
  say('what                                        customers     seconds   floor s   ratio');
  say(`save of a win to last decision and mail   ${String(win.decided).padStart(11)} ${win.took.toFixed(2).padStart(11)} ${win.floor.toFixed(2).padStart(9)} ${(win.took / win.floor).toFixed(1).padStart(7)}`);
  say(`a play over everybody                     ${String(launch.decided).padStart(11)} ${launch.took.toFixed(1).padStart(11)} ${launch.floor.toFixed(1).padStart(9)} ${(launch.took / launch.floor).toFixed(1).padStart(7)}`);
  say(`mails queued by the win: ${messages.n}; peak memory of the process: ${rss.toFixed(0)} MB, ${before.toFixed(0)} MB of it before the play over everybody`);
  const figure = ({ took, floor }: { took: number; floor: number }, digits: number) => ({ value: Number(took.toFixed(digits)), unit: 's', floor: Number(floor.toFixed(digits)), ratio: Number((took / floor).toFixed(2)) });
  say(JSON.stringify({ bench: 'cascade', figures: { cascade_3091_s: figure(win, 3), play_1m_s: figure(launch, 1), peak_rss_mb: { value: Math.round(rss), unit: 'MB', floor: Math.round(before), ratio: Number((rss / before).toFixed(2)) } } }));
} finally {
  await runner.stop();
  await db.close();
  await close();
}
