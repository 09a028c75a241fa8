import { mergeCustomers, undoMerges } from '#customers';
import { appUrl, openDatabase, sql, type Actor } from '#platform/db';
import { moves } from '../server/moves.ts';
import { BENCH_NOW, openBenchWorld } from './world.ts';
import { seconds } from './percentiles.ts';

// Three thousand pairs of prescribers made one in one transaction, with all that hangs on them, and taken apart again. Floor: the bare rows of the same
// tables moved to their winners by the tables' owner.
//   npm run bench -- merge [prescribers] [interactions] [pairs]

const [customers = 100_000, interactions = 2_000_000, pairs = 3_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- merge`.');
const FIRST = 1_001;
const TABLES = ['interactions.interaction', 'customers.contact_point', 'consent.decision', 'market_access.payer_mix', 'interactions.wish'];

const say = (line: string) => process.stdout.write(`${line}\n`);

const { url, owner, close } = await openBenchWorld(base, 'merge', { customers, interactions, say });
const db = openDatabase({ url: appUrl(url, 'bench'), clock: () => new Date(BENCH_NOW) });
try {
  const steward: Actor = { kind: 'person', role: 'steward', userId: 9001 };
  const wanted = Array.from({ length: pairs }, (_, place) => ({ winnerId: FIRST + place * 2, loserId: FIRST + place * 2 + 1, reason: 'The same person twice.' }));
  const rowsOf = () => owner.rows<{ name: string; said: string }>(sql.join(TABLES.map((table) => sql`
    select ${table} as name, md5(string_agg(md5(t::text), '' order by md5(t::text))) as said from ${sql.trusted(table)} t where customer_id < ${FIRST + pairs * 2}::bigint`), ' union all '));
  const before = await rowsOf();
  await owner.run(sql`begin`);
  const floor = await seconds(async () => {
    for (const table of TABLES) await owner.run(sql`update ${sql.trusted(table)} t set customer_id = w.winner from unnest(${wanted.map((one) => one.loserId)}::bigint[], ${wanted.map((one) => one.winnerId)}::bigint[]) w(loser, winner) where t.customer_id = w.loser and ${sql.trusted(table === 'interactions.interaction' ? 'true' : 'not exists (select from ' + table + ' o where o.customer_id = w.winner)')}`);
  });
  await owner.run(sql`rollback`);
  const merged = await seconds(() => mergeCustomers(db, steward, { moves, wanted }));
  if (merged.result.merges.length !== pairs) throw new Error(`${merged.result.refused.length} were refused: ${merged.result.refused[0]?.sentence}`);
  const undone = await seconds(() => undoMerges(db, steward, { moves, mergeIds: merged.result.merges.map(({ mergeId }) => mergeId), reason: 'They are two.' }));
  const after = await rowsOf();
  const changed = after.filter(({ name, said }) => before.find((one) => one.name === name)?.said !== said);
  if (changed.length) throw new Error(`What was taken apart differs in ${changed.map(({ name }) => name).join(', ')}.`);
  const rows = Object.values(merged.result.moved).reduce((sum, count) => sum + count, 0);
  say(`${pairs.toLocaleString('en-US')} pairs, ${rows.toLocaleString('en-US')} rows moved; what was taken apart is row by row what it was`);
  say(`floor, bare updates ${floor.took.toFixed(1)} s; made one ${merged.took.toFixed(1)} s; taken apart ${undone.took.toFixed(1)} s`);
  const figure = (took: number) => ({ value: Number(took.toFixed(1)), unit: 's', floor: Number(floor.took.toFixed(2)), ratio: Number((took / floor.took).toFixed(1)) });
  say(JSON.stringify({ bench: 'merge', figures: { merge_3000_s: figure(merged.took), undo_3000_s: figure(undone.took) } }));
} finally {
  await db.close();
  await close();
}
