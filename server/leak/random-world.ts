import { sql, type Queries } from '#platform/db';
import { SHAPES } from './shapes.ts';

// For tests alone: a company made from the catalogue of the database, so that every table has rows without anybody writing them. Rows honour checks, keys and
// references; ids are small numbers of two digits, so that what is there and what is not are equally long.

export type Random = () => number;
/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

export type Column = { readonly table: string; readonly column: string; readonly type: string; readonly required: boolean; readonly own: boolean; /** Refers to another table's own number. */ readonly refers: boolean; readonly checks: string };

export const FIRST_ID = 11;
const ROWS = 30; // of each table: ids 11 to 40; what is above is nobody's
/** Two digits, and nobody's. */
export const NOBODYS = [86, 87, 88, 89, 91, 92, 93, 94, 95, 96] as const;
const PATIENT = 1_000_000_000_000;
const CUSTOMERS = Array.from({ length: 50 }, (_, n) => FIRST_ID + n);
const PATIENTS = [PATIENT + 1, PATIENT + 2, PATIENT + 3];
const WORDS = ['Osei', 'Brandt', 'Moore', 'GLIDIM', 'CORDEXA', 'dosing', 'Albany', 'renal', 'visit', 'letter', 'Lakeside', 'Empire', 'Nguyen', 'Keller'];
const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services', 'operations'];
const CHANNELS = ['email', 'sms', 'phone', 'visit', 'event', 'portal'];

/** What the catalogue cannot know: closed lists that the program alone keeps, and the shapes of its documents. */
const KNOWN: Readonly<Record<string, (random: Random, n: number) => unknown>> = {
  function: (random) => pick(random, FUNCTIONS), from_function: (random) => pick(random, FUNCTIONS), to_function: (random) => pick(random, FUNCTIONS),
  channel: (random) => pick(random, CHANNELS), time_zone: () => 'America/New_York', language: () => 'en', languages: () => ['en'], country: () => 'US', market: () => 'US', markets: () => ['US'], state_code: () => 'NY',
  class: (random) => pick(random, ['open', 'open', 'medical']), purpose: (random) => pick(random, ['marketing', 'medical']), version: () => 1, decile: (random) => 1 + Math.floor(random() * 10),
  direction: (random) => pick(random, ['in', 'out']),
};

const PERSON = /^(user_id|owner_id|lead_id|manager_id|reviewer_id|person_id|passed_by|from_user_id|to_user_id|owner_manager_id|.*_by)$/;
const CUSTOMER = /(^|_)customer_id$|^(payer_id|organisation_id|account_id|other_id|into_id|practice_id)$/;

