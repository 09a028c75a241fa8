import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientOf, typeOf } from './client.ts';

test('a schema becomes the type that its values have', () => {
  const cases: readonly (readonly [Parameters<typeof typeOf>[0], string])[] = [
    [{ type: 'integer' }, 'number'],
    [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
    [{ enum: ['won', 'lost'] }, "'won' | 'lost'"],
    [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } }, 'readonly (string | number)[]'],
    [{ type: 'object', properties: { a: { type: 'string' }, 'b-c': { type: 'number' } }, required: ['a'] }, "{ readonly a: string; readonly 'b-c'?: number | undefined }"],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'Readonly<Record<string, number>>'],
    [{ type: 'object', properties: {}, additionalProperties: false }, 'Record<string, never>'],
    [{ $ref: '#/$defs/tree', $defs: { tree: { type: 'object', properties: { child: { $ref: '#/$defs/tree' } } } } }, '{ readonly child?: unknown | undefined }'],
    [{}, 'unknown'],
  ];
  for (const [schema, type] of cases) assert.equal(typeOf(schema), type);
});

test('each path of the document has its parts, and only the answer that succeeds', () => {
  const text = clientOf({ paths: { '/api/things/{thingId}': { get: {
    summary: 'One thing',
    parameters: [{ name: 'thingId', in: 'path', required: true, schema: { type: 'integer' } }, { name: 'asOf', in: 'query', required: false, schema: { type: 'string' } }],
    responses: { 200: { content: { 'application/json': { schema: { type: 'string' } } } }, default: { content: { 'application/problem+json': { schema: {} } } } },
  } } } });
  assert.match(text, /'\/api\/things\/\{thingId\}': \{/);
  assert.match(text, /readonly path: \{ readonly thingId: number \};/);
  assert.match(text, /readonly query: \{ readonly asOf\?: string \| undefined \};/);
  assert.match(text, /readonly answer: string;/);
});
