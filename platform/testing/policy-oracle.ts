import type { Grant, Operation, Policy, Predicate } from '#platform/auth';
import { sql, type Role } from '#platform/db';
import type { TestDatabase } from './test-database.ts';

export type OracleWorld = { readonly me: number; readonly other: number; /** Whom I manage. */ readonly report: number; readonly mine: number; readonly notMine: number; readonly patient: number; readonly function: string };
type Row = Readonly<Record<string, unknown>>;
type Column = { readonly column: string; readonly type: string; readonly required: boolean; readonly generated: boolean };

/** The plainest reading of a predicate, row by row: what the generated SQL must agree with. */
function holds(predicate: Predicate, row: Row, world: OracleWorld): boolean {
  if (predicate === 'all') return true;
  if (predicate === 'professionals') return Number(row['customer_id']) < 1_000_000_000_000;
  if (predicate === 'territory') return [0, world.mine].includes(Number(row['customer_id']));
  if (predicate === 'open') return row['class'] === 'open';
  if (predicate === 'not_held_out') return row['outcome'] !== 'held_out';
  if ('own' in predicate) return predicate.own.some((column) => row[column] === world.me);
  if ('team' in predicate) return row[predicate.team] === world.report;
  if ('function' in predicate) return row[predicate.function] === world.function;
  return predicate.either.some((part) => holds(part, row, world));
}

/** Whether the policy file lets a role do something with a row. */
function mayReach(policy: Policy, question: { table: string; operation: Operation; role: Role; row: Row; world: OracleWorld }): boolean {
  const grants: readonly Grant[] = policy.tables[question.table]?.[question.operation] ?? [];
  return grants.some((grant) => grant.to.includes(question.role) && grant.rows.every((predicate) => holds(predicate, question.row, question.world)));
}

const PLAIN: Readonly<Record<string, unknown>> = { integer: 1, bigint: 1, smallint: 1, real: 1, 'double precision': 1, numeric: 1, boolean: true, date: '2026-01-01', jsonb: {}, json: {}, time: '08:00', 'time without time zone': '08:00', bytea: '\\x00' };

function plainValue(type: string, unique: number): unknown {
  if (type.endsWith('[]')) return '{}';
  if (type.startsWith('timestamp')) return '2026-06-15T12:00:00Z';
  if (type === 'text') return `t${unique}`;
  return type === 'integer' || type === 'bigint' ? unique : PLAIN[type] ?? `t${unique}`;
}

/** The columns that predicates look at, with the values between which they must tell. */
const edges = (world: OracleWorld): Readonly<Record<string, readonly unknown[]>> => ({
  customer_id: [0, world.mine, world.notMine, world.patient], class: ['open', 'medical'], outcome: ['chosen', 'held_out'], function: [world.function, 'operations'],
  user_id: [world.me, world.other, world.report], owner_id: [world.me, world.other, world.report],
});

function looksAt(predicate: Predicate): readonly string[] {
  if (predicate === 'professionals' || predicate === 'territory') return ['customer_id'];
  if (predicate === 'open') return ['class'];
  if (predicate === 'not_held_out') return ['outcome'];
  if (typeof predicate === 'string') return [];
  if ('own' in predicate) return predicate.own;
  if ('team' in predicate) return [predicate.team];
  return 'function' in predicate ? [predicate.function] : predicate.either.flatMap(looksAt);
}

const combinations = (lists: readonly (readonly [string, readonly unknown[]])[]): Row[] =>
  lists.reduce<Row[]>((rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))), [{}]);

