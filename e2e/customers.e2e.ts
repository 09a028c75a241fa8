import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, settle, signInAs, type Tutti } from '../platform/testing/browser.ts';
import { withOwner } from '../platform/testing/with-owner.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

test('a representative finds a doctor as he types, sees every function on her timeline, and whether he may reach her', async () => {
  await using page = await tutti.newPage();
  await signInAs(page, 'michael.duarte@abc.example');
  await page.goto('/customers');
  await page.getByLabel('Name, NPI, phone or id').fill('am os');
  await page.getByRole('link', { name: 'Amara Osei' }).click();
  await page.getByRole('heading', { level: 1, name: 'Amara Osei, MD' }).waitFor();
  await page.getByText('Not shown to sales: patient data.').first().waitFor();
  await page.getByRole('heading', { name: 'May we reach her?' }).waitFor();
  await page.getByText(/Withdrawn for GLIDIM/).waitFor();
  assert.deepEqual(await axeFindings(page), []);
});

test('a customer of nobody and one of somebody else read alike', async () => {
  await using page = await tutti.newPage();
  await signInAs(page, 'michael.duarte@abc.example');
  for (const named of ['888888888', 'nobody']) {
    await page.goto(`/customers/${named}`);
    await page.getByRole('heading', { level: 1, name: 'There is no page here' }).waitFor();
  }
});

test('a steward checks a file, loads it, and sees which line was rejected and what would be right', async () => {
  await using page = await tutti.newPage();
  await signInAs(page, 'stella.nunez@abc.example');
  await page.goto('/customers/import');
  await page.setInputFiles('input[type=file]', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('Account NPI,Physician name,City,State\n1780042317,NEW PERSON,ALBANY,NY\n1780042318,Wrong Digit,Albany,NY\n') });
  await page.getByText('New Person, Albany, NY').or(page.getByText('hcp, New Person, Albany, NY')).first().waitFor(); // the preview
  // Two steps of one field, each with what it makes of the first value; the second is put before the first by its arrow key.
  await page.getByRole('button', { name: 'Edit: state' }).click();
  const state = page.getByRole('group', { name: 'state', exact: true });
  const addStep = async (name: string) => { await state.getByLabel(/^Add a step/).click(); await page.getByRole('option', { name: new RegExp(`^${name}`) }).click(); };
  await addStep('Capitals');
  await addStep('Small letters');
  await state.getByRole('listitem').filter({ hasText: 'Step 2: Small letters' }).getByText('NY → becomes ny').waitFor();
  await state.getByLabel(/^Move Step 2/).press('ArrowUp');
  await page.getByText('Small letters is step 1 of 2 now.').waitFor();
  await state.getByRole('listitem').filter({ hasText: 'Step 2: Capitals' }).getByText('ny → becomes NY').waitFor();
  // A form that is none is told at its step, and nothing can be checked or loaded by it.
  await addStep('Date');
  await state.getByLabel('Form of the date').fill('soon');
  await state.getByText(/A date is written with DD, MM and YYYY/).waitFor();
  assert.ok(await page.getByRole('button', { name: 'Check the file' }).isDisabled());
  assert.deepEqual(await axeFindings(page), []);
  await state.getByLabel('Remove: Step 3: Date').click();
  await page.getByText('New Person, Albany, NY').first().waitFor();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('button', { name: 'Load 1 line' }).click();
  await page.getByRole('heading', { name: 'Loaded' }).waitFor();
  await page.getByText(/“1780042318” is no NPI/).first().waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.goto('/customers?search=1780042317');
  await page.getByRole('link', { name: 'New Person' }).waitFor();
  // Two exports of a CRM chosen together: told apart, loaded in their order, of one market; a market that is none is refused.
  await page.goto('/customers/import');
  const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.setInputFiles('input[type=file]', [
    csv('calls.csv', 'Id,Account_vod__c,Call_Date_vod__c,Status_vod__c,Call_Channel_vod__c\na03000000000901AAA,001000000000901AAA,2026-10-01,Submitted_vod,Face_to_face_vod\na03000000000902AAA,001000000000999AAA,2026-10-01,Submitted_vod,Phone_vod\n'),
    csv('accounts.csv', 'Id,Name,LastName,FirstName,IsPersonAccount,Country_vod__c,Segment__c\n001000000000901AAA,Ines Beside,Beside,Ines,true,US,A\n001000000000902AAA,Uwe Elsewhere,Elsewhere,Uwe,true,DE,B\n'),
  ]);
  await page.getByText('Segment__c').first().waitFor();
  await page.getByLabel('Market', { exact: true }).fill('U1');
  await page.getByText('Two letters of ISO 3166').first().waitFor();
  await page.getByLabel('Market', { exact: true }).fill('US');
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Load 2 tables of US' }).click();
  await page.getByText('Loaded. What was rejected, and why, is under Imports below.').waitFor();
  await page.goto('/customers?search=Beside');
  await page.getByRole('link', { name: 'Ines Beside' }).waitFor();
});

