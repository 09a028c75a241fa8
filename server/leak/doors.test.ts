import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDatabase, sql, type Actor } from '#platform/db';
import { mayAsk } from '#platform/http';
import { policy } from '../policy.ts';
import { pick, seeded } from './random-world.ts';
import { absentLike, isWrite, namesIn, openSight, ownersIn, placeOf, sampleInput, schemaOf, toRequest } from './requests.ts';
import { openLeakWorld, type Answer, type Asked, type LeakWorld, type Somebody } from './world.ts';

// Doors beside the front one: connections that serve many people, keys that others hold, and time.

const THOROUGH = process.env['TUTTI_THOROUGH'] === '1'; // eslint-disable-line -- how thorough a run is, is the caller's choice
const SEED = Number(process.env['TUTTI_SEED'] ?? 20_261_123); // eslint-disable-line -- the same
const INTERLEAVED = THOROUGH ? 20_000 : 150;
const SAMPLES = THOROUGH ? 2_000 : 20;
const ABORTED = 0.05;

let world: LeakWorld;
before(async () => { world = await openLeakWorld({ seed: SEED }); });
after(() => world[Symbol.asyncDispose]());

const actorOf = ({ userId, role }: Somebody): Actor => ({ kind: 'person', role, userId });
const plain = ({ status, body }: Answer) => `${status} ${body.replace(/"requestId":"T-[^"]*"/, '')}`;
const UNSTEADY = /^\/(audit|lists\/exports|account|sign-in|access\/policy|session|privacy\/requests\/:requestId\/preview)/; // what tells of the asking itself (an erasing counts the trail), or of no record at all

test('requests of fifty people over one connection, and over five, some ended in the middle, are each answered as if alone', async (t) => {
  const random = seeded(SEED + 3);
  const may = mayAsk(policy);
  const owners = await ownersIn(world.db.owner);
  const sight = openSight(world.db);
  const reads = world.routes.filter((route) => !isWrite(route) && !UNSTEADY.test(route.path) && route.permission !== 'public');
  const cases: { who: Somebody; asked: Asked; alone: string }[] = [];
  for (const who of world.people) for (let n = 0; n < (THOROUGH ? 8 : 1); n += 1) {
    const route = pick(random, reads.filter(({ permission }) => may(who.role, permission)));
    const input = Object.fromEntries(Object.entries(sampleInput(route, random)).filter(([name]) => name !== 'cursor' && (namesIn(route.path).includes(name) || schemaOf(route).required?.includes(name))));
    for (const name of Object.keys(input)) {
      const place = placeOf(route, name, owners);
      const { seen } = place ? await sight(actorOf(who), place) : { seen: [] };
      if (seen.length) input[name] = pick(random, seen);
    }
    const asked = toRequest(route, input);
    cases.push({ who, asked, alone: plain(await world.ask(who, asked)) });
  }
  const foreign: string[] = [];
  const counts = { asked: 0, aborted: 0 };
  for (const max of [1, 5]) {
    const pool = openDatabase({ url: world.db.url, clock: world.db.clock, max });
    await using served = await world.serveOn(pool);
    const abort = async () => {
      counts.aborted += 1;
      const way = random();
      await pool.transaction(actorOf(pick(random, world.people)), async (tx) => {
        await tx.rows(sql`select customer_id from customers.customer limit 1`);
        if (way < 0.4) await tx.rows(sql`select 1 / 0`);
        if (way < 0.5) await tx.rows(sql`select pg_terminate_backend(pg_backend_pid())`);
        throw new Error('in the middle');
      }).catch(() => undefined);
    };
    await Promise.all(Array.from({ length: 20 }, async () => {
      while (counts.asked < (max === 1 ? INTERLEAVED / 2 : INTERLEAVED)) {
        counts.asked += 1;
        if (random() < ABORTED) { await abort(); continue; }
        const { who, asked, alone } = pick(random, cases);
        const answer = plain(await served.ask(who, asked));
        if (answer !== alone && foreign.length < 20) foreign.push(`${who.role} ${who.userId} ${asked.path}: ${answer.slice(0, 200)} | ${alone.slice(0, 200)}`);
      }
    }));
    await pool.close();
  }
  t.diagnostic(`A9: ${JSON.stringify(counts)} of ${world.people.length} people over one connection and over five, ${foreign.length} answered otherwise`);
  assert.deepEqual(foreign, []);
});

type Key = { readonly table: string; readonly columns: readonly string[] };

