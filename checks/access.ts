import { CLASS_WORDS as CLASS, inWords, ROLE_WORDS as ROLE, type FieldClass, type Grant, type Operation, type Policy } from '#platform/auth';
import { ROLES, type Role } from '#platform/db';
import type { Notes } from './schema/print.ts';

// docs/access.md: the policy file in words, for those who must answer for it and do not read code.

const OPERATIONS: readonly Operation[] = ['read', 'insert', 'update', 'delete'];
const COLUMN: Readonly<Record<Operation, string>> = { read: 'reads', insert: 'adds', update: 'changes', delete: 'deletes' };

const SIGNED_IN: readonly Role[] = ROLES.filter((role) => role !== 'engine' && role !== 'merger' && role !== 'visitor');
/** Roles by name; all who can sign in are said in one word. */
const named = (roles: readonly Role[]): string => {
  const everybody = SIGNED_IN.every((role) => roles.includes(role));
  const rest = everybody ? roles.filter((role) => !SIGNED_IN.includes(role)) : roles;
  return [...(everybody ? ['Everybody who signs in'] : []), ...rest.map((role) => ROLE[role])].join(', ');
};
const rowsOf = (grant: Grant): string => grant.rows.map(inWords).join('; ');

/** What a role may do with a table: rows in words, by operation; several grants are alternatives. */
const cell = (grants: readonly Grant[] | undefined, role: Role): string =>
  (grants ?? []).filter((grant) => grant.to.includes(role)).map(rowsOf).join(', or ') || '–';

const said = (notes: Notes, name: string): string[] => (notes.has(name) ? ['', (notes.get(name) ?? '').replace(/^-- ?/gm, '')] : []);

function tableSection(policy: Policy, table: string, notes: Notes): string[] {
  const rules = policy.tables[table] ?? {};
  const rows = Map.groupBy(ROLES.map((role) => [role, OPERATIONS.map((operation) => cell(rules[operation], role))] as const).filter(([, cells]) => cells.some((text) => text !== '–')), ([, cells]) => cells.join(' | '));
  const never = ROLES.filter((role) => OPERATIONS.every((operation) => cell(rules[operation], role) === '–'));
  return [
    '', `### \`${table}\``, ...said(notes, table), '', `| who | ${OPERATIONS.map((operation) => COLUMN[operation]).join(' | ')} |`, '| --- | --- | --- | --- | --- |',
    ...[...rows].map(([cells, who]) => `| ${named(who.map(([role]) => role))} | ${cells} |`),
    '', never.length ? `Out of reach of: ${named(never)}.` : 'Every role reaches it.',
  ];
}

const areasOf = (policy: Policy) => Map.groupBy(Object.keys(policy.tables), (table) => table.split('.')[0] ?? '');

const areaSections = (policy: Policy, notes: Notes): string[] => [...areasOf(policy)].flatMap(([area, tables]) => [
  '', `## Records of ${area.replaceAll('_', ' ')}`, ...said(notes, area), ...tables.flatMap((table) => tableSection(policy, table, notes)),
]);

/** ● every row, ◐ some rows, nothing: none. */
function glance(grants: readonly Grant[] | undefined, role: Role): string {
  const given = (grants ?? []).filter((grant) => grant.to.includes(role));
  if (given.length === 0) return '';
  return given.some((grant) => grant.rows.every((row) => row === 'all' || row === 'professionals')) ? '●' : '◐';
}

const glanceSection = (policy: Policy): string[] => [
  '', '## Who reads what, at a glance', '', '● every row (of customers: all but patients) · ◐ some rows; the tables below say which · nothing: no row', '',
  `| record | ${ROLES.map((role) => ROLE[role].replace(/ \(.*/, '')).join(' | ')} |`, `| --- |${' :-: |'.repeat(ROLES.length)}`,
  ...Object.entries(policy.tables).map(([table, rules]) => `| \`${table}\` | ${ROLES.map((role) => glance(rules.read, role)).join(' | ')} |`),
];

function permissionSection(policy: Policy): string[] {
  return [
    '', '## What each role may do', '',
    'Each path of the API asks for one permission before it does anything. The engine does not come through the API and holds none.', '',
    '| permission | roles |', '| --- | --- |',
    ...Object.entries(policy.permissions).map(([permission, roles]) => `| \`${permission}\` | ${named(ROLES.filter((role) => role !== 'engine' && roles.includes(role)))} |`),
  ];
}

function classSection(policy: Policy): string[] {
  const classes = Object.keys(CLASS) as FieldClass[];
  const fields = Object.entries(policy.fields).flatMap(([resource, of]) => Object.entries(of).map(([field, kind]) => `| \`${resource}\` | ${field} | ${kind} |`));
  return [
    '', '## Classes of fields', '',
    'A value has a class; a role is sent the classes that are ticked and no other, whichever way it asks.', '',
    `| role | ${classes.join(' | ')} |`, `| --- |${' :-: |'.repeat(classes.length)}`,
    ...ROLES.map((role) => `| ${ROLE[role]} | ${classes.map((kind) => (policy.classes[role].includes(kind) ? '✓' : '')).join(' | ')} |`),
    '', ...classes.map((kind) => `- **${kind}**: ${CLASS[kind]}`),
    '', '| record | field | class |', '| --- | --- | --- |', ...fields,
    '', 'Every field that is not listed is open: what only some may see is kept in tables of its own, not in fields.',
  ];
}

/** The policy as a document; what a kind of record is for is said as the migrations say it. */
export function accessText(policy: Policy, notes: Notes): string {
  return [
    '# Who sees what', '',
    'Made from `server/policy.ts` by `npm run generate`. The database\'s row-level policies, the guard of the API and the tests are made from the same file, so this page',
    'cannot say anything else than the program does. `server/leak.test.ts` compares it with the database, role by role and row by row.', '',
    `${ROLES.length} roles, ${Object.keys(policy.tables).length} kinds of record, ${Object.keys(policy.permissions).length} permissions.`, '',
    '**How to read it.** A role that is not named for a kind of record reaches no row of it. "–" means: not at all. Between semicolons all conditions hold; "or" joins',
    'alternatives. Patients number apart from all other customers; "all customers but patients" is a condition on that number, in every table. The list of sign-in records (schema `auth`)',
    'and the queue of background work belong to connections of their own; no role reaches them.',
    ...glanceSection(policy), ...permissionSection(policy), ...classSection(policy), ...areaSections(policy, notes), '',
  ].join('\n');
}
