import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { addPerson } from '#access';
import { ROLE_WORDS } from '#platform/auth';
import { ROOT } from '#platform/config';
import { sql } from '#platform/db';
import { makePerson } from '#platform/testing';
import { openCompany, type Claims } from '../platform/testing/company-sign-in.ts';
import { routes } from './modules.ts';
import { openInvitationMail } from './send-invitation.ts';
import { openSignInWorld, PASSWORD, type Browser, type SignInWorld } from './sign-in-world.ts';

const codeOf = ({ body }: { body: Record<string, unknown> }) => body['code'];
const moved = (world: SignInWorld, minutes: number) => world.db.setNow(new Date(world.db.clock().getTime() + minutes * 60_000).toISOString());
async function signedIn(world: SignInWorld, { email }: { email: string }): Promise<Browser> {
  const browser = world.browser();
  assert.equal((await browser.enter(email)).status, 200);
  return browser;
}
const trail = (world: SignInWorld, action: string) => world.db.owner.rows<{ actorId: number | null; recordId: string; requestId: string | null; after: unknown }>(sql`
  select actor_id, record_id, request_id, after from audit.entry where action = ${action} order by entry_id`);

/** The command line, with its key named or in its environment. */
const command = (world: SignInWorld, words: readonly string[], key?: string) => new Promise<{ code: number; said: string }>((resolve) => {
  execFile(process.execPath, [join(ROOT, 'cli/main.ts'), ...words], { env: { PATH: '', HOME: tmpdir(), TUTTI_URL: world.address, ...(key ? { TUTTI_KEY: key } : {}) } }, (error, out, said) => resolve({ code: Number(error?.code ?? 0), said: out + said }));
});

/** A mail server of somebody else, that keeps what it takes. */
async function openMailServer() {
  const mails: string[] = [];
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData(stream, _session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => { mails.push(Buffer.concat(chunks).toString()); done(); });
  } });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return { mails, url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => { server.close(() => resolve()); }) };
}
const linkOf = (mail: string): string => /welcome#([\w-]{43})/.exec(mail.replace(/=\r?\n/g, '').replaceAll('=3D', '='))?.[1] ?? '';

