import type { FastifyInstance } from 'fastify';
import type { SignIn } from '#platform/auth';
import { assertSameSite, headersOf } from './request.ts';

/** Hands what stands below /api/auth to the sign-in, which speaks the web's own Request and Response. */
export function answerSignIn(app: FastifyInstance, signIn: SignIn): void {
  app.route({
    method: ['GET', 'POST'], url: '/api/auth/*',
    handler: async (request, reply) => {
      if (request.method === 'POST') assertSameSite(request);
      const headers = headersOf(request);
      headers.set('x-forwarded-for', request.ip); // of the caller's own list only what our proxies wrote counts, or limits by address could be walked around
      const init: RequestInit = { method: request.method, headers };
      if (request.method === 'POST') init.body = JSON.stringify(request.body ?? {});
      const response = await signIn.handle(new Request(new URL(request.url, `${request.protocol}://${request.host}`), init));
      void reply.code(response.status);
      response.headers.forEach((value, name) => { if (name !== 'set-cookie') void reply.header(name, value); });
      const cookies = response.headers.getSetCookie();
      if (cookies.length) void reply.header('set-cookie', cookies);
      return reply.send(Buffer.from(await response.arrayBuffer()));
    },
  });
}
