import assert from 'node:assert/strict';
import { signInAs } from '../../platform/testing/browser.ts';
import { MEDICAL_WORD } from './question.ts';
import type { Stage } from './stage.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** 7. Michael is told on his phone, sees the practice's whole history as far as his role goes, and plans the visit. */
export async function planVisit(stage: Stage): Promise<void> {
  const page = await stage.as('Michael', PHONE);
  await signInAs(page, 'michael.duarte@abc.example');
  await stage.look(page, '7-michael-day');
  await page.getByRole('link', { name: /^Notices/ }).tap();
  await page.getByRole('button', { name: /visit/i }).first().waitFor();
  await stage.look(page, '7-michael-notices');
  const { practiceId } = await stage.one<{ practiceId: number }>('select customer_id::integer as "practiceId" from customers.customer where name = \'Lakeside Heart\'');
  await page.goto(`/field/practices/${practiceId}`);
  await page.getByRole('heading', { level: 1, name: 'Everything with Lakeside Heart' }).waitFor();
  await page.getByText('Medical call').first().waitFor();
  await page.getByText('What was said stays medical.').first().waitFor();
  const history = await page.locator('main').innerText();
  for (const seen of [/Visit, /, /Asked to hear from sales: visit/, /E-mail/]) assert.match(history, seen);
  assert.doesNotMatch(history, new RegExp(`${MEDICAL_WORD}|rituximab`));
  await stage.look(page, '7-practice-history');
  await page.goto('/field');
  await page.getByRole('heading', { name: /Proposed for other days|The day/ }).first().waitFor();
  await stage.look(page, '7-proposed');
  const before = await stage.rows('select visit_id from field.visit v join customers.customer c using (customer_id) where c.name ~ \'Osei|Nair\' and v.state = \'planned\'');
  await page.getByRole('listitem', { name: /(Amara Osei|Priya Nair).*Proposed/ }).getByRole('button', { name: 'Accept' }).or(page.getByRole('button', { name: 'Plan', exact: true })).first().tap();
  await stage.until('select from field.visit v join customers.customer c using (customer_id) where c.name ~ \'Osei|Nair\' and v.state = \'planned\' having count(*) > $1', [before.length]);
  await stage.look(page, '7-planned');
}

/** 8. Peter sees engagement, orchestration, the awareness proxy, and the accounts that resemble Empire, and why. */
export async function seeInsight(stage: Stage): Promise<void> {
  // What happened is counted once a minute.
  await stage.until('select from insight.measured where pace = \'quick\' and measured_at > (select max(sent_at) from channels.message)');
  const page = await stage.as('Peter');
  await signInAs(page, 'peter.okafor@abc.example');
  await page.getByRole('heading', { name: 'Who reached customers, by week' }).waitFor();
  await page.getByRole('heading', { name: 'Awareness proxy by channel' }).waitFor();
  await page.getByRole('heading', { name: 'Functions that played together' }).waitFor();
  await page.getByRole('heading', { name: 'Done, by department and role' }).waitFor();
  await page.getByRole('heading', { level: 1, name: /^GLIDIM at Empire Health/ }).waitFor();
  assert.doesNotMatch(await page.getByRole('heading', { level: 1 }).innerText(), /nobody touched/);
  const alike = page.getByRole('table', { name: 'Accounts that resemble Empire Health' });
  await alike.locator('tbody tr').first().waitFor();
  assert.ok(await alike.locator('tbody tr').count() >= 3);
  await stage.look(page, '8-peter-home');
  await page.getByRole('link', { name: 'All look-alikes' }).click();
  await page.getByRole('heading', { level: 1, name: /resembles Empire Health most/ }).waitFor();
  await page.getByText(/^Compared with/).first().waitFor();
  await stage.look(page, '8-look-alikes');
}
