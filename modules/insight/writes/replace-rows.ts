import { sql, type Sql, type Tx } from '#platform/db';

export type Replacement = {
  /** Of schema insight. */
  readonly table: string;
  readonly keys: readonly string[];
  readonly values: readonly string[];
  /** Columns that are set with a change and are no change by themselves. */
  readonly stamps?: readonly string[];
  /** Which rows stand to be replaced; the select yields none outside. */
  readonly within: Sql;
  /** The rows as they are to stand: keys, then values. */
  readonly select: Sql;
};

const names = (columns: readonly string[], of?: string): Sql => sql.join(columns.map((column) => (of ? sql.id(of, column) : sql.id(column))));

/** Brings rows to what a select yields and touches only those that differ; returns how many did. The second time in a row it is a no-op. */
export async function replaceRows(tx: Tx, { table, keys, values, stamps = [], within, select }: Replacement): Promise<number> {
  const name = sql.id('insight', table);
  await tx.run(sql`create temp table fresh on commit drop as ${select}`);
  const gone = await tx.run(sql`
    delete from ${name} as old
     where ${within} and not exists (select from fresh f where (${names(keys, 'f')}) = (${names(keys, 'old')}))`);
  const changed = await tx.run(sql`
    insert into ${name} as old (${names([...keys, ...values, ...stamps])})
    select ${names([...keys, ...values, ...stamps])} from fresh
    on conflict (${names(keys)}) do update set ${sql.join([...values, ...stamps].map((column) => sql`${sql.id(column)} = excluded.${sql.id(column)}`))}
     where (${names(values, 'old')}) is distinct from (${names(values, 'excluded')})`);
  await tx.run(sql`drop table fresh`);
  return gone + changed;
}

/** One roll-up at a time: two processes would count the same twice for nothing. False when another one is at it. */
export const claimRollUp = async (tx: Tx): Promise<boolean> => (await tx.one<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(7461080) as mine`)).mine;

/** The aggregates fit into memory instead of onto disk: one step at a time asks for it. */
export const takeMemory = (tx: Tx) => tx.run(sql`set local work_mem = '128MB'`);

export const markMeasured = (tx: Tx, pace: 'quick' | 'slow') => tx.run(sql`
  insert into insight.measured (pace, measured_at) values (${pace}, ${tx.now}::timestamptz) on conflict (pace) do update set measured_at = excluded.measured_at`);

export const markRolled = (tx: Tx, weeks: readonly string[]) => tx.run(sql`
  insert into insight.rolled (week, rolled_at) select w, ${tx.now}::timestamptz from unnest(${weeks}::date[]) w
  on conflict (week) do update set rolled_at = excluded.rolled_at`);
