import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '#platform/db';
import { codeAt, fromBase32 } from '#platform/testing';
import { openSignInWorld, PASSWORD, type Browser, type SignInWorld, type Somebody } from './sign-in-world.ts';

// One server for all of them: each makes its own people, and no guess of one counts for another.
let world: SignInWorld;
before(async () => { world = await openSignInWorld({ trustProxy: ['127.0.0.1', '::1'] }); });
beforeEach(() => world.db.owner.run(sql`delete from auth.guess`));
after(() => world[Symbol.asyncDispose]());

const BURST = 500;
const codeOf = ({ body }: { body: Record<string, unknown> }) => body['code'];
const count = <T>(list: readonly T[]) => Object.fromEntries([...Map.groupBy(list, String)].map(([key, all]) => [key, all.length]));
const moved = (minutes: number) => world.db.setNow(new Date(world.db.clock().getTime() + minutes * 60_000).toISOString());

/** Reads what the trail says of somebody, once what is written after an answer is there. */
async function trail({ userId }: Somebody, length: number, action = '%') {
  const read = () => world.db.owner.rows<{ kind: string; action: string; actorId: number | null; recordId: string; reason: string | null }>(sql`
    select kind, action, actor_id, record_id, reason from audit.entry
     where (action like 'session.%' or action like 'account.%' or action like 'sign_in.%') and action like ${action} and record_id = ${String(userId)} order by entry_id`);
  for (let i = 0; i < 100 && (await read()).length < length; i += 1) await pause(20);
  return read();
}

/** Sets a second step up as its page does; gives the secret and the recovery codes. */
async function setUp(browser: Browser): Promise<{ secret: Buffer; codes: string[] }> {
  assert.equal((await browser.ask('POST /account/proof', { password: PASSWORD })).status, 200);
  const begun = await browser.ask('POST /account/authenticator', {});
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const secret = fromBase32(String(begun.body['secret']));
  const { status, body } = await browser.ask('POST /account/authenticator/confirm', { code: codeAt(secret, step() - 1) });
  assert.equal(status, 200, JSON.stringify(body));
  return { secret, codes: body['recoveryCodes'] as string[] };
}
const step = (): number => Math.floor(Date.now() / 30_000);
const wrong = (secret: Buffer): string => ['000000', '111111', '222222', '333333', '444444'].find((code) => ![-1, 0, 1, 2].some((by) => codeAt(secret, step() + by) === code))!;

async function signedIn({ email }: Somebody): Promise<Browser> {
  const browser = world.browser();
  const { status, body } = await browser.enter(email);
  assert.equal(status, 200, JSON.stringify(body));
  return browser;
}

