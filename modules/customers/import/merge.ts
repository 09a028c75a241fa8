import { sql, type Sql, type Tx } from '#platform/db';
import { holdPlace } from '../history/horizon.ts';
import { keepChanges } from '../history/keep-changes.ts';
import { natively } from '../merge/natively.ts';
import { endAffiliations, takeBackAddresses, writeAddresses, writeAffiliations } from './dated-parts.ts';
import { deriveGolden } from './golden.ts';
import { insertNewParties } from './insert-new.ts';
import { SHAPES, part } from './parts.ts';
import type { Facts } from './types.ts';

/** A row that waits for its batch. What it says lies outside V8's heap, whose young space would grow with all that outlives it; `alone`: it names no second party. */
export type Staged = { readonly line: number; readonly key: string; readonly digest: string; readonly idSystem: string; readonly idValue: string; readonly body: Buffer; readonly alone: boolean; readonly raw?: string };
/** How a row stands to what its source said before, and whether somebody is on file who has its identifier. */
export type Standing = { readonly is: 'new' | 'same' | 'changed'; readonly known: boolean };

const MERGE_LOCK = 7_461_010; // and the next: two imports that both make the same NPI would otherwise wait for each other
export const LANES = 3; // one more than processors: while one waits for the disk or for us, two go on

/** Which lane an identifier belongs to; the same in every import. Batches of different lanes may be merged at the same time: they make different parties. */
export function laneOf(idValue: string): number {
  let sum = 0;
  for (let place = 0; place < idValue.length; place += 1) sum += idValue.charCodeAt(place);
  return sum % LANES;
}

/** One batch of a lane at a time, whichever process it runs in; all lanes for rows that may name parties of both. */
export const lockMerge = (tx: Tx, lane: number | 'all') => tx.run(sql`
  select pg_advisory_xact_lock(${MERGE_LOCK}::bigint + lane) from generate_series(${lane === 'all' ? 0 : lane}::integer, ${lane === 'all' ? LANES - 1 : lane}::integer) lane`);

/**
 * A batch looks up a thousand rows in tables of millions. Left alone, the planner joins with the whole table or index for it, and loading slows down with
 * every row that is on file: the look-ups of a batch took 30 ms in an empty master and 150 ms at 160,000 rows. So for this transaction: loops over an index.
 */
const lookUpByIndex = (tx: Tx) => tx.run(sql`
  select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`);

/** A batch need not wait for the disk: lost with the power, it is lost with its part of the books, and the last word of the run waits for all of it. */
export const commitLater = (tx: Tx) => tx.run(sql`select set_config('synchronous_commit', 'off', true)`);

/** How each row stands to what is on file. */
export async function standings(tx: Tx, source: string, rows: readonly Staged[]): Promise<Standing[]> {
  await lookUpByIndex(tx);
  const found = await tx.rows<{ place: number; same: boolean | null; known: boolean | null }>(sql`
    select g.place, s.same, i.known
      from unnest(${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.digest)}::text[], ${rows.map((row) => row.idSystem)}::text[], ${rows.map((row) => row.idValue)}::text[])
           with ordinality as g(key, digest, id_system, id_value, place)
     cross join lateral (select bool_or(s.digest = g.digest) as same from customers.source_record s where s.source = ${source} and s.source_key = g.key) s
      left join lateral (select true as known from customers.identifier i where i.system = g.id_system and i.value = g.id_value limit 1) i on true
     where s.same is not null or i.known`); // “exists” would be answered by a hash of the whole table
  const standing: Standing[] = rows.map(() => ({ is: 'new', known: false }));
  for (const { place, same, known } of found) standing[place - 1] = { is: same === null ? 'new' : same ? 'same' : 'changed', known: known ?? false };
  return standing;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string) => text.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] as string);

const copyLine = ({ line, key, digest, idSystem, idValue, body }: Staged) => `${line}\t${escaped(key)}\t${digest}\t${idSystem}\t${escaped(idValue)}\t${escaped(body.toString())}\n`;

