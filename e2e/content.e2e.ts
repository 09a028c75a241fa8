import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings, DEMO_PASSWORD, openTutti, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti[Symbol.asyncDispose]());

/** Proves again who signs: at the first signature of a session by name and password, then by the password. */
async function sign(page: Page, verb: string, userName?: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  if (userName) await dialog.getByLabel('User name').fill(userName);
  await dialog.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  assert.equal(await dialog.getByLabel('User name').count(), userName ? 1 : 0);
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a text goes from draft to use: refused while it lacks what the law asks, then signed three times and approved', async () => {
  await using author = await tutti.pageOf('benjamin.achterberg@abc.example', { at: '/content' });
  await author.getByRole('button', { name: 'New draft' }).click();
  await author.getByLabel('Title', { exact: true }).fill('GLIDIM on Select PPO');
  await author.getByLabel('Code', { exact: true }).fill('select-ppo');
  await author.getByLabel('Subject').fill('GLIDIM is on {{plan.name}}');
  const body = author.getByLabel('Text', { exact: true });
  const whole = await body.inputValue();
  await body.fill(whole.replace('{{links.unsubscribe}}', 'https://abc.example'));
  await author.getByRole('button', { name: 'Save the draft' }).click();
  await author.waitForURL(/\/content\/\d+$/);
  const versionId = new URL(author.url()).pathname.split('/').at(-1);
  await author.getByRole('button', { name: 'Hand to the reviewers' }).click();
  await author.getByRole('dialog').getByLabel('User name').fill('benjamin.achterberg@abc.example');
  await author.getByRole('dialog').getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
  await author.getByRole('button', { name: 'Sign and hand over' }).click();
  await author.getByText('Every mail offers to unsubscribe').first().waitFor();
  assert.deepEqual(await axeFindings(author), []);
  await author.getByRole('button', { name: 'Cancel' }).click();
  await author.getByRole('button', { name: 'Change the draft' }).click();
  await body.fill(whole);
  await author.getByRole('button', { name: 'Save the draft' }).click();
  await author.waitForURL((url) => !url.searchParams.has('panel'));
  await author.getByRole('button', { name: 'Hand to the reviewers' }).click();
  await sign(author, 'Sign and hand over', 'benjamin.achterberg@abc.example');
  await author.getByText('In review').first().waitFor();

  await using reviewer = await tutti.pageOf('rachel.stein@abc.example');
  await reviewer.getByRole('link', { name: 'Content' }).first().waitFor();
  assert.deepEqual(await axeFindings(reviewer), []);
  await reviewer.goto(`/content/review/${versionId}`);
  for (const review of ['medical', 'legal', 'regulatory']) {
    assert.equal(await reviewer.getByRole('button', { name: 'Approve for use' }).isDisabled(), true);
    await reviewer.getByRole('button', { name: `Sign as ${review}` }).click();
    await sign(reviewer, 'Sign', review === 'medical' ? 'rachel.stein@abc.example' : undefined);
    await reviewer.getByText(new RegExp(`${review}: signed for this text`, 'i')).waitFor();
  }
  assert.deepEqual(await axeFindings(reviewer), []);
  await reviewer.getByRole('button', { name: 'Approve for use' }).click();
  await sign(reviewer, 'Sign');
  await reviewer.getByText('Approved. It is in use within its dates.').waitFor();
});

test('who drafts may not sign: the reason stands beside, and the API says no', async () => {
  await using author = await tutti.pageOf('benjamin.achterberg@abc.example', { at: '/content?state=in_review' });
  await author.getByRole('link', { name: 'What is known in renal impairment' }).click();
  await author.getByText('Only a reviewer signs.').waitFor();
  const status = await author.evaluate(async (versionId) => (await fetch(`/api/content/versions/${versionId}/sign`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-tutti-request': '1' }, body: JSON.stringify({ meaning: 'medical', digest: '0'.repeat(64), signature: { password: 'any' } }),
  })).status, new URL(author.url()).pathname.split('/').at(-1));
  assert.equal(status, 403);
});
