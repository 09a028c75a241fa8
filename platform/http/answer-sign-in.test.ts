import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import type { SignIn } from '#platform/auth';
import { answerSignIn } from './answer-sign-in.ts';

/** Whose address the limits of sign-in see. */
async function callerOf(trustProxy: readonly string[], peer: string, forwarded: string | null): Promise<string | null> {
  let seen: string | null = null;
  const handle = async (request: Request) => { seen = request.headers.get('x-forwarded-for'); return new Response('{}'); };
  const app = fastify({ trustProxy: trustProxy.length ? [...trustProxy] : false });
  answerSignIn(app, { handle } as unknown as SignIn);
  await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', remoteAddress: peer, headers: forwarded === null ? {} : { 'x-forwarded-for': forwarded }, payload: {} });
  await app.close();
  return seen;
}

test('callers behind a proxy that is trusted have limits of their own; nobody gets another by naming an address', async () => {
  const cases: readonly (readonly [readonly string[], string, string | null, string])[] = [
    [[], '203.0.113.9', null, '203.0.113.9'],
    [[], '127.0.0.1', '198.51.100.1', '127.0.0.1'], // nobody is trusted unless the settings say so
    [['10.0.0.0/8'], '203.0.113.9', '198.51.100.1', '203.0.113.9'], // no proxy of ours stood between
    [['10.0.0.0/8'], '10.0.0.2', '198.51.100.1', '198.51.100.1'],
    [['10.0.0.0/8'], '10.0.0.2', '198.51.100.2', '198.51.100.2'],
    [['10.0.0.0/8'], '10.0.0.2', '6.6.6.6, 198.51.100.1', '198.51.100.1'], // the caller wrote the first
    [['10.0.0.0/8'], '10.0.0.2', '6.6.6.6, 198.51.100.1, 10.0.0.3', '198.51.100.1'], // two proxies of ours
    [['127.0.0.1', '::1'], '::1', '192.168.1.20', '192.168.1.20'],
  ];
  for (const [trusted, peer, forwarded, caller] of cases) assert.equal(await callerOf(trusted, peer, forwarded), caller, `${trusted.join()} ${peer} ${forwarded}`);
});
