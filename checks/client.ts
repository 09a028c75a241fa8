import { apiDocument } from '#platform/http';
import { routes } from '../server/modules.ts';
import { policy } from '../server/policy.ts';
import { ownRoutesDescribed } from '../server/own-routes.ts';

// The web client's types, made from the API document: for each path and method what goes into the path, the query and the body, and what comes back.

type Schema = {
  readonly type?: string | readonly string[]; readonly enum?: readonly unknown[]; readonly const?: unknown; readonly $ref?: string;
  readonly anyOf?: readonly Schema[]; readonly oneOf?: readonly Schema[]; readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>; readonly required?: readonly string[]; readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | boolean; readonly prefixItems?: readonly Schema[]; readonly $defs?: Readonly<Record<string, Schema>>;
};
type Parameter = { readonly name: string; readonly in: 'path' | 'query'; readonly required: boolean; readonly schema: Schema };
type Content = { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>; readonly required?: boolean };
type Operation = { readonly summary: string; readonly parameters: readonly Parameter[]; readonly requestBody?: Content; readonly responses: Readonly<Record<string, Content>> };
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
/** Definitions in reach, and those one is inside of. */
type Scope = { readonly defs: Readonly<Record<string, Schema>>; readonly inside: readonly string[] };
const NOWHERE: Scope = { defs: {}, inside: [] };

const named = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`);
const inList = (type: string) => (/[|&]|^readonly /.test(type) ? `(${type})` : type);
const union = (types: readonly string[]) => [...new Set(types)].join(' | ') || 'never';

const SIMPLE: Readonly<Record<string, string>> = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', null: 'null' };

function objectOf(schema: Schema, scope: Scope): string {
  const rest = schema.additionalProperties;
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return rest === false ? 'Record<string, never>' : `Readonly<Record<string, ${typeof rest === 'object' ? typeOf(rest, scope) : 'unknown'}>>`;
  const required = new Set(schema.required ?? []);
  return `{ ${fields.map(([name, field]) => `readonly ${named(name)}${required.has(name) ? '' : '?'}: ${typeOf(field, scope)}${required.has(name) ? '' : ' | undefined'}`).join('; ')} }`;
}

function arrayOf(schema: Schema, scope: Scope): string {
  if (schema.prefixItems) return `readonly [${schema.prefixItems.map((item) => typeOf(item, scope)).join(', ')}]`;
  return `readonly ${inList(typeof schema.items === 'object' ? typeOf(schema.items, scope) : 'unknown')}[]`;
}

/** A JSON Schema as a TypeScript type; what it cannot say precisely is `unknown`, never `any`. */
export function typeOf(schema: Schema, outer: Scope = NOWHERE): string {
  const scope = schema.$defs ? { ...outer, defs: { ...outer.defs, ...schema.$defs } } : outer;
  const of = (one: Schema) => typeOf(one, scope);
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const target = scope.defs[name];
    return target && !scope.inside.includes(name) ? typeOf(target, { ...scope, inside: [...scope.inside, name] }) : 'unknown'; // a type that holds itself is looked at by its user
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => (typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value))));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return union(choices.map(of));
  if (schema.allOf) return schema.allOf.map((one) => inList(of(one))).join(' & ');
  if (Array.isArray(schema.type)) return union((schema.type as readonly string[]).map((type) => of({ ...schema, type })));
  if (schema.type === 'object') return objectOf(schema, scope);
  if (schema.type === 'array') return arrayOf(schema, scope);
  return SIMPLE[schema.type as string] ?? 'unknown';
}

const fieldsOf = (parameters: readonly Parameter[]): string =>
  typeOf({ type: 'object', additionalProperties: false, properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])), required: parameters.filter((one) => one.required).map((one) => one.name) });

function operationOf(method: string, operation: Operation): string[] {
  const at = (place: 'path' | 'query') => operation.parameters.filter((one) => one.in === place);
  const body = operation.requestBody?.content;
  const [, answer] = Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? [];
  return [
    `    /** ${operation.summary.replaceAll('*/', '*\\/')} */`,
    `    readonly ${method}: {`,
    `      readonly path: ${fieldsOf(at('path'))};`,
    `      readonly query: ${fieldsOf(at('query'))};`,
    `      readonly body: ${!body ? 'undefined' : body['application/json']?.schema ? typeOf(body['application/json'].schema) : 'Blob | FormData'};`,
    `      readonly answer: ${typeOf(answer?.content?.['application/json']?.schema ?? {})};`,
    '    };',
  ];
}

/** The text of web/src/api/schema.ts for a document. */
export function clientOf(document: Document): string {
  const paths = Object.entries(document.paths).flatMap(([path, operations]) =>
    [`  '${path}': {`, ...Object.entries(operations).flatMap(([method, operation]) => operationOf(method, operation)), '  };']);
  return ['// Made from the API document by `npm run generate`; not written by hand.', '', '/** Every path of the API: what it takes and what it answers. */', 'export interface Paths {', ...paths, '}', ''].join('\n');
}

/** The client's types for the routes of this program; none of them is called. */
export const clientText = (): string => clientOf(apiDocument([...ownRoutesDescribed(policy), ...routes]) as unknown as Document);
