import type { Logger } from 'pino';
import type { ZodObject, ZodType, z } from 'zod';
import type { Proof } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import type { Person, Session } from '#platform/auth';
import type { SignatureInput, SigningNeeds } from './prove.ts';

export type RouteContext<I> = {
  readonly db: Db;
  readonly actor: Actor;
  /** Who asks; null on public routes without a session. */
  readonly person: Person | null;
  /** By which of one's sessions; null where person is. */
  readonly session: Session | null;
  /** Path parameters, query and body in one validated object. */
  readonly input: I;
  readonly log: Logger;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Where the request came from, as far as it can be believed. */
  readonly address: string;
  /** Asks again who somebody is, in the moment of signing; refused, counted and told when it is not so. */
  readonly prove: (given: SignatureInput) => Promise<Proof>;
  /** What she has to give for her next signature. */
  readonly signingNeeds: () => Promise<SigningNeeds>;
};

/** An answer that is not JSON: a page, a file, a stream. */
export type Raw = {
  readonly raw: true;
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer | NodeJS.ReadableStream;
  readonly headers?: Readonly<Record<string, string | string[]>>;
};

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api, with :names, e.g. /customers/:customerId */
  readonly path: string;
  /** word:verb of the policy file, or 'public'. */
  readonly permission: string;
  readonly summary: string;
  readonly input: ZodObject;
  readonly output: ZodType;
  readonly status?: number;
  /** Whoever is answered has seen this record of `customerId`: kept in the trail. */
  readonly reads?: `${string}.${string}`;
  /** Takes the request's body as a stream in `context.body` instead of JSON (uploads). */
  readonly stream?: boolean;
  /** Form posts from outside are welcome: unsubscribe (RFC 8058) and links in mails. */
  readonly crossSite?: boolean;
  readonly handle: (context: RouteContext<never> & { readonly body?: NodeJS.ReadableStream }) => Promise<unknown>;
};

/** Answers may come from readonly values. */
type Frozen<T> = T extends readonly (infer E)[] ? readonly Frozen<E>[] : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

type Typed<I extends ZodObject, O extends ZodType> = Omit<Route, 'input' | 'output' | 'handle'> & {
  readonly input: I;
  readonly output: O;
  readonly handle: (context: RouteContext<z.output<I>> & { readonly body?: NodeJS.ReadableStream }) => Promise<Frozen<z.input<O>> | Raw>;
};

/** Declares a route: input, permission, one call. Guard, validation, serialiser, API document and leak tests are made from it. */
export const route = <I extends ZodObject, O extends ZodType>(definition: Typed<I, O>): Route => definition as unknown as Route;
