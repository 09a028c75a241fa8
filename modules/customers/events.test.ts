import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { ENGINE, sql } from '#platform/db';
import { deliverEvents, emit } from '#platform/events';
import { makePerson, testDatabase } from '#platform/testing';
import { addContactPoints, getCustomerRecord, handlers } from './index.ts';
import { makeCustomer } from './makers.ts';
import { useAddressAgain } from './use-address-again.ts';

test('a mail that came back for good marks its address with date and source, once; one that may pass changes nothing, and a steward takes the address into use again', async () => {
  await using db = await testDatabase();
  const { customerId } = await makeCustomer(db);
  await db.transaction(ENGINE, (tx) => addContactPoints(tx, [{ customerId, kind: 'email', value: 'doctor@practice.example', source: 'test' }]));
  const { contactPointId } = await db.owner.one<{ contactPointId: number }>(sql`select contact_point_id from customers.contact_point where kind = 'email' and customer_id = ${customerId}`);
  const point = async () => (await db.read(ENGINE, (tx) => getCustomerRecord(tx, customerId))).contactPoints.find((one) => one.contactPointId === contactPointId);
  const bounce = async (messageId: number, hardness: string) => {
    const eventId = await db.transaction(ENGINE, (tx) => emit(tx, { type: 'message.bounced', customerId, key: `message.bounced:${messageId}`, data: { messageId, contactPointId, hardness } }));
    const deliver = () => deliverEvents(handlers)({ db, log: pino({ level: 'silent' }), signal: new AbortController().signal } as never, { eventId: eventId as number, customerId, type: 'message.bounced' });
    await deliver();
    await deliver();
  };
  await bounce(1, 'soft');
  assert.equal((await point())?.state, 'active');
  await bounce(2, 'hard');
  const marked = { state: 'bounced', stateAt: db.clock().toISOString(), stateSource: 'channels.message:2' };
  const { state, stateAt, stateSource } = await point() ?? {};
  assert.deepEqual({ state, stateAt, stateSource }, marked);
  await bounce(3, 'hard');
  assert.equal((await point())?.stateSource, 'channels.message:2', 'the first one counts');
  assert.equal((await db.owner.rows(sql`select 1 from audit.entry where action = 'customers.mark_bounced'`)).length, 1);

  const steward = await makePerson(db, { role: 'steward' });
  const again = (reason = 'She read it out to me') => useAddressAgain(db, steward, { customerId, contactPointId, reason });
  assert.deepEqual(await again(), { contactPointId, state: 'active' });
  assert.equal((await point())?.state, 'active');
  await again();
  assert.deepEqual(await db.owner.rows(sql`select reason from audit.entry where action = 'customers.use_address_again'`), [{ reason: 'She read it out to me' }], 'what is in use already is no change');
  await bounce(4, 'hard');
  assert.equal((await point())?.state, 'bounced', 'mail that comes back again closes it again');
  await db.owner.run(sql`update customers.contact_point set state = 'withdrawn' where contact_point_id = ${contactPointId}`);
  await assert.rejects(again(), { code: 'customers.address_withdrawn' });
});
