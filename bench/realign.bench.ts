import pg from 'pg';
import { join } from 'node:path';
import { commitAlignment, fillTerritories, previewAlignment, type Ports } from '#access';
import { refreshMembership } from '#field';
import { ROOT } from '#platform/config';
import { appUrl, migrate, openDatabase, queriesOn, sql, type Actor, type Queries, type Tx } from '#platform/db';
import { seconds } from './percentiles.ts';

// A change of territories among a million prescribers: 3,000 of them go from twenty people to twenty others, previewed, committed, and watched by two of
// them all the while; then the preview of a change that redraws every territory. Floor: the bare rows of the same change by the tables' owner.
//   npm run bench -- realign [prescribers]

const [customers = 1_000_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- realign`.');

const NOW = '2026-11-23T14:00:00.000Z';
const TODAY = NOW.slice(0, 10);
const TERRITORIES = 2_000;
const CODES = 10; // postal codes a territory
const MOVED = 3_000;
const PAIRS = 20;
const FORCE = 1;
const FIRST = 1_001;
const ADMINISTRATOR = 9_001;

const say = (line: string) => process.stdout.write(`${line}\n`);
const rounded = (value: number) => Math.round(value * 100) / 100;

/** Two thousand territories of ten postal codes, each with its holder, its rule and its customers; a practice for fifty prescribers. */
async function makeWorld(owner: Queries): Promise<void> {
  const many = sql`generate_series(${FIRST}::integer, ${FIRST + customers - 1}::integer) n`;
  const code = sql`(n % ${TERRITORIES * CODES}::integer)`;
  await owner.run(sql`insert into access.person (user_id, name, email, role, role_title, function, created_at) select n, 'Person ' || n, 'p' || n || '@abc.example', 'field', 'x', 'sales', ${NOW}::timestamptz from generate_series(1, ${TERRITORIES}::integer) n`);
  await owner.run(sql`insert into access.person (user_id, name, email, role, role_title, function, created_at) values (${ADMINISTRATOR}, 'Adam', 'adam@abc.example', 'administrator', 'x', 'operations', ${NOW}::timestamptz)`);
  await owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, specialty, city, state, postal_code, decile, source, created_at, updated_at)
    select n, 'hcp', 'Doctor ' || n, 'doctor ' || n, '207RC0000X', 'New York', 'NY', (10000 + ${code})::text, 1 + n % 10, 'bench', ${NOW}::timestamptz, ${NOW}::timestamptz from ${many}`);
  await owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at)
    select 5000000 + n, 'hco', 'Practice ' || n, 'practice ' || n, 'bench', ${NOW}::timestamptz, ${NOW}::timestamptz from generate_series(0, ${TERRITORIES * CODES - 1}::integer) n`);
  await owner.run(sql`insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source) select n, 5000000 + ${code}, 'practises_at', '2020-01-01', 'bench' from ${many}`);
  await owner.run(sql`insert into customers.owner (customer_id, function, user_id) select n, 'sales', 1 + ${code} / ${CODES}::integer from ${many}`);
  await owner.run(sql`insert into access.sales_force (sales_force_id, name, function) values (${FORCE}, 'General medicine', 'sales')`);
  await owner.run(sql`insert into access.territory (territory_id, sales_force_id, code, name) select n, ${FORCE}, 'T-' || n, 'Territory ' || n from generate_series(1, ${TERRITORIES}::integer) n`);
  await owner.run(sql`insert into access.territory_person (territory_id, user_id, role, valid_from) select n, n, 'holder', '2026-01-01' from generate_series(1, ${TERRITORIES}::integer) n`);
  await owner.run(sql`
    insert into access.territory_rule (territory_id, kinds, postal, valid_from)
    select n, '{hcp}', array(select (10000 + z)::text from generate_series((n - 1) * ${CODES}::integer, n * ${CODES}::integer - 1) z), '2026-01-01' from generate_series(1, ${TERRITORIES}::integer) n`);
  await owner.run(sql`vacuum (analyze)`);
}

/** Gives the bench the first placing and everybody's membership. */
async function place(owner: Queries): Promise<void> {
  await client.query('begin; set local jit = off');
  const tx = { ...owner, now: NOW, actor: { kind: 'system', role: 'engine', userId: null }, markAudited: () => undefined } as unknown as Tx;
  await fillTerritories(tx, { salesForceId: FORCE, on: TODAY, since: '2026-01-01' });
  await owner.run(sql`
    insert into access.membership (customer_id, user_id)
    select c.customer_id, c.territory_id from access.territory_customer c
    union select a.to_customer_id, c.territory_id from access.territory_customer c join customers.affiliation a on a.customer_id = c.customer_id`);
  await client.query('commit');
  await owner.run(sql`vacuum (analyze)`);
}

/** Drafts a change: the first of each pair of territories hands postal codes to the second. */
async function draft(owner: Queries, { pairs, codes, alignmentId }: { pairs: number; codes: number; alignmentId: number }): Promise<void> {
  await owner.run(sql`insert into access.alignment (alignment_id, sales_force_id, name, reason, effective_on, created_by, created_at) values (${alignmentId}, ${FORCE}, 'Spring', 'bench', ${TODAY}::date, ${ADMINISTRATOR}, ${NOW}::timestamptz)`);
  await owner.run(sql`update access.territory_rule set ends_in = ${alignmentId}::integer where draft_id is null and valid_to is null and territory_id <= ${2 * pairs}::integer`);
  await owner.run(sql`
    insert into access.territory_rule (territory_id, kinds, postal, draft_id)
    select case when p.place < ${codes}::integer then 2 * n else 2 * n - 1 end, '{hcp}'::text[], array_agg((10000 + (n - 1) * ${2 * CODES}::integer + p.place)::text), ${alignmentId}::integer
      from generate_series(1, ${pairs}::integer) n, generate_series(0, ${2 * CODES - 1}::integer) p(place) where p.place < ${CODES}::integer group by 1
    union all
    select 2 * n, '{hcp}'::text[], array_agg((10000 + (n - 1) * ${2 * CODES}::integer + p.place)::text), ${alignmentId}::integer
      from generate_series(1, ${pairs}::integer) n, generate_series(${CODES}::integer, ${2 * CODES - 1}::integer) p(place) group by 1`);
}

type Watch = { readonly stop: () => Promise<{ looks: number; wrong: number }> };

/** Looks as the first two representatives again and again: each customer of theirs is seen by exactly one of them. */
function watch(url: string, [one, two]: readonly [number, number]): Watch {
  let [stopped, looks, wrong] = [false, 0, 0];
  const client = new pg.Client({ connectionString: url });
  const work = (async () => {
    await client.connect();
    const owner = queriesOn(client);
    const ids = (await owner.rows<{ customerId: number }>(sql`select customer_id from access.territory_customer where territory_id in (${one}::integer, ${two}::integer)`)).map(({ customerId }) => customerId);
    while (!stopped) { // look after look, as pages do
      const [seen] = await owner.rows<{ customers: number; pairs: number }>(sql`select count(distinct customer_id) as customers, count(*) as pairs from access.membership where customer_id = any(${ids}::bigint[]) and user_id in (${one}::integer, ${two}::integer)`);
      looks += 1;
      if (seen?.customers !== ids.length || seen.pairs !== ids.length) wrong += 1;
    }
    await client.end();
  })();
  return { stop: async () => { stopped = true; await work; return { looks, wrong }; } };
}

/** What the same change costs where nothing is worked out: the rows alone. */
async function floorOf(owner: Queries): Promise<number> {
  const [from, to] = [2 * PAIRS + 101, 2 * PAIRS + 102];
  await owner.run(sql`create temp table bench_moved as select customer_id, territory_id from access.territory_customer where territory_id between ${from}::integer and ${from + 2 * PAIRS}::integer order by customer_id limit ${MOVED}::integer`);
  const { took } = await seconds(async () => {
    await client.query('begin');
    await owner.run(sql`update access.territory_customer c set territory_id = ${to}::integer from bench_moved m where m.customer_id = c.customer_id`);
    await owner.run(sql`update customers.owner o set user_id = ${to}::integer from bench_moved m where m.customer_id = o.customer_id and o.function = 'sales'`);
    await owner.run(sql`delete from access.membership a using bench_moved m where m.customer_id = a.customer_id`);
    await owner.run(sql`insert into access.membership (customer_id, user_id) select customer_id, ${to}::integer from bench_moved`);
    await client.query('commit');
  });
  return took;
}

const ports = { keepMembership: refreshMembership, workOf: () => Promise.resolve([]) } as unknown as Ports;
const actor: Actor = { kind: 'person', role: 'administrator', userId: ADMINISTRATOR };

const url = Object.assign(new URL(base), { pathname: '/bench_realign' }).href;
const maintenance = new pg.Client({ connectionString: base });
await maintenance.connect();
await maintenance.query('drop database if exists bench_realign with (force)');
await maintenance.query('create database bench_realign');
await maintenance.end();
await migrate({ ownerUrl: url, folder: join(ROOT, 'migrations'), appPassword: 'bench' });
const client = new pg.Client({ connectionString: url });
await client.connect();
const owner = queriesOn(client);
const db = openDatabase({ url: appUrl(url, 'bench'), clock: () => new Date(NOW) });
try {
  say(`  making ${customers.toLocaleString('en-US')} prescribers in ${TERRITORIES} territories`);
  await makeWorld(owner);
  const placing = await seconds(() => place(owner));
  say(`  placed in ${rounded(placing.took)} s`);
  const perCode = customers / (TERRITORIES * CODES);
  await draft(owner, { pairs: PAIRS, codes: Math.max(1, Math.round(MOVED * customers / 1_000_000 / PAIRS / perCode)), alignmentId: 1 });
  const preview = await seconds(() => previewAlignment(db, actor, { alignmentId: 1, ports }));
  const { digest, version, people, counts } = preview.result;
  say(`  a preview of ${counts.hands} customers in ${rounded(preview.took)} s`);
  const watching = watch(url, [1, 2]);
  const commit = await seconds(() => commitAlignment(db, actor, { alignmentId: 1, version, seen: { digest, people }, reason: 'bench', ports }));
  const { looks, wrong } = await watching.stop();
  say(`  ${commit.result.moved} customers committed in ${rounded(commit.took)} s; ${looks} looks meanwhile, ${wrong} of them at a half-moved state`);
  if (wrong > 0 || looks === 0) throw new Error(`${wrong} of ${looks} looks saw a half-moved state.`);
  const floor = await floorOf(owner);
  await draft(owner, { pairs: TERRITORIES / 2, codes: 3, alignmentId: 2 });
  const whole = await seconds(() => previewAlignment(db, actor, { alignmentId: 2, ports }));
  say(`  a preview that redraws all: ${whole.result.counts.hands} customers change hands, in ${rounded(whole.took)} s`);
  say(JSON.stringify({ bench: 'realign', figures: {
    realign_3000_s: { value: rounded(commit.took), unit: 's', floor: rounded(floor), ratio: rounded(commit.took / floor) }, realign_preview_s: { value: rounded(preview.took), unit: 's' },
    realign_preview_all_s: { value: rounded(whole.took), unit: 's' }, half_moved_looks: { value: wrong, unit: 'looks' },
  } }));
} finally {
  await db.close();
  await client.end();
}