test('from a customer one walks the list one came from, and a visit to come stands on her timeline', async () => {
  await using page = await tutti.pageOf('michael.duarte@abc.example', { at: '/customers' });
  await settle(page);
  const links = page.getByRole('table').locator('tbody tr td:first-child a');
  const hrefs = await links.evaluateAll((all) => all.slice(0, 2).map((one) => one.getAttribute('href') ?? ''));
  await links.first().click();
  await page.waitForURL(`**${hrefs[0]}`);
  await settle(page);
  await page.keyboard.press(']');
  await page.waitForURL(`**${hrefs[1]}`);
  await settle(page);
  await page.keyboard.press('[');
  await page.waitForURL(`**${hrefs[0]}`);
  await page.goto('/field');
  await settle(page);
  const next = await page.evaluate(async () => ((await (await fetch('/api/field/day')).json()) as { next: { visit: { customerId: number } } | null }).next?.visit.customerId);
  assert.ok(next, 'the demo company has a visit to come');
  await page.goto(`/customers/${next}`);
  await page.getByRole('button', { name: /Visit by Michael Duarte/ }).first().click();
  await page.getByRole('heading', { name: 'Visit planned' }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
});

test('a steward moves a practice, takes an address into use again, reads the record as it was before, and finds nothing to press there', async () => {
  await using page = await tutti.pageOf('stella.nunez@abc.example', { at: '/customers/10004?panel=record' });
  await page.getByRole('button', { name: 'Correct' }).click();
  const street = await page.getByLabel('Street of the practice').inputValue();
  await page.getByLabel('Street of the practice').fill('7 Harbour Walk');
  await page.getByLabel('Why').fill('She told the contact centre');
  await page.getByRole('button', { name: 'Save the correction' }).click();
  await page.getByText('Former (').first().waitFor();
  const dead = await withOwner(tutti.ownerUrl, async (client) => (await client.query<{ value: string }>("update customers.contact_point set state = 'bounced', state_at = '2026-11-20' where customer_id = 10004 and kind = 'email' returning value")).rows[0]?.value);
  await page.goto('/customers/10004?panel=record');
  await page.getByRole('button', { name: new RegExp(`Use again.*${dead}`) }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('She read it out to me');
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('dialog').getByRole('button', { name: 'Use again' }).click();
  await page.getByText('In use again.').waitFor();
  await page.goto('/customers/10004');
  await page.getByRole('button', { name: 'As of …' }).first().click();
  await page.getByLabel('As of the end of').first().pressSequentially('11202026');
  await page.getByText('As it was known on 20 Nov 2026.').waitFor();
  await page.getByText(new RegExp(`${street}.*now 7 Harbour Walk`)).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Log' }).count(), 0);
  assert.deepEqual(await axeFindings(page), []);
  await page.goto('/customers/10004?asOf=2019-01-01');
  await page.getByText('Nothing was on file of this customer then.').waitFor();
  await page.getByRole('link', { name: 'Back to today' }).click();
  await page.getByRole('heading', { name: 'Every function, one timeline' }).waitFor();
});
