import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => {
  tutti = await openTutti();
  await using page = await tutti.pageOf('leopold.brandt@abc.example');
  const saved = await page.evaluate(async () => {
    const { rows: payers } = await (await fetch('/api/market-access/payers?productId=1')).json() as { rows: { customerId: number; name: string }[] };
    const payerId = payers.find(({ name }) => name === 'Empire Health')?.customerId;
    const { rows: plans } = await (await fetch(`/api/market-access/payers/${payerId}/plans?productId=1`)).json() as { rows: { planId: number; planName: string }[] };
    const planIds = plans.filter(({ planName }) => ['Select PPO', 'Select HMO', 'Choice Plus'].includes(planName)).map(({ planId }) => planId);
    const body = JSON.stringify({ payerId, productId: 1, planIds, effectiveFrom: '2027-01-01', tier: 2, restrictions: [], source: 'Letter' });
    return (await fetch('/api/market-access/events', { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-tutti-request': '1' } })).status;
  });
  assert.equal(saved, 201);
});
after(() => tutti[Symbol.asyncDispose]());

test('who may not approve sees the verb, disabled, with its reason, and is not told who is held out', async () => {
  await using page = await tutti.pageOf('elizabeth.moore@abc.example', { at: '/orchestration/cascades' });
  await page.getByRole('link', { name: 'GLIDIM at Empire Health' }).click();
  const approve = page.getByRole('button', { name: /^Approve/ });
  await approve.waitFor();
  assert.equal(await approve.getAttribute('aria-disabled'), 'true');
  await page.getByText('Marketing or the director of marketing approves.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Held out', exact: true }).count(), 0);
});

test('a band, its number, the chip and the rows say the same, and any row answers why', async () => {
  await using page = await tutti.pageOf('benjamin.achterberg@abc.example');
  await page.getByRole('link', { name: 'See every decision' }).click();
  await page.getByRole('heading', { level: 1, name: 'GLIDIM is on Empire Health’s formulary' }).waitFor();
  await page.getByRole('button', { name: /Do not contact/ }).click();
  await page.waitForURL(/refusal=do_not_contact/);
  const count = /^(\d+)/.exec(await page.getByRole('button', { name: /Do not contact/ }).innerText())?.[1];
  await page.getByText(`${count}, in the order of decision`).waitFor();
  await page.getByRole('table', { name: 'Decisions' }).getByText('Do not contact.').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('y');
  const panel = page.getByRole('complementary', { name: /^Why is / });
  await panel.getByText('What was considered').waitFor();
  assert.match(page.url(), /customer=\d+/);
  assert.deepEqual(await axeFindings(page), []);
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

test('marketing approves on its own page with the reasons before its eyes, and holds what has not left, and lets it go on', async () => {
  await using page = await tutti.pageOf('benjamin.achterberg@abc.example');
  await page.getByRole('heading', { level: 1, name: 'GLIDIM at Empire Health waits for your approval' }).waitFor();
  await page.getByText('A new segment of 3,091 prescribers.').waitFor();
  await page.getByText(/no live journey answers this event/).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: /^Approve/ }).click();
  await page.getByText(/^Approved\. .* are on their way/).waitFor();
  await page.getByRole('heading', { level: 1, name: 'Nothing waits for your approval' }).waitFor();
  await page.getByRole('table', { name: 'Cascades' }).getByRole('link', { name: 'GLIDIM at Empire Health' }).click();
  await page.getByRole('button', { name: 'Hold what is left' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hold what has not left' });
  await dialog.getByText('Cannot be recalled').waitFor();
  await dialog.getByLabel('Reason').fill('The letter names the wrong date');
  await dialog.getByRole('button', { name: 'Hold what is left' }).click();
  await page.getByText(/^Held: what had not left waits until somebody lets it go on\./).waitFor();
  await page.getByText('“The letter names the wrong date”').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Let it go on' }).click();
  const resume = page.getByRole('dialog', { name: 'Let this cascade go on' });
  await resume.getByText(/It was held because: “The letter names the wrong date”/).waitFor();
  await resume.getByLabel('Reason').fill('The date was right after all');
  await resume.getByRole('button', { name: 'Let it go on' }).click();
  await page.getByText('“The date was right after all”').waitFor();
  await page.getByRole('button', { name: 'Hold what is left' }).waitFor();
});

test('a fault in a play is shown at its line, and the text is kept', async () => {
  await using page = await tutti.pageOf('benjamin.achterberg@abc.example', { at: '/orchestration/plays' });
  await page.getByRole('link', { name: 'Formulary pull-through' }).click();
  const text = page.getByLabel('Text of the play');
  await text.fill((await text.inputValue()).replace('holdout: 0.05', 'holdout: 0.7'));
  await page.getByLabel('Reason').fill('More to measure');
  await page.getByRole('button', { name: /^Save version/ }).click();
  await page.getByRole('button', { name: 'Line 8' }).waitFor();
  assert.match(await text.inputValue(), /holdout: 0.7/);
  assert.deepEqual(await axeFindings(page), []);
});
