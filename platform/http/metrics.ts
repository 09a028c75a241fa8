import type { FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10];

/** Measures every answer and serves the figures at /metrics; returns how to count a refusal of the guard. */
export function serveMetrics(app: FastifyInstance): (route: string, code: string) => void {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const requests = new Histogram({ name: 'tutti_request_seconds', help: 'Time to answer, by route', labelNames: ['route', 'status'], buckets: SECONDS, registers: [metrics] });
  const refusals = new Counter({ name: 'tutti_refused_requests_total', help: 'Requests that the guard refused', labelNames: ['route', 'code'], registers: [metrics] });
  app.addHook('onResponse', async (request, reply) => {
    requests.observe({ route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  return (route, code) => refusals.inc({ route, code });
}
