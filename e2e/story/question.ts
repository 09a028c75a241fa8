import assert from 'node:assert/strict';
import { signInAs } from '../../platform/testing/browser.ts';
import { choose } from './win.ts';
import type { Stage } from './stage.ts';

/** A word that nobody else would write: wherever it turns up, what Priyanka said has got out. */
export const MEDICAL_WORD = 'zephyrine-4471';

const QUESTION = 'Has anybody combined GLIDIM with rituximab in nephrotic patients awaiting transplantation?';
const ANSWER = `Walked him through the two published case series and their limits (${MEDICAL_WORD}); no dose was recommended.`;

/** 5. Dr Blake calls: what he asks is written down word for word, no approved answer covers it, and Priyanka is free and certified now. */
export async function takeQuestion(stage: Stage): Promise<void> {
  const page = await stage.as('Elizabeth');
  await page.goto('/');
  await page.getByRole('button', { name: 'Start a call' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who calls?' });
  await choose(page, 'Product', 'GLIDIM');
  await dialog.getByLabel('Name, NPI or phone number').fill('Owen Blake');
  await dialog.getByRole('button', { name: /Owen Blake.*Lakeside Heart/ }).click();
  await page.waitForURL(/\/contact-centre\/cases\/\d+/);
  await page.getByRole('heading', { level: 1, name: /Owen Blake/ }).waitFor();
  await page.getByRole('textbox', { name: 'His question' }).fill(QUESTION);
  await page.getByText(/^Kept at/).waitFor();
  await page.getByText(/^No approved answer (covers|speaks of)/).waitFor();
  const finder = page.getByRole('region', { name: 'Find a liaison' });
  await finder.getByRole('heading', { name: /can speak with him now/ }).waitFor();
  await finder.getByText(/Certified to/).first().waitFor();
  await stage.look(page, '5-elizabeth-finder');
  await finder.getByRole('button', { name: 'Hand over: Priyanka Raman' }).click();
  await finder.getByRole('heading', { name: 'What Priyanka will get' }).waitFor();
  await finder.getByText('does not cross').first().waitFor();
  await stage.look(page, '5-what-crosses');
  await finder.getByRole('button', { name: 'Join him to the call' }).or(finder.getByRole('button', { name: 'Call back', exact: true })).last().click();
  await page.getByText('Priyanka Raman is asked.').waitFor();
}

/** 6. Priyanka calls and answers; he is content with digital channels, and two colleagues want a visit, which she asks of Michael. */
export async function answerQuestion(stage: Stage): Promise<void> {
  const page = await stage.as('Priyanka');
  await signInAs(page, 'priyanka.raman@abc.example');
  await page.getByRole('heading', { level: 1, name: /Owen Blake waits for an answer/ }).waitFor();
  await stage.look(page, '6-priyanka-home');
  await page.getByRole('table', { name: 'Inquiries by clock' }).getByText('Owen Blake').click();
  await page.getByText(QUESTION).waitFor();
  await page.getByText('Unsolicited: asked of the customer’s own accord').waitFor();
  await page.getByRole('textbox', { name: 'Answer', exact: true }).fill(ANSWER);
  await page.getByLabel('Content with digital channels: mail is welcome').check();
  await stage.look(page, '6-answer');
  await page.getByRole('button', { name: 'Record the answer' }).click();
  await page.getByText(/^Recorded\. The case is closed as answered by a liaison/).waitFor();
  await page.getByRole('button', { name: 'Refer to sales' }).click();
  const panel = page.getByRole('complementary', { name: 'Refer to sales' });
  await panel.getByLabel(/Amara Osei/).check();
  await panel.getByLabel(/Priya Nair/).check();
  await panel.getByRole('heading', { name: 'What Michael Duarte will read' }).waitFor();
  await panel.getByText('Priyanka Raman asks.').first().waitFor();
  assert.doesNotMatch(await panel.innerText(), new RegExp(`${MEDICAL_WORD}|rituximab`));
  await stage.look(page, '6-referral');
  await panel.getByRole('button', { name: 'Ask sales' }).click();
  await page.getByText('Asked Michael Duarte.').waitFor();
  const wishes = await stage.one<{ digital: number; visits: number }>(`
    select count(*) filter (where w.kind = 'wants_channel' and w.channel = 'email' and c.name = 'Owen Blake' and w.said_at > timestamptz '2026-11-23')::integer as digital,
           count(*) filter (where w.kind = 'visit_requested' and c.name ~ 'Osei|Nair' and w.said_at > timestamptz '2026-11-23')::integer as visits
      from interactions.wish w join customers.customer c using (customer_id)`);
  assert.deepEqual(wishes, { digital: 1, visits: 2 });
}
