import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { answerNotFound } from './answer-problems.ts';

/** The built web app, any page of it by its URL; without a folder only the API answers. */
export async function serveWebApp(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (!folder || !existsSync(folder)) {
    app.setNotFoundHandler((_request, reply) => answerNotFound(reply));
    return;
  }
  await app.register(fastifyStatic, { root: folder, wildcard: true, preCompressed: true, maxAge: 0, setHeaders: (reply, path) => { if (path.includes('/assets/')) reply.header('cache-control', 'public, max-age=31536000, immutable'); } });
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html');
    return page ? reply.sendFile('index.html') : answerNotFound(reply);
  });
}
