import { sql, type Queries } from '#platform/db';

// What a database holds, from PostgreSQL's own catalogue: by name, never by oid, so that two databases of one shape read alike.

export type Column = { readonly table: string; readonly name: string; readonly type: string; readonly required: boolean; readonly value: string | null; readonly identity: string; readonly generated: boolean; readonly collation: string | null };
type Constraint = { readonly table: string; readonly name: string; readonly kind: 'p' | 'u' | 'f' | 'c' | 'x'; readonly definition: string; readonly columns: readonly string[]; readonly target: string | null; readonly targetColumns: readonly string[] };
type Index = { readonly table: string; readonly name: string; readonly definition: string; readonly isUnique: boolean; readonly columns: readonly string[] };
export type Table = { readonly schema: string; readonly name: string; readonly label: string; readonly partitionedBy: string | null; readonly triggers: number; readonly columns: readonly Column[]; readonly constraints: readonly Constraint[]; readonly indexes: readonly Index[] };
export type View = { readonly schema: string; readonly name: string; readonly definition: string; readonly options: string | null };
export type Routine = { readonly schema: string; readonly name: string; readonly definition: string };
type Sequence = { readonly schema: string; readonly name: string; readonly type: string; readonly start: string };
export type Catalogue = { readonly tables: readonly Table[]; readonly views: readonly View[]; readonly routines: readonly Routine[]; readonly sequences: readonly Sequence[] };

const OURS = sql`n.nspname !~ '^(pg_|information_schema|graphile_worker|public)'`;
const TABLE = sql`n.nspname || '.' || c.relname`;
const TABLES = sql`pg_class c join pg_namespace n on n.oid = c.relnamespace and ${OURS} and c.relkind in ('r', 'p') and not c.relispartition`;
const namesOf = (keys: string, relation: string) => sql`
  array(select coalesce(a.attname::text, '(expression)') from unnest(${sql.trusted(keys)}) with ordinality as key(no, place)
          left join pg_attribute a on a.attrelid = ${sql.trusted(relation)} and a.attnum = key.no and key.no > 0 order by key.place)`;

const readColumns = (db: Queries) => db.rows<Column>(sql`
  select ${TABLE} as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as value,
         a.attidentity as identity, a.attgenerated <> '' as generated, case when a.attcollation <> t.typcollation then l.collname end as collation
    from ${TABLES}
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_collation l on l.oid = a.attcollation
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   order by 1, a.attnum`);

const readConstraints = (db: Queries) => db.rows<Constraint>(sql`
  select ${TABLE} as table, k.conname as name, k.contype as kind, pg_get_constraintdef(k.oid, true) as definition, ${namesOf('k.conkey', 'c.oid')} as columns,
         case when k.contype = 'f' then k.confrelid::regclass::text end as target, ${namesOf('k.confkey', 'k.confrelid')} as target_columns
    from ${TABLES}
    join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
   order by 1, array_position('{p,u,f,c,x}'::"char"[], k.contype), 2`);

const readIndexes = (db: Queries) => db.rows<Index>(sql`
  select ${TABLE} as table, i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition, i.indisunique as is_unique, ${namesOf('i.indkey::smallint[]', 'c.oid')} as columns
    from ${TABLES}
    join pg_index i on i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
   order by 1, 2`);

const readTables = (db: Queries) => db.rows<Omit<Table, 'columns' | 'constraints' | 'indexes'>>(sql`
  select n.nspname as schema, c.relname as name, c.oid::regclass::text as label, pg_get_partkeydef(c.oid) as partitioned_by,
         (select count(*) from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
    from ${TABLES} order by 1, 2`);

const readViews = (db: Queries) => db.rows<View>(sql`
  select n.nspname as schema, c.relname as name, pg_get_viewdef(c.oid, 140) as definition, array_to_string(c.reloptions, ', ') as options
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind in ('v', 'm') order by 1, 2`);

const readRoutines = (db: Queries) => db.rows<Routine>(sql`
  select n.nspname as schema, p.proname as name, pg_get_functiondef(p.oid) as definition
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} order by 1, 2, 3`);

const readSequences = (db: Queries) => db.rows<Sequence>(sql`
  select n.nspname as schema, c.relname as name, s.seqtypid::regtype::text as type, s.seqstart::text as start
    from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'i') order by 1, 2`);

const under = <T extends { readonly table: string }>(rows: readonly T[]): Map<string, T[]> => Map.groupBy(rows, (row) => row.table);

/** Everything of ours that a database holds. Partitions are left out: they are made as months come. */
export async function readCatalogue(db: Queries): Promise<Catalogue> {
  const [columns, constraints, indexes] = [under(await readColumns(db)), under(await readConstraints(db)), under(await readIndexes(db))];
  const tables = (await readTables(db)).map((table) => {
    const name = `${table.schema}.${table.name}`;
    return { ...table, columns: columns.get(name) ?? [], constraints: constraints.get(name) ?? [], indexes: indexes.get(name) ?? [] };
  });
  return { tables, views: await readViews(db), routines: await readRoutines(db), sequences: await readSequences(db) };
}

/** Who may do what, as the database holds it: policies, grants, and whether row-level security is on. */
export async function readAccess(db: Queries): Promise<string[]> {
  const rows = await db.rows<{ line: string }>(sql`
    select format('policy %s.%s %s %s to %s using %s check %s', schemaname, tablename, policyname, cmd, (select string_agg(r, ',' order by r) from unnest(roles::text[]) r), qual, with_check) as line
      from pg_policies where schemaname !~ '^graphile_worker'
    union all
    select format('grant %s on %s.%s to %s', a.privilege_type, n.nspname, c.relname, a.grantee::regrole)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a where ${OURS} and c.relkind in ('r', 'p', 'v', 'S') and not c.relispartition
    union all
    select format('grant %s on schema %s to %s', a.privilege_type, n.nspname, a.grantee::regrole) from pg_namespace n cross join lateral aclexplode(n.nspacl) a where ${OURS}
    union all
    select format('grant execute on %s.%s to %s', n.nspname, p.proname, case when a.grantee = 0 then 'public' else a.grantee::regrole::text end)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join lateral aclexplode(p.proacl) a where ${OURS}
    union all
    select format('security %s.%s %s %s', n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity) from ${TABLES}
    union all
    select format('extension %s', extname) from pg_extension
     order by 1`);
  return rows.map((row) => row.line);
}
