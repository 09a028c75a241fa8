import { join } from 'node:path';
import pg from 'pg';
import { ROOT } from '#platform/config';
import { migrate, queriesOn, sql, type Queries } from '#platform/db';
import { FAMILY, HE, SHE } from '../demo/lists/names.ts';

export type BenchWorld = { readonly payerId: number; readonly planIds: readonly number[]; readonly prescribers: number; readonly productId: number };

export const BENCH_NOW = '2026-11-23T14:00:00.000Z';
const PAYER = 1;
const PLANS = [2, 3, 4];
const NETWORK = 3_091;
const FIRST = 1_001;
const REPRESENTATIVES = 2_000;

// The generated world is arithmetic on the customer's number, hashed where it must look random: the same every time, on any machine.
const hash = (salt: number, modulus: number) => sql.trusted(`(abs(hashint8extended(n::bigint, ${salt})) % ${modulus})`);

const GIVEN = [...HE, ...SHE];
const ENDINGS = ['', '', '', 's', 'son', 'er', 'man', 'ley', 'ton', 'field', 'ova', 'stein'];

/** Prescribers, their consents, addresses, owners, payer mix, affinity, and interactions of the last two years, made inside PostgreSQL. */
async function makeBenchWorld(db: Queries, size: { customers: number; interactions: number; say: (line: string) => void }): Promise<void> {
  const { customers, interactions, say } = size;
  const many = sql`generate_series(${FIRST}::integer, ${FIRST + customers - 1}::integer) n`;
  const at = sql`${BENCH_NOW}::timestamptz`;
  await db.run(sql`insert into products.product (code, name) values ('GLIDIM', 'GLIDIM')`);
  say('people and plans');
  await db.run(sql`insert into access.person (user_id, name, email, role, role_title, function, created_at)
    select n, 'Person ' || n, 'p' || n || '@abc.example', case when n <= ${REPRESENTATIVES}::integer then 'field' else 'contact_centre' end, 'x', case when n <= ${REPRESENTATIVES}::integer then 'sales' else 'contact_centre' end, ${at} from generate_series(1, ${REPRESENTATIVES + 200}::integer) n`);
  await db.run(sql`insert into access.person (user_id, name, email, role, role_title, function, created_at) values (9001, 'Leopold', 'l@abc.example', 'market_access', 'x', 'market_access', ${at}), (9002, 'Benjamin', 'b@abc.example', 'marketing', 'x', 'marketing', ${at})`);
  await db.run(sql`insert into work.capacity (user_id, channel, per_day) select n, case when n <= ${REPRESENTATIVES}::integer then 'visit' else 'phone' end, case when n <= ${REPRESENTATIVES}::integer then 8 else 40 end from generate_series(1, ${REPRESENTATIVES + 200}::integer) n`);
  await db.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at) values (1, 'payer', 'Empire Health', 'empire health', 'bench', ${at}, ${at}), (2, 'plan', 'Select PPO', 'select ppo', 'bench', ${at}, ${at}), (3, 'plan', 'Select HMO', 'select hmo', 'bench', ${at}, ${at}), (4, 'plan', 'Choice Plus', 'choice plus', 'bench', ${at}, ${at})`);
  await db.run(sql`insert into market_access.plan (customer_id, payer_customer_id, book, covered_lives) select p, 1, 'commercial', 1000000 from unnest(${PLANS}::integer[]) p`);
  say(`${customers.toLocaleString('en-US')} prescribers`);
  await db.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, specialty_name, city, state, postal_code, time_zone, decile, licence_valid_until, source, created_at, updated_at)
    select n, 'hcp', g.given || ' ' || g.family, lower(g.family || ' ' || g.given), g.given, g.family,
           (array['Internal Medicine', 'Family Practice', 'Cardiology', 'Endocrinology', 'Nurse Practitioner'])[1 + ${hash(3, 5)}], 'New York', 'NY', '10001', (array['America/New_York', 'America/Chicago', 'America/Los_Angeles'])[1 + ${hash(4, 3)}],
           1 + ${hash(5, 10)}, case when ${hash(6, 100)} = 0 then date '2026-06-30' end, 'bench', ${at}, ${at}
      from ${many} cross join lateral (select (${GIVEN}::text[])[1 + ${hash(1, GIVEN.length)}] as given, (${FAMILY}::text[])[1 + ${hash(2, FAMILY.length)}] || (${ENDINGS}::text[])[1 + ${hash(29, ENDINGS.length)}] as family) g`);
  await db.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) select n, k, case k when 'email' then 'd' || n || '@example.org' else '+1' || n end, 'bench', ${at} from ${many} cross join unnest(array['email', 'phone']) k where not (k = 'email' and ${hash(7, 20)} = 0)`);
  await db.run(sql`insert into consent.decision (customer_id, channel, purpose, granted, basis, source, effective_at, recorded_at)
    select n, c, 'promotion', ${hash(8, 100)} >= 6, 'consent', 'bench', timestamptz '2025-01-01', ${at} from ${many} cross join unnest(array['email', 'visit']) c where ${hash(9, 100)} >= 8`);
  await db.run(sql`insert into consent.restriction (customer_id, kind, reason, source, valid_from) select n, case ${hash(10, 2)} when 0 then 'do_not_contact' else 'prescriber_data' end, 'asked', 'bench', '2025-01-01' from ${many} where ${hash(11, 25)} = 0`);
  await db.run(sql`insert into consent.rule (kind, channel, max_touches, window_days, quiet_from, quiet_to, sentence, source, valid_from)
    values ('cap', 'any', 4, 30, null, null, 'At most 4 touches in 30 days.', 'policy', '2020-01-01'), ('gap', 'email', null, 7, null, null, 'At least 7 days between two mails.', 'policy', '2020-01-01'), ('quiet_hours', 'any', null, null, '20:00', '08:00', 'Quiet from 20:00 to 08:00.', 'policy', '2020-01-01')`);
  await db.run(sql`insert into customers.owner (customer_id, function, user_id) select n, 'sales', 1 + ${hash(12, REPRESENTATIVES)} from ${many} where ${hash(13, 20)} <> 0`);
  await db.run(sql`insert into market_access.payer_mix (customer_id, plan_customer_id, share, as_of, source) select n, 2 + ${hash(14, 3)}, ${hash(15, 60)} / 100.0, '2026-01-01', 'bench' from ${many} where ${hash(16, 3)} = 0 or n % ${Math.floor(customers / NETWORK)}::integer = 0`);
  await db.run(sql`insert into interactions.affinity (customer_id, touches, responses, as_of) select n, array[${hash(17, 12)}, 0, ${hash(18, 4)}, ${hash(19, 8)}, 0, 0], array[${hash(20, 5)}, 0, ${hash(21, 2)}, ${hash(22, 5)}, 0, 0], ${at} from ${many}`);
  await db.run(sql`insert into interactions.wish (customer_id, kind, channel, said_at) select n, 'visit_requested', 'visit', ${at} - interval '9 days' from ${many} where ${hash(23, 50)} = 0`);
  await db.run(sql`insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source)
    select customer_id, 2 + customer_id % 3, 'in_network', '2020-01-01', 'bench' from (select customer_id from customers.customer where kind = 'hcp' and customer_id % ${Math.floor(customers / NETWORK)}::integer = 0 order by customer_id limit ${NETWORK}::integer) s`);
  say(`${interactions.toLocaleString('en-US')} interactions of two years`);
  await db.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, headline, source, recorded_at)
    select ${FIRST}::integer + (n - 1) / ${Math.ceil(interactions / customers)}::integer, ${at} - make_interval(secs => 60 + ${hash(25, 63_000_000)}), (array['marketing', 'sales', 'contact_centre', 'medical'])[1 + ${hash(26, 4)}],
           (array['email', 'visit', 'phone', 'event'])[1 + ${hash(26, 4)}], case when ${hash(27, 3)} = 0 then 'in' else 'out' end, 'touch', 'A touch', 'bench', ${at}
      from generate_series(1, ${interactions}::bigint) n`);
  say('statistics');
  await db.run(sql`vacuum (analyze)`);
}

