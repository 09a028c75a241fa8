import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import fastifyHelmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { ZodError, type ZodType } from 'zod';
import type { Policy, Session, SignIn } from '#platform/auth';
import { VISITOR, sql, type Db, type Role } from '#platform/db';
import { Problem } from '#platform/problem';
import { answerOnce, type Answer } from './idempotency.ts';
import { openLiveHub } from './live.ts';
import { apiDocument } from './openapi.ts';
import type { Raw, Route } from './route.ts';
import { serialiser } from './serialise.ts';

export type ServerOptions = {
  readonly db: Db;
  readonly routes: readonly Route[];
  readonly policy: Policy;
  readonly signIn: SignIn;
  readonly log: Logger;
  /** Folder of the built web app; left out, only the API answers. */
  readonly webFolder?: string;
  /** What must answer before the process counts as ready. */
  readonly ready?: () => Promise<void>;
};

const BODY_LIMIT = 1 << 20;
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const headersOf = (request: FastifyRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
};

/** A change may only be asked for by our own pages or by a client that is no browser (ASVS 3.5.1). */
function assertSameSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && new URL(origin === 'null' ? 'http://null' : origin).host !== request.headers.host);
  if (foreign) throw new Problem('request.cross_site');
}

function inputFaults(error: ZodError): Problem {
  return new Problem('request.invalid', { fields: error.issues.map((issue) => ({
    field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'request'), message: issue.message,
  })) });
}

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413) return new Problem('request.too_large', {}, { cause: error });
  if (statusCode !== undefined && statusCode < 500) return new Problem('request.invalid', { detail: (error as Error).message }, { cause: error });
  // The database's own fence refused where the guard let pass: the answer is no, and the log says where the two differ.
  if (code === '42501') return new Problem('request.not_allowed', {}, { cause: error });
  // Values that the database cannot hold (too long, out of range, NUL in text) are the caller's.
  if (code && /^22/.test(code)) return new Problem('request.invalid', { detail: 'A value is outside what can be stored.' }, { cause: error });
  return null;
}

const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null && (value as Raw).raw === true;