test('an invitation comes by mail, works once for 72 hours, ends with the next one, and lets nobody past the second step', async () => {
  await using post = await openMailServer();
  await using world = await openSignInWorld({ send: openInvitationMail({ smtpUrl: post.url, mailFrom: 'ABC <hello@abc.example>', company: { name: 'ABC', address: '1 Example Plaza' } }) });
  const adam = await world.make('administrator');
  const { userId } = await makePerson(world.db, { role: 'field', name: 'Nora Newman' });
  const { email } = await world.db.owner.one<{ email: string }>(sql`update access.person set email = 'nora.newman@abc.example' where user_id = ${userId} returning email`);
  const administrator = await signedIn(world, adam);
  const invited = await administrator.ask('POST /sign-in/invitations', { userId });
  assert.deepEqual([invited.status, invited.body['kind'], invited.body['link']], [201, 'welcome', null], 'the link is in the mail alone');
  const first = linkOf(post.mails[0]!);
  await administrator.ask('POST /sign-in/invitations', { userId });
  const second = linkOf(post.mails[1]!);
  const accept = (token: string, password: string) => world.browser().ask('POST /sign-in/invitation/accept', { token, password });
  assert.equal(codeOf(await accept(first, 'nine white sails')), 'sign_in.invitation_invalid', 'the earlier one ended');
  assert.deepEqual((await world.browser().ask('POST /sign-in/invitation', { token: second })).body, { name: 'Nora Newman', email, kind: 'welcome' });
  for (const [password, fault] of [['short', 'too_short'], ['nora.newman rules', 'names_you'], ['Newman2026!!!', 'names_you'], ['P@ssw0rd-2026', 'common'], ['aaaaaaaaaaaaaa', 'repeats'], ['qwertyuiop12', 'repeats'], ['x'.repeat(129), 'too_long']] as const) {
    const { status, body } = await accept(second, password);
    assert.deepEqual([status, body['code'], body['fault']], [422, 'account.password_weak', fault], password);
  }
  const racing = await Promise.all([1, 2, 3, 4].map(() => accept(second, 'nine white sails')));
  assert.equal(racing.filter(({ status }) => status === 200).length, 1, 'of several at once one is taken');
  assert.equal((await world.browser().enter(email, 'nine white sails')).status, 200);
  assert.ok([first, second].every((token) => !world.logged.some((line) => line.includes(token))), 'no token in the log');
  const kept = await world.db.owner.rows<{ text: string }>(sql`select i::text as text from auth.invitation i union all select e::text from audit.entry e union all select to_jsonb(a)::text from http.answer a`);
  assert.ok(kept.every(({ text }) => !text.includes(first) && !text.includes(second)), 'none at rest');

  const nora = world.browser();
  await nora.enter(email, 'nine white sails');
  await world.db.owner.run(sql`insert into auth.authenticator (account_id, secret, confirmed_at, created_at) select auth_id, ${world.signIn.parts.keys.seal('AAAA')}, now(), now() from access.person where user_id = ${userId}`);
  await administrator.ask('POST /sign-in/invitations', { userId });
  const reset = linkOf(post.mails[2]!);
  assert.equal((await accept(reset, 'ten black sails too')).status, 200);
  assert.equal(await world.who(nora), null, 'a new password ends every session');
  assert.deepEqual((await world.browser().enter(email, 'ten black sails too')).body, { next: 'code' }, 'a reset is no way past the second step');
  await administrator.ask('POST /sign-in/invitations', { userId, clearsSecondStep: true });
  assert.equal((await accept(linkOf(post.mails[3]!), 'ten green sails too')).status, 200);
  assert.deepEqual((await world.browser().enter(email, 'ten green sails too')).body, { next: 'done' }, 'unless the administrator says that she lost it');
  await administrator.ask('POST /sign-in/invitations', { userId });
  moved(world, 72 * 60);
  assert.equal(codeOf(await accept(linkOf(post.mails[4]!), 'eleven grey sails')), 'sign_in.invitation_invalid');
  const guesses = await Promise.all(Array.from({ length: 500 }, (_, i) => accept('x'.repeat(40) + String(i).padStart(3, '0'), 'eleven grey sails')));
  assert.equal(guesses.filter((one) => codeOf(one) === 'sign_in.invitation_invalid').length <= 50, true, 'tokens are not tried by the thousand');
  assert.equal((await trail(world, 'sign_in.invite')).length, 5);
});

