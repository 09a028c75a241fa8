import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings, DEMO_PASSWORD, openTutti, settle, type Tutti } from '../platform/testing/browser.ts';

const ADAM = 'adam.reyes@abc.example';
const PHONE = { viewport: { width: 390, height: 844 } };
let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

const shots = process.env['TUTTI_SHOTS']; // eslint-disable-line -- a folder for pictures, where one wants to look
const look = async (page: Page, name: string): Promise<void> => { if (shots) writeFileSync(join(shots, `${name}.png`), await page.screenshot({ fullPage: false })); };

test('a change needs a reason once an administrator says so: the page asks in one dialog, and the API refuses without it', async () => {
  await using admin = await tutti.pageOf(ADAM, { at: '/audit/reasons' });
  await admin.getByRole('button', { name: 'Ask for a reason' }).click();
  const panel = admin.getByRole('complementary');
  await panel.getByLabel('Kind of record').click();
  await panel.getByLabel('Kind of record').fill('consent.restriction');
  await admin.getByRole('option', { name: 'consent.restriction' }).click();
  await panel.getByLabel('Reasons, a line each').fill('The customer told us\nThe law changed');
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'reasons');
  await panel.getByRole('button', { name: 'Save the list' }).click();
  await admin.getByRole('heading', { level: 1, name: '1 kind of record changes with a reason only' }).waitFor();

  await using steward = await tutti.pageOf('stella.nunez@abc.example');
  const answer = await steward.evaluate(async () => {
    const response = await fetch('/api/consent/restrictions', { method: 'POST', headers: { 'content-type': 'application/json', 'x-tutti-request': '1' }, body: JSON.stringify({ customerId: 10_001, kind: 'prescriber_data', reason: 'Opted out', source: 'letter' }) });
    return { status: response.status, body: await response.json() as { code: string; fields: unknown } };
  });
  assert.deepEqual([answer.status, answer.body.code], [422, 'audit.reason_needed']);
  await steward.evaluate(async () => (await fetch('/api/consent/restrictions', { method: 'POST', headers: { 'content-type': 'application/json', 'x-tutti-request': '1', 'x-change-reason': 'the_law_changed; New%20rule' }, body: JSON.stringify({ customerId: 10_001, kind: 'prescriber_data', reason: 'Opted out', source: 'letter' }) })).status);
  await admin.goto('/audit?resource=consent.restriction');
  await admin.getByRole('table', { name: 'Trail' }).locator('tbody tr').first().click();
  await admin.getByRole('complementary').getByText('the law changed: Opted out').waitFor();
});

test('where a reason is asked for, the page asks in its own dialog, keeps what was entered, and the change goes through with it', async () => {
  await using admin = await tutti.pageOf(ADAM);
  await admin.evaluate(async () => (await fetch('/api/audit/reason-rules/content.version', { method: 'PUT', headers: { 'content-type': 'application/json', 'x-tutti-request': '1' }, body: JSON.stringify({ inForce: true, reasons: [{ code: 'label_change', label: 'The label changed' }, { code: 'better_words', label: 'Better words' }] }) })).status);
  await using author = await tutti.pageOf('benjamin.achterberg@abc.example', { at: '/content?state=approved' });
  await author.getByRole('table').first().locator('tbody tr').first().click();
  await author.getByRole('button', { name: 'Begin the next version' }).click();
  const dialog = author.getByRole('dialog', { name: 'Why this change?' });
  await dialog.waitFor();
  assert.equal(await dialog.getByRole('button', { name: 'Save the change' }).isDisabled(), true);
  await dialog.getByLabel('The label changed').check();
  await dialog.getByLabel('In words').fill('Section 2.1 is new');
  assert.deepEqual(await axeFindings(author), []);
  await look(author, 'why');
  await dialog.getByRole('button', { name: 'Save the change' }).click();
  await author.getByRole('button', { name: 'Hand to the reviewers' }).waitFor();
  await admin.evaluate(async () => (await fetch('/api/audit/reason-rules/content.version', { method: 'PUT', headers: { 'content-type': 'application/json', 'x-tutti-request': '1' }, body: JSON.stringify({ inForce: false, reasons: [{ code: 'label_change', label: 'The label changed' }] }) })).status);
  await admin.goto('/audit?action=content.draft');
  await admin.getByRole('table', { name: 'Trail' }).locator('tbody tr').first().click();
  await admin.getByRole('complementary').getByText('label change: Section 2.1 is new').waitFor();
});