/** What the benchmark must know of a world that was made, here or in a database this one was copied from. */
async function benchWorldOf(db: Queries): Promise<BenchWorld> {
  const { productId } = await db.one<{ productId: number }>(sql`select product_id from products.product where code = 'GLIDIM'`);
  return { payerId: PAYER, planIds: PLANS, prescribers: NETWORK, productId };
}

export type WorldSize = { readonly customers: number; readonly interactions: number };
type OpenWorld = { readonly url: string; readonly owner: Queries; readonly world: BenchWorld; readonly close: () => Promise<void> };

/** The world in a database of the benchmark's own: it is made when it is not there, and copied, so that it stays as it was made. */
export async function openBenchWorld(base: string, name: string, { customers, interactions, say }: WorldSize & { readonly say: (line: string) => void }): Promise<OpenWorld> {
  const urlOf = (database: string) => Object.assign(new URL(base), { pathname: `/${database}` }).href;
  const template = `bench_world_${customers}_${interactions}`;
  const maintenance = new pg.Client({ connectionString: base });
  await maintenance.connect();
  try {
    const { rowCount: made } = await maintenance.query('select 1 from pg_database where datname = $1 and datistemplate', [template]);
    if (!made) {
      await maintenance.query(`drop database if exists ${template}`);
      await maintenance.query(`create database ${template}`);
      await migrate({ ownerUrl: urlOf(template), folder: join(ROOT, 'migrations'), appPassword: 'bench' });
      const client = new pg.Client({ connectionString: urlOf(template) });
      await client.connect();
      await makeBenchWorld(queriesOn(client), { customers, interactions, say: (line) => say(`  making ${line}`) });
      await client.end();
      await maintenance.query(`alter database ${template} is_template true`);
    }
    await maintenance.query(`drop database if exists bench_${name} with (force)`);
    say('  copying the world');
    await maintenance.query(`create database bench_${name} template ${template} strategy file_copy`);
    await maintenance.query('checkpoint');
  } finally {
    await maintenance.end();
  }
  const url = urlOf(`bench_${name}`);
  await migrate({ ownerUrl: url, folder: join(ROOT, 'migrations'), appPassword: 'bench' }); // each database has a login role of its own
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const owner = queriesOn(client);
  return { url, owner, world: await benchWorldOf(owner), close: () => client.end() };
}