const enumerated = (checks: string, column: string): readonly string[] => {
  const [, list = ''] = new RegExp(`\\(?\\(?"?${column}"?\\)?(?:::text)? = ANY \\(\\(?ARRAY\\[([^\\]]*)\\]`).exec(checks) ?? [];
  return [...list.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
};
const instant = (random: Random): string => new Date(Date.parse('2026-11-23T14:00:00Z') + Math.round((random() - 0.7) * 60 * 24) * 3_600_000).toISOString();

const BY_TYPE: Readonly<Record<string, (random: Random, n: number) => unknown>> = {
  integer: (random) => 1 + Math.floor(random() * 5), bigint: (random) => 1 + Math.floor(random() * 5), smallint: (random) => 1 + Math.floor(random() * 5), boolean: (random) => random() < 0.5,
  real: (random) => random(), 'double precision': (random) => random(), numeric: (random) => Math.round(random() * 100) / 100, date: (random) => instant(random).slice(0, 10), jsonb: () => ({}), json: () => ({}),
  bytea: () => '\\x2550', 'time without time zone': () => '08:00', uuid: (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
};

/** `owners`: numbers that are a table's own; `parted`: those of tables that are parted by customer, so that who names one of them names its customer. */
export type Making = { readonly people: readonly number[]; readonly random: Random; readonly owners: ReadonlySet<string>; readonly parted: ReadonlySet<string> };

/** Whose the row with a number is: every hundredth a patient's. */
const customerOf = (column: string, id: number): number => {
  const spread = [...column].reduce((sum, letter) => sum + letter.charCodeAt(0), id * 7);
  return spread % 17 === 0 ? PATIENTS[spread % PATIENTS.length] as number : CUSTOMERS[spread % CUSTOMERS.length] as number;
};

/** A value for a column as such. */
export function valueOf({ random, people, owners }: Making, column: Column, n: number): unknown {
  const { column: name, type, required, own, refers, checks } = column;
  if (own) return FIRST_ID + n;
  if (!required && random() < 0.35) return null;
  const list = enumerated(checks, name);
  if (list.length) return type.endsWith('[]') ? [pick(random, list)] : pick(random, list);
  if (CUSTOMER.test(name)) return pick(random, CUSTOMERS);
  if (PERSON.test(name) && type === 'integer') return pick(random, people);
  if ((refers || owners.has(name)) && /int/.test(type)) return FIRST_ID + Math.floor(random() * ROWS);
  if (KNOWN[name]) return KNOWN[name](random, n);
  if (type.endsWith('[]')) return type.startsWith('text') && random() < 0.5 ? [pick(random, WORDS)] : [];
  if (type.startsWith('timestamp')) return instant(random);
  return BY_TYPE[type]?.(random, n) ?? `${pick(random, WORDS)} ${pick(random, WORDS)} ${n}`;
}

/** A row of a table with the n-th of its numbers. */
export function rowOf(making: Making, own: readonly Column[], n: number): Record<string, unknown> {
  const row = Object.fromEntries(own.map((column) => {
    const shape = SHAPES[`${column.table}.${column.column}`];
    return [column.column, shape === undefined ? valueOf(making, column, n) : typeof shape === 'function' ? (shape as (random: Random, n: number) => unknown)(making.random, n) : shape];
  }));
  const named = own.find(({ own: number }) => number) ?? own.find(({ column }) => making.parted.has(column) && typeof row[column] === 'number');
  if ('customer_id' in row && named) row['customer_id'] = customerOf(named.column, Number(row[named.column]));
  return row;
}

/** Columns of every table that is filled, and which of them are a table's own number. */
export async function columnsOf(owner: Queries, tables: readonly string[]): Promise<Column[]> {
  return owner.rows<Column>(sql`
    select n.nspname || '.' || c.relname as table, a.attname as column, format_type(a.atttypid, null) as type, a.attnotnull as required,
           (a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid), '') like 'nextval%') and exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)) as own,
           exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any(k.conkey) and k.confrelid <> 'access.person'::regclass) as refers,
           coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey)), '') as checks
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relkind in ('r', 'p') and n.nspname || '.' || c.relname = any(${tables}::text[])
     order by 1, a.attnum`);
}

export function makingOf(columns: readonly Column[], people: readonly number[], random: Random): Making {
  const ofCustomers = new Set(columns.filter(({ column }) => column === 'customer_id').map(({ table }) => table));
  const owners = columns.filter(({ own }) => own);
  return { random, people, owners: new Set(owners.map(({ column }) => column)), parted: new Set(owners.filter(({ table }) => ofCustomers.has(table) && table !== 'customers.customer').map(({ column }) => column)) };
}

/** Adds rows one by one; one that a check or a key refuses is left out. Answers how many each table took. */
const ADD = `create or replace function pg_temp.add_rows(batches jsonb) returns void language plpgsql as $$
declare batch jsonb; item jsonb; taken integer;
begin
  for batch in select * from jsonb_array_elements(batches) loop
    taken := 0;
    for item in select * from jsonb_array_elements(batch -> 'rows') loop
      exit when taken >= (batch ->> 'wanted')::integer;
      begin
        execute format('insert into %s (%s) overriding system value select %s from jsonb_populate_record(null::%s, $1)', batch ->> 'table', batch ->> 'columns', batch ->> 'columns', batch ->> 'table') using item;
        taken := taken + 1;
      exception when integrity_constraint_violation or data_exception or raise_exception then null;
      end;
    end loop;
  end loop;
end $$`;

const UNFILLED = /^(access\.(person|membership|team_member)|customers\.customer|audit\.|events\.handled|http\.|privacy\.suppression)/;

/** Fills every table that the policy names, but those whose rows are what one is (people, sight) or what one did (the trail). */
export async function fillWorld(owner: Queries, { tables, people, seed }: { readonly tables: readonly string[]; readonly people: readonly number[]; readonly seed: number }): Promise<void> {
  const random = seeded(seed);
  const columns = await columnsOf(owner, tables);
  const making = makingOf(columns, people, random);
  const quoted = (table: string) => table.split('.').map((part) => `"${part}"`).join('.');
  const batches = [...Map.groupBy(columns, ({ table }) => table)].filter(([table]) => !UNFILLED.test(table)).map(([table, own]) => ({
    table: quoted(table), columns: own.map(({ column }) => `"${column}"`).join(', '), wanted: ROWS,
    rows: Array.from({ length: ROWS * 2 }, (_, n) => rowOf(making, own, n)),
  }));
  const now = '2026-11-20T10:00:00Z';
  const customers = [...CUSTOMERS, ...PATIENTS].map((id, n) => ({
    customer_id: id, kind: id > PATIENT ? 'patient' : n % 5 === 4 ? 'hco' : n % 11 === 10 ? 'payer' : 'hcp', name: `${pick(random, WORDS)} ${pick(random, WORDS)} ${id % 100}`, sort_name: `${pick(random, WORDS).toLowerCase()} ${id % 100}`,
    family_name: pick(random, WORDS), given_name: 'Ada', city: pick(random, ['Albany', 'Utica', null]), state: 'NY', decile: 1 + (n % 10), specialty_name: pick(random, ['Cardiology', 'Endocrinology']),
  }));
  await owner.run(sql.trusted(ADD));
  await owner.run(sql`set session_replication_role = replica`);
  await owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, family_name, given_name, city, state, decile, specialty_name, source, created_at, updated_at) overriding system value
    select customer_id, kind, name, sort_name, family_name, given_name, city, state, decile, specialty_name, 'test', ${now}::timestamptz, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(customers)}::jsonb) as c (customer_id bigint, kind text, name text, sort_name text, family_name text, given_name text, city text, state text, decile smallint, specialty_name text)`);
  await owner.run(sql`select pg_temp.add_rows(${JSON.stringify(batches)}::jsonb)`);
  await owner.run(sql`set session_replication_role = origin`);
  await owner.run(sql`do $$ declare item record; begin
    for item in select schemaname, sequencename from pg_sequences where schemaname !~ '^(pg_|graphile_worker|audit)' loop perform setval(format('%I.%I', item.schemaname, item.sequencename), 1000); end loop; end $$`);
}
