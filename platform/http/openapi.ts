import { z } from 'zod';
import { listProblems } from '#platform/problem';
import type { Route } from './route.ts';

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<string, unknown>;
  return rest as { type?: string; properties?: Record<string, object>; required?: string[] };
};

const pathOf = (path: string) => `/api${path.replace(/:(\w+)/g, '{$1}')}`;
const namesIn = (path: string) => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);

function operation(route: Route): Record<string, unknown> {
  const input = schemaOf(route.input, 'input');
  const inPath = new Set(namesIn(route.path));
  const entries = Object.entries(input.properties ?? {});
  const required = new Set(input.required ?? []);
  const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
  const parameters = entries.filter(([name]) => inPath.has(name) || !hasBody).map(([name, schema]) => ({
    name, in: inPath.has(name) ? 'path' : 'query', required: inPath.has(name) || required.has(name), schema,
  }));
  const fields = entries.filter(([name]) => !inPath.has(name));
  const body = { type: 'object', properties: Object.fromEntries(fields), required: fields.map(([name]) => name).filter((name) => required.has(name)), additionalProperties: false };
  return {
    summary: route.summary, tags: [route.path.split('/')[1] ?? ''], 'x-permission': route.permission,
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[^a-zA-Z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase())}`,
    parameters,
    ...(hasBody ? { requestBody: { required: body.required.length > 0, content: route.stream ? { 'application/octet-stream': {} } : { 'application/json': { schema: body } } } } : {}),
    responses: {
      [String(route.status ?? 200)]: { description: 'Done', content: { 'application/json': { schema: schemaOf(route.output, 'output') } } },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

/** The OpenAPI 3.1 document of every route, made from the schemas that validate. */
export function apiDocument(routes: readonly Route[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) (paths[pathOf(route.path)] ??= {})[route.method.toLowerCase()] = operation(route);
  return {
    openapi: '3.1.0',
    info: { title: 'Tutti', version: '1', description: 'Every feature of the product, under the same permissions as its pages.' },
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: { schemas: { Problem: {
      type: 'object', required: ['type', 'title', 'status', 'code'],
      properties: {
        type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, code: { type: 'string', examples: [...listProblems().keys()].slice(0, 3) }, detail: { type: 'string' },
        fields: { type: 'array', items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string' }, message: { type: 'string' } } } },
      },
    } } },
  };
}