/** Fills every table of the policy with rows on both sides of each edge of its predicates. Constraints other than NOT NULL are dropped first. */
export async function fillTables(db: TestDatabase, policy: Policy, world: OracleWorld): Promise<void> {
  await db.owner.run(sql`set session_replication_role = replica`);
  await db.owner.run(sql`
    do $$ declare item record; begin
      for item in select conrelid::regclass as table_name, conname from pg_constraint c join pg_namespace n on n.oid = c.connamespace
                   where contype in ('c', 'f') and conparentid = 0 and coninhcount = 0 and conrelid <> 0 and n.nspname !~ '^(pg_|information_schema|graphile_worker|auth)' loop
        execute format('alter table %s drop constraint if exists %I cascade', item.table_name, item.conname);
      end loop;
      -- "one open each" would keep one row of many that differ only in who may see them
      for item in select indexrelid::regclass as index_name from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
                   where i.indisunique and i.indpred is not null and n.nspname !~ '^(pg_|information_schema|graphile_worker|auth)' loop
        execute format('drop index %s', item.index_name);
      end loop;
    end $$`);
  const columns = await db.owner.rows<Column & { table: string }>(sql`
    select format('%s.%s', n.nspname, c.relname) as table, a.attname as column, format_type(a.atttypid, null) as type, a.attnotnull as required, a.attgenerated <> '' as generated
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')`);
  let unique = 100;
  for (const [table, rules] of Object.entries(policy.tables)) {
    const own = columns.filter((column) => column.table === table && !column.generated);
    const seen = new Set(Object.values(rules).flat().flatMap((grant) => grant.rows.flatMap(looksAt)));
    const known = edges(world);
    const varied = own.filter(({ column }) => seen.has(column) || column === 'customer_id').map(({ column }) => [column, known[column] ?? [world.me, world.other]] as const);
    const rows = combinations(varied).map((row) => Object.fromEntries(own.filter((column) => column.required || column.column in row).map(({ column, type }) => [column, row[column] ?? plainValue(type, unique += 1)])));
    if (own.length === 0) throw new Error(`The policy names ${table}, which does not exist.`);
    const names = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.id(name)));
    await db.owner.run(sql`insert into ${sql.id(...table.split('.'))} (${names}) overriding system value select ${names} from jsonb_populate_recordset(null::${sql.id(...table.split('.'))}, ${JSON.stringify(rows)}::jsonb) on conflict do nothing`);
  }
  await db.owner.run(sql`insert into access.membership (customer_id, user_id) values (${world.mine}, ${world.me}) on conflict do nothing`);
  await db.owner.run(sql`delete from access.membership where user_id = ${world.me} and customer_id <> ${world.mine}`);
  await db.owner.run(sql`update access.person set function = ${world.function} where user_id = ${world.me}`);
  await db.owner.run(sql`update access.person set manager_id = case when user_id = ${world.report} then ${world.me}::integer end`);
  await db.owner.run(sql`set session_replication_role = origin`);
}

export type Difference = { readonly table: string; readonly role: Role; readonly operation: Operation; readonly leaked: number; readonly withheld: number };

/** Reads a table as a role, row by row against the oracle; differences only. */
export async function compareReads(db: TestDatabase, policy: Policy, question: { table: string; role: Role; world: OracleWorld }): Promise<Difference[]> {
  const { table, role, world } = question;
  const name = sql.id(...table.split('.'));
  const all = await db.owner.rows<{ row: Row }>(sql`select to_jsonb(t) as row from ${name} t`);
  const expected = new Set(all.filter(({ row }) => mayReach(policy, { table, operation: 'read', role, row, world })).map(({ row }) => JSON.stringify(row)));
  const seen = await db.read({ kind: 'person', role, userId: world.me }, (tx) => tx.rows<{ row: Row }>(sql`select to_jsonb(t) as row from ${name} t`))
    .catch((error: { code?: string }) => { if (error.code === '42501') return []; throw error; });
  const got = new Set(seen.map(({ row }) => JSON.stringify(row)));
  const leaked = [...got].filter((row) => !expected.has(row)).length;
  const withheld = [...expected].filter((row) => !got.has(row)).length;
  return leaked + withheld === 0 ? [] : [{ table, role, operation: 'read', leaked, withheld }];
}