/** The HTTP side of the program: every route behind the same guard, validation and serialiser. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { db, routes, policy, signIn, log } = options;
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const requests = new Histogram({ name: 'tutti_request_seconds', help: 'Time to answer, by route', labelNames: ['route', 'status'], buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10], registers: [metrics] });
  const refusals = new Counter({ name: 'tutti_refused_requests_total', help: 'Requests that the guard refused', labelNames: ['route', 'code'], registers: [metrics] });

  const app = fastify({ loggerInstance: log.child({ part: 'http' }) as FastifyBaseLogger, logController: new LogController({ disableRequestLogging: true }), bodyLimit: BODY_LIMIT, genReqId: () => `T-${randomUUID().slice(0, 8)}`, forceCloseConnections: true });
  app.removeContentTypeParser('text/plain');
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"], connectSrc: ["'self'"], frameAncestors: ["'none'"], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], upgradeInsecureRequests: null } },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false, // set by whoever terminates TLS
  });

  const may = (role: Role, permission: string) => permission === 'public' || (policy.permissions[permission]?.includes(role) ?? false);
  const live = await openLiveHub(db, log, may);
  app.addHook('onClose', () => live.close());

  app.setErrorHandler((error, request, reply) => {
    const problem = asProblem(error);
    if (!problem || problem.status >= 500 || (error as { code?: string }).code === '42501') request.log.error({ err: error, requestId: request.id }, 'request failed');
    const body = (problem ?? new Problem('server.fault')).toJSON();
    void reply.code(Number(body['status'])).type('application/problem+json').send({ ...body, requestId: request.id });
  });
  app.addHook('onResponse', async (request, reply) => {
    requests.observe({ route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });

  const strict = new Map(routes.map((definition) => [definition, definition.input.strict()])); // made once: a schema is dear to build
  const serialisers = new Map<string, (value: unknown) => unknown>();
  function serialise(key: string, schema: ZodType, role: Role, value: unknown): unknown {
    const name = `${role} ${key}`;
    let drop = serialisers.get(name);
    if (!drop) serialisers.set(name, drop = serialiser(schema, policy, role));
    return drop(schema.parse(value));
  }

  async function answer(definition: Route, request: FastifyRequest, session: Session | null): Promise<Answer | Raw> {
    const { actor, person } = session ? { actor: { ...session.actor, requestId: request.id }, person: session.person } : { actor: { ...VISITOR, requestId: request.id }, person: null };
    const body = definition.stream || typeof request.body !== 'object' || request.body === null ? {} : request.body;
    const given = { ...(request.query as object), ...body, ...(request.params as object) };
    const parsed = strict.get(definition)!.safeParse(given);
    if (!parsed.success) throw inputFaults(parsed.error);
    const context = { db, actor, person, input: parsed.data as never, log: request.log as unknown as Logger, headers: request.headers, ...(definition.stream ? { body: request.body as NodeJS.ReadableStream } : {}) };
    const result = await definition.handle(context);
    if (isRaw(result)) return result;
    return { status: definition.status ?? 200, body: serialise(`${definition.method} ${definition.path}`, definition.output, actor.role, result) };
  }

  async function serve(definition: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    if (WRITES.has(request.method) && !definition.crossSite) assertSameSite(request);
    const session = await signIn.findSession(headersOf(request));
    if (definition.permission !== 'public') {
      const code = !session ? 'request.not_signed_in' : may(session.actor.role, definition.permission) ? null : 'request.not_allowed';
      if (code) {
        refusals.inc({ route: definition.path, code });
        throw new Problem(code, code === 'request.not_allowed' ? { permission: definition.permission } : {});
      }
    }
    const key = request.headers['idempotency-key'];
    const once = typeof key === 'string' && key && session && WRITES.has(request.method) && !definition.stream;
    const result = once
      ? await answerOnce(db, session.actor, { key: key.slice(0, 200), route: `${definition.method} ${definition.path}`, content: [request.params, request.body] }, async () => {
        const first = await answer(definition, request, session);
        return 'raw' in first ? { status: first.status ?? 200, body: null } : first;
      })
      : await answer(definition, request, session);
    if ('raw' in result) return reply.code(result.status ?? 200).headers(result.headers ?? {}).type(result.type).send(result.body);
    return reply.code(result.status).header('cache-control', 'no-store').send(result.body ?? null);
  }

  for (const definition of routes) {
    void app.register(async (scope) => {
      if (definition.stream) scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      if (definition.crossSite) scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(text as string))));
      scope.route({ method: definition.method, url: `/api${definition.path}`, bodyLimit: definition.stream ? 4 * (1 << 30) : BODY_LIMIT, handler: (request, reply) => serve(definition, request, reply) });
    });
  }

  app.get('/api/live', async (request, reply) => {
    const headers = headersOf(request);
    const session = await signIn.findSession(headers);
    if (!session) throw new Problem('request.not_signed_in');
    reply.hijack();
    live.join(reply.raw, session.actor, async () => (await signIn.findSession(headers))?.actor.role === session.actor.role);
  });
  const document = apiDocument(routes);
  app.get('/api/openapi.json', async () => document);

  app.route({
    method: ['GET', 'POST'], url: '/api/auth/*',
    handler: async (request, reply) => {
      if (request.method === 'POST') assertSameSite(request);
      const init: RequestInit = { method: request.method, headers: headersOf(request) };
      if (request.method === 'POST') init.body = JSON.stringify(request.body ?? {});
      const response = await signIn.handle(new Request(new URL(request.url, `${request.protocol}://${request.host}`), init));
      void reply.code(response.status);
      response.headers.forEach((value, name) => { if (name !== 'set-cookie') void reply.header(name, value); });
      const cookies = response.headers.getSetCookie();
      if (cookies.length) void reply.header('set-cookie', cookies);
      return reply.send(Buffer.from(await response.arrayBuffer()));
    },
  });

  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await db.read(VISITOR, (tx) => tx.one(sql`select 1 as one`));
      await options.ready?.();
      return { status: 'ready' };
    } catch (error) {
      return reply.code(503).send({ status: 'not ready', reason: (error as Error).message });
    }
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));

  if (options.webFolder && existsSync(options.webFolder)) {
    await app.register(fastifyStatic, { root: options.webFolder, wildcard: true, maxAge: 0, setHeaders: (reply, path) => { if (path.includes('/assets/')) reply.header('cache-control', 'public, max-age=31536000, immutable'); } });
    app.setNotFoundHandler((request, reply) => {
      const page = request.method === 'GET' && !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html');
      return page ? reply.sendFile('index.html') : reply.code(404).type('application/problem+json').send(new Problem('request.not_found').toJSON());
    });
  } else {
    app.setNotFoundHandler((_request, reply) => reply.code(404).type('application/problem+json').send(new Problem('request.not_found').toJSON()));
  }
  return app;
}
