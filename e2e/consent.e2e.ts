import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, openTutti, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti[Symbol.asyncDispose]());

test('the gate answers for a customer with the record that decides, and a withdrawal on the phone changes the answer', async () => {
  await using page = await tutti.pageOf('elizabeth.moore@abc.example', { at: '/consent' });
  await page.getByRole('textbox', { name: 'Customer', exact: true }).fill('osei');
  await page.getByRole('option', { name: /Amara Osei/ }).click();
  await page.getByText('Phone: allowed').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Record a decision' }).click();
  await page.getByRole('button', { name: 'Save the permission' }).click();
  await page.getByText('A permission needs its proof.').waitFor();
  await page.getByText('She withdraws it').click();
  await page.getByRole('combobox', { name: 'Channel' }).last().click();
  await page.getByRole('option', { name: 'Phone' }).click();
  await page.getByRole('button', { name: 'Save the withdrawal' }).click();
  await page.getByText('It binds every function from now on').waitFor();
  await page.getByText('Phone: refused').waitFor();
});

test('a director reads the policy and may not record: the reason stands beside the verb', async () => {
  await using page = await tutti.pageOf('peter.okafor@abc.example', { at: '/consent?customer=10001' });
  await page.getByText('Your role does not record consent.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Record a decision' }).getAttribute('aria-disabled'), 'true');
});

test('an administrator tries rules as text, saves and publishes them, and the gate goes by them; a text that cannot be is refused at its place', async () => {
  await using page = await tutti.pageOf('adam.reyes@abc.example', { at: '/consent/gate-rules' });
  const text = page.getByRole('textbox', { name: 'The rules' });
  await text.waitFor();
  const standing = await text.inputValue();
  await text.fill('policy: US\nrules:\n  - cap: lots\n    sentence: At most a few touches.\n    source: ABC contact policy\n');
  await page.getByRole('button', { name: 'Save as the next version' }).click();
  await page.getByText('rules.0.cap: as “4 in 30 days”').waitFor();
  await text.fill(`${standing}\n  - blackout: 2026-11-20 to 2026-11-30\n    channel: event\n    sentence: No invitations over Thanksgiving.\n    source: ABC contact policy 4.2\ntests:\n  - { test: No invitation, customer: 10001, channel: event, function: marketing, at: "2026-11-24T10:00:00-05:00", expect: blackout }\n`);
  await page.getByRole('button', { name: 'What would change' }).click();
  await page.getByText('1 rule would begin').waitFor();
  await page.getByText('as expected').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Save as the next version' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('Agreed with medical');
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await page.getByText('In force.').waitFor();
  const reach = (await (await page.request.get('/api/consent/rules')).json()) as { rows: { kind: string }[] };
  assert.ok(reach.rows.some(({ kind }) => kind === 'blackout'));
});
