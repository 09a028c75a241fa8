import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { signInAs } from '../../platform/testing/browser.ts';
import type { Stage } from './stage.ts';

export const AUDIENCE = 3_091;
const PLANS = ['Select PPO', 'Select HMO', 'Choice Plus'] as const;

/** What the pages said of the cascade, to be compared with the ledger. */
export type Shown = { readonly cascadeId: number; readonly reached: number; readonly refused: number; readonly heldOut: number };

const numberIn = (text: string, pattern: RegExp): number => {
  const [, found = ''] = pattern.exec(text.replaceAll(/\s+/g, ' ')) ?? assert.fail(`${pattern} is not in: ${text}`);
  return Number(found.replaceAll(/\D/g, ''));
};

/** One of a select's answers, chosen by its name. */
export async function choose(page: Page, field: string, ...answers: readonly string[]): Promise<void> {
  const box = page.getByRole('combobox', { name: field, exact: true }).or(page.getByRole('textbox', { name: field, exact: true }));
  for (const answer of answers) { // one click after the other, as a person does
    await box.click();
    await page.getByRole('option', { name: answer, exact: true }).click();
  }
}

/** 1. Leopold records that Empire Health covers GLIDIM; that save is the only thing he does. */
export async function recordWin(stage: Stage): Promise<void> {
  const page = await stage.as('Leopold');
  await signInAs(page, 'leopold.brandt@abc.example');
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByText(/at your accounts since/).first().waitFor();
  await stage.look(page, '1-leopold-home');
  await page.getByRole('button', { name: 'Record a formulary win' }).click();
  const form = page.getByRole('complementary', { name: 'Record a formulary win' });
  await choose(page, 'Payer', 'Empire Health');
  await choose(page, 'Plans', ...PLANS);
  await page.keyboard.press('Escape'); // the list of plans, which stays open for one more
  assert.match(await form.getByRole('combobox', { name: 'Product' }).or(form.getByRole('textbox', { name: 'Product' })).inputValue(), /GLIDIM/);
  await form.getByRole('button', { name: '2 preferred' }).click();
  assert.equal(await form.getByRole('button', { name: 'None', exact: true }).getAttribute('aria-pressed'), 'true');
  await form.getByLabel('Effective from').fill('2026-12-01');
  await form.getByLabel('Source').fill('Letter of 20 Nov 2026');
  const starts = form.getByRole('region', { name: 'What saving will start' });
  await starts.getByText('3,091').waitFor();
  await starts.getByText('refused by the gate').waitFor();
  await stage.look(page, '1-what-saving-starts');
  await form.getByRole('button', { name: 'Save the win' }).click();
  const saved = page.getByRole('complementary', { name: 'Saved' });
  await saved.getByText('3 positions recorded.').waitFor();
  await saved.getByRole('link', { name: 'Open the cascade' }).click();
}

async function readWhy(page: Page, outcome: 'Reached' | 'Refused', title: RegExp): Promise<void> {
  await page.getByRole('group', { name: 'Outcome' }).or(page.getByRole('radiogroup', { name: 'Outcome' })).getByText(outcome, { exact: true }).click();
  await page.waitForURL(/outcome=/);
  const table = page.getByRole('table', { name: 'Decisions' });
  await page.getByText(/, in the order of decision/).waitFor();
  await table.locator('tbody tr').first().click();
  const panel = page.getByRole('complementary', { name: title });
  await panel.getByText('What was considered').waitFor();
}

/** 2. From that one event the system decided about 3,091 prescribers, and says why for each. */
export async function seeCascade(stage: Stage): Promise<Shown> {
  const page = await stage.as('Leopold');
  await page.getByRole('heading', { level: 1, name: 'GLIDIM is on Empire Health’s formulary' }).waitFor();
  await page.getByText(/One event would reach .* of 3,091 prescribers\. Decided in/).waitFor();
  const cascadeId = Number(/cascades\/(\d+)/.exec(page.url())?.[1]);
  const subtitle = await page.getByText(/One event would reach/).innerText();
  const untouched = await page.getByText(/^Not touched|Not touched:/).first().innerText();
  await stage.look(page, '2-cascade');
  await readWhy(page, 'Reached', /^Why .* for /);
  await stage.look(page, '2-why-chosen');
  await page.keyboard.press('Escape');
  await readWhy(page, 'Refused', /^Why is .* not reached\?/);
  await stage.look(page, '2-why-refused');
  return { cascadeId, reached: numberIn(subtitle, /would reach ([\d,]+) of/), refused: numberIn(untouched, /([\d,]+) refused by a record/), heldOut: numberIn(untouched, /([\d,]+) held out/) };
}

/** 3. Benjamin finds the notice, the segment and the journey on his own page, and approves in two clicks. */
export async function approveCascade(stage: Stage): Promise<Shown> {
  const page = await stage.as('Benjamin');
  await signInAs(page, 'benjamin.achterberg@abc.example');
  await page.getByText('A new segment of 3,091 prescribers.').waitFor();
  await page.getByText(/no live journey answers this event/).waitFor();
  const notice = page.getByRole('link', { name: 'A journey waits for your approval' });
  await notice.waitFor();
  await stage.look(page, '3-benjamin-home');
  await notice.click();
  const approve = page.getByRole('button', { name: /^Approve [\d,]+$/ });
  const shown = numberIn(await approve.innerText(), /Approve ([\d,]+)/);
  const untouched = await page.getByText(/Not touched:/).first().innerText();
  await approve.click();
  await page.getByText(/^Approved\. .* are on their way/).waitFor();
  const cascadeId = Number(/cascades\/(\d+)/.exec(page.url())?.[1]);
  const { sent } = await stage.until<{ sent: number }>(`
    select count(*) filter (where state = 'sent')::integer as sent from channels.message where cascade_id = $1
    having count(*) > 0 and count(*) filter (where state in ('queued', 'claimed', 'dispatching') and not_before <= queued_at + interval '1 minute') = 0`, [cascadeId]);
  assert.ok(sent > 0, 'no mail went out');
  await page.reload();
  await page.getByText(/One event reached/).waitFor();
  await stage.look(page, '3-approved');
  return { cascadeId, reached: shown, refused: numberIn(untouched, /([\d,]+) refused by a record/), heldOut: numberIn(untouched, /([\d,]+) held out/) };
}
