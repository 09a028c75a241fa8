import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql, type Actor } from '#platform/db';
import { mayAsk } from '#platform/http';
import { policy } from '../policy.ts';
import { malformed } from './malformed.ts';
import { pick, seeded } from './random-world.ts';
import { isWrite, nameOf, namesIn, openSight, ownersIn, placeOf, schemaOf } from './requests.ts';
import { isToldAway, openLeakWorld, type LeakWorld } from './world.ts';

const THOROUGH = process.env['TUTTI_THOROUGH'] === '1'; // eslint-disable-line -- how thorough a run is, is the caller's choice
const SEED = Number(process.env['TUTTI_SEED'] ?? 20_261_123); // eslint-disable-line -- the same
const A_ROUTE = Number(process.env['TUTTI_MALFORMED'] ?? (THOROUGH ? 2_000 : 10)); // eslint-disable-line -- the same

/** What a refusal may write: the trail and its counters of refusals, sign-in's own books (guesses, sessions, challenges), kept answers, and the event that tells of a refused signature. */
const OF_REFUSALS = /^(audit|auth|http)\./;

/** A file that cannot be read is kept and shown as such, until its owner removes it. */
const KEPT: Readonly<Record<string, string>> = { 'POST /customers/files': 'customers.import_file' };
const LOOK_EVERY = 25;
const NEVER = 8_000_000_000_000; // the year 2223

/** Every change that commits is noted with its table: what a refused request left behind is seen at once, however small. */
const noteChanges = (world: LeakWorld) => world.db.owner.run(sql.trusted(`do $do$ declare item record; begin
    create schema noted;
    create table noted.change (what text, at timestamptz default clock_timestamp());
    grant usage on schema noted to public;
    create function noted.note() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin
      insert into noted.change (what) values (tg_table_schema || '.' || tg_table_name || case when tg_table_name = 'event' then ' ' || coalesce(to_jsonb(new) ->> 'type', '') else '' end); return null; end $$;
    for item in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|graphile_worker|platform|public|noted)' loop
      execute format('create trigger zz_noted after insert or update or delete on %I.%I for each row execute function noted.note()', item.nspname, item.relname);
    end loop; end $do$`));

/** The content of the whole database, table by table; which events a refusal may leave, each with its job, is watched as they are written. */
async function digest(world: LeakWorld): Promise<string> {
  const tables = await world.db.owner.rows<{ name: string }>(sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|graphile_worker|platform|noted|audit|auth|http)' and n.nspname || '.' || c.relname <> 'events.event' order by 1`);
  const { all } = await world.db.owner.one<{ all: string }>(sql.trusted(`select md5(${tables.map(({ name }) => `(select count(*) || coalesce(md5(string_agg(md5(row_::text), '' order by md5(row_::text))), '') from ${name} row_)`).join(' || ')}) as all`));
  return all;
}

test('whatever is sent to a route that writes, it is no fault of the program, and what is refused leaves nothing behind', async (t) => {
  await using world = await openLeakWorld({ seed: SEED });
  const random = seeded(SEED + 2);
  const owners = await ownersIn(world.db.owner);
  const sight = openSight(world.db);
  await noteChanges(world);
  const may = mayAsk(policy);
  /** What was written since it was last asked, until then. */
  const notes = async (until: number) => [...new Set((await world.db.owner.rows<{ what: string; before: boolean }>(sql`delete from noted.change returning what, at < to_timestamp(${until}::double precision / 1000) as before`))
    .filter(({ what, before }) => before && !OF_REFUSALS.test(what) && what !== 'events.event signature.refused').map(({ what }) => what))];
  const faults = new Map<string, string>();
  const left = new Map<string, string>();
  const counts = { routes: 0, asked: 0, refused: 0, taken: 0, digests: 0 };
  const writes = world.routes.filter(isWrite);
  for (const route of writes) {
    counts.routes += 1;
    const asking = world.people.filter(({ role }) => may(role, route.permission));
    const before = THOROUGH ? await digest(world) : '';
    let taken = 0;
    let refused: string[] = []; // since the last look
    const look = async (until: number) => {
      const what = (await notes(until)).filter((table) => table !== KEPT[nameOf(route)]);
      if (what.length) left.set(nameOf(route), `${what.join(', ')}: one of ${refused.join(' AND ')}`);
      refused = [];
    };
    for (let n = 0; n < A_ROUTE; n += 1) {
      const who = route.permission === 'public' && random() < 0.8 ? null : pick(random, asking.length ? asking : world.people);
      const ids: Record<string, unknown> = {};
      for (const name of who ? [...new Set([...namesIn(route.path), ...Object.keys(schemaOf(route).properties ?? {})])] : []) {
        const place = name.endsWith('Id') ? placeOf(route, name, owners) : undefined;
        const { seen } = place && who ? await sight({ kind: 'person', ...who } as Actor, place) : { seen: [] };
        if (seen.length) ids[name] = pick(random, seen);
      }
      const asked = malformed(route, random, ids);
      const since = performance.timeOrigin + performance.now();
      const answer = await world.ask(who, asked);
      const { status, body } = answer;
      counts.asked += 1;
      const shown = `${who?.role ?? 'visitor'} ${asked.path.slice(0, 200)} ${asked.headers?.['content-type'] ?? ''} ${String(asked.body).slice(0, 200)} → ${status} ${body.slice(0, 160)}`;
      if (status >= 500 && !isToldAway(body)) faults.set(`${nameOf(route)} ${status}`, `${shown} BECAUSE ${world.causeOf(answer)}`);
      if (status >= 400) refused.push(shown);
      counts[status >= 400 ? 'refused' : 'taken'] += 1;
      if (status < 400) taken += 1;
      if (status < 400 || refused.length === LOOK_EVERY) await look(status < 400 ? since : NEVER);
    }
    await look(NEVER);
    if (THOROUGH && taken === 0) {
      counts.digests += 1;
      if (await digest(world) !== before) left.set(nameOf(route), 'the digest of the database is another');
    }
  }
  t.diagnostic(`malformed: ${JSON.stringify(counts)}`);
  assert.deepEqual({ faults: Object.fromEntries(faults), left: Object.fromEntries(left) }, { faults: {}, left: {} });
  assert.ok(writes.length > 150);
});