const LINES_AT_ONCE = 200; // some 200 kB, as much as the connection takes in one go

function* copyText(rows: readonly Staged[]): Generator<string> {
  for (let from = 0; from < rows.length; from += LINES_AT_ONCE) yield rows.slice(from, from + LINES_AT_ONCE).map(copyLine).join('');
}

async function makeStage(tx: Tx): Promise<void> {
  await tx.run(sql`
    create temp table if not exists import_row (line bigint, source_key text, digest text, id_system text, id_value text, payload jsonb, customer_id bigint, was jsonb) on commit drop`);
}

async function stage(tx: Tx, rows: readonly Staged[]): Promise<void> {
  await makeStage(tx);
  await tx.copy('copy pg_temp.import_row (line, source_key, digest, id_system, id_value, payload) from stdin', copyText(rows));
  await tx.run(sql`analyze pg_temp.import_row`);
}

/** Whom each row is about: by its identifier; who has none yet gets a number. */
async function findParties(tx: Tx, source: string): Promise<void> {
  await tx.run(sql`
    update pg_temp.import_row r set customer_id = i.customer_id
      from customers.identifier i where i.system = r.id_system and i.value = r.id_value`);
  await tx.run(sql`select set_config('enable_hashjoin', 'on', true)`); // the batch with itself has no index
  await tx.run(sql`
    update pg_temp.import_row r set customer_id = fresh.customer_id
      from (select d.id_system, d.id_value, nextval((select pg_get_serial_sequence('customers.customer', 'customer_id')::regclass)) as customer_id
              from (select distinct id_system, id_value from pg_temp.import_row where customer_id is null) d) fresh
     where fresh.id_system = r.id_system and fresh.id_value = r.id_value and r.customer_id is null`);
  await lookUpByIndex(tx);
  await tx.run(sql`
    update pg_temp.import_row r set was = s.payload
      from customers.source_record s where s.customer_id = r.customer_id and s.source = ${source} and s.source_key = r.source_key`);
}

/** Takes away what this source said of a changed row and may say no longer; what it still says comes back in the next step. */
async function clearParts(tx: Tx, source: string): Promise<void> {
  const { was } = await tx.one<{ was: number }>(sql`select count(*) as was from pg_temp.import_row where was is not null`);
  if (was === 0) return;
  const clear = (table: Sql, match: Sql, from: Sql) => tx.run(sql`
    delete from customers.${table} p using pg_temp.import_row r, ${from}
     where r.was is not null and p.customer_id = r.customer_id and p.source = ${source} and ${match}`);
  await clear(sql`contact_point`, sql`p.kind = e.kind and p.value = e.value and p.state = 'active'`, part('contact_points', 'was'));
  await clear(sql`specialty`, sql`p.rank = e.rank`, part('specialties', 'was'));
  await clear(sql`measure`, sql`p.name = e.name and p.period = e.period and p.subject = e.subject`, part('measures', 'was'));
  await endAffiliations(tx, source);
  await clear(sql`identifier`, sql`p.system = e.system and p.value = e.value and p.system <> r.id_system`, part('identifiers', 'was'));
}

