import { z } from 'zod';
import { sql, type Actor, type Db, type Queries } from '#platform/db';
import type { Route } from '#platform/http';
import { NOBODYS, pick, type Random } from './random-world.ts';

// For tests alone: requests made from the routes' own schemas, and what their numbers name.

export type JsonSchema = {
  readonly type?: string | readonly string[]; readonly const?: unknown; readonly enum?: readonly unknown[]; readonly anyOf?: readonly JsonSchema[]; readonly oneOf?: readonly JsonSchema[]; readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>; readonly required?: readonly string[]; readonly items?: JsonSchema; readonly minItems?: number; readonly format?: string; readonly pattern?: string;
  readonly minLength?: number; readonly maxLength?: number; readonly minimum?: number; readonly maximum?: number; readonly exclusiveMinimum?: number; readonly additionalProperties?: JsonSchema | boolean;
};

const schemas = new Map<Route, JsonSchema>();
/** The route's input as JSON schema; dear to make, made once. */
export function schemaOf(route: Route): JsonSchema {
  let schema = schemas.get(route);
  if (!schema) schemas.set(route, schema = z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  return schema;
}

export const isWrite = ({ method }: Route): boolean => method !== 'GET';
export const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
export const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '');

const TEXTS: Readonly<Record<string, string>> = { date: '2026-11-24', 'date-time': '2026-11-24T15:00:00.000Z', email: 'ada@example.org', uuid: '00000000-0000-4000-8000-000000000001', time: '09:00' };
const BY_NAME: Readonly<Record<string, unknown>> = { step: 'first', list: '/customers', filters: '{}', timeZone: 'America/New_York', country: 'US', market: 'US', state: 'NY', language: 'en', fileName: 'a.csv', mapping: '{}', text: 'some words', currency: 'USD' };

function sampleText(schema: JsonSchema, name: string, random: Random): string {
  if (schema.format && TEXTS[schema.format]) return TEXTS[schema.format] as string;
  if (schema.pattern && typeof BY_NAME[name] === 'string') return BY_NAME[name];
  const text = typeof BY_NAME[name] === 'string' ? BY_NAME[name] : pick(random, ['some words', 'GLIDIM dosing', 'as she said on the phone']);
  return text.padEnd(schema.minLength ?? 0, '.').slice(0, schema.maxLength ?? 400);
}

/** A value that the schema takes, as far as JSON schema tells; refinements beyond it may refuse. */
function sample(schema: JsonSchema, name: string, random: Random): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(random, schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return sample(pick(random, options), name, random);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sample(part, name, random))) as unknown;
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'string') return sampleText(schema, name, random);
  if (type === 'boolean') return random() < 0.5;
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? (schema.exclusiveMinimum === undefined ? 1 : schema.exclusiveMinimum + 1), Math.min(schema.maximum ?? 20, 11 + Math.floor(random() * 20)));
  if (type === 'array') return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () => sample(schema.items ?? {}, name.replace(/s$/, ''), random));
  if (type === 'object') return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key) || random() < 0.4).map(([key, part]) => [key, sample(part, key, random)]));
  return type === 'null' ? null : BY_NAME[name] ?? 'x';
}

export type Input = Readonly<Record<string, unknown>>;
export const sampleInput = (route: Route, random: Random): Input => sample({ ...schemaOf(route), type: 'object' }, '', random) as Input;

const asQuery = (value: unknown): string => encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value));

/** An input as it goes over the wire: names of the path in the path, the rest in query or body. */
export function toRequest(route: Route, input: Input): { method: Route['method']; path: string; body?: unknown; headers?: Record<string, string> } {
  const inPath = namesIn(route.path);
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => asQuery(input[name] ?? 'x'));
  const rest = Object.fromEntries(Object.entries(input).filter(([name, value]) => !inPath.includes(name) && value !== undefined));
  const query = Object.entries(rest).map(([name, value]) => `${name}=${asQuery(value)}`).join('&');
  if (route.stream) return { method: route.method, path: `${path}${query ? `?${query}` : ''}`, body: '%PDF-1.7 a file', headers: { 'content-type': 'application/octet-stream' } };
  if (!isWrite(route) || route.method === 'DELETE') return { method: route.method, path: `${path}${query ? `?${query}` : ''}` };
  return { method: route.method, path, body: rest };
}

type Place = { readonly table: string; readonly column: string };
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const CUSTOMERS: Place = { table: 'customers.customer', column: 'customer_id' };
const ALIASES: Readonly<Record<string, Place>> = {
  userId: { table: 'access.person', column: 'user_id' }, toUserId: { table: 'access.person', column: 'user_id' }, ownerId: { table: 'access.person', column: 'user_id' },
  otherId: CUSTOMERS, payerId: CUSTOMERS, accountId: CUSTOMERS, practiceId: CUSTOMERS, organisationId: CUSTOMERS, intoId: CUSTOMERS, customerId: CUSTOMERS, toCustomerId: CUSTOMERS, of: CUSTOMERS,
};

/** Which row a name such as `caseId` stands for: first in the tables of the route's own word. */
export function placeOf(route: Route, name: string, owners: readonly Place[]): Place | undefined {
  if (ALIASES[name]) return ALIASES[name];
  const column = snake(name);
  const own = owners.filter((place) => place.column === column);
  const schema = (route.path.split('/')[1] ?? '').replaceAll('-', '_');
  return own.find(({ table }) => table.startsWith(`${schema}.`)) ?? own[0];
}

export const ownersIn = (owner: Queries): Promise<Place[]> => owner.rows<Place>(sql`
  select n.nspname || '.' || c.relname as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where a.attnum > 0 and c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|graphile_worker|audit|auth|events|http|jobs)'
     and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval%') and exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)) order by 1, 2`);

type Ids = { readonly seen: readonly number[]; readonly hidden: readonly number[] };
export type Sight = (actor: Actor, place: Place) => Promise<Ids>;

/** What somebody sees of a table and what there is besides, asked once each. */
export function openSight(db: Db & { readonly owner: Queries }): Sight {
  const known = new Map<string, Promise<Ids>>();
  const look = async (actor: Actor, { table, column }: Place): Promise<Ids> => {
    const ids = sql`select distinct ${sql.id(column)}::bigint as id from ${sql.id(...table.split('.'))} order by 1`;
    const all = (await db.owner.rows<{ id: number }>(ids)).map(({ id }) => id);
    const seen = await db.read(actor, (tx) => tx.rows<{ id: number }>(ids)).catch((error: { code?: string }) => { if (error.code === '42501') return []; throw error; });
    const mine = new Set(seen.map(({ id }) => id));
    return { seen: [...mine], hidden: all.filter((id) => !mine.has(id)) };
  };
  return (actor, place) => {
    const name = `${actor.userId} ${place.table}.${place.column}`;
    const found = known.get(name) ?? look(actor, place);
    known.set(name, found);
    return found;
  };
}

/** A number that nobody has, as long as the one that is hidden. */
export const absentLike = (hidden: number, random: Random): number => (hidden > 999_999 ? 1_000_000_000_000 + pick(random, NOBODYS) : pick(random, NOBODYS));
