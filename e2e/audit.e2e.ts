import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, settle, type Tutti } from '../platform/testing/browser.ts';
import { withOwner } from '../platform/testing/with-owner.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

test('an administrator checks the chain, asks who did what, and reads an entry with all that was kept', async () => {
  await using page = await tutti.pageOf('adam.reyes@abc.example');
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
  await page.getByLabel('What', { exact: true }).fill('');
  await page.waitForURL((url) => !url.searchParams.has('action'));
  await page.getByLabel('Customer number').fill('Amara');
  await page.getByText('A number such as C10003.').waitFor();
  await page.getByText('No entry answers this question.').waitFor();
});

test('the trail for people only shows who came in, and nothing that Tutti did by itself', async () => {
  await using page = await tutti.pageOf('adam.reyes@abc.example', { at: '/audit' });
  await page.getByRole('button', { name: 'People only' }).click();
  await page.waitForURL(/by=people/);
  await settle(page);
  const rows = page.getByRole('table', { name: 'Trail' }).locator('tbody tr');
  await rows.filter({ hasText: 'session.sign_in' }).first().waitFor();
  assert.ok((await rows.allInnerTexts()).every((text) => !text.includes('engine')));
  assert.deepEqual(await axeFindings(page), []);
});

test('a customer\'s name leads nowhere for who may not open customers', async () => {
  const customer = await withOwner(tutti.ownerUrl, async (client) => {
    const { rows: [found] } = await client.query<{ name: string; customer_id: string }>(`select name, customer_id from customers.customer where kind = 'hcp' and status = 'active' order by customer_id limit 1`);
    await client.query(`
      insert into work.task (customer_id, kind, function, owner_id, state, title, reason, created_at)
      select $1, 'follow_up', function, user_id, 'requested', 'Look into it', '', now() from access.person where email = 'adam.reyes@abc.example'`, [found?.customer_id]);
    return found;
  });
  await using page = await tutti.pageOf('adam.reyes@abc.example', { at: '/work/tasks' });
  await page.getByText(customer?.name ?? '', { exact: true }).first().waitFor();
  assert.equal(await page.getByRole('link', { name: customer?.name ?? '' }).count(), 0);
});

test('the trail is no page for anybody else', async () => {
  await using page = await tutti.pageOf('benjamin.achterberg@abc.example');
  assert.equal(await page.getByRole('link', { name: 'Audit' }).count(), 0);
  await page.goto('/audit');
  await page.getByRole('heading', { name: 'There is no page here' }).waitFor();
});
