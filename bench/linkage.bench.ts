import pg from 'pg';
import { link, parseRule, PRESCRIBER_RULE } from '#customers';
import { queriesOn, sql, type Queries, type Sql } from '#platform/db';
import { CLASSES, makePrescribers } from './linkage-world.ts';
import { areHere, qualityOf, readSet, SETS, type Quality } from './linkage-sets.ts';

// How well records of one party are found, on public sets with truth, and how fast among a million made prescribers of whom three in ten stand twice.
//   npm run bench -- linkage [records]

const [records = 1_000_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- linkage`.');
const CORES = 2;
const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number) => (performance.now() - from) / 1000;

type World = { readonly owner: Queries; readonly txs: readonly Queries[]; end(): Promise<void> };

async function openWorld(): Promise<World> {
  const clients = Array.from({ length: CORES + 1 }, () => new pg.Client({ connectionString: base }));
  await Promise.all(clients.map((client) => client.connect()));
  const [owner, ...txs] = clients as [pg.Client, ...pg.Client[]];
  await owner.query('create extension if not exists fuzzystrmatch; create extension if not exists pg_trgm');
  await Promise.all(txs.map((client) => client.query("set work_mem = '128MB'")));
  return { owner: queriesOn(owner), txs: txs.map((client) => queriesOn(client)), end: async () => { await Promise.all(clients.map((client) => client.end())); } };
}

/** One linkage, in transactions that leave nothing behind. */
async function linked(world: World, rule: string, source: Sql, hear?: (line: string) => void) {
  await Promise.all(world.txs.map((tx) => tx.run(sql`begin`)));
  try {
    return await link(parseRule(rule), { txs: world.txs, records: source, ...(hear ? { say: hear } : {}) });
  } finally {
    await Promise.all(world.txs.map((tx) => tx.run(sql`rollback`)));
  }
}

async function labelled(world: World): Promise<Map<string, Quality>> {
  const results = new Map<string, Quality>();
  say('set                 precision      recall          F1');
  for (const set of SETS) {
    const rows = readSet(set);
    await world.owner.run(sql`drop table if exists labelled`);
    await world.owner.run(sql`create table labelled as select n - 1 as record_id, j from unnest(${rows.map((row) => JSON.stringify(row))}::jsonb[]) with ordinality u(j, n)`);
    const columns = Object.keys(rows[0] ?? {}).map((column) => `nullif(j ->> '${column}', '') as "${column}"`).join(', ');
    const { clusters } = await linked(world, set.rule, sql.trusted(`select ${set.derived} from (select record_id, ${columns} from labelled) x`));
    const quality = qualityOf(clusters, new Map(rows.map((row, record) => [record, set.truthOf(row)])));
    results.set(set.name, quality);
    say(`${set.name.padEnd(20)}${[quality.precision, quality.recall, quality.f1].map((value) => value.toFixed(4).padStart(9)).join('   ')}`);
  }
  return results;
}

/** The floor: the same blocks joined by bare SQL, nothing compared. */
async function floorOf(world: World): Promise<number> {
  const blocks = parseRule(PRESCRIBER_RULE).block.map((parts) => parts.map(({ field, take }) => (take === 'sound' ? `dmetaphone(${field})` : take === 'whole' ? field : `left(${field}, ${take})`)));
  const from = performance.now();
  const halves = world.txs.map((tx, half) => blocks.filter((_, place) => place % CORES === half).reduce(async (before, parts) => {
    await before;
    await tx.run(sql.trusted(`with k as materialized (select record_id, hashtextextended(${parts.join(" || '|' || ")}, 0) as k from made)
      select count(*) from k l join k r on l.k = r.k and l.record_id < r.record_id`));
  }, Promise.resolve()));
  await Promise.all(halves);
  return seconds(from);
}

async function million(world: World) {
  say('');
  say(`making ${records.toLocaleString('en-US')} records`);
  await makePrescribers(world.owner, records);
  const floor = await floorOf(world);
  const from = performance.now();
  let last = from;
  const result = await linked(world, PRESCRIBER_RULE, sql`select * from made`, (line) => { say(`  ${line.padEnd(12)}${((performance.now() - last) / 1000).toFixed(1).padStart(6)} s`); last = performance.now(); });
  const took = seconds(from);
  const rows = await world.owner.rows<{ recordId: number; party: number; class: number | null }>(sql`select record_id, party, class from made`);
  const quality = qualityOf(result.clusters, new Map(rows.map((row) => [row.recordId, row.party])));
  const together = new Map(result.clusters.flatMap((members, place) => members.map((member) => [member, place] as const)));
  say('');
  say('what the second record differs by      found of them');
  for (const [place, name] of CLASSES.entries()) {
    const of = rows.filter((row) => row.class === place);
    const found = of.filter(({ recordId }) => together.has(recordId) && together.get(recordId) === together.get(recordId - 1)).length;
    say(`${name.padEnd(34)}${(found / Math.max(1, of.length)).toFixed(3).padStart(9)} ${String(of.length).padStart(9)}`);
  }
  const perTenThousand = (quality.overMerged / (records * 0.7)) * 10_000;
  say(`pairs ${result.pairs.toLocaleString('en-US')}, precision ${quality.precision.toFixed(5)}, recall ${quality.recall.toFixed(4)}, over-merged ${perTenThousand.toFixed(2)} in 10,000 parties`);
  return { took, floor, quality, perTenThousand };
}

const world = await openWorld();
try {
  const sets = areHere()  ? await labelled(world) : new Map<string, Quality>();
  if (sets.size === 0) say('SKIPPED: the public sets with truth are not here');
  const { took, floor, quality, perTenThousand } = await million(world);
  say('');
  const figure = (value: number, unit: string, digits = 4) => ({ value: Number(value.toFixed(digits)), unit });
  const of = (name: string, pick: (quality: Quality) => number, as: string) => { const found = sets.get(name); return found ? { [as]: figure(pick(found), 'share') } : {}; };
  say(JSON.stringify({ bench: 'linkage', figures: {
    ...of('febrl3', ({ f1 }) => f1, 'febrl3_f1'), ...of('historical', ({ f1 }) => f1, 'historical_f1'), ...of('historical', ({ precision }) => precision, 'historical_precision'), ...of('fake_1000', ({ f1 }) => f1, 'fake_1000_f1'),
    link_1m_s: { ...figure(took, 's', 1), floor: Number(floor.toFixed(1)), ratio: Number((took / floor).toFixed(2)) },
    made_recall: figure(quality.recall, 'share'), over_merges_per_10000: figure(perTenThousand, 'parties', 2),
  } }));
} finally {
  await world.end();
}
