import { request, type QueryValue, type RequestOptions } from './client.ts';
import type { Paths } from './schema.ts';

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation = { readonly path: object; readonly query: object; readonly body: unknown; readonly answer: unknown };
type PathWith<M extends Verb> = { [P in keyof Paths]: M extends keyof Paths[P] ? P : never }[keyof Paths];
type At<M extends Verb, P extends keyof Paths> = M extends keyof Paths[P] ? (Paths[P][M] extends Operation ? Paths[P][M] : never) : never;

type None = Record<string, never>;
type Part<Name extends 'path' | 'query' | 'body', Value> =
  [Value] extends [undefined] ? unknown : [Value] extends [None] ? unknown : object extends Value ? { readonly [N in Name]?: Value } : { readonly [N in Name]: Value };
type Input<O extends Operation> = Part<'path', O['path']> & Part<'query', O['query']> & Part<'body', O['body']>;
type Rest = Pick<RequestOptions, 'signal' | 'idempotencyKey' | 'etag'>;
type Arguments<O extends Operation> = object extends Input<O> ? [input?: Input<O> & Rest] : [input: Input<O> & Rest];

/** What a path answers: `Answer<'/api/orchestration/plays'>`, `Answer<'/api/…', 'post'>`. */
export type Answer<P extends keyof Paths, M extends Verb = 'get'> = At<M, P>['answer'];
/** What a path takes as its body. */
export type Body<P extends keyof Paths, M extends Verb = 'post'> = At<M, P>['body'];
/** One row of a list by pages. */
export type RowOf<P extends keyof Paths> = Answer<P> extends { readonly rows: readonly (infer Row)[] } ? Row : Answer<P> extends readonly (infer Row)[] ? Row : never;

type Given = Rest & { readonly path?: Readonly<Record<string, string | number>>; readonly query?: Readonly<Record<string, QueryValue>>; readonly body?: unknown };

const call = <M extends Verb>(method: M) => <P extends PathWith<M>>(path: P, ...[input]: Arguments<At<M, P>>): Promise<Answer<P, M>> => {
  const { path: names = {}, ...options } = (input ?? {}) as Given;
  const filled = path.replace(/^\/api/, '').replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? ''));
  return request(method.toUpperCase() as Uppercase<M>, filled, options as RequestOptions);
};

/** Calls of our API by its own paths: path, query and body are checked against the API document, and so is what one reads from the answer. */
export const get = call('get');
export const post = call('post');
export const patch = call('patch');
export const put = call('put');
export const del = call('delete');