test('without a mail server the administrator gets the link, once; nobody else may invite', async () => {
  await using world = await openSignInWorld();
  const [adam, ada] = [await world.make('administrator'), await world.make('field')];
  const [administrator, field] = [await signedIn(world, adam), await signedIn(world, ada)];
  const { body } = await administrator.ask('POST /sign-in/invitations', { userId: ada.userId });
  assert.match(String(body['link']), /\/welcome#[\w-]{43}$/);
  assert.deepEqual([body['kind'], (await field.ask('POST /sign-in/invitations', { userId: adam.userId })).status, (await administrator.ask('POST /sign-in/invitations', { userId: 9_999 })).status], ['reset', 403, 404]);
  const { rows } = (await administrator.ask('GET /sign-in/invitations')).body as { rows: { invitationId: number; state: string }[] };
  assert.equal((await administrator.ask(`POST /sign-in/invitations/${rows[0]!.invitationId}/revoke`, {})).status, 200);
  assert.equal(codeOf(await world.browser().ask('POST /sign-in/invitation', { token: String(body['link']).split('#')[1] })), 'sign_in.invitation_invalid');
});

test('a key does what it was made for and its owner still may, reaches no account, dies within five seconds, and the trail names it', async () => {
  await using world = await openSignInWorld({ routes });
  const [ada, adam] = [await world.make('marketing'), await world.make('administrator')];
  const [browser, administrator] = [await signedIn(world, ada), await signedIn(world, adam)];
  assert.equal(codeOf(await browser.ask('POST /account/keys', { name: 'x', scopes: ['persons:read'], days: 1 })), 'account.proof_needed');
  await browser.ask('POST /account/proof', { password: PASSWORD });
  for (const [scopes, days, status] of [[['audit:read'], 1, 403], [['account:own'], 1, 403], [['persons:read'], 366, 400], [[], 1, 400]] as const) assert.equal((await browser.ask('POST /account/keys', { name: 'x', scopes, days })).status, status, `${scopes} ${days}`);
  const made = await browser.ask('POST /account/keys', { name: 'nightly', scopes: ['persons:read', 'work:read', 'work:do', 'customers:read'], days: 30 }, { 'idempotency-key': 'once' });
  const key = String(made.body['key']);
  assert.match(key, /^tutti_[\w-]{43}$/);
  const program = world.browser({ authorization: `Bearer ${key}` });
  assert.equal((await program.ask('GET /persons')).status, 200);
  assert.equal(await world.who(program), ada.userId);
  assert.equal((await program.ask('PUT /work/presence', { state: 'available' })).status, 200);
  const [deed] = await world.db.owner.rows<{ actorId: number; requestId: string }>(sql`select actor_id, request_id from audit.entry where resource = 'work.presence'`);
  assert.equal(deed?.actorId, ada.userId);
  assert.match(deed?.requestId ?? '', new RegExp(`^T-\\w+ key-${Number(made.body['keyId'])}$`), 'the trail names the key');
  assert.deepEqual(await command(world, ['--key', key, 'customers', 'find', 'Nobody']), { code: 0, said: 'Nobody found.\n' });
  for (const what of ['GET /account', 'GET /account/keys', 'POST /account/keys', 'POST /sign-in/out', 'POST /sign-in/password', 'GET /sign-in/ways', 'GET /sign-in/locks', 'GET /audit/entries']) {
    assert.equal(codeOf(await program.ask(what, what.startsWith('POST') ? {} : undefined)), 'sign_in.key_not_allowed', what);
  }
  assert.equal((await browser.ask('GET /persons', undefined, { authorization: 'Bearer tutti_nothing' })).status, 401, 'whoever names a key is nobody else besides');
  const stored = await world.db.owner.rows<{ text: string }>(sql`select k::text as text from auth.api_key k union all select to_jsonb(a)::text from http.answer a union all select e::text from audit.entry e`);
  assert.ok(stored.every(({ text }) => !text.includes(key)), 'kept as a hash, and by no answer that is kept for a repeated request');
  assert.ok(stored.some(({ text }) => text.includes(createHash('sha256').update(key).digest('hex'))));
  await world.db.owner.run(sql`update access.person set role = 'reviewer' where user_id = ${ada.userId}`);
  await pause(3_100);
  assert.equal((await program.ask('GET /persons')).status, 200, 'a reviewer may that too');
  await world.db.owner.run(sql`update access.person set role = 'marketing' where user_id = ${ada.userId}`);
  const { rows } = (await administrator.ask('GET /sign-in/keys')).body as { rows: { keyId: number; name: string; usedAt: string | null }[] };
  assert.deepEqual(rows.map(({ name, usedAt }) => [name, usedAt !== null]), [['nightly', true]]);
  assert.equal((await administrator.ask(`POST /sign-in/keys/${rows[0]!.keyId}/revoke`, {})).status, 200);
  assert.equal((await program.ask('GET /persons')).status, 401);
  const refused = await command(world, ['customers', 'find', 'Nobody'], key);
  assert.equal(refused.code, 4);
  assert.match(refused.said, /This key opens nothing at .*: it was revoked, has run out, or is mistyped\./);
  const again = await signedIn(world, ada);
  await again.ask('POST /account/proof', { password: PASSWORD });
  const { body: other } = await again.ask('POST /account/keys', { name: 'writes', scopes: ['consent:record', 'content:draft', 'interactions:record', 'persons:read'], days: 1 });
  moved(world, 25 * 60);
  assert.equal((await world.browser({ authorization: `Bearer ${String(other['key'])}` }).ask('GET /persons')).status, 401, 'it has run out');
  assert.deepEqual((await trail(world, 'account.make_key')).map(({ actorId }) => actorId), [ada.userId, ada.userId]);
});

test('the company’s own sign-in lets in whom it vouches for: linked by subject, or invited and verified, or new where the claim names a role; never past our second step, nor with what belongs to another attempt', async () => {
  await using opened: SignInWorld = await openSignInWorld({ addPerson: ({ role, function: works, ...person }) => addPerson(opened.db, { kind: 'system', role: 'administrator', userId: null }, { ...person, role: role as never, function: works as never, roleTitle: ROLE_WORDS[role] }) });
  await using company = await openCompany(`${opened.address}/sign-in/return`);
  const [adam, ada] = [await opened.make('administrator'), await opened.make('field', 'Ada North')];
  const administrator = await signedIn(opened, adam);
  const given = { name: 'ABC', issuer: company.issuer, clientId: 'tutti', clientSecret: 'a secret of the test', domains: ['abc.example'], roleClaim: 'groups', roleMap: { reps: { role: 'field', function: 'sales' } }, makesPeople: true, secondSteps: ['mfa'], isActive: true };
  for (const [wrong, status] of [[{ issuer: 'http://login.abc.example' }, 400], [{ issuer: 'ftp://x' }, 400], [{ roleMap: { all: { role: 'engine', function: 'sales' } } }, 400], [{ roleMap: {}, makesPeople: true }, 400], [{ domains: ['nonsense'] }, 400]] as const) assert.equal((await administrator.ask('POST /sign-in/providers', { ...given, ...wrong })).status, status);
  const { providerId } = (await administrator.ask('POST /sign-in/providers', given)).body as { providerId: number };
  assert.ok((await opened.db.owner.rows<{ text: string }>(sql`select p::text as text from auth.provider p union all select e::text from audit.entry e`)).every(({ text }) => !text.includes('a secret of the test') && !text.includes(Buffer.from('a secret of the test').toString('hex'))), 'the secret is sealed');
  assert.deepEqual(((await opened.browser().ask('GET /sign-in/ways')).body['providers'] as unknown[]), [{ providerId, name: 'ABC' }]);

  const begin = async (browser: Browser, body: object = {}) => String((await browser.ask(`POST /sign-in/providers/${providerId}/begin`, { to: '/work', ...body })).body['address']);
  const enter = async (browser = opened.browser()) => { const query = await company.arrive(await begin(browser)); return { browser, query, answer: await browser.ask('POST /sign-in/providers/return', { query }) }; };
  const address = new URL(await begin(opened.browser()));
  assert.deepEqual([address.searchParams.get('code_challenge_method'), address.searchParams.get('redirect_uri'), address.searchParams.get('response_type')], ['S256', `${opened.address}/sign-in/return`, 'code']);
  assert.ok((address.searchParams.get('state') ?? '').length >= 43 && (address.searchParams.get('nonce') ?? '').length >= 43);

  const refusals: readonly (readonly [Claims, string])[] = [
    [{ sub: 's1', email: 'new@elsewhere.example', email_verified: true, groups: ['reps'] }, 'sign_in.provider_domain'],
    [{ sub: 's1', email: 'new@abc.example', email_verified: false, groups: ['reps'] }, 'sign_in.provider_email_unverified'],
    [{ sub: 's1', email: 'new@abc.example', email_verified: true, groups: ['others'] }, 'sign_in.provider_no_role'],
    [{ sub: 's1', email: 'new@abc.example', email_verified: true, groups: ['constructor'] }, 'sign_in.provider_no_role'],
    [{ sub: 's1', email: 'new@abc.example', email_verified: true }, 'sign_in.provider_no_role'],
    [{ sub: 's1', email: ada.email, email_verified: true, groups: ['reps'] }, 'sign_in.provider_unknown'], // on file, not invited: an address alone links nothing
  ];
  for (const [claims, code] of refusals) { company.says(claims); assert.equal(codeOf((await enter()).answer), code); }

  company.says({ sub: 's2', email: 'wanda.west@abc.example', email_verified: true, name: 'Wanda West', groups: ['others', 'reps'] });
  const wanda = await enter();
  assert.deepEqual(wanda.answer.body, { next: 'done', to: '/work' });
  const found = await opened.db.owner.one<{ userId: number; role: string; function: string; name: string }>(sql`select user_id, role, function, name from access.person where email = 'wanda.west@abc.example'`);
  assert.deepEqual([await opened.who(wanda.browser), found.role, found.function, found.name], [found.userId, 'field', 'sales', 'Wanda West']);
  assert.equal(codeOf(await wanda.browser.ask('POST /sign-in/providers/return', { query: wanda.query })), 'sign_in.step_expired', 'an answer works once');
  company.says({ sub: 's2', email: 'renamed@abc.example', email_verified: false, groups: ['reps'] });
  assert.equal(await opened.who((await enter()).browser), found.userId, 'linked by issuer and subject, whatever her address is now');
  company.says({ sub: 's3', email: 'wanda.west@abc.example', email_verified: true, groups: ['reps'] });
  assert.equal(codeOf((await enter()).answer), 'sign_in.provider_unknown', 'the address of another subject links nothing');

  const [thief, victim] = [opened.browser(), opened.browser()];
  company.says({ sub: 's2', email: 'wanda.west@abc.example', email_verified: true, groups: ['reps'] });
  const stolen = await company.arrive(await begin(thief));
  await begin(victim);
  assert.equal(codeOf(await victim.ask('POST /sign-in/providers/return', { query: stolen })), 'sign_in.provider_refused', 'a code that another browser fetched opens nothing here');
  assert.equal(codeOf(await opened.browser().ask('POST /sign-in/providers/return', { query: stolen })), 'sign_in.step_expired');
  for (const change of [(query: URLSearchParams) => query.set('state', 'x'), (query: URLSearchParams) => query.set('iss', 'https://evil.example'), (query: URLSearchParams) => query.set('code', 'x'), (query: URLSearchParams) => query.append('state', 'y')]) {
    const browser = opened.browser();
    const query = new URLSearchParams(await company.arrive(await begin(browser)));
    change(query);
    assert.equal(codeOf(await browser.ask('POST /sign-in/providers/return', { query: query.toString() })), 'sign_in.provider_refused');
  }
  for (const to of ['//evil.example', 'https://evil.example', '/\\evil.example']) assert.equal((await opened.browser().ask(`POST /sign-in/providers/${providerId}/begin`, { to })).status, 400);

  await administrator.ask('POST /sign-in/invitations', { userId: ada.userId });
  await opened.db.owner.run(sql`insert into auth.authenticator (account_id, secret, confirmed_at, created_at) values (${ada.accountId}, ${opened.signIn.parts.keys.seal('AAAA')}, now(), now())`);
  company.says({ sub: 's4', email: ada.email, email_verified: true, groups: ['reps'] });
  const linked = await enter();
  assert.deepEqual([linked.answer.body['next'], await opened.who(linked.browser)], ['code', null], 'her second step stands here too');
  company.says({ sub: 's4', email: ada.email, email_verified: true, groups: ['reps'] }, ['pwd', 'mfa']);
  assert.equal(await opened.who((await enter()).browser), ada.userId, 'what the company counts as a second step is one');
  await administrator.ask('PUT /sign-in/settings', { idleMinutes: 30, absoluteHours: 12, secondStepRequired: true });
  company.says({ sub: 's2', email: 'wanda.west@abc.example', email_verified: true, groups: ['reps'] });
  assert.equal(codeOf(await (await enter()).browser.ask('GET /persons')), 'sign_in.second_step_needed', 'no back door where it is demanded');
  const proving = opened.browser();
  const fresh = await company.arrive(await begin(proving, { proof: true }));
  assert.equal((await proving.ask('POST /sign-in/providers/return', { query: fresh })).status, 200);
  assert.equal((await proving.ask('GET /account')).body['proved'], true, 'who signs in anew there has shown who she is');
  assert.equal((await (await enter()).browser.ask('GET /account')).body['proved'], false, 'a sign-in alone is no proof');
  await opened.db.owner.run(sql`update access.person set state = 'inactive' where user_id = ${found.userId}`);
  assert.equal(codeOf((await enter()).answer), 'sign_in.provider_unknown', 'whoever left stays out');
});
