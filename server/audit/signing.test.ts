import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { sign, verifyAudit } from '#platform/audit';
import { ENGINE, sql } from '#platform/db';
import { deliverEvents } from '#platform/events';
import { route, signatureInput } from '#platform/http';
import { openSignInWorld, PASSWORD } from '../sign-in-world.ts';
import { makePasskeyOf } from '../software-passkey.ts';
import { tellRefusedSignature } from './tell-refused-signature.ts';

const paper = route({
  method: 'POST', path: '/test/papers', permission: 'signatures:sign', summary: 'Signs a paper', input: z.object({ no: z.number().int(), signature: signatureInput }), output: z.object({ signatureId: z.number() }),
  handle: async ({ db, actor, input, prove }) => {
    const proof = await prove(input.signature);
    return db.transaction(actor, async (tx) => ({ signatureId: (await sign(tx, proof, { resource: 'test.paper', recordId: input.no, record: { no: input.no, text: 'as it is' }, meaning: 'approval' })).signatureId }));
  },
});

test('the first signature of a session takes name and password, the next ones the password; after half an hour, or in another session, all of it again', async () => {
  await using world = await openSignInWorld({ routes: [paper] });
  const rachel = await world.make('reviewer', 'Rachel Stein');
  const browser = world.browser();
  await browser.enter(rachel.email);
  let no = 0;
  const signPaper = async (signature: object, by = browser) => { const { status, body } = await by.ask('POST /test/papers', { no: no += 1, signature }); return status === 200 ? 200 : `${status} ${String(body['code'])}`; };
  assert.deepEqual((await browser.ask('GET /signatures/needs')).body, { userName: true, code: false, password: true, passkey: false, printedName: 'Rachel Stein' });
  assert.equal(await signPaper({ password: PASSWORD }), '422 signature.component_missing');
  assert.equal(await signPaper({ userName: rachel.email.toUpperCase(), password: PASSWORD }), 200);
  assert.deepEqual((await browser.ask('GET /signatures/needs')).body, { userName: false, code: false, password: true, passkey: false, printedName: 'Rachel Stein' });
  assert.equal(await signPaper({ password: PASSWORD }), 200);
  const other = world.browser();
  await other.enter(rachel.email);
  assert.equal(await signPaper({ password: PASSWORD }, other), '422 signature.component_missing');
  world.db.setNow('2026-11-23T14:20:00.000Z');
  await browser.ask('GET /session'); // at work, and signing nothing
  world.db.setNow('2026-11-23T14:31:00.000Z');
  assert.equal(await signPaper({ password: PASSWORD }), '422 signature.component_missing');
  assert.deepEqual(await world.db.owner.rows(sql`select printed_name, meaning, components, time_zone from audit.signature order by signature_id`), [
    { printedName: 'Rachel Stein', meaning: 'approval', components: ['user_name', 'password'], timeZone: 'America/New_York' }, { printedName: 'Rachel Stein', meaning: 'approval', components: ['password'], timeZone: 'America/New_York' },
  ]);
  assert.deepEqual((await verifyAudit(world.db, ENGINE)).faults.filter(({ fault }) => fault === 'signature_broken'), []);
});

test('a wrong password or somebody else\'s name signs nothing, is counted, kept and told; the sixth try finds signing closed', async () => {
  await using world = await openSignInWorld({ routes: [paper] });
  const [rachel, adam, mona] = [await world.make('reviewer', 'Rachel Stein'), await world.make('administrator', 'Adam Reyes'), await world.make('reviewer', 'Mona Other')];
  const browser = world.browser();
  await browser.enter(rachel.email);
  const signPaper = async (signature: object) => { const { body } = await browser.ask('POST /test/papers', { no: 1, signature }); return body['code']; };
  assert.equal(await signPaper({ userName: mona.email, password: PASSWORD }), 'signature.wrong_user_name');
  for (let tries = 0; tries < 4; tries += 1) assert.equal(await signPaper({ userName: rachel.email, password: `guess ${tries}` }), 'signature.wrong_password');
  assert.equal(await signPaper({ userName: rachel.email, password: PASSWORD }), 'signature.locked');
  assert.deepEqual(await world.db.owner.rows(sql`select count(*)::integer as n from audit.signature`), [{ n: 0 }]);
  assert.deepEqual(await world.db.owner.rows(sql`select reason from audit.entry where action = 'signature.refuse' order by entry_id`), ['wrong_user_name', ...Array.from({ length: 4 }, () => 'wrong_password')].map((reason) => ({ reason })));
  const events = await world.db.owner.rows<{ eventId: number; customerId: number; type: string }>(sql`select event_id, customer_id, type from events.event where type = 'signature.refused' order by event_id`);
  const deliver = deliverEvents([tellRefusedSignature]);
  for (const event of events) await deliver({ db: world.db, log: console as never, signal: new AbortController().signal }, event);
  const told = await world.db.owner.rows<{ userId: number; detail: string }>(sql`select user_id, detail from work.notification order by notification_id`);
  assert.deepEqual([...new Set(told.map((one) => one.userId))].toSorted(), [rachel.userId, adam.userId].toSorted());
  assert.ok(told.some((one) => one.userId === adam.userId && one.detail.includes('signing is closed')));
  world.db.setNow('2026-11-23T14:20:00.000Z');
  assert.notEqual(await signPaper({ userName: rachel.email, password: PASSWORD }), 'signature.locked');
});

