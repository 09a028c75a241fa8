import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings, DEMO_PASSWORD, enterPassword, openTutti, settle, signInAs, STORY_CLOCK, type Tutti } from '../platform/testing/browser.ts';
import { openCompany } from '../platform/testing/company-sign-in.ts';
import { withOwner } from '../platform/testing/with-owner.ts';
import { freshCode, wrongCode } from './session/one-time-code.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

test('a wrong password is refused without saying which of the two was wrong', async () => {
  await using page = await tutti.newPage();
  await page.goto('/');
  await page.waitForURL(/\/sign-in/);
  await page.getByLabel('E-mail').fill('benjamin.achterberg@abc.example');
  await page.getByLabel('Password', { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('This e-mail and password do not go together.').waitFor();
  assert.match(page.url(), /\/sign-in/);
  assert.deepEqual(await axeFindings(page), []);
});

test('the page where one signs in offers the accounts of the demo company', async () => {
  await using page = await tutti.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /leopold\.brandt@abc\.example/ }).click();
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'leopold.brandt@abc.example');
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), DEMO_PASSWORD);
  assert.deepEqual(await axeFindings(page), []);
});

test('the right password opens the page that was asked for, and signing out closes it', async () => {
  await using page = await tutti.newPage();
  await signInAs(page, 'leopold.brandt@abc.example');
  const session = await page.evaluate(async () => (await fetch('/api/session')).json() as Promise<{ person: { role: string } }>);
  assert.equal(session.person.role, 'market_access');
  assert.equal(await page.locator('main h1').count(), 1);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('banner').getByRole('link', { name: /^Notices/ }).hover();
  await page.getByRole('tooltip').waitFor();
  assert.deepEqual(await axeFindings(page), [], 'with a tooltip shown');
  await page.getByRole('button', { name: /Leopold Brandt/ }).first().click();
  await page.getByRole('menuitem', { name: /Sign out/ }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/');
  await page.waitForURL(/\/sign-in/);
});

test('whose session has ended is led to the sign-in, and back to where she was', async () => {
  await using page = await tutti.newPage();
  await signInAs(page, 'leopold.brandt@abc.example');
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Consent', exact: true }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Sign in' }).first().click();
  await page.waitForURL(/\/sign-in\?to=%2Fconsent/);
  await page.getByLabel('E-mail').fill('leopold.brandt@abc.example');
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/consent');
});

test('who signs out without a network is signed out as soon as there is one', async () => {
  await using page = await tutti.pageOf('priyanka.raman@abc.example', { at: '/account' });
  await settle(page);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: /Priyanka Raman/ }).first().click();
  await page.getByRole('menuitem', { name: /Sign out/ }).click();
  await page.waitForFunction(() => localStorage.getItem('tutti-left') === 'yes');
  await page.context().setOffline(false);
  await page.goto('/account');
  await page.waitForURL(/\/sign-in/);
  assert.equal(await page.evaluate(async () => ((await (await fetch('/api/session')).json()) as { person: unknown }).person), null);
  assert.equal(await page.evaluate(() => localStorage.getItem('tutti-left')), null);
});

const RACHEL = 'rachel.stein@abc.example';

const deedsOf = (email: string): Promise<string[]> => withOwner(tutti.ownerUrl, async (client) => {
  const { rows } = await client.query<{ action: string }>(`
    select e.action from audit.entry e join access.person p on p.user_id = e.actor_id
     where p.email = $1 and e.action like 'account.%' order by e.entry_id`, [email]);
  return rows.map((row) => row.action);
});

/** Shows on a panel that it is she; what is wrong is told where it was typed. */
async function prove(page: Page, code?: string): Promise<void> {
  await page.getByRole('heading', { name: 'First show that it is you' }).waitFor();
  await page.getByLabel('Your password').fill(DEMO_PASSWORD);
  if (code) await page.getByLabel('Code, or a recovery code').fill(code);
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
}

