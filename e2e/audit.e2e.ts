import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, settle, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

test('an administrator checks the chain, asks who did what, and reads an entry with all that was kept', async () => {
  const page = await tutti.pageOf('adam.reyes@abc.example');
  await page.getByRole('button', { name: 'Check the chain' }).click();
  await page.getByRole('heading', { level: 1, name: 'The trail is whole' }).waitFor();
  await page.getByRole('link', { name: 'The whole trail' }).click();
  await page.getByRole('heading', { level: 1, name: 'Who saw, changed or decided what' }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByLabel('What', { exact: true }).fill('channels.open_sender');
  await page.waitForURL(/action=channels\.open_sender/);
  await settle(page);
  const rows = page.getByRole('table', { name: 'Trail' }).locator('tbody tr');
  assert.ok((await rows.allInnerTexts()).every((text) => text.includes('channels.open_sender')));
  await rows.first().click();
  await page.getByRole('complementary').getByText('in the chain').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByLabel('What', { exact: true }).fill('no.such_deed');
  await page.getByText('No entry answers this question.').waitFor();
  await page.context().close();
});

test('the trail is no page for anybody else', async () => {
  const page = await tutti.pageOf('benjamin.achterberg@abc.example');
  assert.equal(await page.getByRole('link', { name: 'Audit' }).count(), 0);
  await page.goto('/audit');
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
  await page.context().close();
});
