import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { readReason, REASON_HEADER } from '#platform/audit';
import type { Policy, Session, SignIn } from '#platform/auth';
import { VISITOR, type Actor, type Db, type Role } from '#platform/db';
import { Problem, type ProblemCode } from '#platform/problem';
import { inputFaults } from './answer-problems.ts';
import { answerOnce, type Answer } from './idempotency.ts';
import { prove, signingNeeds, type SignatureInput } from './prove.ts';
import { openReadRecorder } from './record-read.ts';
import { assertSameSite, headersOf, isWrite } from './request.ts';
import type { Raw, Route } from './route.ts';
import { serialiser } from './serialise.ts';
import { endWhenRevoked } from './while-allowed.ts';

export type AnswerOptions = {
  readonly db: Db;
  readonly routes: readonly Route[];
  readonly policy: Policy;
  readonly signIn: SignIn;
  /** Hears of each answer to somebody who is signed in before it leaves; without it the answer is none. */
  readonly watch?: (db: Db, answered: { readonly actor: Actor; readonly route: string; readonly input: unknown; readonly body?: unknown }) => Promise<void>;
};

const OF_ACCOUNTS = /^\/(account|sign-in)(\/|$)/;
export const BODY_LIMIT = 1 << 20;
const STREAM_LIMIT = 4 * (1 << 30); // a customer file of a whole country

const HALF_A_CHARACTER = /(?<!\\)(?:\\\\)*\\ud[89a-f][0-9a-f]{2}/; // a surrogate alone, as JSON writes it: it has no form in UTF-8