test('no key that nature gave (no number of ours) tells somebody who may add a row that a row she does not see is there', async (t) => {
  const keys = await world.db.owner.rows<Key>(sql`
    select n.nspname || '.' || c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where i.indisunique and n.nspname <> 'audit' and not c.relispartition and i.indexprs is null and n.nspname || '.' || c.relname = any(${Object.keys(policy.tables)}::text[])
     group by n.nspname, c.relname, i.indexrelid having not bool_or(a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '') like 'nextval%') order by 1`);
  const ours = new Set((await ownersIn(world.db.owner)).map(({ column }) => column).filter((column) => column !== 'customer_id')); // no route lets anybody choose one of these
  const people = [...Map.groupBy(world.people, ({ role }) => role).values()].map(([first]) => first as Somebody);
  const told: string[] = [];
  let tried = 0;
  const undo = new Error('undo');
  const attempt = (who: Somebody, { table }: Key, row: object): Promise<string> => {
    const name = sql.id(...table.split('.'));
    const columns = sql.join(Object.keys(row).map((column) => sql.id(column)));
    return world.db.transaction(actorOf(who), async (tx) => {
      await tx.run(sql`insert into ${name} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${name}, ${JSON.stringify(row)}::jsonb)`);
      throw undo;
    }).then(() => 'taken', (error: { code?: string; message?: string }) => (error === undo ? 'taken' : error.code ?? error.message ?? ''));
  };
  for (const key of keys.filter(({ columns }) => !columns.some((column) => ours.has(column)))) for (const who of people) {
    const grants = policy.tables[key.table]?.insert ?? [];
    if (!grants.some(({ to }) => to.includes(who.role))) continue;
    const name = sql.id(...key.table.split('.'));
    const filled = sql.join(key.columns.map((column) => sql`t.${sql.id(column)}`));
    const seen = await world.db.read(actorOf(who), (tx) => tx.rows<{ at: string }>(sql`select tableoid || ' ' || ctid as at from ${name}`)).catch(() => []);
    const hidden = await world.db.owner.maybe<{ row: Record<string, unknown> }>(sql`select to_jsonb(t) as row from ${name} t where num_nulls(${filled}) = 0 and not tableoid || ' ' || ctid = any(${seen.map(({ at }) => at)}::text[]) limit 1`);
    if (!hidden) continue;
    tried += 1;
    const text = key.columns.find((column) => typeof hidden.row[column] === 'string' && !/_(at|on)$/.test(column));
    const numbers = key.columns.filter((column) => typeof hidden.row[column] === 'number' && column !== 'customer_id');
    const absent = { ...hidden.row, ...(text ? { [text]: 'of nobody' } : Object.fromEntries(numbers.map((column) => [column, 987_654]))) };
    const [a, b] = [await attempt(who, key, hidden.row), await attempt(who, key, absent)];
    if (a === '23505' && b !== '23505' && b !== '42501') told.push(`${who.role} ${key.table} (${key.columns.join(', ')}): ${a}, ${b}`);
  }
  t.diagnostic(`A8 keys: ${tried} hidden rows of ${keys.length} keys tried`);
  assert.deepEqual(told, []);
});

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;

test('what is hidden is answered as soon as what is not there: how soon is measured, and judged in the thorough run', async (t) => {
  const random = seeded(SEED + 4);
  const sight = openSight(world.db);
  const owners = await ownersIn(world.db.owner);
  const asked = ['/customers/:customerId', '/work/tasks/:taskId', '/work/cases/:caseId', '/customers/requests/:requestId', '/interactions', '/consent/decisions'];
  const said: string[] = [];
  const apart: string[] = [];
  for (const path of asked) {
    const route = world.routes.find((one) => one.method === 'GET' && one.path === path)!;
    const name = namesIn(path)[0] ?? 'customerId';
    const who = world.people.find(({ role }) => role === 'field')!;
    const { hidden } = await sight(actorOf(who), placeOf(route, name, owners)!);
    const times: Record<'hidden' | 'absent', number[]> = { hidden: [], absent: [] };
    for (let n = 0; n < SAMPLES; n += 1) for (const kind of random() < 0.5 ? ['hidden', 'absent'] as const : ['absent', 'hidden'] as const) {
      const there = pick(random, hidden);
      const request = toRequest(route, { [name]: kind === 'hidden' ? there : absentLike(there, random) });
      const at = performance.now();
      await world.ask(who, request);
      times[kind].push(performance.now() - at);
    }
    const [a, b] = [median(times.hidden), median(times.absent)];
    said.push(`${path} ${a.toFixed(2)} and ${b.toFixed(2)} ms (${(100 * Math.abs(a - b) / b).toFixed(1)} %)`);
    if (Math.abs(a - b) / b >= 0.05) apart.push(said.at(-1)!);
  }
  t.diagnostic(`A8 time: medians of ${SAMPLES} hidden and as many absent: ${said.join('; ')}`);
  if (THOROUGH) assert.deepEqual(apart, []);
});
