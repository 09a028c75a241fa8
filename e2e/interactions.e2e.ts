import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti[Symbol.asyncDispose]());

test('sales sees that a liaison met the doctor, never what was said, and no lane of patient services', async () => {
  await using page = await tutti.pageOf('michael.duarte@abc.example', { at: '/interactions?function=medical' });
  await page.locator('tbody tr').first().click();
  await page.getByRole('complementary').getByText('What was said stays medical. You see that it took place.').waitFor();
  await page.getByText('Not shown to sales: patient data.').waitFor();
  assert.deepEqual(await axeFindings(page), []);
});
