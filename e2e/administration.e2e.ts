import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings, openTutti, settle, visit, type Tutti } from '../platform/testing/browser.ts';
import { withOwner } from '../platform/testing/with-owner.ts';

let tutti: Tutti;
before(async () => { tutti = await openTutti(); });
after(() => tutti?.[Symbol.asyncDispose]());

const ADMIN = 'adam.reyes@abc.example';
const MICHAEL = 'michael.duarte@abc.example';
const one = async <T>(text: string): Promise<T> => withOwner(tutti.ownerUrl, async (client) => (await client.query(text)).rows[0] as T);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
const panel = (page: Page) => page.getByRole('complementary');

async function choose(page: Page, label: string, typed: string, option: string | RegExp): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

test('an administrator adds a person and gives another title; nobody changes his own role', async () => {
  await using page = await tutti.pageOf(ADMIN);
  await page.getByRole('link', { name: 'Administration' }).click();
  await heading(page, /people work here/);
  await page.getByRole('button', { name: 'Add a person' }).click();
  await panel(page).getByRole('button', { name: 'Add the person' }).click();
  await panel(page).getByText('A name is needed.').waitFor();
  await panel(page).getByLabel('Name', { exact: true }).fill('Wilhelmina Featherstonehaugh-Constantinopoulos');
  await panel(page).getByLabel('E-mail').fill('wilhelmina@abc.example');
  await panel(page).getByLabel('Title').fill('Representative, Harlem');
  await panel(page).getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Representative' }).click();
  await panel(page).getByRole('combobox', { name: 'Function' }).click();
  await page.getByRole('option', { name: 'Sales' }).click();
  await panel(page).getByRole('textbox', { name: 'Manager' }).fill('dana');
  await page.getByRole('option', { name: /Dana Whitfield/ }).click();
  await panel(page).getByRole('button', { name: 'Add the person' }).click();
  assert.deepEqual(await axeFindings(page), []);
  await panel(page).getByRole('link', { name: 'Invite' }).click();
  await panel(page).locator('input[value^="Wilhelmina"]').first().waitFor(); // chosen already, though after the first fifty by name
  await page.goBack();
  await panel(page).getByRole('button', { name: 'Change' }).click();
  await panel(page).getByLabel('Title').fill('Representative, East Harlem');
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await panel(page).getByText('Say why, in at least three letters.').waitFor();
  await panel(page).getByLabel('Why').fill('moved east');
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await panel(page).getByText('Representative, East Harlem').waitFor();
  await page.getByRole('searchbox', { name: 'Find' }).fill('adam reyes');
  await page.waitForURL(/q=adam/);
  await settle(page);
  await page.getByRole('row', { name: /Adam Reyes/ }).click();
  await panel(page).getByRole('heading', { name: 'Adam Reyes' }).waitFor();
  assert.equal(await panel(page).getByRole('button', { name: 'Deactivate' }).isDisabled(), true);
  await panel(page).getByText('Another administrator has to deactivate you.').waitFor();
  await panel(page).getByRole('button', { name: 'Change' }).click();
  await panel(page).getByText('Nobody changes his own role.').waitFor();
  assert.equal(await panel(page).getByRole('combobox', { name: 'Role' }).isDisabled(), true);
});

