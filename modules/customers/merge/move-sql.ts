import { sql, type Sql } from '#platform/db';
import type { MovingShape } from './catalogue.ts';

// Statements over tables that the server's list names: made here from the catalogue's names and from numbers, never from input.

export type Step = { readonly loserId: number; readonly winnerId: number };

const quoted = (name: string) => name.split('.').map((part) => `"${part}"`).join('.');
const ids = (list: readonly number[]) => `'{${list.map(Math.trunc).join(',')}}'::bigint[]`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
const keyOf = (shape: MovingShape, alias: string) => `array[${shape.key.map((column) => `${alias}."${column}"::text`).join(', ')}]::text[]`;
const columnsOf = (shape: MovingShape, alias = '') => shape.columns.map((column) => `${alias}"${column}"`).join(', ');

/** Where no row of the winner stands in the way; a row that would be there twice stays behind. */
function free(shape: MovingShape): string {
  return shape.uniques.map(({ columns, predicate }) => {
    const same = columns.map((column) => ` and w."${column}" = t."${column}"`).join('');
    return `and not (${predicate ? `coalesce(${predicate}, false) and ` : ''}exists (select from ${quoted(shape.table)} w where w.customer_id = p.winner_id${same}${predicate ? ` and (${predicate})` : ''}))`;
  }).join('\n     ');
}

const pairs = (steps: readonly Step[]) =>
  `p as materialized (select * from unnest(${ids(steps.map((step) => step.loserId))}, ${ids(steps.map((step) => step.winnerId))}) as p(loser_id, winner_id))`;

/** Moves the rows of each loser to its winner and notes to whom they belong; says how many moved. At most one loser for each winner. */
export function carrySql(shape: MovingShape, steps: readonly Step[]): Sql {
  const { behind, busy } = shape;
  const [table, name] = [quoted(shape.table), literal(shape.table)];
  return sql.trusted(`
  with ${pairs(steps)},
  gone as (
    delete from ${table} t using p
     where t.customer_id = p.loser_id
     ${busy ? `and not (${busy})` : ''}
     ${behind ? `and not exists (select from ${quoted(behind.table)} b where b.customer_id = t.customer_id and b."${behind.column}" = t."${behind.column}")` : ''}
     ${free(shape)}
    returning p.loser_id as moved_from, p.winner_id as moved_to, t.*),
  put as (insert into ${table} (customer_id${shape.columns.length ? `, ${columnsOf(shape)}` : ''}) select g.moved_to${shape.columns.length ? `, ${columnsOf(shape, 'g.')}` : ''} from gone g),
  further as (
    update customers.merge_move m set root_id = g.moved_to from gone g
     where m.root_id = g.moved_from and m.table_name = ${name} and m.pointer = '' and m.row_key = ${keyOf(shape, 'g')}),
  noted as (
    insert into customers.merge_move (customer_id, table_name, row_key, root_id)
    select g.moved_from, ${name}, ${keyOf(shape, 'g')}, g.moved_to from gone g
     where not exists (select from customers.merge_move m where m.root_id = g.moved_from and m.table_name = ${name} and m.pointer = '' and m.row_key = ${keyOf(shape, 'g')}))
  select count(*) as rows from gone having count(*) > 0`);
}

/** Gives rows back to those to whom they belong; says how many. */
export function returnSql(shape: MovingShape, roots: readonly number[]): Sql {
  const [table, name] = [quoted(shape.table), literal(shape.table)];
  return sql.trusted(`
  with moved as materialized (select * from customers.merge_move m where m.root_id = any(${ids(roots)}) and m.table_name = ${name} and m.pointer = ''),
  gone as (
    delete from ${table} t using moved m
     where t.customer_id = m.root_id and ${keyOf(shape, 't')} = m.row_key
    returning m.customer_id as belongs_to, t.*),
  put as (insert into ${table} (customer_id${shape.columns.length ? `, ${columnsOf(shape)}` : ''}) select g.belongs_to${shape.columns.length ? `, ${columnsOf(shape, 'g.')}` : ''} from gone g),
  struck as (delete from customers.merge_move m using moved o where (m.customer_id, m.table_name, m.pointer, m.row_owner, m.row_key) = (o.customer_id, o.table_name, o.pointer, o.row_owner, o.row_key))
  select count(*) as rows from gone having count(*) > 0`);
}

