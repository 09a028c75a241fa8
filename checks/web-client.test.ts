import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request } from '../web/src/api/client.ts';

test('a change asked for again while it is under way is asked for once; another, or the same later, is sent', async (t) => {
  const sent: string[] = [];
  const own = globalThis.fetch;
  t.after(() => { globalThis.fetch = own; });
  globalThis.fetch = async (address, init) => {
    sent.push(`${init?.method} ${String(address)} ${String(init?.body)}`);
    return Response.json({ caseId: sent.length });
  };
  const start = (customerId: number) => request<{ caseId: number }>('POST', '/contact-centre/calls', { body: { customerId }, idempotencyKey: crypto.randomUUID() });
  assert.deepEqual(await Promise.all([start(1), start(1), start(2)]), [{ caseId: 1 }, { caseId: 1 }, { caseId: 2 }]);
  assert.deepEqual(await start(1), { caseId: 3 });
  assert.equal(sent.length, 3);
});
