import { pick, type Random } from './random-world.ts';
import { isWrite, namesIn, sampleInput, schemaOf, toRequest, type Input } from './requests.ts';
import type { Route } from '#platform/http';
import type { Asked } from './world.ts';

// For tests alone: inputs that no page of ours would send, made from each route's own schema.

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
/** Values as they stand in a body: some of them no JSON. */
const JUNK: readonly string[] = [
  'null', 'true', 'false', '""', '" "', '"x"', '[]', '{}', '[[]]', '[null]', '["x"]', '[1]', '{"a":1}', '{"$ne":""}', '{"length":1}', '0', '-0', '-1', '1.5', '1e-400', '1e400', '-1e400', '9223372036854775807', '9223372036854775808', '1e21', '2147483648', '32768',
  'NaN', 'Infinity', '-Infinity', 'undefined', '0x10', '01', '+1', '.5', "'x'", '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udfff\\ud800"', '"a\\udc00"', '"\\u202e"', '"\\ufeff"', '"\\u2028"', '"\\r\\nx: y"',
  '"2026-02-30"', '"0000-00-00"', '"9999-12-31"', '"10000-01-01"', '"-0001-01-01"', '"+275760-09-13T00:00:00Z"', '"2026-11-24T25:61:61Z"', '"9999-12-31T23:59:59.999Z"', '"0001-01-01T00:00:00Z"', '"infinity"', '"-infinity"', '"now"', '"epoch"',
  '"%00"', '"%"', '"../../etc/passwd"', '"\' or 1=1 --"', '"{{7*7}}"', '"<script>"', '"=1+1"', '"__proto__"', '"constructor"', '"💊"', '"NaN"', '"1e400"', '"-0"', '"9223372036854775808"', '"00000000-0000-0000-0000-000000000000"', deep(50), deep(3_000), `[${'1,'.repeat(2_000)}1]`, `["${'x","'.repeat(500)}x"]`,
  `"${'x'.repeat(300)}"`, `"${'x'.repeat(5_000)}"`, `"${'é'.repeat(70_000)}"`, `"${'9'.repeat(400)}"`, `${'9'.repeat(400)}`,
];
const EXTRA: readonly string[] = ['"__proto__":{"role":"administrator"}', '"constructor":{"prototype":{"role":"administrator"}}', '"prototype":1', '"id":1', '"createdBy":1', '"userId ":1', '"":1', '"a b":1', '"\\u0000":1', '"toString":1', '"hasOwnProperty":true', '"tenantId":1', '"version":-1', '"limit":999999'];
const TYPES: readonly (string | null)[] = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'application/json; charset=utf-16', 'application/octet-stream', 'text/html', '', 'application/json5', 'application/problem+json'];
const PLACES: readonly string[] = ['0', '-1', '9223372036854775807', '9223372036854775808', '1e400', '%00', 'NaN', '1.5', 'x', '%20', '1%2F2', '..', '%2e%2e', "'", '%F0%9F%92%8A', '1;drop', 'null', 'undefined', '[object%20Object]', '%C3%28', '1,2', '٣', '0x10', '99999999999999999999999999'];
const BODIES: readonly string[] = ['', '[]', '[[]]', '"x"', '1', 'null', 'true', '{', '}', '{"', '{"a"', '{"a":', '{}{}', '\ufeff{}', '{"a":1,}', '{a:1}', "{'a':1}", '\u0000', '\ud800', '{"a":1}\u0000', '/* */{}', '-', 'NaN', '<a/>', 'a=1', deep(20_000)];

const json = (value: unknown): string => JSON.stringify(value) ?? 'null';
const textOf = (fields: readonly (readonly [string, string])[]): string => `{${fields.map(([name, text]) => `${json(name)}:${text}`).join(',')}}`;

/** Replaces one value somewhere within: the fault may lie deep. */
function spoil(value: unknown, random: Random): string {
  const inner = typeof value === 'object' && value !== null && random() < 0.6 ? Object.entries(value) : [];
  if (inner.length === 0) return pick(random, JUNK);
  const [at] = pick(random, inner);
  const parts = inner.map(([name, part]) => [name, name === at ? spoil(part, random) : json(part)] as const);
  return Array.isArray(value) ? `[${parts.map(([, text]) => text).join(',')}]` : textOf(parts);
}

const WAYS = ['value', 'value', 'value', 'value', 'two', 'missing', 'extra', 'cut', 'type', 'path', 'path', 'body', 'query', 'doubled', 'huge'] as const;

function bodyOf(way: (typeof WAYS)[number], fields: readonly (readonly [string, unknown])[], random: Random): string {
  const whole = fields.map(([name, value]) => [name, json(value)] as const);
  const [at] = fields.length ? pick(random, fields) : [''];
  if (way === 'value') return textOf(fields.map(([name, value]) => [name, name === at ? spoil(value, random) : json(value)]));
  if (way === 'two') return textOf(fields.map(([name, value]) => [name, random() < 0.5 ? spoil(value, random) : json(value)]));
  if (way === 'missing') return textOf(whole.filter(([name]) => name !== at));
  if (way === 'extra') return `{${[...whole.map(([name, text]) => `${json(name)}:${text}`), pick(random, EXTRA)].join(',')}}`;
  if (way === 'doubled') return textOf([...whole, [at ?? 'x', pick(random, JUNK)]]);
  if (way === 'huge') return textOf([...whole.filter(([name]) => name !== at), [at || 'x', `"${'x'.repeat(random() < 0.1 ? 1_100_000 : 90_000)}"`]]);
  const text = textOf(whole);
  return way === 'cut' ? text.slice(0, Math.floor(random() * text.length)) : text;
}

/** A request to the route with something wrong in it; `ids` are rows that whoever asks may name. */
export function malformed(route: Route, random: Random, ids: Input): Asked {
  const way = pick(random, WAYS);
  const schema = schemaOf(route);
  const input: Input = Object.fromEntries(Object.entries({ ...sampleInput(route, random), ...Object.fromEntries(Object.entries(ids).filter(([name]) => schema.required?.includes(name) || random() < 0.5)) }));
  const inPath = namesIn(route.path);
  const base = toRequest(route, input);
  const path = way === 'path' && inPath.length ? toRequest(route, {}).path.replace(/\/x(?=\/|$|\?)/g, () => `/${pick(random, PLACES)}`) : base.path;
  const asked = way === 'query' ? `${path}${path.includes('?') ? '&' : '?'}${pick(random, ['limit=1', '__proto__=1', 'a[b]=1', '%00=1', 'x', '=', 'customerId=1&customerId=2', `q=${'x'.repeat(5_000)}`])}` : path;
  if (!isWrite(route) || route.method === 'DELETE' || route.stream) return { method: route.method, path: asked, ...(route.stream ? { body: pick(random, BODIES), headers: { 'content-type': pick(random, ['application/octet-stream', 'text/csv', 'application/pdf', 'application/json']) } } : {}) };
  if (way === 'body') return { method: route.method, path: asked, body: pick(random, BODIES) };
  const fields = Object.entries(input).filter(([name]) => !inPath.includes(name));
  return { method: route.method, path: asked, body: bodyOf(way, fields, random), ...(way === 'type' ? { headers: { 'content-type': pick(random, TYPES) ?? '' } } : {}) };
}