test('a wrong password signs nothing, is told to the administrator, and the right one signs', async () => {
  await using reviewer = await tutti.pageOf('rachel.stein@abc.example', { at: '/content/review' });
  await reviewer.getByRole('table').first().locator('tbody tr').first().click();
  await reviewer.getByRole('button', { name: /^Sign as/ }).first().click();
  const dialog = reviewer.getByRole('dialog');
  await dialog.getByLabel('User name').fill('rachel.stein@abc.example');
  await dialog.getByLabel('Password', { exact: true }).fill('not my password');
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.getByText('This is not your password. Nothing was signed.').waitFor();
  assert.deepEqual(await axeFindings(reviewer), []);
  await look(reviewer, 'sign-refused');
  await dialog.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await look(reviewer, 'signed');
  await reviewer.close();

  await using admin = await tutti.pageOf(ADAM, { at: '/work/notices' });
  await admin.getByText('A signature was refused: a wrong password').first().waitFor();
});

test('the trail answers who saw a customer, and goes along as a copy to read and as a file that proves itself without Tutti', async () => {
  await using rep = await tutti.pageOf('michael.duarte@abc.example', { at: '/customers/10001' });
  await settle(rep);
  await rep.close();
  await using admin = await tutti.pageOf(ADAM, { at: '/audit?customer=C10001&kind=read' });
  await admin.getByRole('row', { name: /Michael Duarte.*customers\.read/ }).first().waitFor();
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'trail');
  await admin.goto('/audit/verification');
  await admin.getByRole('button', { name: 'Sign the head now' }).click();
  await admin.getByText('Signed.').first().waitFor();
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'proof');

  const folder = await mkdtemp(join(tmpdir(), 'tutti-records-'));
  try {
    await admin.goto('/audit?customer=C10001');
    const [download] = await Promise.all([admin.waitForEvent('download'), admin.getByRole('link', { name: 'Electronic copy' }).click()]);
    const file = join(folder, 'trail.ndjson');
    await download.saveAs(file);
    await admin.evaluate(async () => (await fetch('/api/audit/keys')).text()).then((keys) => writeFileSync(join(folder, 'keys.json'), keys));
    const verified = spawnSync(process.execPath, ['docs/verify-audit.mjs', file, join(folder, 'keys.json')], { encoding: 'utf8' });
    assert.match(verified.stdout, /^Whole:/);
    writeFileSync(file, (await readFile(file, 'utf8')).replace('Michael', 'Michele').replace('customers.read', 'customers.list'));
    assert.match(spawnSync(process.execPath, ['docs/verify-audit.mjs', file, join(folder, 'keys.json')], { encoding: 'utf8' }).stdout, /NOT WHOLE/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await admin.goto('/api/audit/copy?customerId=10001');
  await admin.getByRole('heading', { level: 1, name: 'Audit trail' }).waitFor();
  await look(admin, 'readable-copy');
});

test('a request is taken down, proved, seen through with a copy, and an erasing shows what the law keeps before and after', async () => {
  await using admin = await tutti.pageOf(ADAM);
  await admin.getByRole('link', { name: 'Privacy' }).first().click();
  await admin.getByRole('heading', { level: 1, name: 'No request is open' }).waitFor();
  await admin.getByRole('button', { name: 'Record a request' }).click();
  const panel = admin.getByRole('complementary');
  await panel.getByLabel('Who asks').fill('Osei');
  await panel.getByRole('button', { name: 'Find' }).click();
  await panel.getByRole('button', { name: /^Choose Amara Osei/ }).first().click();
  await panel.getByLabel('Asks for').click();
  await admin.getByRole('option', { name: 'Erasure' }).click();
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'privacy-new');
  await panel.getByRole('button', { name: 'Record the request' }).click();
  await admin.getByRole('heading', { level: 1, name: /Osei.*: erasure/ }).waitFor();
  await admin.getByRole('table', { name: 'Rows by table' }).getByText('safety').first().or(admin.getByText('who saw or changed what, when and why')).first().waitFor();
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'privacy-request');
  await admin.getByRole('button', { name: 'Identity is proved' }).click();
  await admin.getByLabel('How it was proved').fill('Passport, seen on Monday');
  await admin.getByRole('dialog').getByRole('button', { name: 'Identity is proved' }).click();
  await admin.getByRole('button', { name: 'Begin the work' }).click();
  await admin.getByRole('button', { name: 'Erase', exact: true }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('What the person is told').fill('Everything is erased but what the law keeps.');
  await dialog.getByLabel('User name').fill(ADAM);
  await dialog.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  assert.deepEqual(await axeFindings(admin), []);
  await dialog.getByRole('button', { name: 'Sign and erase' }).click();
  await admin.getByRole('heading', { level: 1, name: 'Erased customer C10001: erasure' }).waitFor();
  await admin.getByText(/remembered as a keyed hash/).waitFor();
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'privacy-erased');
  await admin.goto('/privacy/data');
  await admin.getByRole('heading', { level: 1, name: /tables hold data about people/ }).waitFor();
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'privacy-data');
  await admin.close();

  await using rep = await tutti.pageOf('peter.okafor@abc.example', { at: '/customers/10001' });
  await rep.getByText('Amara').first().waitFor({ state: 'detached' });
});

