import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { axeFindings, openTutti, settle, type Tutti } from '../platform/testing/browser.ts';

let tutti: Tutti;
let pairs: { left: number; right: number; name: string }[] = [];

/** Pairs of the older system's records with the prescribers that they repeat, with the evidence that their names and places give; and one that may not be. */
async function arrange(): Promise<void> {
  const client = new pg.Client({ connectionString: tutti.ownerUrl });
  await client.connect();
  try {
    await client.query(`insert into customers.match_rule (code, version, state, text, definition, created_at) values ('desk', 1, 'draft', '', '{}', '2026-11-01')`);
    await client.query(`delete from customers.match_pair`);
    const { rows } = await client.query<{ left: string; right: string; name: string }>(`
      insert into customers.match_pair (customer_id, other_id, rule_id, probability, weight, evidence, state, found_at)
      select m.customer_id, t.customer_id, (select max(rule_id) from customers.match_rule where code = 'desk'), 0.94 - 0.004 * row_number() over (order by t.customer_id), 9,
             jsonb_build_array(jsonb_build_object('field', 'familyName', 'level', 'exact', 'bits', 6.5, 'left', m.family_name, 'right', t.family_name), jsonb_build_object('field', 'givenName', 'level', 'initial', 'bits', -0.4, 'left', m.given_name, 'right', t.given_name)),
             'open', '2026-11-23'
        from customers.customer t
        join lateral (select c.* from customers.customer c where c.source = 'master' and c.kind = 'hcp' and c.status = 'active' and c.family_name = t.family_name and c.specialty = t.specialty and c.city = t.city and left(c.given_name, 1) = left(t.given_name, 1) order by c.customer_id limit 1) m on true
       where t.source = 'legacy_crm' order by t.customer_id limit 12
      returning customer_id as left, other_id as right, (select name from customers.customer where customer_id = match_pair.customer_id) as name`);
    pairs = rows.map((row) => ({ left: Number(row.left), right: Number(row.right), name: row.name }));
    await client.query(`
      insert into customers.match_pair (customer_id, other_id, rule_id, probability, weight, evidence, state, found_at)
      select min(customer_id), max(customer_id), (select max(rule_id) from customers.match_rule where code = 'desk'), 0.3, -1, '[]', 'open', '2026-11-23'
        from (select customer_id from customers.customer where kind = 'hcp' and source = 'master' order by customer_id desc limit 2) two`);
  } finally {
    await client.end();
  }
}

before(async () => { tutti = await openTutti(); await arrange(); });
after(() => tutti?.[Symbol.asyncDispose]());

const waiting = (count: number) => ({ level: 1, name: `${count} pairs wait` }) as const;

test('a steward decides, undoes and puts aside by keyboard alone, and the loser\'s number leads to the record that stayed', async () => {
  await using page = await tutti.pageOf('stella.nunez@abc.example', { at: '/customers/steward' });
  const all = pairs.length + 1;
  await page.getByRole('heading', waiting(all)).waitFor();
  await page.getByRole('heading', { name: 'What this would change' }).waitFor();
  await page.getByText('What moves').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await using other = await tutti.pageOf('stella.nunez@abc.example', { at: '/customers/steward' });
  await other.getByText('What moves').waitFor();
  await page.keyboard.press('m');
  await page.getByRole('heading', waiting(all - 1)).waitFor();
  await other.getByText(/This pair does not wait any longer/).waitFor(); // and no other slips under the hand
  await other.keyboard.press('m');
  const row = page.getByRole('row').filter({ hasText: 'Stands' });
  await row.first().waitFor();
  const [first] = pairs;
  await page.keyboard.press('u');
  await page.getByRole('heading', waiting(all)).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('n');
  await page.getByRole('heading', waiting(all - 1)).waitFor();
  await page.keyboard.press('z');
  await page.getByRole('heading', waiting(all - 2)).waitFor();
  await page.goto('/customers/steward');
  await page.getByRole('heading', waiting(all - 2)).waitFor();
  await page.keyboard.press('m');
  await page.getByRole('heading', waiting(all - 3)).waitFor();
  await page.goto(`/customers/${first?.right}`);
  await page.waitForURL(`**/customers/${first?.left}`);
  await page.getByRole('heading', { level: 1, name: new RegExp(first?.name ?? '') }).waitFor();
});

