import { CLASS_WORDS, inWords, ROLE_WORDS, type FieldClass, type Grant, type Operation, type Policy } from '#platform/auth';
import { ROLES, type Role } from '#platform/db';
import type { Route } from '#platform/http';

// The policy that the database runs, in words: nothing here is said a second time by hand.

const OPERATIONS = ['read', 'insert', 'update', 'delete'] as const satisfies readonly Operation[];
type Cells = Readonly<Record<Operation, string | null>>;
type RecordRights = { readonly table: string; readonly rights: readonly (Cells & { readonly roles: readonly Role[] })[]; readonly never: readonly Role[] };
export type PolicyWords = {
  readonly roles: readonly { readonly role: Role; readonly name: string; readonly classes: readonly FieldClass[] }[];
  readonly records: readonly RecordRights[];
  readonly permissions: readonly { readonly permission: string; readonly roles: readonly Role[]; readonly routes: readonly { readonly method: string; readonly path: string; readonly summary: string }[] }[];
  readonly classes: readonly { readonly name: FieldClass; readonly meaning: string; readonly roles: readonly Role[]; readonly fields: readonly string[] }[];
};

/** Which rows a role may do something with, in words; null where it may with none. Several grants are alternatives. */
export function rowsInWords(grants: readonly Grant[] | undefined, role: Role): string | null {
  const given = (grants ?? []).filter((grant) => grant.to.includes(role)).map((grant) => grant.rows.map(inWords).join('; '));
  return given.length > 0 ? given.join(', or ') : null;
}

function rightsOf(policy: Policy, table: string): RecordRights {
  const rules = policy.tables[table] ?? {};
  const cells = ROLES.map((role) => ({ role, cells: Object.fromEntries(OPERATIONS.map((operation) => [operation, rowsInWords(rules[operation], role)])) as Cells }));
  const some = cells.filter((one) => OPERATIONS.some((operation) => one.cells[operation] !== null));
  const alike = Map.groupBy(some, (one) => JSON.stringify(one.cells));
  return {
    table, never: cells.filter((one) => !some.includes(one)).map(({ role }) => role),
    rights: [...alike.values()].map((group) => ({ ...(group[0]?.cells as Cells), roles: group.map(({ role }) => role) })),
  };
}

/** The whole policy in words: kinds of record by role, routes by permission, classes of fields. */
export function describePolicy(policy: Policy, routes: readonly Route[]): PolicyWords {
  const asked = Map.groupBy(routes, ({ permission }) => permission);
  const fields = Object.entries(policy.fields).flatMap(([resource, of]) => Object.entries(of).map(([field, kind]) => ({ kind, name: `${resource}.${field}` })));
  return {
    roles: ROLES.map((role) => ({ role, name: ROLE_WORDS[role], classes: policy.classes[role] })),
    records: Object.keys(policy.tables).map((table) => rightsOf(policy, table)),
    permissions: Object.entries(policy.permissions).map(([permission, roles]) => ({
      permission, roles: ROLES.filter((role) => roles.includes(role)), routes: (asked.get(permission) ?? []).map(({ method, path, summary }) => ({ method, path: `/api${path}`, summary })),
    })),
    classes: (Object.keys(CLASS_WORDS) as FieldClass[]).map((name) => ({ name, meaning: CLASS_WORDS[name], roles: ROLES.filter((role) => policy.classes[role].includes(name)), fields: fields.filter(({ kind }) => kind === name).map((field) => field.name) })),
  };
}

const OF_A_CUSTOMER = new Set(['professionals', 'territory']);

/** What of a customer a role reads, by kind of record. */
export const customerRecords = (policy: Policy, role: Role) => Object.entries(policy.tables)
  .filter(([, rules]) => (rules.read ?? []).some((grant) => grant.rows.some((row) => typeof row === 'string' && OF_A_CUSTOMER.has(row))))
  .map(([table, rules]) => ({ table, rows: rowsInWords(rules.read, role) }));
