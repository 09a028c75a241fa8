import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '#platform/db';
import { codeAt, fromBase32, makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { openSignIn } from './sign-in.ts';
import { stepOf } from './spend-code.ts';

const PUBLIC = 'http://127.0.0.1:8080';
const PASSWORD = 'a password of the test';

async function world() {
  const db = await testDatabase();
  const signIn = openSignIn({ db, url: db.url, secret: 'x'.repeat(64), publicUrl: PUBLIC });
  const { userId } = await makePerson(db, { role: 'field', name: 'Ada North' });
  const { email } = await db.owner.one<{ email: string }>(sql`select email from access.person where user_id = ${userId}`);
  const authId = await signIn.enrol({ name: 'Ada North', email, password: PASSWORD });
  await db.owner.run(sql`update access.person set auth_id = ${authId} where user_id = ${userId}`);
  const post = async (path: string, body: object, cookie = '') => {
    const response = await signIn.handle(new Request(`${PUBLIC}/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) }));
    return { status: response.status, body: await response.json() as Record<string, unknown>, cookie: response.headers.getSetCookie().map((one) => one.split(';', 1)[0]).join('; ') };
  };
  return { db, userId, email, post, enter: (password = PASSWORD) => post('/sign-in/email', { email, password }), [Symbol.asyncDispose]: async () => { await signIn.close(); await db[Symbol.asyncDispose](); } };
}

const trail = (db: TestDatabase) => db.owner.rows(sql`select kind, action, actor_id, record_id, reason from audit.entry where action like 'session.%' order by entry_id`);

async function trailOf(db: TestDatabase, length: number): Promise<unknown[]> {
  for (let i = 0; i < 100 && (await trail(db)).length < length; i += 1) await pause(20); // a refusal is written after its answer
  return trail(db);
}

test('coming in, being turned away and leaving stand in the trail; an address of nobody leaves nothing', async () => {
  await using w = await world();
  assert.equal((await w.enter('not the password of it')).status, 401);
  assert.equal((await w.post('/sign-in/email', { email: 'nobody@abc.example', password: PASSWORD })).status, 401);
  await trailOf(w.db, 1);
  const { cookie } = await w.enter();
  assert.equal((await w.post('/sign-out', {}, cookie)).status, 200);
  const recordId = String(w.userId);
  assert.deepEqual(await trail(w.db), [
    { kind: 'access', action: 'session.refuse_sign_in', actorId: null, recordId, reason: 'wrong_password' },
    { kind: 'access', action: 'session.sign_in', actorId: w.userId, recordId, reason: null },
    { kind: 'access', action: 'session.sign_out', actorId: w.userId, recordId, reason: null },
  ]);
});

test('a code of the authenticator works once, and so does no older one after it', async () => {
  await using w = await world();
  const { cookie } = await w.enter();
  const enabled = await w.post('/two-factor/enable', { password: PASSWORD }, cookie);
  const secret = fromBase32(new URL(String(enabled.body['totpURI'])).searchParams.get('secret') ?? '');
  const now = Math.floor(Date.now() / 30_000);
  const asked = async () => { const first = await w.enter(); assert.equal(first.body['twoFactorRedirect'], true); return first.cookie; };
  assert.equal((await w.post('/two-factor/verify-totp', { code: codeAt(secret, now) }, cookie)).status, 200);
  const waiting = await asked();
  for (const step of [now, now - 1]) {
    const again = await w.post('/two-factor/verify-totp', { code: codeAt(secret, step) }, waiting);
    assert.deepEqual([again.status, again.body['code']], [401, 'CODE_USED']);
  }
  assert.equal((await w.post('/two-factor/verify-totp', { code: codeAt(secret, now + 1) }, waiting)).status, 200, 'the next code opens, with the same password step');
  const twice = await asked();
  assert.equal((await w.post('/two-factor/verify-totp', { code: codeAt(secret, now + 1) }, twice)).status, 401);
  const refused = (await trailOf(w.db, 5) as { action: string; reason: string | null }[]).filter(({ action }) => action === 'session.refuse_sign_in');
  assert.deepEqual(refused.map(({ reason }) => reason), ['code_used', 'code_used', 'code_used']);
});

test('a code belongs to the present step of the clock or one beside it', () => {
  const at = 1_800_000_000_000;
  const now = at / 30_000;
  for (const [step, found] of [[now - 2, undefined], [now - 1, now - 1], [now, now], [now + 1, now + 1], [now + 2, undefined]] as const) assert.equal(stepOf('a secret', codeAt('a secret', step), at), found);
});
