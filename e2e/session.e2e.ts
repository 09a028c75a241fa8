import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, DEMO_PASSWORD, openTutti, signInAs, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

test('a wrong password is refused without saying which of the two was wrong', async () => {
  const page = await tutti.newPage();
  await page.goto('/');
  await page.waitForURL(/\/sign-in/);
  await page.getByLabel('E-mail').fill('benjamin.achterberg@abc.example');
  await page.getByLabel('Password', { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('This e-mail and password do not go together.').waitFor();
  assert.match(page.url(), /\/sign-in/);
  assert.deepEqual(await axeFindings(page), []);
  await page.context().close();
});

test('the page where one signs in offers the accounts of the demo company', async () => {
  const page = await tutti.newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: /leopold\.brandt@abc\.example/ }).click();
  assert.equal(await page.getByLabel('E-mail').inputValue(), 'leopold.brandt@abc.example');
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), DEMO_PASSWORD);
  assert.deepEqual(await axeFindings(page), []);
  await page.context().close();
});

test('the right password opens the page that was asked for, and signing out closes it', async () => {
  const page = await tutti.newPage();
  await signInAs(page, 'leopold.brandt@abc.example');
  const session = await page.evaluate(async () => (await fetch('/api/session')).json() as Promise<{ person: { role: string } }>);
  assert.equal(session.person.role, 'market_access');
  assert.equal(await page.locator('main h1').count(), 1);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: /Leopold Brandt/ }).first().click();
  await page.getByRole('menuitem', { name: /Sign out/ }).click();
  await page.waitForURL(/\/sign-in/);
  await page.goto('/');
  await page.waitForURL(/\/sign-in/);
  await page.context().close();
});