test('an account without a password is told to sign with a passkey, and an answer that no passkey gave signs nothing and is counted', async () => {
  await using world = await openSignInWorld({ routes: [paper] });
  const rachel = await world.make('reviewer', 'Rachel Stein');
  const browser = world.browser();
  await browser.enter(rachel.email);
  await world.db.owner.run(sql`update auth.account set password_hash = null where account_id = ${rachel.accountId}`);
  assert.equal((await browser.ask('GET /signatures/needs')).body['password'], false);
  const refused = await browser.ask('POST /test/papers', { no: 1, signature: {} });
  assert.deepEqual([refused.status, refused.body['fields']], [422, [{ field: 'password', message: 'your account has none: sign with a passkey' }]]);
  assert.equal((await browser.ask('POST /signatures/passkey/begin', {})).status, 200);
  const forged = { id: 'abc', rawId: 'abc', type: 'public-key', response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' }, clientExtensionResults: {} };
  assert.equal((await browser.ask('POST /test/papers', { no: 1, signature: { passkey: forged } })).body['code'], 'signature.wrong_passkey');
  assert.deepEqual(await world.db.owner.rows(sql`select reason from audit.signing_refusal`), [{ reason: 'wrong_passkey' }]);
  assert.deepEqual(await world.db.owner.rows(sql`select from audit.signature`), []);
});

test('a passkey proves its own account alone: with the challenge and the key of a colleague nobody signs, nor does a deed, in another one\'s session', async () => {
  await using world = await openSignInWorld({ routes: [paper] });
  const [rachel, mona] = [await world.make('reviewer', 'Rachel Stein'), await world.make('reviewer', 'Mona Other')];
  const [hers, others] = [world.browser(), world.browser()];
  await hers.enter(rachel.email);
  await others.enter(mona.email);
  const passkeys = { rachel: await makePasskeyOf(world, rachel.accountId), mona: await makePasskeyOf(world, mona.accountId) };
  const begun = async (by: typeof hers, what: string) => ((await by.ask(`POST ${what}`, {})).body as { options: { challenge: string; rpId: string } }).options;
  const step = () => others.cookies.get('tutti_step') ?? '';

  const foreign = passkeys.mona.answer(await begun(others, '/signatures/passkey/begin'));
  hers.cookies.set('tutti_step', step());
  assert.equal((await hers.ask('POST /test/papers', { no: 1, signature: { passkey: foreign } })).body['code'], 'signature.wrong_passkey');
  const proof = passkeys.mona.answer(await begun(others, '/account/proof/passkey/begin'));
  hers.cookies.set('tutti_step', step());
  assert.equal((await hers.ask('POST /account/proof/passkey', { answer: proof })).body['code'], 'sign_in.passkey_refused');
  assert.equal((await hers.ask('GET /account')).body['proved'], false);
  assert.deepEqual(await world.db.owner.rows(sql`select from audit.signature`), []);

  const own = passkeys.rachel.answer(await begun(hers, '/signatures/passkey/begin'));
  assert.equal((await hers.ask('POST /test/papers', { no: 1, signature: { passkey: own } })).status, 200);
  assert.deepEqual(await world.db.owner.rows(sql`select printed_name, components from audit.signature`), [{ printedName: 'Rachel Stein', components: ['passkey'] }]);
});

test('whoever opens a customer\'s record has seen it: once a minute, with name and instant', async () => {
  await using world = await openSignInWorld({ routes: [route({
    method: 'GET', path: '/test/customers/:customerId', permission: 'signatures:read', reads: 'customers.customer', summary: 'A record', input: z.object({ customerId: z.coerce.number() }), output: z.object({}), handle: async () => ({}),
  })] });
  const rachel = await world.make('reviewer');
  const browser = world.browser();
  await browser.enter(rachel.email);
  for (let looks = 0; looks < 3; looks += 1) await browser.ask('GET /test/customers/4711');
  world.db.setNow('2026-11-23T14:02:00.000Z');
  await browser.ask('GET /test/customers/4711');
  assert.deepEqual(await world.db.owner.rows(sql`select kind, action, actor_id, customer_id from audit.entry where kind = 'read' order by entry_id`), Array.from({ length: 2 }, () => ({ kind: 'read', action: 'customers.read', actorId: rachel.userId, customerId: 4711 })));
});