test('several pairs are selected with Shift and the arrows and merged with one reason', async () => {
  await using page = await tutti.pageOf('stella.nunez@abc.example', { at: '/customers/steward' });
  await settle(page);
  const before = Number((await page.getByRole('heading', { level: 1 }).textContent())?.split(' ')[0]);
  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('m');
  await page.getByLabel('Why they are the same').fill('Same practice, same name');
  await page.getByRole('button', { name: 'Merge them' }).click();
  await page.getByRole('heading', waiting(before - 3)).waitFor();
});

test('a merge that may not be is refused with its reason, for whatever key one presses', async () => {
  await using page = await tutti.pageOf('stella.nunez@abc.example', { at: '/customers/steward', viewport: { width: 390, height: 844 } });
  await settle(page);
  await page.getByRole('list', { name: 'Pairs' }).getByRole('button').last().click();
  await page.getByText(/They have different valid NPIs/).first().waitFor();
  assert.ok(await page.getByRole('button', { name: 'Merge', exact: true }).isDisabled());
  await page.keyboard.press('m');
  await page.getByText('1 pair was refused').waitFor();
  assert.deepEqual(await axeFindings(page), []);
});

test('a representative says what is wrong, what does not fit is refused at its field, the steward decides it, and he reads the answer', async () => {
  await using rep = await tutti.pageOf('michael.duarte@abc.example', { at: '/customers?search=amara%20osei' });
  await rep.getByRole('link', { name: 'Amara Osei' }).first().click();
  await rep.getByRole('button', { name: 'Something is wrong' }).click();
  await rep.getByLabel('Credential').fill('MD, FACC');
  await rep.getByLabel('How you know').fill('It stands on her card');
  await rep.getByRole('textbox', { name: 'E-mail' }).fill('nonsense');
  await rep.getByRole('button', { name: 'Ask for the change' }).click();
  await rep.getByText('“nonsense” does not fit. Write it as name@domain.').first().waitFor();
  assert.deepEqual(await axeFindings(rep), []);
  await rep.getByRole('textbox', { name: 'E-mail' }).fill('');
  await rep.getByRole('button', { name: 'Ask for the change' }).click();
  await rep.getByText(/^Asked\./).waitFor();
  await using steward = await tutti.pageOf('stella.nunez@abc.example', { at: '/customers/requests' });
  await steward.getByRole('row').filter({ hasText: 'Amara Osei' }).first().click();
  await steward.getByRole('combobox', { name: 'What becomes of Credential' }).click();
  await steward.getByRole('option', { name: 'Accepted' }).click();
  await steward.getByLabel('Answer to who asked').fill('Thank you, corrected');
  assert.deepEqual(await axeFindings(steward), []);
  await steward.getByRole('button', { name: 'Decide', exact: true }).click();
  await steward.getByText('Decided. Who asked has been told.').waitFor();
  await rep.goto('/customers/requests');
  await rep.getByRole('row').filter({ hasText: 'Amara Osei' }).first().click();
  await rep.getByText('Thank you, corrected').waitFor();
});

test('organisations have a match rule of their own: a run looks through them, the rule says what it does, and one that cannot be read is refused by field', async () => {
  await using page = await tutti.pageOf('stella.nunez@abc.example', { at: '/customers/matching' });
  await page.getByRole('button', { name: 'Organisations', exact: true }).click();
  await page.getByRole('heading', { name: /How records of one organisation are found/ }).waitFor();
  await page.getByRole('button', { name: 'Look for duplicates now' }).click();
  await page.getByText('The run has begun.').waitFor();
  await page.getByRole('row').filter({ hasText: 'Stella Nunez' }).filter({ hasText: 'Done' }).first().waitFor({ timeout: 20_000 });
  await page.getByText('Never one, whatever else agrees: two records with a different kind, or a different NPI').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  const rule = page.getByLabel('The rule', { exact: true });
  await rule.fill((await rule.inputValue()).replace('  tax: identifier', '  shoe_size: identifier'));
  await page.getByRole('button', { name: 'Save as the next version' }).click();
  await page.getByText(/no such field; there are name, kind/).waitFor();
});
