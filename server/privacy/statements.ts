import { sql, type Sql, type Tx } from '#platform/db';
import { changedColumns, personalData, type Subject, type TableData } from '../personal-data/index.ts';

// Statements over every table at once, made from the catalogue: what is not classified cannot be built, and what is, is exported and erased.

/** Whom they are about: every record of a party that was made one, or a colleague; and the numbers and addresses that lines of files may hold. */
export type Person = { readonly subject: Subject; readonly ids: readonly number[]; readonly accountId: string | null; readonly values: readonly string[] };
export type Did = 'deleted' | 'blanked' | 'kept';
export type TableReport = { readonly table: string; readonly did: Did; readonly rows: number; readonly purpose: string; readonly because: string | null };

type Entry = readonly [table: string, data: TableData];
const quoted = (name: string): string => name.split('.').map((part) => `"${part}"`).join('.');

/** Tables that hold rows of such a person. Rows of sign-in go with their account. */
const tablesOf = (subject: Subject): readonly Entry[] => Object.entries(personalData).filter(([, data]) => data.of === subject && (data.by === undefined || data.by.length > 0));

const SIGN_IN_ACCOUNT = 'auth.account';

/** Whom a statement is about: the text that follows is made from the catalogue alone, and finds its values here. */
const asked = ({ ids, accountId, values }: Person): Sql => sql`asked as materialized (select ${ids}::bigint[] as ids, ${accountId}::text as account_id, ${values}::text[] as told)`;

function rowsOf([table, data]: Entry, subject: Subject): string {
  if (data.text) return `exists (select from unnest((select told from asked)) as v(value) where position(v.value in lower(t.${quoted(data.text)})) > 0)`;
  if (table === SIGN_IN_ACCOUNT) return 't.account_id = (select account_id from asked)';
  const columns = data.by ?? [subject === 'customer' ? 'customer_id' : 'user_id'];
  return `(${columns.map((column) => `t.${quoted(column)} = any((select ids from asked)::bigint[])`).join(' or ')})`;
}

const each = ({ subject }: Person, make: (entry: Entry, where: string) => string): Sql => sql.trusted(tablesOf(subject).map((entry) => make(entry, rowsOf(entry, subject))).join('\nunion all '));

/** How many rows of the person each table holds. */
export const countRows = (tx: Tx, person: Person): Promise<{ table: string; rows: number }[]> => tx.rows(sql`
  with ${asked(person)}
  select c.table_name as table, c.rows from (${each(person, ([table], where) => `select '${table}' as table_name, count(*) as rows from ${quoted(table)} t where ${where}`)}) c order by 1`);

/** Every row of the person, whole, table by table. */
export const readRows = (tx: Tx, person: Person): Promise<{ table: string; row: Record<string, unknown> }[]> => tx.rows(sql`
  with ${asked(person)}
  select r.table_name as table, r.row from (${each(person, ([table], where) => `select '${table}' as table_name, to_jsonb(t) as row from ${quoted(table)} t where ${where}`)}) r order by 1`);

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

function setsOf([table, data]: Entry, shapes: readonly Shape[]): string {
  const blank = changedColumns(data).filter(({ erasure }) => erasure === 'blank').map(({ column }) => {
    const shape = shapes.find((one) => one.table === table && one.column === column);
    if (!shape) throw new Error(`${table}.${column} is to be blanked and does not exist`);
    return `${quoted(column)} = ${emptyValue(shape)}`;
  });
  return [...blank, ...Object.entries(PSEUDONYMS[table] ?? {}).map(([column, value]) => `${quoted(column)} = ${value}`)].join(', ');
}

/** What erasing does to a table's rows. */
export const deedOf = (data: TableData): Did => (data.erase === 'delete' ? 'deleted' : changedColumns(data).length > 0 ? 'blanked' : 'kept');

/** Erases in one statement over every table; returns what was done where. What the law keeps is counted, not touched. */
export async function eraseRows(tx: Tx, person: Person): Promise<TableReport[]> {
  const entries = tablesOf(person.subject);
  const shapes = await readTypes(tx, entries.map(([table]) => table));
  const steps = entries.map((entry, index) => {
    const [table, data] = entry;
    const [deed, where] = [deedOf(data), rowsOf(entry, person.subject)];
    const work = deed === 'deleted' ? `delete from ${quoted(table)} t where ${where} returning 1`
      : deed === 'blanked' ? `update ${quoted(table)} t set ${setsOf(entry, shapes)} where ${where} returning 1`
      : `select 1 from ${quoted(table)} t where ${where}`;
    return { with: `step_${index} as (${work})`, count: `select '${table}' as table_name, '${deed}' as did, count(*) as rows from step_${index}` };
  });
  const done = await tx.rows<{ table: string; did: Did; rows: number }>(sql`
    with ${asked(person)}, ${sql.trusted(steps.map((step) => step.with).join(',\n'))}
    select d.table_name as table, d.did, d.rows from (${sql.trusted(steps.map((step) => step.count).join(' union all '))}) d order by 1`);
  return done.map((one) => ({ ...one, purpose: personalData[one.table]?.purpose ?? '', because: personalData[one.table]?.because ?? null }));
}