async function writeParts(tx: Tx, source: string): Promise<void> {
  // An NPI or CCN that names another party already stays with that party: a steward decides whether they are one.
  await tx.run(sql`
    insert into customers.identifier as i (system, value, customer_id, valid_from, valid_to, lapsed_from, lapsed_to, state, source)
    select distinct on (e.system, e.value, r.customer_id) e.system, e.value, r.customer_id, e.valid_from, e.valid_to, e.lapsed_from, e.lapsed_to, coalesce(e.state, 'active'), ${source}
      from pg_temp.import_row r, ${part('identifiers')}
     where e.system not in ('npi', 'ccn', 'dea', 'onekey', 'ncpdp', 'plan')
        or not exists (select from customers.identifier o where o.system = e.system and o.value = e.value and o.customer_id <> r.customer_id)
     order by e.system, e.value, r.customer_id, r.line desc
    on conflict (system, value, customer_id) do update
       set state = excluded.state, valid_from = coalesce(excluded.valid_from, i.valid_from), valid_to = excluded.valid_to,
           lapsed_from = coalesce(excluded.lapsed_from, case when excluded.state = 'active' then i.valid_to end, i.lapsed_from),
           lapsed_to = coalesce(excluded.lapsed_to, case when excluded.state = 'active' and i.state <> 'active' then ${tx.now}::timestamptz::date end, i.lapsed_to)
     where i.source = excluded.source
       and (i.state, i.valid_to, i.lapsed_from, i.lapsed_to) is distinct from (excluded.state, excluded.valid_to, coalesce(excluded.lapsed_from, i.lapsed_from), coalesce(excluded.lapsed_to, i.lapsed_to))`);
  await writeAddresses(tx, source);
  await tx.run(sql`
    insert into customers.contact_point (customer_id, kind, value, source, recorded_at)
    select r.customer_id, e.kind, e.value, ${source}, ${tx.now}::timestamptz from pg_temp.import_row r, ${part('contact_points')}
    on conflict (customer_id, kind, value) do nothing`);
  await tx.run(sql`
    insert into customers.specialty (customer_id, code, rank, licence, licence_state, source)
    select r.customer_id, e.code, e.rank, e.licence, e.licence_state, ${source} from pg_temp.import_row r, ${part('specialties')}
    on conflict (customer_id, source, rank) do update set code = excluded.code, licence = excluded.licence, licence_state = excluded.licence_state`);
  await tx.run(sql`
    insert into customers.measure (customer_id, name, period, subject, value, suppressed, source)
    select distinct on (r.customer_id, e.name, e.period, e.subject) r.customer_id, e.name, e.period, e.subject, e.value, coalesce(e.suppressed, false), ${source}
      from pg_temp.import_row r, ${part('measures')}
     order by r.customer_id, e.name, e.period, e.subject, r.line desc
    on conflict (customer_id, name, period, subject, source) do update set value = excluded.value, suppressed = excluded.suppressed`);
}

const UNIQUE = new Set(['npi', 'ccn', 'dea', 'onekey', 'ncpdp', 'plan']); // one party each: identifier__one_party

/** Whether a row names its own party alone: no second number that could be another's. */
export function namesNoOther({ identifiers = [], affiliations }: Facts, idSystem: string, idValue: string): boolean {
  if (affiliations?.length || identifiers.some((one) => one.lapsed_from)) return false; // a number that lapsed is rare, and is dated by the merge
  return identifiers.some((one) => one.system === idSystem && one.value === idValue)
    && identifiers.every((one) => !UNIQUE.has(one.system) || (one.system === idSystem && one.value === idValue));
}

function apart(rows: readonly MergedRow[]): { alone: Staged[]; others: Staged[] } {
  const named = new Map<string, number>();
  for (const { row } of rows) named.set(row.idValue, (named.get(row.idValue) ?? 0) + 1);
  const [alone, others]: [Staged[], Staged[]] = [[], []];
  for (const { row, standing } of rows) (standing.is === 'new' && !standing.known && named.get(row.idValue) === 1 && row.alone ? alone : others).push(row);
  return { alone, others };
}

type MergedRow = { readonly row: Staged; readonly standing: Standing };

/** The parties among those that these rows name, that are made of several records. */
const mergedParties = async (tx: Tx): Promise<number[]> => (await tx.rows<{ rootId: number }>(sql`
  select distinct m.root_id
    from pg_temp.import_row r
    join customers.identifier i on i.system = r.id_system and i.value = r.id_value
    join customers.merge_member m on m.customer_id = i.customer_id`)).map((row) => row.rootId);

/** Those among the parties of these rows who are on file. */
const knownParties = async (tx: Tx): Promise<number[]> => (await tx.rows<{ customerId: number }>(sql`
  select distinct i.customer_id from pg_temp.import_row r join customers.identifier i on i.system = r.id_system and i.value = r.id_value`)).map((row) => row.customerId);

