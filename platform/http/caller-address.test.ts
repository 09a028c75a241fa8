import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { z } from 'zod';
import type { SignIn } from '#platform/auth';
import type { Db } from '#platform/db';
import { answerRoutes } from './answer-routes.ts';
import { route, type Route } from './route.ts';

/** Whose address the limits of sign-in see. */
async function callerOf(trustProxy: readonly string[], peer: string, forwarded: string | null): Promise<string> {
  const app = fastify({ trustProxy: trustProxy.length ? [...trustProxy] : false });
  const routes: Route[] = [route({ method: 'GET', path: '/who', permission: 'public', summary: 'who', input: z.object({}), output: z.object({ address: z.string() }), handle: async ({ address }) => ({ address }) })];
  const signIn = { findSession: async () => null } as unknown as SignIn;
  answerRoutes(app, { db: {} as Db, routes, policy: { permissions: {}, classes: { visitor: ['open'] }, tables: {}, fields: {} } as never, signIn }, () => undefined);
  const answer = await app.inject({ url: '/api/who', remoteAddress: peer, headers: forwarded === null ? {} : { 'x-forwarded-for': forwarded } });
  await app.close();
  return (answer.json() as { address: string }).address;
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
