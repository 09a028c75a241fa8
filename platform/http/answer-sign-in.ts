import { BlockList, isIP, isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { SignIn } from '#platform/auth';
import { assertSameSite, headersOf } from './request.ts';

// Whoever stands before us on the same machine or network may say for whom it asks; anybody else speaks for himself, or limits by address could be walked around.
const near = new BlockList();
for (const [net, bits] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) near.addSubnet(net, bits);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
function isNear(heard: string): boolean {
  const address = heard.replace(/^::ffff:/, '');
  return isIP(address) !== 0 && near.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/**
 * For whom a request asks: the last address of the list that is not one of our own proxies, since each proxy appends whom it heard, and what stands
 * before that the caller wrote himself.
 */
export function callerOf(peer: string, forwardedFor: string | null): string {
  if (!forwardedFor || !isNear(peer)) return peer;
  const heard = forwardedFor.split(',').map((address) => address.trim()).filter(Boolean);
  return heard.findLast((address) => !isNear(address)) ?? heard[0] ?? peer;
}

/** Hands what stands below /api/auth to the sign-in, which speaks the web's own Request and Response. */
export function answerSignIn(app: FastifyInstance, signIn: SignIn): void {
  app.route({
    method: ['GET', 'POST'], url: '/api/auth/*',
    handler: async (request, reply) => {
      if (request.method === 'POST') assertSameSite(request);
      const headers = headersOf(request);
      headers.set('x-forwarded-for', callerOf(request.ip, headers.get('x-forwarded-for')));
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