/** Sets the second step up as a person does, and gives the secret and the recovery codes. */
async function setUp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('button', { name: /Rachel Stein/ }).first().click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  await page.getByRole('button', { name: 'Set up a second step' }).click();
  await page.getByLabel('Your password').fill('not my password');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await page.getByText('This is not your password.').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await prove(page);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  const secret = (await page.locator('aside code').innerText()).replace(/\s/g, '');
  await page.getByLabel('The six digits it shows now').fill(wrongCode(secret));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.getByText('This code is not valid now.').waitFor();
  await page.getByLabel('The six digits it shows now').fill(await freshCode(secret));
  await page.keyboard.press('Enter');
  const list = page.getByRole('list', { name: 'Recovery codes' });
  await list.waitFor();
  assert.deepEqual(await axeFindings(page), []);
  const codes = await list.getByRole('listitem').allInnerTexts();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('A password and a code of your authenticator protect it.').waitFor();
  return { secret, codes };
}

test('who sets a second step up is asked for its code, may use a recovery code once, and ends it after a proof', async () => {
  await using page = await tutti.pageOf(RACHEL);
  const { secret, codes } = await setUp(page);
  assert.equal(codes.length, 10);
  await page.reload();
  await settle(page);
  assert.equal(await page.getByText(codes[0] ?? '').count(), 0, 'recovery codes are shown once');

  await using other = await tutti.newPage();
  await enterPassword(other, RACHEL);
  await other.waitForURL(/\/sign-in\/code/);
  assert.equal(await other.evaluate(async () => ((await (await fetch('/api/session')).json()) as { person: unknown }).person), null, 'a password alone opens nothing');
  assert.deepEqual(await axeFindings(other), []);
  await other.getByLabel('Code', { exact: true }).fill(wrongCode(secret));
  await other.getByRole('button', { name: 'Confirm' }).click();
  await other.getByText('This code is not valid now.').waitFor();
  await other.getByLabel('Code', { exact: true }).fill(await freshCode(secret));
  await other.getByRole('button', { name: 'Confirm' }).click();
  await other.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await other.close();

  for (const [code, opens] of [[codes[0], true], [codes[0], false]] as const) {
    await using visitor = await tutti.newPage();
    await enterPassword(visitor, RACHEL);
    await visitor.getByRole('button', { name: 'Use a recovery code' }).click();
    await visitor.getByLabel('Recovery code').fill(code ?? '');
    await visitor.getByRole('button', { name: 'Confirm' }).click();
    if (opens) await visitor.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    else await visitor.getByText('This recovery code is not one of yours, or was used before.').waitFor();
    await visitor.close();
  }

  await withOwner(tutti.ownerUrl, (client) => client.query('update auth.session set proved_at = null')); // five minutes later
  await page.waitForTimeout(3_200); // a session that was looked up a moment ago is known for three seconds
  await page.goto('/account?panel=recovery-codes');
  await prove(page, wrongCode(secret));
  await page.getByText('This code is not valid now.').waitFor();
  await page.getByLabel('Code, or a recovery code').fill(codes[1] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make new codes' }).click();
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
  await page.goto('/account?panel=turn-off');
  await page.getByRole('button', { name: 'Turn it off' }).last().click();
  await page.getByText('A password alone protects it.').waitFor();
  assert.deepEqual(await deedsOf(RACHEL), ['account.begin_second_step', 'account.turn_on_second_step', 'account.use_recovery_code', 'account.use_recovery_code', 'account.renew_recovery_codes', 'account.turn_off_second_step']);
});

/** A security key of the browser's own, as a finger on a sensor would be. */
async function plugIn(page: Page, isUserVerified = true): Promise<{ count: () => Promise<number>; verify: (is: boolean) => Promise<void>; copy: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified, automaticPresenceSimulation: true } });
  return {
    count: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    verify: async (is) => { await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: is }); },
    async copy() { // as somebody would who had read the key out: the same key, counting from the start
      const { credentials: [credential] } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential!.credentialId });
      await session.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential!, signCount: 0 } });
    },
  };
}

