import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { openSender } from '#channels';
import { IDENTITY, openFakeServer, until } from '#channels/makers';
import { sql } from '#platform/db';
import { makePerson, testDatabase } from '#platform/testing';
import { approveCascade, decideCascade, releaseCascade } from './index.ts';
import { makeWorld, startCascade } from './makers.ts';

test('a template that names payer and plan is composed with the payer of the event and the plans of each customer', async () => {
  await using db = await testDatabase({ max: 6 });
  const world = await makeWorld(db, { prescribers: 24 });
  await db.owner.run(sql`update content.version set subject = 'Covered by {{payer.name}}', body = '<mjml><mj-body><mj-section><mj-column><mj-text>Dear {{customer.name}}, covered under {{plan.name}}. {{links.unsubscribe}} {{company.address}}</mj-text></mj-column></mj-section></mj-body></mjml>'`);
  // A second plan, for even numbers alone, with more of their patients.
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at) values (3, 'plan', 'Choice Plus', 'choice plus', 'test', '2026-01-01', '2026-01-01')`);
  await db.owner.run(sql`insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source) select n, 3, 'in_network', '2020-01-01', 'test' from generate_series(1001, 1024) n where n % 2 = 0`);
  await db.owner.run(sql`insert into market_access.payer_mix (customer_id, plan_customer_id, share, as_of, source) select n, 3, 0.99, '2026-01-01', 'test' from generate_series(1001, 1024) n where n % 2 = 0`);
  const cascadeId = await startCascade(db, world, { planIds: [2, 3] });
  await decideCascade(db, cascadeId);
  await approveCascade(db, await makePerson(db, { role: 'marketing' }), { cascadeId });
  await releaseCascade(db, cascadeId);
  const server = await openFakeServer({ keep: true });
  const sender = await openSender({ db, log: pino({ level: 'silent' }), identity: IDENTITY, transport: { url: server.url, builtIn: false }, lanes: 2 });
  await until(async () => (await db.owner.rows(sql`select 1 from channels.message where state in ('queued', 'claimed', 'dispatching') and not_before <= ${db.clock().toISOString()}::timestamptz`)).length === 0);
  await sender.close();
  await server.close();
  assert.deepEqual(await db.owner.rows(sql`select distinct state, failure from channels.message`), [{ state: 'sent', failure: null }]);
  assert.ok(server.mails.length > 4);
  for (const mail of server.mails) {
    const number = Number(/Dear Dr (\d+),/.exec(mail)?.[1]);
    assert.match(mail, /^Subject: Covered by Empire Health\r?$/m);
    assert.match(mail.replace(/=?\r?\n/g, ' ').replace(/ +/g, ' '), number % 2 === 0 ? /under Choice Plus and Select PPO\./ : /under Select PPO\./);
  }
});
