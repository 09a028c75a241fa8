import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { ROLES, type Policy } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';

const words = messages.policy;
const { heads } = words;
type Named = { readonly policy: Policy };
type Right = Policy['records'][number]['rights'][number];
const OPERATIONS = ['read', 'insert', 'update', 'delete'] as const;

/** Roles by name; all who can sign in are said in one word. */
function rolesInWords(roles: readonly string[], policy: Policy): string {
  const everybody = ROLES.every((role) => roles.includes(role));
  const rest = everybody ? roles.filter((role) => !ROLES.some((one) => one === role)) : roles;
  const names = rest.map((role) => policy.roles.find((one) => one.role === role)?.name ?? role);
  return [...(everybody ? [words.everybody] : []), ...names].join(', ') || words.nobody;
}

function Rights({ right, policy }: { readonly right: Right; readonly policy: Policy }) {
  return (
    <tr>
      <td><b>{rolesInWords(right.roles, policy)}</b></td>
      {OPERATIONS.map((operation) => <td key={operation} data-head={heads[operation]} data-none={right[operation] === null || undefined}>{right[operation] ?? words.none}</td>)}
    </tr>
  );
}

/** One kind of record after another: who reads, adds, changes and deletes which rows of it. */
export function RecordsSheet({ policy, role }: Named & { readonly role: string | undefined }) {
  return (
    <Sheet flush title={words.records} aside={words.count(policy.records.length)}>
      {policy.records.map(({ table, rights, never }) => (
        <section key={table} className={css.record} aria-label={table}>
          <h3><span className="t-mono">{table}</span></h3>
          {rights.length > 0 && (
            <table className={css.grid} aria-label={table}>
              <thead><tr><th scope="col">{heads.who}</th>{OPERATIONS.map((operation) => <th key={operation} scope="col">{heads[operation]}</th>)}</tr></thead>
              <tbody>{rights.map((right) => <Rights key={right.roles.join()} right={right} policy={policy} />)}</tbody>
            </table>
          )}
          {!role && never.length > 0 && <p className="t-quiet">{words.never(rolesInWords(never, policy))}</p>}
        </section>
      ))}
    </Sheet>
  );
}

type Permission = Policy['permissions'][number];
type Class = Policy['classes'][number];

/** What each permission opens, and who holds it. */
export function PermissionsSheet({ policy }: Named) {
  const columns: readonly Column<Permission>[] = [
    { id: 'permission', head: heads.permission, width: 220, narrow: 'title', cell: (row) => <span className="t-mono">{row.permission}</span> },
    { id: 'roles', head: heads.roles, width: '28%', narrow: 'note', cell: (row) => <div className={css.rights}>{rolesInWords(row.roles, policy)}</div> },
    { id: 'routes', head: heads.routes, narrow: 'note', cell: (row) => (row.routes.length === 0 ? <span className="t-quiet">{words.noRoutes}</span> : <ul className={css.plain}>{row.routes.map((route) => <li key={`${route.method}${route.path}`} title={`${route.method} ${route.path}`}>{route.summary}</li>)}</ul>) },
  ];
  return <DataTable label={words.permissions} title={words.permissions} columns={columns} tall rows={policy.permissions} rowId={(row) => row.permission} rowName={(row) => row.permission} empty={words.empty} />;
}

/** Classes of fields: what a value betrays, and to whom it is sent. */
export function FieldsSheet({ policy }: Named) {
  const columns: readonly Column<Class>[] = [
    { id: 'class', head: heads.class, width: 120, narrow: 'title', cell: (row) => <span className="t-mono">{row.name}</span> },
    { id: 'meaning', head: heads.meaning, width: '26%', narrow: 'note', cell: (row) => row.meaning },
    { id: 'sent', head: heads.sent, narrow: 'note', cell: (row) => <div className={css.rights}>{rolesInWords(row.roles, policy)}</div> },
    { id: 'marked', head: heads.marked, width: '24%', narrow: 'note', cell: (row) => (row.fields.length > 0 ? <span className="t-mono">{row.fields.join(', ')}</span> : <span className="t-quiet">{row.name === 'open' ? '' : words.nobodyMarked}</span>) },
  ];
  return <DataTable label={words.fields} title={words.fields} columns={columns} tall rows={policy.classes} rowId={(row) => row.name} rowName={(row) => row.name} empty={words.empty} foot={words.classNote} />;
}
