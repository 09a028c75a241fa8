import pg from 'pg';
import { link, matchOne, ORGANISATION_RULE, parseRule, PRESCRIBER_RULE } from '#customers';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { appUrl, migrate, openDatabase, queriesOn, sql, type Queries, type Sql } from '#platform/db';
import { HOSPITAL_CLASSES, hospitalsAreHere, readHospitals } from './linkage-hospitals.ts';
import { CLASSES, makePrescribers } from './linkage-world.ts';
import { percentile, timesOf } from './percentiles.ts';
import { areHere, qualityOf, readSet, SETS, type Quality } from './linkage-sets.ts';

// How well records of one party are found, on public sets with truth, and how fast among a million made prescribers of whom three in ten stand twice.
// Beside fake_1000: Splink's documentation ("Evaluation from ground truth column", version 4) shows a pairwise F1 of 0.806 at a chance of one half, and
// 0.862 at the limit that is best on the truth.
//   npm run bench -- linkage [records]

const [records = 1_000_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- linkage`.');
const CORES = 2;
const TYPED = 300;
const say = (line: string) => process.stdout.write(`${line}\n`);
const seconds = (from: number) => (performance.now() - from) / 1000;

type World = { readonly url: string; readonly owner: Queries; readonly txs: readonly Queries[]; end(): Promise<void> };

async function openWorld(): Promise<World> {
  const maintenance = new pg.Client({ connectionString: base });
  await maintenance.connect();
  await maintenance.query('drop database if exists bench_linkage with (force)');
  await maintenance.query('create database bench_linkage');
  await maintenance.end();
  const url = Object.assign(new URL(base ?? ''), { pathname: '/bench_linkage' }).href;
  await migrate({ ownerUrl: url, folder: join(ROOT, 'migrations'), appPassword: 'bench' });
  const clients = Array.from({ length: CORES + 1 }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const [owner, ...txs] = clients as [pg.Client, ...pg.Client[]];
  await Promise.all(txs.map((client) => client.query("set work_mem = '256MB'")));
  return { url, owner: queriesOn(owner), txs: txs.map((client) => queriesOn(client)), end: async () => { await Promise.all(clients.map((client) => client.end())); } };
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

/** Real hospitals and the records that another system would have of half of them. */
async function hospitals(world: World): Promise<Quality> {
  const rows = readHospitals();
  await world.owner.run(sql`create table hospital as select *, null::text as npi, null::text as ncpdp, null::text as dea, null::text as tax, null::text as licence, null::text as parent
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(record_id bigint, name text, kind text, type text, ccn text, phone text, line text, city text, state text, postal text)`);
  const { clusters } = await linked(world, ORGANISATION_RULE, sql`select * from hospital`);
  const quality = qualityOf(clusters, new Map(rows.map((row) => [row.record_id, row.party])));
  const place = new Map(clusters.flatMap((members, index) => members.map((member) => [member, index] as const)));
  say('');
  say(`hospitals: ${rows.length.toLocaleString('en-US')} records, precision ${quality.precision.toFixed(4)}, recall ${quality.recall.toFixed(4)}, over-merged ${quality.overMerged}`);
  for (const [index, name] of HOSPITAL_CLASSES.entries()) {
    const of = rows.filter((row) => row.class === index);
    say(`${name.padEnd(34)}${(of.filter(({ record_id: id }) => place.has(id) && place.get(id) === place.get(id - 1)).length / of.length).toFixed(3).padStart(9)} ${String(of.length).padStart(9)}`);
  }
  return quality;
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
  return { took, floor, quality, perTenThousand, model: result.model };
}

/** One record as it is typed, among all of them on file: candidates, chances and evidence. Floor: a bare look-up by the same name. */
async function online({ owner, url }: World, model: unknown) {
  say('');
  say('putting them on file');
  await owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, credential, specialty_name, city, state, postal_code, source, created_at, updated_at)
    select record_id, 'hcp', initcap(given || ' ' || family), family || ' ' || given, initcap(given), initcap(family), upper(credential), specialty, city, upper(state), postal, 'bench', now(), now() from made`);
  await owner.run(sql`insert into customers.address (customer_id, type, line1, city, state, postal_code, source, recorded_at) select record_id, 'practice', line, city, upper(state), postal, 'bench', now() from made where line is not null`);
  await owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) select record_id, 'phone', '+1' || phone, 'bench', now() from made where phone is not null union all select record_id, 'email', email, 'bench', now() from made where email is not null`);
  await owner.run(sql`insert into customers.identifier (system, value, customer_id, source) select 'npi', npi, record_id, 'bench' from made where npi is not null`);
  await owner.run(sql`insert into customers.match_rule (code, version, state, text, definition, model, created_at, live_at) values ('prescribers', 1, 'live', ${PRESCRIBER_RULE}, ${JSON.stringify(parseRule(PRESCRIBER_RULE))}::jsonb, ${JSON.stringify(model)}::jsonb, now(), now())`);
  await owner.run(sql`vacuum (analyze)`);
  const people = await owner.rows<{ recordId: number; given: string; family: string; phone: string; line: string; city: string; state: string; specialty: string }>(sql`
    select record_id, given, family, phone, line, city, state, specialty from made where npi is not null order by hashint8(record_id) limit ${TYPED}::integer`);
  const db = openDatabase({ url: appUrl(url, 'bench'), clock: () => new Date() });
  try {
    // Every second one with a slip in the family name; the telephone is known of every third; every fifth is a stranger, of whom nobody is alike.
    const typed = people.map(({ recordId, given, family, phone, line, city, state, specialty }, place) => (place % 5 === 4 ? { recordId: -9, fields: { given: `${given.slice(1)}a`, family: [...family].toReversed().join(''), state, specialty } } : {
      recordId, fields: { given, family: place % 2 ? `${family.slice(0, 2)}${family.slice(3)}` : family, line, city, state, specialty, ...(place % 3 === 0 ? { phone } : {}) },
    }));
    let found = 0;
    const times = await timesOf(typed, async ({ recordId, fields }) => {
      const likely = await db.read({ kind: 'person', role: 'steward', userId: 1 }, (tx) => matchOne(tx, fields));
      if (likely[0] && Math.abs(likely[0].customerId - recordId) <= 1) found += 1;
    });
    const floor = await timesOf(typed, ({ fields }) => owner.rows(sql`select customer_id, name from customers.customer where sort_name = ${`${fields.family} ${fields.given}`} collate "C" and status in ('active', 'inactive')`));
    say(`online: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms; first in the list ${(found / (2 * typed.filter(({ recordId }) => recordId > 0).length)).toFixed(3)} of those on file`);
    return { value: Number(percentile(times, 0.95).toFixed(1)), unit: 'ms', floor: Number(percentile(floor, 0.95).toFixed(2)), ratio: Number((percentile(times, 0.95) / percentile(floor, 0.95)).toFixed(1)) };
  } finally {
    await db.close();
  }
}

const world = await openWorld();
try {
  const sets = areHere() ? await labelled(world) : new Map<string, Quality>();
  if (sets.size === 0) say('SKIPPED: the public sets with truth are not here');
  const found = hospitalsAreHere() ? await hospitals(world) : undefined;
  if (!found) say('SKIPPED: the public file of hospitals is not here');
  const { took, floor, quality, perTenThousand, model } = await million(world);
  const typed = await online(world, model);
  say('');
  const figure = (value: number, unit: string, digits = 4) => ({ value: Number(value.toFixed(digits)), unit });
  const of = (name: string, pick: (quality: Quality) => number, as: string) => { const found = sets.get(name); return found ? { [as]: figure(pick(found), 'share') } : {}; };
  say(JSON.stringify({ bench: 'linkage', figures: {
    ...of('febrl3', ({ f1 }) => f1, 'febrl3_f1'), ...of('historical', ({ f1 }) => f1, 'historical_f1'), ...of('historical', ({ precision }) => precision, 'historical_precision'), ...of('fake_1000', ({ f1 }) => f1, 'fake_1000_f1'),
    ...(found ? { hospitals_f1: figure(found.f1, 'share') } : {}),
    link_1m_s: { ...figure(took, 's', 1), floor: Number(floor.toFixed(1)), ratio: Number((took / floor).toFixed(2)) },
    online_match_p95_ms: typed, made_recall: figure(quality.recall, 'share'), over_merges_per_10000: figure(perTenThousand, 'parties', 2),
  } }));
} finally {
  await world.end();
}