async function mergeOthers(tx: Tx, { source, importId }: { source: string; importId: number }, rows: readonly Staged[]): Promise<number> {
  if (rows.length === 0) return 0;
  await stage(tx, rows);
  // A source speaks of its own record, whatever that one was merged into since.
  return keepChanges(tx, { customerIds: await knownParties(tx), source }, async () => natively(tx, await mergedParties(tx), async () => {
    await findParties(tx, source);
    await tx.run(sql`
      insert into customers.import_before (customer_id, import_id, source, source_key, payload, digest, was_import_id)
      select s.customer_id, ${importId}::bigint, s.source, s.source_key, s.payload, s.digest, s.import_id
        from pg_temp.import_row r join customers.source_record s on s.customer_id = r.customer_id and s.source = ${source} and s.source_key = r.source_key
       where r.was is not null
      on conflict do nothing`);
    await tx.run(sql`
      insert into customers.source_record (customer_id, source, source_key, digest, payload, import_id, first_seen_at, last_seen_at)
      select r.customer_id, ${source}, r.source_key, r.digest, r.payload, ${importId}::bigint, ${tx.now}::timestamptz, ${tx.now}::timestamptz from pg_temp.import_row r
      on conflict (customer_id, source, source_key) do update
         set digest = excluded.digest, payload = excluded.payload, import_id = excluded.import_id, last_seen_at = excluded.last_seen_at`);
    await clearParts(tx, source);
    await writeParts(tx, source);
    await writeAffiliations(tx, source);
    return deriveGolden(tx, sql`select distinct customer_id from pg_temp.import_row`);
  }));
}

/** Writes new and changed rows of a source, set by set, and derives the golden records of their parties anew. Returns how many golden records changed. */
export async function mergeRows(tx: Tx, { source, importId, rows }: { source: string; importId: number; rows: readonly MergedRow[] }): Promise<number> {
  const { alone, others } = apart(rows);
  if (rows.length) await holdPlace(tx);
  const golden = await insertNewParties(tx, alone, { source, importId });
  return golden + await mergeOthers(tx, { source, importId }, others);
}

export type Undone = { readonly restored: number; readonly removed: number; readonly kept: number; readonly merged: number; readonly lastId: number; readonly seen: number };

/** What other sources say of the same parties comes back where the undone one had said it first. */
async function sayAgain(tx: Tx): Promise<void> {
  const others = sql`pg_temp.import_row r join customers.source_record s on s.customer_id = r.customer_id`;
  await tx.run(sql`
    insert into customers.identifier (system, value, customer_id, valid_from, valid_to, state, source)
    select distinct on (e.system, e.value, s.customer_id) e.system, e.value, s.customer_id, e.valid_from, e.valid_to, coalesce(e.state, 'active'), s.source
      from ${others}, ${sql.trusted(`jsonb_to_recordset(s.payload -> 'identifiers') as e(${SHAPES.identifiers})`)}
     where not exists (select from customers.identifier i where i.system = e.system and i.value = e.value)
    on conflict do nothing`);
  await tx.run(sql`
    insert into customers.contact_point (customer_id, kind, value, source, recorded_at)
    select distinct on (s.customer_id, e.kind, e.value) s.customer_id, e.kind, e.value, s.source, ${tx.now}::timestamptz
      from ${others}, ${sql.trusted(`jsonb_to_recordset(s.payload -> 'contact_points') as e(${SHAPES.contact_points})`)}
    on conflict (customer_id, kind, value) do nothing`);
}