/** Whether every text in it has a form in UTF-8, and it ends somewhere. */
function isStorable(value: unknown): boolean {
  try {
    return !HALF_A_CHARACTER.test(JSON.stringify(value));
  } catch {
    return false;
  }
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && (value as Raw).raw === true;
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

export const mayAsk = (policy: Policy) => (role: Role, permission: string): boolean =>
  permission === 'public' || (policy.permissions[permission]?.includes(role) ?? false);

/** Checks an answer against its schema and leaves out what the role may not see; a serialiser is dear to build and made once for route and role. */
function openSerialisers(policy: Policy): (definition: Route, role: Role, value: unknown) => unknown {
  const made = new Map<string, (value: unknown) => unknown>();
  return (definition, role, value) => {
    const name = `${role} ${nameOf(definition)}`;
    let drop = made.get(name);
    if (!drop) made.set(name, drop = serialiser(definition.output, policy, role));
    return drop(definition.output.parse(value));
  };
}

/** Proving again who somebody is, for the session that asks. */
function signing({ db, signIn }: Pick<AnswerOptions, 'db' | 'signIn'>, { session, actor, request }: { session: Session | null; actor: Actor; request: FastifyRequest }) {
  const asked = () => {
    if (!session) throw new Problem('request.not_signed_in');
    return { db, signIn, actor, session, caller: signIn.callerOf(headersOf(request), request.ip) };
  };
  return { prove: async (given: SignatureInput) => prove(asked(), given), signingNeeds: async () => signingNeeds(asked()) };
}

/** Validates the input of a request, calls its route, and makes the answer that the actor may see. */
function openAnswers({ db, routes, policy, signIn, watch }: AnswerOptions): (definition: Route, request: FastifyRequest, session: Session | null) => Promise<Answer | Raw> {
  const strict = new Map(routes.map((definition) => [definition, definition.input.strict()])); // made once: a schema is dear to build
  const serialise = openSerialisers(policy);
  const recordRead = openReadRecorder(db);
  return async (definition, request, session) => {
    const change = readReason(request.headers[REASON_HEADER]);
    const actor: Actor = { ...(session?.actor ?? VISITOR), requestId: session?.key ? `${request.id} key-${session.key.keyId}` : request.id, ...(change ? { change } : {}) };
    const body = definition.stream || typeof request.body !== 'object' || request.body === null ? {} : request.body;
    const given = { ...(request.query as object), ...body, ...(request.params as object) };
    const parsed = strict.get(definition)!.safeParse(given);
    if (!parsed.success) throw inputFaults(parsed.error);
    if (isWrite(request) && !isStorable(parsed.data)) throw new Problem('request.invalid', { fields: [{ field: 'request', message: 'holds half a character, or is nested too deeply' }] });
    const context = { db, actor, person: session?.person ?? null, session, input: parsed.data as never, log: request.log as unknown as Logger, headers: request.headers, address: request.ip, ...signing({ db, signIn }, { session, actor, request }), ...(definition.stream ? { body: request.body as NodeJS.ReadableStream } : {}) };
    const result = await definition.handle(context);
    if (definition.reads && session) await recordRead(actor, { resource: definition.reads, customerId: Number((parsed.data as { customerId?: unknown }).customerId) });
    const answer = isRaw(result) ? result : { status: definition.status ?? 200, body: serialise(definition, actor.role, result) };
    if (session) await watch?.(db, { actor, route: nameOf(definition), input: parsed.data, ...('raw' in answer ? {} : { body: answer.body }) });
    return answer;
  };
}

/** JSON carries the tag of its bytes: whoever has them already is told so and sent nothing (RFC 9110, 13.1.2). */
function send(request: FastifyRequest, reply: FastifyReply, answer: Answer | Raw): FastifyReply {
  if ('raw' in answer) return reply.code(answer.status ?? 200).headers(answer.headers ?? {}).type(answer.type).send(answer.body);
  const text = JSON.stringify(answer.body ?? null);
  reply.code(answer.status).header('cache-control', 'no-store').type('application/json; charset=utf-8');
  if (request.method !== 'GET' || answer.status !== 200) return reply.send(text);
  const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
  reply.header('etag', tag);
  const known = request.headers['if-none-match']?.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
  return known ? reply.code(304).send() : reply.send(text);
}

/** Every route of the modules below /api, behind the same guard, validation, idempotency and serialiser. */
export function answerRoutes(app: FastifyInstance, options: AnswerOptions, countRefusal: (route: string, code: string) => void): void {
  const { db, signIn, policy } = options;
  const may = mayAsk(policy);
  const answer = openAnswers(options);

  /** Why somebody who is signed in is refused: a key does what it was made for and never what opens accounts; who lacks the second step that is demanded sets one up first. */
  function refusalOf({ permission, path }: Route, session: Session): ProblemCode | null {
    if (session.key && (OF_ACCOUNTS.test(path) || (permission !== 'public' && !session.key.scopes.includes(permission)))) return 'sign_in.key_not_allowed';
    if (permission === 'public') return null;
    if (!may(session.actor.role, permission)) return 'request.not_allowed';
    return session.lacksSecondStep && permission !== 'account:own' ? 'sign_in.second_step_needed' : null;
  }

  async function admit(definition: Route, request: FastifyRequest): Promise<Session | null> {
    if (isWrite(request) && !definition.crossSite) assertSameSite(request);
    const session = await signIn.findSession(headersOf(request));
    const { permission, path } = definition;
    const code = session ? refusalOf(definition, session) : permission === 'public' ? null : 'request.not_signed_in';
    if (code === null) return session;
    countRefusal(path, code);
    throw new Problem(code, session ? { permission } : {});
  }

  /** Whether whoever began to read may still: signed in, as whom she was, and not refused meanwhile. */
  async function stillAllowed(definition: Route, request: FastifyRequest, before: Session): Promise<boolean> {
    const headers = headersOf(request);
    headers.set('x-tutti-quiet', 'reading'); // that a file is on its way keeps no session open
    const now = await signIn.findSession(headers);
    return now !== null && now.actor.role === before.actor.role && now.actor.userId === before.actor.userId && refusalOf(definition, now) === null;
  }

  async function serve(definition: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const session = await admit(definition, request);
    const key = request.headers['idempotency-key'];
    const once = typeof key === 'string' && key && session && isWrite(request) && !definition.stream;
    if (!once) {
      const first = await answer(definition, request, session);
      if (session && 'raw' in first && typeof first.body === 'object' && 'pipe' in first.body) endWhenRevoked(reply, first.body, () => stillAllowed(definition, request, session));
      return send(request, reply, first);
    }
    const claim = { db, actor: session.actor, userId: session.person.userId, key: key.slice(0, 200), route: nameOf(definition), content: [request.params, request.body] };
    let sent: Raw | undefined; // what is no JSON, or is shown once, is sent and not kept
    const kept = await answerOnce(claim, async () => {
      const first = await answer(definition, request, session);
      if (!('raw' in first)) return first;
      sent = first;
      return { status: first.status ?? 200, body: null };
    });
    return send(request, reply, sent ?? kept);
  }

  for (const definition of options.routes) {
    void app.register(async (scope) => {
      if (definition.stream) {
        scope.removeAllContentTypeParsers(); // a file may itself be JSON: it is a stream like any other
        scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      }
      if (definition.crossSite) scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text as string))));
      scope.route({ method: definition.method, url: `/api${definition.path}`, bodyLimit: definition.stream ? STREAM_LIMIT : BODY_LIMIT, handler: (request, reply) => serve(definition, request, reply) });
    });
  }
}
