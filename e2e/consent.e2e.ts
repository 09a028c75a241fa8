import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti[Symbol.asyncDispose]());

test('the gate answers for a customer with the record that decides, and a withdrawal on the phone changes the answer', async () => {
  await using page = await tutti.pageOf('elizabeth.moore@abc.example', { at: '/consent' });
  await page.getByRole('textbox', { name: 'Customer', exact: true }).fill('osei');
  await page.getByRole('option', { name: /Amara Osei/ }).click();
  await page.getByText('Phone: allowed').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Record a decision' }).click();
  await page.getByRole('button', { name: 'Save the permission' }).click();
  await page.getByText('A permission needs its proof.').waitFor();
  await page.getByText('She withdraws it').click();
  await page.getByRole('combobox', { name: 'Channel' }).last().click();
  await page.getByRole('option', { name: 'Phone' }).click();
  await page.getByRole('button', { name: 'Save the withdrawal' }).click();
  await page.getByText('It binds every function from now on').waitFor();
  await page.getByText('Phone: refused').waitFor();
});

test('a director reads the policy and may not record: the reason stands beside the verb', async () => {
  await using page = await tutti.pageOf('peter.okafor@abc.example', { at: '/consent?customer=10001' });
  await page.getByText('Your role does not record consent.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Record a decision' }).getAttribute('aria-disabled'), 'true');
});