/** Parties of whom no source speaks any longer: gone where nobody has named them, else inactive. */
async function takeBackParties(tx: Tx): Promise<{ removed: number; kept: number }> {
  const silent = (await tx.rows<{ customerId: number }>(sql`
    select distinct r.customer_id from pg_temp.import_row r
     where not exists (select from customers.source_record s where s.customer_id = r.customer_id)`)).map((one) => one.customerId);
  if (silent.length === 0) return { removed: 0, kept: 0 };
  const named = (await tx.rows<{ namedId: number }>(sql`select distinct named_id from customers.named_elsewhere(${silent}::bigint[])`)).map((one) => one.namedId);
  const taken = new Set(named);
  const gone = silent.filter((customerId) => !taken.has(customerId));
  await tx.run(sql`
    with identifiers as (delete from customers.identifier where customer_id = any(${gone}::bigint[])),
         addresses as (delete from customers.address where customer_id = any(${gone}::bigint[])),
         contact_points as (delete from customers.contact_point where customer_id = any(${gone}::bigint[])),
         specialties as (delete from customers.specialty where customer_id = any(${gone}::bigint[])),
         measures as (delete from customers.measure where customer_id = any(${gone}::bigint[]))
    delete from customers.customer where customer_id = any(${gone}::bigint[])`);
  await tx.run(sql`update customers.customer set status = 'inactive', updated_at = ${tx.now}::timestamptz, version = version + 1 where customer_id = any(${named}::bigint[]) and status = 'active'`);
  return { removed: gone.length, kept: named.length };
}

/** Takes back what a run said of the next thousand records in which nobody has spoken since; records of merged parties stay. */
export async function undoRows(tx: Tx, { importId, after, most }: { importId: number; after: number; most: number }): Promise<Undone> {
  await makeStage(tx);
  const touched = await tx.rows<{ customerId: number; source: string; sourceKey: string; isMerged: boolean }>(sql`
    select s.customer_id, s.source, s.source_key,
           exists (select from customers.merge_member m where m.customer_id = s.customer_id or m.root_id = s.customer_id) as is_merged
      from customers.source_record s
     where s.import_id = ${importId}::bigint
       and s.customer_id in (select distinct n.customer_id from customers.source_record n where n.import_id = ${importId}::bigint and n.customer_id > ${after}::bigint order by n.customer_id limit ${most}::integer)`);
  const mine = touched.filter(({ isMerged }) => !isMerged);
  const merged = touched.length - mine.length;
  const lastId = touched.reduce((last, one) => Math.max(last, one.customerId), after);
  if (mine.length === 0) return { restored: 0, removed: 0, kept: 0, merged, lastId, seen: touched.length };
  const source = mine[0]?.source as string; // a run speaks for one source
  await tx.run(sql`
    insert into pg_temp.import_row (line, source_key, digest, id_system, id_value, payload, customer_id, was)
    select row_number() over (), s.source_key, coalesce(b.digest, ''), '', '', coalesce(b.payload, '{}'), s.customer_id, s.payload
      from unnest(${mine.map((one) => one.customerId)}::bigint[], ${mine.map((one) => one.sourceKey)}::text[]) as g(customer_id, source_key)
      join customers.source_record s on s.customer_id = g.customer_id and s.source = ${source} and s.source_key = g.source_key
      left join customers.import_before b on b.customer_id = s.customer_id and b.import_id = ${importId}::bigint and b.source = s.source and b.source_key = s.source_key`);
  const done = await keepChanges(tx, { customerIds: [...new Set(mine.map((one) => one.customerId))], source: `undo of import ${importId}` }, async () => {
    await clearParts(tx, source);
    await takeBackAddresses(tx, source);
    const restored = await tx.run(sql`
      update customers.source_record s set payload = b.payload, digest = b.digest, import_id = b.was_import_id
        from pg_temp.import_row r join customers.import_before b on b.customer_id = r.customer_id and b.import_id = ${importId}::bigint and b.source_key = r.source_key
       where s.customer_id = r.customer_id and s.source = ${source} and b.source = s.source and s.source_key = r.source_key`);
    await tx.run(sql`
      delete from customers.source_record s using pg_temp.import_row r
       where s.customer_id = r.customer_id and s.source = ${source} and s.source_key = r.source_key and r.digest = ''`);
    await writeParts(tx, source);
    await writeAffiliations(tx, source);
    await sayAgain(tx);
    await deriveGolden(tx, sql`select distinct customer_id from pg_temp.import_row`);
    return { restored, ...await takeBackParties(tx) };
  });
  return { ...done, merged, lastId, seen: touched.length };
}
