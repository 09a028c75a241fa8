import { isQuiet } from './quiet.ts';
import { ProblemError, type ProblemBody } from './problem-error.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type QueryValue = string | number | boolean | null | undefined;

export type RequestOptions = {
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Sent as Idempotency-Key, so that a repeated save is the same save. */
  readonly idempotencyKey?: string;
  /** Sent as If-Match, so that nobody's change is overwritten unseen. */
  readonly etag?: string;
  /** Asked by the page itself, not by somebody at work. */
  readonly quiet?: boolean;
};

const BASE = '/api';

/** Why a change is made: a code of the list that is in force for it, and words. */
export type ChangeReason = { readonly code: string; readonly words: string };
type ReasonAsked = { readonly resource: string; readonly reasons: readonly { readonly code: string; readonly label: string }[] };
type AskReason = (asked: ReasonAsked) => Promise<ChangeReason | null>;
let askReason: AskReason | undefined;

/** The one dialog that asks for reasons; every change that the server wants one for comes by here and goes again with it. */
export function onReasonNeeded(ask: AskReason): () => void {
  askReason = ask;
  return () => { if (askReason === ask) askReason = undefined; };
}

/** The server wants a reason: asks for it, or gives the refusal back where nobody can be asked or she thinks better of it. */
async function reasonFor({ problem }: ProblemError): Promise<ChangeReason | null> {
  const { code, resource, reasons } = problem;
  return askReason && resource && reasons && (code === 'audit.reason_needed' || code === 'audit.reason_unknown') ? askReason({ resource, reasons }) : null;
}

function addressOf(path: string, query: RequestOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
    }
  }
  const tail = search.toString();
  return `${BASE}${path}${tail ? `?${tail}` : ''}`;
}

function headersOf(method: Method, options: RequestOptions, reason: ChangeReason | undefined): Headers {
  const headers = new Headers({ accept: 'application/json, application/problem+json' });
  if (method !== 'GET') headers.set('x-tutti-request', '1'); // a foreign page cannot set it: no forged writes
  if (options.body !== undefined && !(options.body instanceof FormData)) headers.set('content-type', 'application/json');
  if (options.idempotencyKey) headers.set('idempotency-key', options.idempotencyKey);
  if (options.etag) headers.set('if-match', options.etag);
  if (reason) headers.set('x-change-reason', `${reason.code}; ${encodeURIComponent(reason.words)}`);
  if (options.quiet || isQuiet()) headers.set('x-tutti-quiet', '1'); // what a page asks by itself keeps no session open
  return headers;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemBody> & { message?: string };
  return new ProblemError({
    ...body,
    title: body.title ?? body.message ?? `The server answered ${response.status}`,
    status: response.status,
    code: body.code ?? `http.${response.status}`,
  });
}

// Changes under way, by what they ask. What may be called off belongs to its asker alone.
const underWay = new Map<string, Promise<unknown>>();

/** Sends one request to our own API and gives the parsed answer, or throws a ProblemError. A change that is asked for again while it is under way, as by a second click, is asked for once. */
export function request<T = unknown>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  if (method === 'GET' || options.signal || options.body instanceof FormData) return send<T>(method, path, options);
  const asked = JSON.stringify([method, addressOf(path, options.query), options.body ?? null, options.etag ?? null]);
  const same = underWay.get(asked);
  if (same) return same as Promise<T>;
  const sent = send<T>(method, path, options).finally(() => underWay.delete(asked));
  underWay.set(asked, sent);
  return sent;
}

/** Sends a change whose answer is a file, and gives the file. */
export async function requestFile(path: string, body: unknown): Promise<Blob> {
  return (await answerOf('POST', path, { body })).blob();
}

async function send<T>(method: Method, path: string, options: RequestOptions): Promise<T> {
  const response = await answerOf(method, path, options);
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T;
  return (await response.json()) as T;
}

async function answerOf(method: Method, path: string, options: RequestOptions & { readonly given?: ChangeReason }): Promise<Response> {
  const { body, signal, given } = options;
  const response = await fetch(addressOf(path, options.query), {
    method,
    headers: headersOf(method, options, given),
    credentials: 'same-origin',
    body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ProblemError({ title: 'The server could not be reached', status: 0, code: 'network.unreachable' }, { cause });
  });
  if (response.ok) return response;
  const problem = await problemOf(response);
  const reason = method === 'GET' ? null : await reasonFor(problem);
  if (!reason) throw problem;
  return answerOf(method, path, { ...options, given: reason });
}
