import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, settle, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

test('a field manager has her team at home, reads what each has to do, and has her own day one step away', async () => {
  await using page = await tutti.pageOf('dana.whitfield@abc.example');
  await page.getByRole('heading', { level: 1, name: /your team/ }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('table', { name: 'Team' }).getByText('Michael Duarte').click();
  const panel = page.getByRole('complementary', { name: 'Michael Duarte' });
  await panel.getByRole('heading', { name: 'Open tasks' }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'My own day' }).click();
  await page.getByRole('heading', { name: 'The day' }).waitFor();
});

test('a representative has no team: home is the day, and the team reads as unknown', async () => {
  await using page = await tutti.pageOf('michael.duarte@abc.example', { viewport: { width: 390, height: 844 } });
  await settle(page);
  await page.getByRole('heading', { name: 'The day' }).waitFor();
  assert.equal(await page.evaluate(async () => (await fetch('/api/field/team/7')).status), 404);
});
