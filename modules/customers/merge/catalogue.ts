import { sql, type Tx } from '#platform/db';
import type { Moves, MovingTable } from './types.ts';

/** A unique index of which the customer is a part: the other columns, and for which rows it holds. */
type Unique = { readonly columns: readonly string[]; readonly predicate: string | null };
/** What the engine has to know of a table to move its rows. */
export type MovingShape = MovingTable & { readonly columns: readonly string[]; readonly key: readonly string[]; readonly uniques: readonly Unique[] };

type Read = { readonly table: string; readonly columns: string[]; readonly key: string[]; readonly uniques: { columns: string[]; predicate: string | null }[] };

/** Reads columns, keys and unique indexes of the tables that move, so that no declaration can fall behind its migration. */
export async function readShapes(tx: Tx, moves: readonly Moves[]): Promise<MovingShape[]> {
  const moving = moves.flatMap(({ tables }) => tables).filter((table) => 'moves' in table);
  const read = await tx.rows<Read>(sql`
    select t.name as table,
           (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
             where a.attrelid = t.name::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> 'customer_id') as columns,
           (select coalesce(array_agg(a.attname::text order by k.place) filter (where a.attname <> 'customer_id'), '{}')
              from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
             where i.indrelid = t.name::regclass and i.indisprimary) as key,
           (select coalesce(jsonb_agg(jsonb_build_object('columns', u.columns, 'predicate', u.predicate)), '[]')
              from (select coalesce(array_agg(a.attname::text) filter (where a.attname <> 'customer_id'), '{}') as columns, pg_get_expr(i.indpred, i.indrelid) as predicate
                      from pg_index i cross join unnest(i.indkey::int2[]) as k(attnum) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                     where i.indrelid = t.name::regclass and i.indisunique
                     group by i.indexrelid, i.indpred, i.indrelid having bool_or(a.attname = 'customer_id')) u) as uniques
      from unnest(${moving.map(({ table }) => table)}::text[]) as t(name)`);
  const shapes = new Map(read.map((one) => [one.table, one]));
  const shaped = moving.map((table) => ({ ...table, ...shapes.get(table.table) as Read }));
  return [...shaped.filter(({ behind }) => !behind), ...shaped.filter(({ behind }) => behind)]; // what stays behind with another row moves after that row's table
}