test('a legal hold is set by keyboard on the phone, and refuses the erasing', async () => {
  await using phone = await tutti.pageOf('stella.nunez@abc.example', { ...PHONE, at: '/privacy/holds?panel=new' });
  await phone.getByRole('textbox', { name: 'Customer' }).fill('C10002');
  await phone.keyboard.press('Enter');
  await phone.getByRole('button', { name: /^Choose / }).first().focus();
  await phone.keyboard.press('Enter');
  await phone.getByLabel('Reason').fill('Claim 4711');
  await phone.getByLabel('Law').fill('GDPR 17(3)(e)');
  assert.deepEqual(await axeFindings(phone), []);
  await look(phone, 'phone-hold');
  await phone.keyboard.press('Control+Enter');
  await phone.getByRole('heading', { level: 1, name: '1 legal hold is in force' }).waitFor();
  assert.deepEqual(await axeFindings(phone), []);
  for (const path of ['/privacy', '/privacy/data']) {
    await phone.goto(path);
    assert.deepEqual(await axeFindings(phone), [], path);
    await look(phone, `phone${path.replaceAll('/', '-')}`);
  }
});

test('privacy is no page for who does not handle it, and the pages of proof are none for a steward', async () => {
  await using page = await tutti.pageOf('benjamin.achterberg@abc.example', { at: '/privacy' });
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
  await page.close();
  await using steward = await tutti.pageOf('stella.nunez@abc.example');
  const status = (path: string) => steward.evaluate(async (to) => (await fetch(to)).status, path);
  assert.deepEqual([await status('/api/audit/export'), await status('/api/audit/anchors'), await status('/api/audit/keys'), await status('/api/privacy/requests')], [403, 403, 200, 200]);
});

test('an administrator takes everything away as one zip and removes it again; for a steward there is no such page', async () => {
  await using admin = await tutti.pageOf(ADAM, { at: '/administration/exports' });
  await admin.getByText('Nothing was exported yet.').waitFor();
  await admin.getByRole('button', { name: 'Export everything' }).click();
  await admin.getByRole('table', { name: 'Exports' }).getByText('Ready').waitFor();
  await admin.getByRole('table', { name: 'Exports' }).locator('tbody tr').first().click();
  const panel = admin.getByRole('complementary');
  await panel.getByText('customers.customer', { exact: true }).waitFor();
  assert.deepEqual(await axeFindings(admin), []);
  await look(admin, 'exports');
  const [download] = await Promise.all([admin.waitForEvent('download'), panel.getByRole('link', { name: 'Download as one zip' }).click()]);
  assert.match(download.suggestedFilename(), /^tutti-[0-9a-f]{8}\.zip$/);
  assert.equal((await readFile(await download.path())).subarray(0, 2).toString(), 'PK');
  await panel.getByRole('button', { name: 'Remove', exact: true }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await admin.getByText('Nothing was exported yet.').waitFor();
  await admin.close();
  await using steward = await tutti.pageOf('stella.nunez@abc.example', { at: '/administration/exports' });
  assert.equal(await steward.evaluate(async () => (await fetch('/api/lists/exports')).status), 403);
  await steward.getByRole('heading', { name: 'There is no page here' }).waitFor();
  await look(steward, 'exports-refused');
});
