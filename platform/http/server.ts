import { randomUUID } from 'node:crypto';
import fastifyHelmet from '@fastify/helmet';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { VISITOR, sql } from '#platform/db';
import { Problem } from '#platform/problem';
import { answerNotFound, answerProblems } from './answer-problems.ts';
import { BODY_LIMIT, answerRoutes, mayAsk, type AnswerOptions } from './answer-routes.ts';
import type { Hearing } from './live-changes.ts';
import { openLiveHub } from './live.ts';
import { serveMetrics } from './metrics.ts';
import { apiDocument } from './openapi.ts';
import { headersOf } from './request.ts';
import { serveWebApp } from './serve-web-app.ts';

export type ServerOptions = AnswerOptions & {
  readonly log: Logger;
  /** Proxies that may say for whom they ask: addresses or ranges; nobody else is believed. */
  readonly trustProxy?: readonly string[];
  /** Folder of the built web app; left out, only the API answers. */
  readonly webFolder?: string;
  /** Which of these customers the reader of a transaction may see: live pages are told of no other. */
  readonly visibleCustomers: Hearing['visibleCustomers'];
  /** What must answer before the process counts as ready. */
  readonly ready?: () => Promise<void>;
};

const SECURITY_HEADERS = {
  contentSecurityPolicy: { directives: {
    defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'"], connectSrc: ["'self'"],
    frameAncestors: ["'none'"], objectSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"], upgradeInsecureRequests: null,
    requireTrustedTypesFor: ["'script'"], trustedTypes: ['default'], // the one policy is web/src/app/trusted-types.ts
  } },
  xFrameOptions: { action: 'deny' as const },
  crossOriginEmbedderPolicy: false,
  strictTransportSecurity: false, // where a request came by TLS alone: see keepToTls
};

async function serveLive(app: FastifyInstance, { db, log, policy, signIn, visibleCustomers }: ServerOptions): Promise<void> {
  const live = await openLiveHub(db, log, { mayHear: mayAsk(policy), visibleCustomers });
  app.addHook('onClose', () => live.close());
  app.get('/api/live', async (request, reply) => {
    const headers = headersOf(request);
    const session = await signIn.findSession(headers);
    if (!session || session.key || session.lacksSecondStep) throw new Problem('request.not_signed_in');
    headers.set('x-tutti-quiet', 'listening'); // that a page listens keeps no session open
    reply.hijack();
    live.join(reply.raw, session.actor, async () => (await signIn.findSession(headers))?.actor.role === session.actor.role);
  });
}

const TWO_YEARS_S = 63_072_000;

/** Who came by TLS, here or at a proxy that is believed, stays with it (RFC 6797: said over TLS alone). */
const keepToTls = (app: FastifyInstance) => app.addHook('onRequest', async (request, reply) => {
  if (request.protocol === 'https') reply.header('strict-transport-security', `max-age=${TWO_YEARS_S}; includeSubDomains`);
});

/** For whoever runs the process: is it alive, and may it be sent requests. */
function serveHealth(app: FastifyInstance, { db, ready }: ServerOptions): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await db.read(VISITOR, (tx) => tx.one(sql`select 1 as one`));
      await ready?.();
      return { status: 'ready' };
    } catch (error) {
      return reply.code(503).send({ status: 'not ready', reason: (error as Error).message });
    }
  });
}

/** The HTTP side of the program: every route behind the same guard, validation and serialiser. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log.child({ part: 'http' }) as FastifyBaseLogger, logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT, forceCloseConnections: true, trustProxy: options.trustProxy?.length ? [...options.trustProxy] : false,
    frameworkErrors: (_error, _request, reply) => answerNotFound(reply), // an address that is none, such as /api/%
    genReqId: () => `T-${randomUUID().slice(0, 8)}`, // names a request in the log, before any context is there
  });
  app.removeContentTypeParser('text/plain');
  await app.register(fastifyHelmet, SECURITY_HEADERS);
  keepToTls(app);
  answerProblems(app);
  const countRefusal = serveMetrics(app);
  await serveLive(app, options);
  answerRoutes(app, options, countRefusal);
  const document = apiDocument(options.routes);
  app.get('/api/openapi.json', async () => document);
  serveHealth(app, options);
  await serveWebApp(app, options.webFolder);
  return app;
}