test('who came by TLS to a proxy that is trusted is told to stay with it for two years; who came in clear, or says so of himself to nobody we trust, is not', async () => {
  const told = async (headers: Readonly<Record<string, string>>) => (await world.browser().ask('GET /session', undefined, headers)).headers.get('strict-transport-security');
  assert.equal(await told({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.7' }), 'max-age=63072000; includeSubDomains');
  assert.equal(await told({ 'x-forwarded-proto': 'http', 'x-forwarded-for': '198.51.100.7' }), null);
  assert.equal(await told({}), null);
  await using plain = await openSignInWorld();
  assert.equal((await plain.browser().ask('GET /session', undefined, { 'x-forwarded-proto': 'https' })).headers.get('strict-transport-security'), null);
});

test('coming in, being turned away and leaving stand in the trail; an address of nobody leaves nothing', async () => {
  const ada = await world.make('field', 'Ada North');
  const browser = world.browser();
  assert.deepEqual([(await browser.enter(ada.email, 'not the password of it')).status, (await browser.enter('nobody@abc.example')).status], [401, 401]);
  await trail(ada, 1);
  assert.deepEqual((await browser.enter(ada.email.toUpperCase())).body, { next: 'done' });
  assert.equal(await world.who(browser), ada.userId);
  assert.equal((await browser.ask('POST /sign-in/out', {})).status, 200);
  assert.equal(await world.who(browser), null);
  const recordId = String(ada.userId);
  assert.deepEqual(await trail(ada, 3), [
    { kind: 'access', action: 'session.refuse_sign_in', actorId: null, recordId, reason: 'wrong_password' },
    { kind: 'access', action: 'session.sign_in', actorId: ada.userId, recordId, reason: null },
    { kind: 'access', action: 'session.sign_out', actorId: ada.userId, recordId, reason: null },
  ]);
});

test('of 500 wrong passwords at once five are looked at, in any network; the right one then opens nothing from elsewhere, all for a known device, and the lock ends by itself', async () => {
  const ada = await world.make('field');
  const known = await signedIn(ada);
  const answers = await Promise.all(Array.from({ length: BURST }, (_, i) => world.browser({ 'x-forwarded-for': `198.51.${i % 100}.${i % 250}` }).enter(ada.email, `wrong password number ${i}`)));
  assert.deepEqual(count(answers.map(codeOf)), { 'sign_in.wrong': 5, 'sign_in.locked': BURST - 5 });
  assert.equal((await trail(ada, 5, 'session.refuse_sign_in')).length, 5, 'no more than five were looked at');
  assert.equal((await world.browser().enter(ada.email)).status, 429);
  assert.equal((await known.enter(ada.email)).status, 200, 'a known device is not shut out by strangers');
  moved(1.1);
  assert.equal((await world.browser().enter(ada.email)).status, 200);
  await world.db.owner.run(sql`delete from auth.guess`);
  for (const minutes of [1, 2, 4]) { // each time for longer
    for (let i = 0; i < 5; i += 1) await world.browser().enter(ada.email, 'wrong again and again');
    const { body } = await world.browser().enter(ada.email);
    assert.equal(Date.parse(String(body['retryAt'])) - world.db.clock().getTime(), minutes * 60_000);
    moved(minutes);
  }
});

test('an address of nobody is counted, refused and timed like one of somebody', async () => {
  const ada = await world.make('field');
  const tries = async (email: string) => {
    const seen: unknown[] = [];
    for (let i = 0; i < 6; i += 1) { const { status, body } = await world.browser().enter(email, `wrong password ${i}`); seen.push([status, { ...body, requestId: undefined }]); }
    return seen;
  };
  assert.deepEqual(await tries(ada.email), await tries('nobody@abc.example'));
  await world.db.owner.run(sql`delete from auth.guess`);
  const took = async (email: string) => { const at = performance.now(); await world.browser().enter(email, 'wrong password'); return performance.now() - at; };
  const times: number[][] = [[], []];
  for (let i = 0; i < 4; i += 1) { times[0]!.push(await took(ada.email)); times[1]!.push(await took('nobody@abc.example')); }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[1]!;
  const [somebody, nobody] = times.map((list) => median(list)) as [number, number];
  assert.ok(nobody > somebody / 3, `an address of nobody is answered without a hash: ${nobody} ms beside ${somebody} ms`);
});

test('a network that tries many addresses is shut out, without using up the guesses of those it tries; others are not', async () => {
  const ada = await world.make('field');
  const answers = await Promise.all(Array.from({ length: 80 }, (_, i) => world.browser({ 'x-forwarded-for': '203.0.113.9' }).enter(`person${i}@abc.example`, 'wrong password')));
  assert.deepEqual(count(answers.map(codeOf)), { 'sign_in.wrong': 50, 'sign_in.locked': 30 });
  for (let i = 0; i < 6; i += 1) await world.browser({ 'x-forwarded-for': '203.0.113.9' }).enter(ada.email, 'wrong');
  assert.equal((await world.browser({ 'x-forwarded-for': '203.0.113.10' }).enter(ada.email)).status, 200);
  const six = world.browser({ 'x-forwarded-for': '2001:db8:1:2:3::4' });
  assert.equal((await six.enter(ada.email)).status, 200);
});

test('ways in that anybody may begin are counted by network: a flood has to wait, a visitor elsewhere does not', async () => {
  await using world = await openSignInWorld({ trustProxy: ['127.0.0.1'] });
  const begin = async (address: string) => (await world.browser({ 'x-forwarded-for': address }).ask('POST /sign-in/passkey/begin', {})).status;
  assert.equal(await begin('198.51.100.7'), 200);
  await world.db.owner.run(sql`update auth.guess set tries = 499 where kind = 'begin'`);
  assert.deepEqual([await begin('198.51.100.7'), await begin('198.51.100.7'), await begin('203.0.113.9')], [200, 429, 200]);
  assert.equal((await world.db.owner.one<{ n: number }>(sql`select count(*)::integer as n from auth.challenge`)).n, 3, 'what is turned away keeps nothing');
  world.db.setNow('2026-11-23T14:02:00.000Z');
  assert.equal(await begin('198.51.100.7'), 200);
});

test('with a second step a password opens nothing; of 500 codes at once five are looked at, of recovery codes too; each code works once', async () => {
  const ada = await world.make('field');
  const first = await signedIn(ada);
  const { secret, codes } = await setUp(first);
  assert.equal(codes.length, 10);
  assert.equal(await world.who(first), ada.userId);
  const waiting = async () => { const browser = world.browser(); assert.deepEqual((await browser.enter(ada.email)).body, { next: 'code' }); assert.equal(await world.who(browser), null); return browser; };
  const browser = await waiting();
  for (const kind of ['authenticator', 'recovery'] as const) {
    const guesses = kind === 'authenticator' ? Array.from({ length: BURST }, () => wrong(secret)) : Array.from({ length: BURST }, (_, i) => `aaaa-bbbb-cccc-dddd-eeee-${i}`);
    const answers = await Promise.all(guesses.map((code) => browser.ask('POST /sign-in/code', { kind, code })));
    assert.deepEqual(count(answers.map(codeOf)), { [kind === 'authenticator' ? 'sign_in.code_wrong' : 'sign_in.recovery_code_wrong']: 5, 'sign_in.locked': BURST - 5 });
    assert.equal((await browser.ask('POST /sign-in/code', { code: codeAt(secret, step()) })).status, 429);
    await world.db.owner.run(sql`delete from auth.guess`);
  }
  const code = codeAt(secret, step());
  const racing = await Promise.all(Array.from({ length: 5 }, () => browser.ask('POST /sign-in/code', { code })));
  assert.equal(racing.filter(({ status }) => status === 200).length, 1, 'of several answers at once one opens');
  await world.db.owner.run(sql`delete from auth.guess`);
  assert.equal(codeOf(await (await waiting()).ask('POST /sign-in/code', { code })), 'sign_in.code_used');
  const recovering = await waiting();
  assert.equal((await recovering.ask('POST /sign-in/code', { kind: 'recovery', code: codes[0]!.toUpperCase().replaceAll('-', ' ') })).status, 200);
  assert.equal(await world.who(recovering), ada.userId);
  assert.equal(codeOf(await (await waiting()).ask('POST /sign-in/code', { kind: 'recovery', code: codes[0] })), 'sign_in.recovery_code_wrong');
  const kept = await world.db.owner.rows<{ text: string }>(sql`select t::text as text from auth.recovery_code t union all select t::text from auth.authenticator t union all select t::text from auth.session t union all select t::text from auth.device t`);
  for (const one of kept) for (const secretText of [...codes, secret.toString('base64'), ...recovering.cookies.values()]) assert.ok(!one.text.includes(secretText));
});

test('a session ends when nothing was done for its idle time, when it is as old as it may get, and never lasts longer because a page lies open', async () => {
  const ada = await world.make('field');
  const browser = await signedIn(ada);
  moved(29);
  assert.equal(await world.who(browser), ada.userId);
  moved(29); // the last deed moved the end
  await browser.ask('GET /session', undefined, { 'x-tutti-quiet': '1' });
  moved(2);
  assert.equal(await world.who(browser), null, 'what a page asks by itself is no deed');
  const again = await signedIn(ada);
  for (let i = 0; i < 12 * 3 - 1; i += 1) { moved(20); assert.equal(await world.who(again), ada.userId); }
  moved(20);
  assert.equal(await world.who(again), null, 'twelve hours are the most');
});

test('each sign-in and each proof gives a new id; what the browser brought along opens nothing', async () => {
  const ada = await world.make('field');
  const browser = world.browser();
  browser.cookies.set('tutti_session', 'A'.repeat(43)); // put there by somebody else
  await browser.enter(ada.email);
  const first = browser.cookies.get('tutti_session')!;
  assert.ok(first.length === 43 && first !== 'A'.repeat(43));
  assert.equal((await browser.ask('POST /account/proof', { password: PASSWORD })).status, 200);
  const second = browser.cookies.get('tutti_session')!;
  assert.notEqual(second, first);
  await browser.enter(ada.email);
  for (const old of ['A'.repeat(43), first, second]) {
    const thief = world.browser();
    thief.cookies.set('tutti_session', old);
    assert.equal(await world.who(thief), null);
  }
});

test('a new password, a second step turned on or off, being made inactive and another role end the other sessions within five seconds', async () => {
  const ada = await world.make('field');
  const here = await signedIn(ada);
  const endsAnother = async (deed: () => Promise<unknown>, what: string) => {
    const other = world.browser();
    const { body } = await other.enter(ada.email, password);
    if (body['next'] === 'code') await other.ask('POST /sign-in/code', { kind: 'recovery', code: codes.pop() });
    assert.equal(await world.who(other), ada.userId, what);
    await deed();
    assert.equal(await world.who(other), null, what);
  };
  let [password, codes]: [string, string[]] = [PASSWORD, []];
  await endsAnother(() => here.ask('POST /account/password', { currentPassword: PASSWORD, newPassword: password = 'eight loud harbours' }), 'password');
  await endsAnother(async () => {
    await here.ask('POST /account/proof', { password });
    const begun = await here.ask('POST /account/authenticator', {});
    const confirmed = await here.ask('POST /account/authenticator/confirm', { code: codeAt(fromBase32(String(begun.body['secret'])), step()) });
    codes = confirmed.body['recoveryCodes'] as string[];
  }, 'second step on');
  await endsAnother(async () => {
    assert.equal((await here.ask('POST /account/proof', { password, code: codes.pop() })).status, 200);
    assert.equal((await here.ask('POST /account/authenticator/remove', {})).status, 200);
  }, 'second step off');
  assert.equal(await world.who(here), ada.userId, 'the session that did it goes on');
  const [at] = [performance.now()];
  await world.db.owner.run(sql`update access.person set state = 'inactive' where user_id = ${ada.userId}`);
  while (await world.who(here) !== null) await pause(100);
  assert.ok(performance.now() - at < 5_000);
  assert.equal((await world.browser().enter(ada.email, password)).status, 401);
});

test('deeds on an account ask for a proof that is not older than five minutes, and 500 wrong ones at once are no way round', async () => {
  const ada = await world.make('field');
  const browser = await signedIn(ada);
  const deeds = () => Promise.all([['/account/authenticator', {}], ['/account/recovery-codes', {}], ['/account/passkeys/begin', {}], ['/account/keys', { name: 'x', scopes: ['work:read'], days: 1 }], ['/account/passkeys/1/remove', {}]].map(([path, body]) => browser.ask(`POST ${path as string}`, body)));
  assert.deepEqual([...new Set((await deeds()).map(codeOf))], ['account.proof_needed']);
  const answers = await Promise.all(Array.from({ length: BURST }, (_, i) => browser.ask('POST /account/proof', { password: `wrong ${i}` })));
  assert.deepEqual(count(answers.map(codeOf)), { 'account.password_wrong': 5, 'sign_in.locked': BURST - 5 });
  assert.equal((await browser.ask('POST /account/proof', { password: PASSWORD })).status, 429);
  moved(2);
  assert.equal((await browser.ask('POST /account/proof', { password: PASSWORD })).status, 200);
  assert.equal((await browser.ask('POST /account/authenticator', {})).status, 200);
  moved(6);
  assert.deepEqual([...new Set((await deeds()).map(codeOf))], ['account.proof_needed']);
});

test('an administrator sees what is shut and opens it; nobody else does', async () => {
  const [ada, adam] = [await world.make('field', 'Ada North'), await world.make('administrator')];
  for (let i = 0; i < 5; i += 1) await world.browser().enter(ada.email, 'wrong');
  assert.equal((await world.browser().enter(ada.email)).status, 429);
  const administrator = await signedIn(adam);
  const { rows } = (await administrator.ask('GET /sign-in/locks')).body as { rows: { lockId: number; name: string; kind: string }[] };
  assert.deepEqual(rows.map(({ name, kind }) => [name, kind]), [['Ada North', 'password']]);
  assert.equal((await administrator.ask(`POST /sign-in/locks/${rows[0]!.lockId}/open`, {})).status, 200);
  const ada2 = await signedIn(ada);
  assert.deepEqual([(await ada2.ask('GET /sign-in/locks')).status, (await ada2.ask('POST /sign-in/locks/1/open', {})).status, (await administrator.ask('POST /sign-in/locks/999/open', {})).status], [403, 403, 404]);
  assert.deepEqual((await trail(ada, 1, 'sign_in.open_lock')).map(({ actorId, recordId }) => [actorId, recordId]), [[adam.userId, String(ada.userId)]]);
});

test('where the company demands a second step, who has none can do nothing but set one up', async () => {
  const [ada, adam] = [await world.make('field'), await world.make('administrator')];
  const [browser, administrator] = [await signedIn(ada), await signedIn(adam)];
  assert.equal((await administrator.ask('PUT /sign-in/settings', { idleMinutes: 1, absoluteHours: 8, secondStepRequired: true })).status, 400);
  assert.equal((await administrator.ask('PUT /sign-in/settings', { idleMinutes: 10, absoluteHours: 8, secondStepRequired: true })).status, 200);
  assert.equal(codeOf(await browser.ask('GET /persons')), 'sign_in.second_step_needed');
  await setUp(browser);
  assert.equal((await browser.ask('GET /persons')).status, 200);
  assert.equal(codeOf(await browser.ask('POST /account/authenticator/remove', {})), 'account.second_step_required');
  moved(10);
  assert.equal(await world.who(browser), null, 'the new idle time holds for sessions that are open');
});