test('whoever is deactivated is told what waits for her, and is out within five seconds', async () => {
  await using hers = await tutti.pageOf('ingrid.vale@abc.example');
  await using page = await tutti.pageOf(ADMIN, { at: '/administration/people?q=ingrid' });
  await page.getByRole('row', { name: /Ingrid Vale/ }).click();
  await panel(page).getByRole('button', { name: 'Deactivate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/customers are owned|Nothing waits for this person/).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await dialog.getByLabel('Why').fill('left the company');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText('Deactivated. Open sessions have ended.').waitFor();
  await hers.getByRole('dialog').getByText('Your session has ended.').waitFor({ timeout: 5_000 });
  assert.equal(await hers.evaluate(async () => (await fetch('/api/work/counters')).status), 401);
  await hers.close();
  await page.goto('/administration/people?q=ingrid&state=inactive');
  await page.getByRole('row', { name: /Ingrid Vale/ }).click();
  await panel(page).getByRole('button', { name: 'Take back' }).waitFor();
});

test('a team is made with its lead and members, and its name is taken once', async () => {
  await using page = await tutti.pageOf(ADMIN);
  const fill = async () => {
    await page.goto('/administration/teams?panel=new');
    await panel(page).getByLabel('Name', { exact: true }).fill('New York');
    await choose(page, 'Lead', 'dana', /Dana Whitfield/);
    await choose(page, 'Add a member', 'duarte', /Michael Duarte/);
    await panel(page).getByLabel('Why').fill('set up');
    await panel(page).getByRole('button', { name: 'Make the team' }).click();
  };
  await fill();
  await page.getByText('Made.', { exact: true }).waitFor();
  await panel(page).getByRole('button', { name: 'Take Michael Duarte out' }).waitFor();
  await page.getByRole('row', { name: /New York.*Dana Whitfield/ }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await fill();
  await panel(page).getByText('is the name of another team').first().waitFor();
});

test('the roles page says who sees a thing, and is no page for a director', async () => {
  await using page = await tutti.pageOf(ADMIN, { at: '/administration/roles' });
  await page.getByRole('searchbox').fill('medical.inquiry');
  const record = page.getByRole('region', { name: 'medical.inquiry', exact: true });
  await record.waitFor();
  assert.match(await record.innerText(), /Medical liaison\s+of all customers but patients/);
  assert.match(await record.innerText(), /Out of reach of:.*Representative/);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: /Permissions/ }).click();
  await page.getByRole('searchbox').fill('inquiry');
  await page.getByText('medical:answer').waitFor();
  await page.getByRole('button', { name: /Fields/ }).click();
  await page.getByRole('searchbox').fill('');
  await page.getByText('what was said to medical affairs').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.goto('/administration/words');
  await page.getByText('Consent is asked and refused by purpose.').waitFor();
  await page.close();
  await using other = await tutti.pageOf('peter.okafor@abc.example');
  assert.equal(await other.getByRole('link', { name: 'Administration' }).count(), 0);
  for (const path of ['people', 'teams', 'roles', 'words']) {
    await other.goto(`/administration/${path}`);
    await heading(other, 'There is no page here');
  }
});

test('temporary access: who does not see a customer learns why, opens her, and every read stands on the administrator\'s page until he ends it', async () => {
  const { id, name } = await one<{ id: string; name: string }>(`
    select c.customer_id as id, c.name from customers.customer c join customers.owner o on o.customer_id = c.customer_id and o.function = 'sales'
     where c.kind = 'hcp' and c.status = 'active' and o.user_id <> 5 and not exists (select from access.membership m where m.customer_id = c.customer_id and m.user_id = 5) order by c.customer_id limit 1`);
  await using rep = await tutti.pageOf(MICHAEL, { at: `/customers/${id}` });
  await heading(rep, 'There is no page here');
  await rep.getByRole('link', { name: 'Why can I not see this?' }).click();
  await heading(rep, `You do not see C${id}`);
  assert.equal(await rep.getByText(name).count(), 0);
  assert.deepEqual(await axeFindings(rep), []);
  await rep.getByRole('button', { name: 'Ask for temporary access' }).click();
  await panel(rep).getByRole('button', { name: 'Open the customer' }).click();
  await panel(rep).getByText('Name the customer by number, a reason and why.').waitFor();
  await panel(rep).getByRole('combobox', { name: 'Reason' }).click();
  await rep.getByRole('option', { name: 'The customer asked' }).click();
  await panel(rep).getByLabel('In your words').fill('asked me at a congress to call back');
  await panel(rep).getByRole('button', { name: 'Open the customer' }).click();
  await rep.getByText(`${name} is open to you.`).waitFor();
  assert.deepEqual(await axeFindings(rep), []);
  await rep.goto(`/customers/${id}`);
  await heading(rep, name);

  await using page = await tutti.pageOf(ADMIN, { at: '/work/notices' });
  await page.getByText('Michael Duarte opened a customer by temporary access').first().click();
  await panel(page).getByText('GET /customers/:customerId', { exact: true }).first().waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.goto(`/administration/who-sees-whom?person=5&customer=${id}`);
  await heading(page, `Michael Duarte sees ${name}`);
  await page.getByText(/Temporary access is open until/).waitFor();
  await page.goto('/administration/break-glass?show=open');
  assert.equal(await page.getByRole('button', { name: 'Ask for temporary access' }).getAttribute('aria-disabled'), 'true');
  await page.getByRole('row', { name: /Michael Duarte/ }).click();
  await panel(page).getByRole('button', { name: 'End now' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('it is settled');
  await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
  await page.getByText('Ended.', { exact: true }).waitFor();
  await rep.reload();
  await heading(rep, 'There is no page here');
});

test('an administrator asks for a person and a customer by name, and is told by which record she is seen', async () => {
  await using page = await tutti.pageOf(ADMIN, { at: '/administration/who-sees-whom' });
  await page.getByText('Choose a person and a customer.').waitFor();
  await choose(page, 'Person', 'michael du', /Michael Duarte/);
  await page.waitForURL(/person=5/);
  const { name } = await one<{ name: string }>(`select c.name from access.territory_customer a join access.territory_person t using (territory_id) join customers.customer c using (customer_id) where t.user_id = 5 and c.status = 'active' order by c.customer_id limit 1`);
  await choose(page, 'Customer', name, name);
  await heading(page, `Michael Duarte sees ${name}`);
  await page.getByText(/Lies in the territory Midtown/).waitFor();
  assert.deepEqual(await axeFindings(page), []);
});

test('a change of territories is prepared, previewed and committed, and who sees a customer is told by which rule; a representative has no such page', async () => {
  const { id, name } = await one<{ id: string; name: string }>(`select c.customer_id as id, c.name from access.territory_customer t join customers.customer c using (customer_id) where t.territory_id = 1 and c.postal_code = '10019' order by 1 limit 1`);
  await using page = await tutti.pageOf(ADMIN, { at: '/administration/territories?panel=draft' });
  await panel(page).getByRole('button', { name: 'Begin the draft' }).click();
  await panel(page).getByText('Give it a name, a reason and a day.').waitFor();
  await panel(page).getByLabel('Name', { exact: true }).fill('Winter');
  await panel(page).getByLabel('Takes effect on').fill('2026-11-23');
  await panel(page).getByLabel('Why').fill('Dana has time');
  await panel(page).getByRole('button', { name: 'Begin the draft' }).click();
  await heading(page, 'Winter moves nobody');
  await page.getByRole('button', { name: 'Change a territory' }).click();
  await page.getByText('You are in the draft Winter. Open the territory that you want to change.').waitFor();
  await page.getByRole('row', { name: /Upper East Side/ }).click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await panel(page).getByLabel('Postal codes or their beginnings').fill('10019');
  await panel(page).getByText(/customers?, \d+ of them in other territories/).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await panel(page).getByLabel('Priority').fill('5');
  await panel(page).getByLabel('Volume decile from').fill('4');
  await panel(page).getByRole('button', { name: 'Save the rule' }).click();
  await page.getByText('The rule waits in the draft.').waitFor();
  await page.getByRole('link', { name: 'See what it does' }).click();
  await heading(page, /^Winter would move \d+ customers$/);
  await page.getByRole('row', { name: /Michael Duarte.*−\d+/ }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Commit', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('as agreed');
  await page.getByRole('dialog').getByRole('button', { name: 'Commit', exact: true }).click();
  await page.getByText(/Committed\. \d+ customers moved\./).waitFor();
  await page.goto(`/administration/who-sees-whom?person=5&customer=${id}`);
  await heading(page, `Michael Duarte does not see ${name}`);
  await page.getByText(/lies in Upper East Side, of Dana Whitfield, by the rule: Prescribers with a postal code 10019/).waitFor();
  await visit(page, '/administration/territories/2');
  await page.getByRole('button', { name: 'End territory' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('One too many');
  await page.getByRole('dialog').getByRole('button', { name: 'End territory' }).click();
  await page.getByText('A territory ends when no rule, no person and no customer is left in it.').waitFor();
  await visit(page, '/administration/territories?panel=new');
  await panel(page).getByLabel('Code').fill('NY-99');
  await panel(page).getByLabel('Name', { exact: true }).fill('Islands');
  await panel(page).getByLabel('Why').fill('New boats');
  await panel(page).getByRole('button', { name: 'Make a territory' }).click();
  await page.getByRole('row', { name: /Islands/ }).click();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await panel(page).getByLabel('Name', { exact: true }).fill('Islands and ferries');
  await panel(page).getByRole('combobox', { name: 'Part of' }).fill('Upper');
  await page.getByRole('option', { name: 'Upper East Side' }).click();
  await panel(page).getByLabel('Why').fill('They go together');
  assert.deepEqual(await axeFindings(page), []);
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await heading(page, 'Islands and ferries: 0 customers');
  await page.getByText('part of Upper East Side.').waitFor();
  await page.getByRole('button', { name: 'End territory' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('Nobody lives there');
  await page.getByRole('dialog').getByRole('button', { name: 'End territory' }).click();
  await page.getByText('This territory has ended.').waitFor();
  await page.close();
  await using rep = await tutti.pageOf(MICHAEL, { at: '/administration/territories' });
  await heading(rep, 'There is no page here');
  await visit(rep, '/administration');
  await heading(rep, 'Who sees whom');
});

test('a review: the manager decides for her people, the administrator carries it out, and it closes only when all is decided', async () => {
  await using page = await tutti.pageOf(ADMIN, { at: '/administration/reviews' });
  await page.getByText('No review yet.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Open a review' }).click();
  await panel(page).getByRole('button', { name: 'Open the review' }).click();
  await panel(page).getByText('Give it a name and a day to come.').waitFor();
  await panel(page).getByLabel('Name', { exact: true }).fill('Sales, autumn 2026');
  await panel(page).getByLabel('Due on').fill('2026-12-01');
  await panel(page).getByLabel('Functions').first().click();
  await page.getByRole('option', { name: 'Sales' }).click();
  await page.keyboard.press('Escape');
  await panel(page).getByRole('button', { name: 'Open the review' }).click();
  await heading(page, /lines wait for a decision/);
  assert.deepEqual(await axeFindings(page), []);

  await using dana = await tutti.pageOf('dana.whitfield@abc.example', { at: '/work/notices' });
  await dana.getByText(/Review what \d+ people may reach: Sales, autumn 2026/).click();
  await heading(dana, /Sales, autumn 2026: \d+ lines wait/);
  await dana.getByRole('button', { name: /^Keep.*Alicia Fenn/ }).click();
  await dana.getByText('Kept.', { exact: true }).waitFor();
  await dana.getByRole('row', { name: /Michael Duarte/ }).click();
  await panel(dana).getByRole('radio', { name: 'End: deactivate' }).check();
  await panel(dana).getByRole('button', { name: 'Save the decision' }).click();
  await panel(dana).getByText('Say why, and which role.').waitFor();
  assert.deepEqual(await axeFindings(dana), []);
  await panel(dana).getByLabel('Why').fill('leaves on Friday');
  await panel(dana).getByRole('button', { name: 'Save the decision' }).click();
  await dana.getByText('Decided. An administrator carries it out.').waitFor();
  await dana.close();

  await page.getByRole('button', { name: 'To carry out' }).click();
  await page.getByRole('button', { name: /Carry out.*Michael Duarte/ }).click();
  await page.getByText('Carried out.', { exact: true }).waitFor();
  assert.equal((await one<{ state: string }>('select state from access.person where user_id = 5')).state, 'inactive');
  await page.getByRole('button', { name: 'Close the review' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the review' }).click();
  await page.getByRole('dialog').getByText(/lines wait for a decision until the due day/).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  const csv = await page.evaluate(async (href) => (await fetch(href)).text(), await page.getByRole('link', { name: 'CSV' }).getAttribute('href') as string);
  assert.match(csv, /Michael Duarte,field,.*,end,,leaves on Friday,Dana Whitfield,/);
});

test('on the phone every page of administration fits, and says where it is', async () => {
  await using page = await tutti.pageOf(ADMIN, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  for (const path of ['people', 'people?panel=5', 'teams', 'roles', 'who-sees-whom?person=6&customer=10001', 'break-glass', 'reviews', 'words', 'territories', 'territories/1']) {
    await visit(page, `/administration/${path}`);
    assert.equal(await page.locator('html').evaluate((node) => node.scrollWidth <= node.clientWidth), true, path);
    assert.deepEqual(await axeFindings(page), [], path);
  }
});
