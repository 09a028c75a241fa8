import { BlockList, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { SignIn } from '#platform/auth';
import { assertSameSite, headersOf } from './request.ts';

// Whoever stands before us on the same machine or network may say for whom it asks; anybody else speaks for himself, or limits by address could be walked around.
const near = new BlockList();
for (const [net, bits] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) near.addSubnet(net, bits);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
const isOwnProxy = (address: string): boolean => near.check(address.replace(/^::ffff:/, ''), isIPv6(address.replace(/^::ffff:/, '')) ? 'ipv6' : 'ipv4');

/** Hands what stands below /api/auth to the sign-in, which speaks the web's own Request and Response. */
export function answerSignIn(app: FastifyInstance, signIn: SignIn): void {
  app.route({
    method: ['GET', 'POST'], url: '/api/auth/*',
    handler: async (request, reply) => {
      if (request.method === 'POST') assertSameSite(request);
      const headers = headersOf(request);
      if (!headers.has('x-forwarded-for') || !isOwnProxy(request.ip)) headers.set('x-forwarded-for', request.ip);
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
