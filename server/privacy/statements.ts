import { sql, type Sql, type Tx } from '#platform/db';
import { changedColumns, personalData, type Subject, type TableData } from '../personal-data/index.ts';

// Statements over every table at once, made from the catalogue: what is not classified cannot be built, and what is, is exported and erased.

/** Whom they are about: every record of a party that was made one, or a colleague; and the numbers and addresses that lines of files may hold. */
export type Person = { readonly subject: Subject; readonly ids: readonly number[]; readonly accountId: string | null; readonly values: readonly string[] };
export type Did = 'deleted' | 'blanked' | 'kept';
export type TableReport = { readonly table: string; readonly did: Did; readonly rows: number; readonly purpose: string; readonly because: string | null };

const name = (table: string): Sql => sql.id(...table.split('.'));
type Entry = readonly [table: string, data: TableData];

/** Tables that hold rows of such a person. Rows of sign-in go with their account. */
export const tablesOf = (subject: Subject): readonly Entry[] => Object.entries(personalData).filter(([, data]) => data.of === subject && (data.by === undefined || data.by.length > 0));

const SIGN_IN_ACCOUNT = 'auth.account';

function rowsOf([table, data]: Entry, person: Person): Sql {
  if (data.text) return sql`exists (select from unnest(${person.values}::text[]) as v(value) where position(v.value in lower(t.${sql.id(data.text)})) > 0)`;
  if (table === SIGN_IN_ACCOUNT) return sql`t.account_id = ${person.accountId}`;
  const columns = data.by ?? [person.subject === 'customer' ? 'customer_id' : 'user_id'];
  return sql`(${sql.join(columns.map((column) => sql`t.${sql.id(column)} = any(${person.ids}::bigint[])`), ' or ')})`;
}

const each = (person: Person, make: (entry: Entry) => Sql): Sql => sql.join(tablesOf(person.subject).map(make), ' union all ');

/** How many rows of the person each table holds. */
export const countRows = (tx: Tx, person: Person): Promise<{ table: string; rows: number }[]> => tx.rows(sql`
  select c.table_name as table, c.rows from (${each(person, (entry) => sql`select ${entry[0]}::text as table_name, count(*) as rows from ${name(entry[0])} t where ${rowsOf(entry, person)}`)}) c order by 1`);

/** Every row of the person, whole, table by table. */
export const readRows = (tx: Tx, person: Person): Promise<{ table: string; row: Record<string, unknown> }[]> => tx.rows(sql`
  select r.table_name as table, r.row from (${each(person, (entry) => sql`select ${entry[0]}::text as table_name, to_jsonb(t) as row from ${name(entry[0])} t where ${rowsOf(entry, person)}`)}) r order by 1`);

type Shape = { readonly table: string; readonly column: string; readonly type: string; readonly required: boolean };
const readTypes = (tx: Tx, tables: readonly string[]): Promise<Shape[]> => tx.rows(sql`
  select t.name as table, a.attname as column, format_type(a.atttypid, null) as type, a.attnotnull as required
    from unnest(${tables}::text[]) as t(name) join pg_attribute a on a.attrelid = t.name::regclass where a.attnum > 0 and not a.attisdropped`);

/** Another name for nobody. */
const PSEUDONYMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'customers.customer': {
    name: `'Erased customer C' || t.customer_id`, sort_name: `'erased customer c' || t.customer_id`, pronoun: `'they'`, status: `case t.status when 'merged' then 'merged' else 'deactivated' end`,
  },
  'access.person': { name: `'Former colleague ' || t.user_id`, email: `'erased-' || t.user_id || '@abc.invalid'`, state: `'inactive'` },
};

function emptyValue({ table, column, type, required }: Shape): string {
  if (!required) return 'null';
  if (type === 'text') return `''`;
  if (type === 'jsonb') return `'{}'`;
  if (type.endsWith('[]')) return `'{}'`;
  throw new Error(`${table}.${column} must hold something and cannot be blank: delete the row, or let the column be empty`);
}

function setsOf([table, data]: Entry, shapes: readonly Shape[]): Sql[] {
  const blank = changedColumns(data).filter(({ erasure }) => erasure === 'blank').map(({ column }) => {
    const shape = shapes.find((one) => one.table === table && one.column === column);
    if (!shape) throw new Error(`${table}.${column} is to be blanked and does not exist`);
    return sql`${sql.id(column)} = ${sql.trusted(emptyValue(shape))}`;
  });
  return [...blank, ...Object.entries(PSEUDONYMS[table] ?? {}).map(([column, value]) => sql`${sql.id(column)} = ${sql.trusted(value)}`)];
}

/** What erasing does to a table's rows. */
export const deedOf = (data: TableData): Did => (data.erase === 'delete' ? 'deleted' : changedColumns(data).length > 0 ? 'blanked' : 'kept');

/** Erases in one statement over every table; returns what was done where. What the law keeps is counted, not touched. */
export async function eraseRows(tx: Tx, person: Person): Promise<TableReport[]> {
  const entries = tablesOf(person.subject);
  const shapes = await readTypes(tx, entries.map(([table]) => table));
  const steps = entries.map((entry, index) => {
    const [table, data] = entry;
    const step = sql.trusted(`step_${index}`);
    const deed = deedOf(data);
    const work = deed === 'deleted' ? sql`delete from ${name(table)} t where ${rowsOf(entry, person)} returning 1`
      : deed === 'blanked' ? sql`update ${name(table)} t set ${sql.join(setsOf(entry, shapes))} where ${rowsOf(entry, person)} returning 1`
      : sql`select 1 from ${name(table)} t where ${rowsOf(entry, person)}`;
    return { with: sql`${step} as (${work})`, count: sql`select ${table}::text as table_name, ${deed}::text as did, count(*) as rows from ${step}` };
  });
  const done = await tx.rows<{ table: string; did: Did; rows: number }>(sql`
    with ${sql.join(steps.map((step) => step.with))} select d.table_name as table, d.did, d.rows from (${sql.join(steps.map((step) => step.count), ' union all ')}) d order by 1`);
  return done.map((one) => ({ ...one, purpose: personalData[one.table]?.purpose ?? '', because: personalData[one.table]?.because ?? null }));
}