/** Lets a column that named a loser name its winner, unless a row would then be there twice. */
export function pointSql(shape: MovingShape, { pointer, steps }: { readonly pointer: string; readonly steps: readonly Step[] }): Sql {
  const [table, name] = [quoted(shape.table), literal(shape.table)];
  const clash = shape.uniques.filter(({ columns }) => columns.includes(pointer)).map(({ columns, predicate }) => `
     and not exists (select from ${table} w where w.customer_id = t.customer_id and w."${pointer}" = p.winner_id${
       columns.filter((column) => column !== pointer).map((column) => ` and w."${column}" = t."${column}"`).join('')}${predicate ? ` and (${predicate})` : ''})`).join('');
  return sql.trusted(`
  with ${pairs(steps)},
  pointed as (
    update ${table} t set "${pointer}" = p.winner_id from p
     where t."${pointer}" = p.loser_id${clash}
    returning p.loser_id as moved_from, p.winner_id as moved_to, t.customer_id as lies_at, ${keyOf(shape, 't')} as row_key),
  owned as (
    select p.*, coalesce((select m.customer_id from customers.merge_move m where m.root_id = p.lies_at and m.table_name = ${name} and m.pointer = '' and m.row_key = p.row_key limit 1), p.lies_at) as row_owner from pointed p),
  further as (
    update customers.merge_move m set root_id = o.moved_to from owned o
     where m.root_id = o.moved_from and m.table_name = ${name} and m.pointer = ${literal(pointer)} and m.row_owner = o.row_owner and m.row_key = o.row_key),
  noted as (
    insert into customers.merge_move (customer_id, table_name, pointer, row_owner, row_key, root_id)
    select o.moved_from, ${name}, ${literal(pointer)}, o.row_owner, o.row_key, o.moved_to from owned o
     where not exists (select from customers.merge_move m where m.root_id = o.moved_from and m.table_name = ${name} and m.pointer = ${literal(pointer)} and m.row_owner = o.row_owner and m.row_key = o.row_key))
  select count(*) as rows from pointed having count(*) > 0`);
}

/** Lets a column name again whom it named, wherever its row lies by now. */
export function pointBackSql(shape: MovingShape, { pointer, roots }: { readonly pointer: string; readonly roots: readonly number[] }): Sql {
  const [table, name] = [quoted(shape.table), literal(shape.table)];
  return sql.trusted(`
  with moved as materialized (
    select m.*, coalesce((select r.root_id from customers.merge_move r where r.customer_id = m.row_owner and r.table_name = m.table_name and r.pointer = '' and r.row_key = m.row_key limit 1), m.row_owner) as lies_at
      from customers.merge_move m where m.root_id = any(${ids(roots)}) and m.table_name = ${name} and m.pointer = ${literal(pointer)}),
  back as (
    update ${table} t set "${pointer}" = m.customer_id from moved m
     where t.customer_id = m.lies_at and ${keyOf(shape, 't')} = m.row_key and t."${pointer}" = m.root_id
    returning 1),
  struck as (delete from customers.merge_move m using moved o where (m.customer_id, m.table_name, m.pointer, m.row_owner, m.row_key) = (o.customer_id, o.table_name, o.pointer, o.row_owner, o.row_key))
  select count(*) as rows from back having count(*) > 0`);
}

/** How many moved rows are in somebody's hands. */
export const busySql = (shape: MovingShape & { readonly busy: string }, roots: readonly number[]): Sql => sql.trusted(`
  select count(*) as rows from ${quoted(shape.table)} t where t.customer_id = any(${ids(roots)}) and (${shape.busy}) having count(*) > 0`);

/** How many rows there are of each of these customers. */
export const countSql = (shapes: readonly MovingShape[], customerIds: readonly number[]): Sql => sql.trusted(shapes.map((shape) =>
  `select ${literal(shape.table)} as table, t.customer_id, count(*) as rows from ${quoted(shape.table)} t where t.customer_id = any(${ids(customerIds)}) group by t.customer_id`).join(' union all '));

/** Who leaves a party, who stays in it, and since when they were one. */
export type Parting = { readonly leaving: readonly number[]; readonly staying: readonly number[]; readonly since: string };

/** Notes rows that came after a merge by an address of one who leaves as her own, so that they go back with the rest; each party by itself, all in one statement. */
export function traceSql({ table, select }: { readonly table: string; readonly select: string }, partings: readonly Parting[]): Sql {
  const rows = (of: 'leaving' | 'staying') => partings.flatMap((one, n) => one[of].map((id) => ({ n, id, since: one.since })));
  const [leave, stay] = [rows('leaving'), rows('staying')];
  return sql.trusted(`
  with leave as materialized (select * from unnest(${ids(leave.map(({ n }) => n))}, ${ids(leave.map(({ id }) => id))}) as l(n, id)),
  stay as materialized (select * from unnest(${ids(stay.map(({ n }) => n))}, ${ids(stay.map(({ id }) => id))}, array[${stay.map(({ since }) => literal(since)).join(', ')}]::timestamptz[]) as s(n, id, since)),
  traced as materialized (
    select s.row_key, s.customer_id, s.address, y.n from (${select}) s join stay y on y.id = s.customer_id and s.at >= y.since where s.customer_id = any(${ids([...new Set(stay.map(({ id }) => id))])})),
  noted as (
    insert into customers.merge_move (customer_id, table_name, row_key, root_id)
    select min(p.customer_id), ${literal(table)}, s.row_key, s.customer_id
      from traced s join leave v on v.n = s.n join customers.contact_point p on p.customer_id = v.id and lower(p.value) = lower(s.address)
     where not exists (select from customers.contact_point o join stay y on y.n = s.n and y.id = o.customer_id where lower(o.value) = lower(s.address))
     group by s.row_key, s.customer_id
    on conflict do nothing
    returning 1)
  select count(*) as rows from noted having count(*) > 0`);
}
