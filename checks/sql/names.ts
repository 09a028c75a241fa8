import { tierOf } from '../tiers.ts';
import { schemaOf } from '../schema/modules.ts';
import type { Catalogue } from '../schema/catalogue.ts';
import type { Template } from './statements.ts';

// Which schema's names stand in a module's SQL: it writes its own tables, and reads them and the published views of modules below.

/** The platform's schemas, which its own parts alone write. */
const PLATFORM = new Set(['access', 'events', 'http', 'audit', 'jobs', 'auth', 'platform', 'privacy', 'graphile_worker']);

/** Facts of the business, who works here and who is asking are for every module to read; row-level policies say which. */
const OPEN_TO_READ = new Set(['events.event', 'access.v_person', 'access.user_id', 'access.function', 'access.team_ids', 'access.customer_ids', 'customers.ids_by_email']);
/** Makers fill whatever a test needs, far past their own module. */
const ARRANGES = /(^|\/)makers\.ts$/;

const WRITES = /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|merge\s+into|truncate(?:\s+table)?|lock(?:\s+table)?|copy)\s+"?([a-z_]+)"?\.\s*"?(\w+)/gi;
const NAMES = /(?<![\w.$"])"?([a-z_]+)"?\."?([a-z_]\w*)"?/g;

/** Without comments and literals, in which a name is only a word. */
const withoutWords = (text: string) => text.replace(/--[^\n]*/g, ' ').replace(/'(?:[^']|'')*'/g, "''");
const moduleOf = (file: string) => /^modules\/([^/]+)\//.exec(file)?.[1];

export type Names = { readonly relations: ReadonlySet<string>; readonly routines: ReadonlySet<string>; readonly modules: ReadonlyMap<string, string> };

/** Every name that statements can mean, and whose schema is whose. */
export const namesOf = (catalogue: Catalogue, modules: readonly string[]): Names => ({
  relations: new Set([...catalogue.tables, ...catalogue.views].map(({ schema, name }) => `${schema}.${name}`)),
  routines: new Set([...catalogue.routines, ...catalogue.sequences].map(({ schema, name }) => `${schema}.${name}`)),
  modules: new Map(modules.map((module) => [schemaOf(module), module])),
});

function readFault(own: string, name: string, names: Names): string | null {
  const [schema = '', relation = ''] = name.split('.');
  if (OPEN_TO_READ.has(name)) return null;
  if (names.routines.has(name) && schema !== schemaOf(own) && names.modules.has(schema)) return `uses ${name}: of other modules only the published views`;
  if (!names.relations.has(name) || schema === schemaOf(own)) return null;
  if (!relation.startsWith('v_')) return `reads ${name}: of other modules only the published views`;
  const owner = names.modules.get(schema);
  return owner !== undefined && tierOf(owner) <= tierOf(own) ? `reads ${name}: ${owner} does not lie below ${own}` : null;
}

function moduleFaults(own: string, text: string, names: Names): string[] {
  const written = [...text.matchAll(WRITES)].map(([, schema = '', table = '']) => ({ schema, name: `${schema}.${table}` })).filter(({ name }) => names.relations.has(name));
  const foreign = written.filter(({ schema }) => schema !== schemaOf(own)).map(({ name }) => `writes ${name}: a module writes its own schema alone`);
  const read = [...text.matchAll(NAMES)].map(([, schema = '', relation = '']) => `${schema}.${relation}`).filter((name) => !written.some((one) => one.name === name));
  return [...foreign, ...read.map((name) => readFault(own, name, names)).filter((fault) => fault !== null)];
}

const platformFaults = (text: string, names: Names): string[] =>
  [...text.matchAll(NAMES)].map(([, schema = '', relation = '']) => ({ schema, name: `${schema}.${relation}` }))
    .filter(({ schema, name }) => (names.relations.has(name) || names.routines.has(name)) && !PLATFORM.has(schema)).map(({ name }) => `names ${name}: the platform knows no module`);

/** What a template may not name, where it stands. */
export function findNameFaults({ file, words }: Pick<Template, 'file' | 'words'>, names: Names): string[] {
  if (ARRANGES.test(file)) return [];
  const text = withoutWords(words);
  const own = moduleOf(file);
  const faults = own ? moduleFaults(own, text, names) : file.startsWith('platform/') ? platformFaults(text, names) : [];
  return [...new Set(faults)];
}
