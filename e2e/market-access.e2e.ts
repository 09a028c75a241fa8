import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, type Tutti } from '../platform/testing/browser.ts';
import { withOwner } from '../platform/testing/with-owner.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

test('who can prescribe under a plan on a day follows the position of that day, and for who may not ask there is no such page', async () => {
  await using page = await tutti.pageOf('leopold.brandt@abc.example', { at: '/market-access/prescribers?product=GLIDIM&plan=1101&on=2026-12-01' });
  const title = page.getByRole('heading', { level: 1, name: /GLIDIM under Select PPO on/ });
  await title.waitFor();
  const before = await page.locator('main').innerText();
  const saved = await page.evaluate(async () => (await fetch('/api/market-access/events', {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-tutti-request': '1' },
    body: JSON.stringify({ payerId: 1001, productId: 1, planIds: [1101], status: 'covered', tier: 2, restrictions: [], effectiveFrom: '2026-12-01', source: 'Letter' }),
  })).status);
  assert.equal(saved, 201);
  await page.reload();
  await page.getByText(/tier 2/i).first().waitFor();
  assert.notEqual(await page.locator('main').innerText(), before);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByLabel('Day').fill('2026-11-30');
  await page.getByText(/tier 2/i).first().waitFor({ state: 'detached' });
  await page.getByRole('table').locator('tbody tr').first().waitFor();
  await using phone = await tutti.pageOf('leopold.brandt@abc.example', { at: '/market-access/prescribers?product=GLIDIM&plan=1101', viewport: { width: 390, height: 844 } });
  assert.equal(await phone.locator('html').evaluate((node) => node.scrollWidth <= node.clientWidth), true);
  assert.deepEqual(await axeFindings(phone), []);
  await using safety = await tutti.pageOf('sofia.lind@abc.example', { at: '/market-access/prescribers' });
  await safety.getByRole('heading', { level: 1, name: 'There is no page here' }).waitFor();
});

test('where a published formulary puts a product is taken over plan by plan, once somebody has said which tier its word is', async () => {
  await withOwner(tutti.ownerUrl, (client) => client.query(`insert into market_access.listing (list, list_key, drug_key, drug_name, tier, restrictions, digest, changed_at)
    select 'qhp', value, '1551300', 'Glidim 10 MG', 'PREFERRED-BRAND', '{PA}', 'x', now() from customers.identifier where customer_id = 1105 and system = 'plan'`));
  await using page = await tutti.pageOf('leopold.brandt@abc.example', { at: '/market-access?product=GLIDIM&panel=published' });
  await page.getByRole('combobox', { name: 'Numbers of the product there' }).fill('1551300');
  await page.keyboard.press('Enter');
  await page.getByText('Say which tier “PREFERRED-BRAND” is.').waitFor();
  await page.getByLabel('Which publication').fill('Marketplace, November 2026');
  assert.ok(await page.getByRole('button', { name: 'Take over 0 plans' }).isDisabled());
  await page.getByLabel('PREFERRED-BRAND, on 1 list').selectOption('3');
  await page.getByText('tier 3, PA').waitFor();
  await page.getByRole('heading', { name: 'Saving tells 1 event, one for each payer and standing' }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Take over 1 plan' }).click();
  await page.getByText('1 position recorded.').waitFor();
});