/** Tries to change and to remove every row of a table as a role, and to add a copy of it; differences from the oracle only. Nothing stays. */
export async function compareWrites(db: TestDatabase, policy: Policy, question: { table: string; role: Role; world: OracleWorld }): Promise<Difference[]> {
  const { table, role, world } = question;
  const name = sql.id(...table.split('.'));
  const all = await db.owner.rows<{ row: Row }>(sql`select to_jsonb(t) as row from ${name} t`);
  const insertable = await db.owner.rows<{ column: string; keyed: boolean }>(sql`
    select a.attname as column, exists (select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey)) as keyed from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`);
  const columns = sql.join(insertable.map(({ column }) => sql.id(column)));
  const differences: Difference[] = [];
  const undo = new Error('undo');
  const attempt = (work: Parameters<typeof db.transaction<number>>[1]): Promise<number> => {
    let count = 0;
    return db.transaction({ kind: 'person', role, userId: world.me }, async (tx) => { count = await work(tx); throw undo; }).catch((error: { code?: string }) => { if (error === undo) return count; if (error.code === '42501') return -1; throw error; });
  };
  for (const { row } of all) { // each row is its own attempt: that one is refused must not hide another
    const inserted = await attempt((tx) => tx.run(sql`insert into ${name} (${columns}) overriding system value select ${columns} from jsonb_populate_record(null::${name}, ${JSON.stringify(row)}::jsonb) on conflict do nothing`));
    const may = mayReach(policy, { table, operation: 'insert', role, row, world });
    if (may !== inserted >= 0) differences.push({ table, role, operation: 'insert', leaked: may ? 0 : 1, withheld: may ? 1 : 0 });
  }
  const [first] = insertable.filter(({ column }) => column !== 'customer_id');
  const own = sql.id((first ?? insertable[0] as { column: string }).column);
  const changed = await attempt((tx) => tx.run(sql`update ${name} set ${own} = ${own}`)); // it looks at the row, so it must be readable too
  const changeable = all.filter(({ row }) => (['read', 'update'] as const).every((operation) => mayReach(policy, { table, operation, role, row, world })));
  if (Math.max(0, changed) !== changeable.length) differences.push({ table, role, operation: 'update', leaked: Math.max(0, changed - changeable.length), withheld: Math.max(0, changeable.length - changed) });
  const scope = new Set(Object.values(policy.tables[table] ?? {}).flat().flatMap((grant) => grant.rows.flatMap(looksAt)));
  const [any] = all;
  const free = insertable.filter(({ column, keyed }) => !scope.has(column) && (!keyed || typeof any?.row[column] === 'number')).sort((a, b) => Number(a.keyed) - Number(b.keyed)).at(0);
  if (free && any) { // without looking: what it may read does not count then
    const value = free.keyed ? sql`(1e6 + random() * 1e9)::integer` : sql`(jsonb_populate_record(null::${name}, ${JSON.stringify({ [free.column]: any.row[free.column] })}::jsonb)).${sql.id(free.column)}`;
    const blind = await attempt((tx) => tx.run(sql`update ${name} set ${sql.id(free.column)} = ${value}`));
    const reachable = all.filter(({ row }) => mayReach(policy, { table, operation: 'update', role, row, world })).length;
    if (Math.max(0, blind) !== reachable) differences.push({ table, role, operation: 'update', leaked: Math.max(0, blind - reachable), withheld: Math.max(0, reachable - blind) });
  }
  const [moving] = changeable;
  if (moving && insertable.some(({ column }) => column === 'customer_id')) {
    const to = [world.notMine, world.patient].find((id) => !(['read', 'update'] as const).every((operation) => mayReach(policy, { table, operation, role, row: { ...moving.row, customer_id: id }, world })));
    const moved = to === undefined ? -1 : await attempt((tx) => tx.run(sql`update ${name} t set customer_id = ${to}::bigint where to_jsonb(t) = ${JSON.stringify(moving.row)}::jsonb`));
    if (moved > 0) differences.push({ table, role, operation: 'update', leaked: moved, withheld: 0 }); // out of her own sight, to whom she may not see
  }
  const removed = await attempt((tx) => tx.run(sql`delete from ${name}`));
  const removable = all.filter(({ row }) => mayReach(policy, { table, operation: 'delete', role, row, world })).length;
  if (Math.max(0, removed) !== removable) differences.push({ table, role, operation: 'delete', leaked: Math.max(0, removed - removable), withheld: Math.max(0, removable - removed) });
  return differences;
}
