import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti[Symbol.asyncDispose]());

test('a director reads what was reached, opens the customers behind the figure, and the accounts that resemble one', async () => {
  await using page = await tutti.pageOf('peter.okafor@abc.example');
  await page.getByRole('heading', { name: 'Functions that played together' }).waitFor({ timeout: 120_000 }); // the first count follows the start within a minute
  await page.getByRole('heading', { name: 'Awareness proxy by channel' }).waitFor();
  await page.getByRole('img', { name: /Who reached customers, by week/ }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  const figure = page.getByRole('link', { name: /Reached, 7 days: Members/ });
  assert.ok(Number((await figure.innerText()).replaceAll(',', '')) > 0);
  await figure.click();
  await page.getByRole('heading', { name: /Customers reached/ }).waitFor();
  await page.getByRole('row').nth(1).waitFor();
  await page.goto('/insight/look-alikes?account=1001');
  await page.getByRole('heading', { name: /resembles Empire Health most/ }).waitFor();
  await page.getByText('Same benefit manager, Crossbridge Rx').first().waitFor();
});

test('a representative is told nothing of insight: the address reads as unknown', async () => {
  await using page = await tutti.pageOf('michael.duarte@abc.example');
  assert.equal((await page.request.get('/api/insight/engagement')).status(), 403);
  assert.equal(await page.getByRole('link', { name: 'Insight' }).count(), 0);
});