test('a passkey is added after a proof, opens the account by itself past a lock on the password, proves who one is, and is refused as a copy or without its finger', async () => {
  const email = 'sofia.lind@abc.example';
  await using page = await tutti.pageOf(email);
  const key = await plugIn(page);
  await page.goto('/account?panel=passkey');
  await prove(page);
  await page.getByLabel('Name', { exact: true }).fill('Blue key');
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await page.getByText('Passkey added.').waitFor();
  await page.getByRole('list', { name: 'Passkeys' }).getByText('Blue key').waitFor();
  assert.equal(await key.count(), 1);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Rename Blue key' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Green key');
  await page.getByRole('button', { name: 'Rename', exact: true }).last().click();
  await page.getByText('Renamed.').waitFor();

  const leave = async () => { await page.context().clearCookies(); await page.goto('/sign-in'); };
  const enter = () => page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  for (let i = 0; i < 5; i += 1) await fetch(`${tutti.address}/api/sign-in/password`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: `wrong ${i}` }) });
  await leave();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText(/Too many wrong tries. It opens again at/).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await enter();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  assert.deepEqual(await withOwner(tutti.ownerUrl, async (client) => (await client.query('select means, second_step from auth.session s join access.person p on p.auth_id = s.account_id where p.email = $1', [email])).rows.at(-1)), { means: 'passkey', second_step: 'passkey' });

  await withOwner(tutti.ownerUrl, (client) => client.query('update auth.session set proved_at = null'));
  await page.waitForTimeout(3_200);
  await page.goto('/account?panel=key');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByLabel('Name', { exact: true }).fill('nightly');
  await page.getByRole('checkbox', { name: 'safety:read' }).check();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Make the key' }).click();
  const made = await page.locator('aside code').innerText();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByText('nightly').waitFor();
  const withKey = async (path: string) => (await fetch(`${tutti.address}/api${path}`, { headers: { authorization: `Bearer ${made}` } })).status;
  assert.deepEqual([await withKey('/safety/events'), await withKey('/persons'), await withKey('/account')], [200, 403, 403]);
  await page.getByRole('button', { name: 'Revoke nightly' }).click();
  await page.getByText('Key revoked.').waitFor();
  assert.equal(await withKey('/safety/events'), 401);

  await leave();
  await key.verify(false);
  await enter();
  await page.getByText('Nothing was confirmed.').waitFor();
  await key.verify(true);
  await key.copy();
  await enter();
  await page.getByText('This passkey opens no account here.').waitFor();
});

test('who has a passkey signs with it, and the signature says so', async () => {
  await using page = await tutti.pageOf(RACHEL, { at: '/account?panel=passkey' });
  const key = await plugIn(page);
  await prove(page);
  await page.getByLabel('Name', { exact: true }).fill('Desk');
  await page.getByRole('button', { name: 'Create the passkey' }).click();
  await page.getByText('Passkey added.').waitFor();
  await page.goto('/content/review');
  await page.getByRole('table').first().locator('tbody tr').first().click();
  await page.getByRole('button', { name: /^Sign as/ }).first().click();
  const dialog = page.getByRole('dialog');
  await key.verify(false);
  await dialog.getByRole('button', { name: 'Sign with a passkey' }).click();
  await dialog.getByText('Nothing was confirmed, and nothing was signed.').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await key.verify(true);
  await dialog.getByRole('button', { name: 'Sign with a passkey' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(await withOwner(tutti.ownerUrl, async (client) => (await client.query('select components from audit.signature s join access.person p using (user_id) where p.email = $1 order by signature_id desc limit 1', [RACHEL])).rows), [{ components: ['passkey'] }]);
});

test('a page tells before its session ends, and after it lets one sign in again with what was typed still there', async () => {
  const email = 'mei.tanaka@abc.example';
  await using page = await tutti.pageOf(email, { at: '/account?panel=password' });
  await page.getByLabel('New password', { exact: true }).fill('half a thought');
  const leave = async (minutes: number) => { // so many are left of the idle time, by the server's clock
    const now = await page.evaluate(async () => ((await (await fetch('/api/session', { headers: { 'x-tutti-quiet': '1' } })).json()) as { times: { now: string } | null }).times?.now);
    await withOwner(tutti.ownerUrl, (client) => client.query('update auth.session s set seen_at = $2::timestamptz - make_interval(mins => 30 - $3) from access.person p where p.auth_id = s.account_id and p.email = $1', [email, now, minutes]));
    await page.waitForTimeout(3_200); // a session that was looked up a moment ago is known for three seconds
  };
  await page.clock.fastForward('01:30'); // the page hears until when it has
  await page.waitForTimeout(500);
  await leave(1);
  await page.clock.fastForward('28:30');
  await page.getByRole('heading', { name: /You will be signed out at/ }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await page.getByRole('heading', { name: /You will be signed out at/ }).waitFor({ state: 'detached' });
  await leave(-5);
  await page.clock.fastForward('29:30');
  await page.getByRole('heading', { name: 'Sign in again to go on' }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Sign in again to go on' }).waitFor({ state: 'detached' });
  assert.equal(await page.getByLabel('New password', { exact: true }).inputValue(), 'half a thought');
});

test('an administrator invites, and whoever is invited chooses a password; on the phone too', async () => {
  await using administrator = await tutti.pageOf('adam.reyes@abc.example');
  await withOwner(tutti.ownerUrl, (client) => client.query("insert into access.person (name, email, role, role_title, function, created_at) values ('Nora Newman', 'nora.newman@abc.example', 'reviewer', 'Reviewer', 'operations', $1)", [STORY_CLOCK]));
  await administrator.goto('/administration/sign-in');
  await settle(administrator);
  assert.deepEqual(await axeFindings(administrator), []);
  await administrator.getByRole('button', { name: 'Invite a person' }).click();
  await administrator.getByRole('combobox', { name: 'Person' }).fill('Nora');
  await administrator.getByRole('option', { name: /Nora Newman/ }).click();
  await administrator.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = await administrator.locator('aside code').innerText();
  assert.deepEqual(await axeFindings(administrator), []);
  await administrator.goto('/administration/sign-in?panel=provider-new');
  await settle(administrator);
  assert.deepEqual(await axeFindings(administrator), []);

  await using page = await tutti.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(link);
  await page.getByText('Nora Newman, choose the password').waitFor();
  await page.getByLabel('New password', { exact: true }).fill('newman forever');
  await page.getByLabel('New password, once more').fill('newman forever');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.getByText('It holds your name or your address.').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByLabel('New password', { exact: true }).fill('nine white sails');
  await page.getByLabel('New password, once more').fill('nine white sails');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.getByRole('heading', { name: 'Your password is saved' }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Later' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/account');
  await settle(page);
  assert.deepEqual(await axeFindings(page), []);
  await using again = await tutti.newPage();
  await again.goto(link);
  await again.getByText('This invitation was used').waitFor();
});

test('an administrator trusts the company’s own sign-in, and whom it vouches for is in with one click; a stranger is told why not', async () => {
  await using company = await openCompany(`${tutti.address}/sign-in/return`);
  await using admin = await tutti.pageOf('adam.reyes@abc.example', { at: '/administration/sign-in?panel=provider-new' });
  const form = admin.getByRole('complementary');
  for (const [label, value] of [['Name', 'ABC'], ['Issuer', 'http://login.abc.example'], ['Client id', 'tutti'], ['Client secret', 'a secret of the test'], ['Domains of e-mail addresses', 'abc.example'], ['Claim that names the role', 'groups'], ['Values of the claim', 'reps = field, sales']] as const) await form.getByLabel(label, { exact: true }).fill(value);
  await form.getByLabel('Put new people on file').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(/https/).last().waitFor(); // only this machine may do without
  await form.getByLabel('Issuer', { exact: true }).fill(company.issuer);
  assert.deepEqual(await axeFindings(admin), []);
  await form.getByRole('button', { name: 'Save' }).click();
  await admin.getByText('Saved.').waitFor();
  await admin.close();

  const enter = async () => {
    const page = await tutti.newPage();
    await page.goto('/sign-in?to=%2Faccount');
    await page.getByRole('button', { name: 'Sign in with ABC' }).click();
    return page;
  };
  company.says({ sub: 's1', email: 'wanda.west@elsewhere.example', email_verified: true, name: 'Wanda West', groups: ['reps'] });
  const stranger = await enter();
  await stranger.getByRole('alert').waitFor();
  assert.deepEqual(await axeFindings(stranger), []);
  await stranger.close();
  company.says({ sub: 's1', email: 'wanda.west@abc.example', email_verified: true, name: 'Wanda West', groups: ['reps'] });
  const wanda = await enter();
  await wanda.waitForURL((url) => url.pathname === '/account');
  await wanda.getByRole('button', { name: /Wanda West/ }).first().waitFor();
  await wanda.close();
  await withOwner(tutti.ownerUrl, (client) => client.query('update auth.provider set is_active = false')); // the sign-in page is as others find it
});

test('a session elsewhere is seen and ended, and a new password ends all others', async () => {
  const email = 'stella.nunez@abc.example';
  await using page = await tutti.pageOf(email);
  await using elsewhere = await tutti.pageOf(email);
  const isSignedIn = () => elsewhere.evaluate(async () => ((await (await fetch('/api/session')).json()) as { person: unknown }).person !== null);
  await page.goto('/account');
  await settle(page);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: /^Sign out there/ }).click();
  await page.getByText('You are signed in nowhere else.').waitFor();
  assert.equal(await isSignedIn(), false);

  await signInAs(elsewhere, email);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByLabel('Password until now').fill(DEMO_PASSWORD);
  await page.getByLabel('New password', { exact: true }).fill('too short');
  await page.getByLabel('New password, once more').fill('too short');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.getByText('Take at least 12 characters.').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByLabel('New password', { exact: true }).fill('seven quiet harbours');
  await page.getByLabel('New password, once more').fill('seven quiet harbours');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await page.getByText('Password changed.').waitFor();
  assert.equal(await isSignedIn(), false);
  await enterPassword(elsewhere, email);
  await elsewhere.getByText('This e-mail and password do not go together.').waitFor();
  await enterPassword(elsewhere, email, 'seven quiet harbours');
  await elsewhere.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  assert.deepEqual(await deedsOf(email), ['account.end_session', 'account.change_password']);
});

test('a representative starts the program and reads the day without a network', async () => {
  await using page = await tutti.pageOf('michael.duarte@abc.example', { at: '/field', viewport: { width: 390, height: 844 }, serviceWorkers: 'allow' });
  await settle(page);
  await page.evaluate(async () => { await (navigator as unknown as { serviceWorker: { ready: Promise<unknown> } }).serviceWorker.ready; });
  await page.reload(); // the worker now stands before the page and has seen all of it
  await settle(page);
  const title = await page.locator('main h1').innerText();
  const next = await page.locator('main h2').allInnerTexts();
  await page.context().setOffline(true);
  await page.goto('/field');
  await settle(page);
  assert.equal(await page.locator('main h1').innerText(), title);
  assert.deepEqual(await page.locator('main h2').allInnerTexts(), next);
  await page.getByText('Offline since').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.equal(await page.getByRole('navigation').getByRole('link', { name: 'Day' }).count(), 1);
  await page.context().setOffline(false);
});
