import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { signInAs } from '../../platform/testing/browser.ts';
import type { Stage } from './stage.ts';

type Mail = { readonly customerId: number; readonly name: string; readonly address: string; readonly messageId: number; readonly interactionId: number };

/** Four doctors who got the mail, each with a representative who answers for her. */
const listMails = (stage: Stage, cascadeId: number): Promise<Mail[]> => stage.rows<Mail>(`
  select m.customer_id::integer as "customerId", c.name, m.address, m.message_id::integer as "messageId"
    from channels.message m
    join channels.mailbox b on b.internet_id = m.internet_id
    join customers.customer c on c.customer_id = m.customer_id
   where m.cascade_id = $1 and m.state = 'sent' and c.name !~ 'Osei|Nair|Blake'
     and exists (select from customers.owner o where o.customer_id = m.customer_id and o.function = 'sales')
     and not exists (select from work."case" k where k.customer_id = m.customer_id)
     and not exists (select from channels.response r where r.customer_id = m.customer_id)
   order by m.message_id limit 4`, [cascadeId]);

async function openMail(stage: Stage, mail: Mail): Promise<Page> {
  const page = await stage.as('Benjamin');
  await page.goto('/channels/mailbox');
  await page.getByLabel('Address begins with').fill(mail.address);
  await page.getByRole('table', { name: 'Mails in the built-in mailbox' }).getByText(mail.address, { exact: true }).click();
  await page.getByRole('complementary').getByRole('textbox', { name: 'What the doctor answers' }).waitFor();
  return page;
}

const linkIn = async (page: Page, label: string): Promise<string> => {
  const href = await page.frameLocator('iframe').getByRole('link', { name: label }).getAttribute('href');
  return href ?? assert.fail(`The mail has no link “${label}”`);
};

/** She follows a link of the mail in her own browser, and confirms what it asks. Following it alone changes nothing. */
async function answerByLink(stage: Stage, { mail, label, picture }: { mail: Mail; label: string; picture: string }): Promise<void> {
  const link = await linkIn(await openMail(stage, mail), label);
  const page = await stage.asDoctor();
  await page.goto(link);
  await page.getByRole('heading', { name: label }).waitFor();
  const asked = 'select count(*)::integer as count from channels.response where message_id = $1 and kind = \'choice\'';
  assert.deepEqual(await stage.one(asked, [mail.messageId]), { count: 0 });
  await stage.look(page, picture);
  await page.getByRole('button', { name: 'Send this answer' }).click();
  await page.getByRole('heading', { name: 'We have your answer' }).waitFor();
  assert.deepEqual(await stage.one(asked, [mail.messageId]), { count: 1 });
  await page.close();
}

async function chooseInMail(stage: Stage, [first, second]: readonly [Mail, Mail]): Promise<void> {
  await answerByLink(stage, { mail: first, label: 'Medical should call me', picture: '4-choice' });
  const opened = await stage.until<{ function: string; kind: string }>('select function, kind from work."case" where customer_id = $1 and message_id = $2', [first.customerId, first.messageId]);
  assert.deepEqual(opened, { function: 'contact_centre', kind: 'question' });
  await answerByLink(stage, { mail: second, label: 'I would like a visit', picture: '4-choice-visit' });
  const asked = await stage.until<{ owner: boolean }>(`
    select t.owner_id = o.user_id as owner from work.task t join customers.owner o on o.customer_id = t.customer_id and o.function = 'sales'
     where t.customer_id = $1 and t.kind = 'visit_request'`, [second.customerId]);
  assert.deepEqual(asked, { owner: true });
}

const WORDS = 'Could somebody send me the form for prior authorisation? Thursday after five suits me.';

/** Another simply replies: her words are a case at the contact centre. */
async function replyToMail(stage: Stage, mail: Mail): Promise<void> {
  const page = await openMail(stage, mail);
  await stage.look(page, '4-mailbox');
  await page.getByLabel('What the doctor answers').fill(WORDS);
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await page.getByText('Sent over SMTP. The contact centre gets it as a case.').waitFor();
  const { caseId } = await stage.until<{ caseId: number }>('select case_id::integer as "caseId" from work."case" where customer_id = $1 and kind = \'reply\' and function = \'contact_centre\' and state = \'new\'', [mail.customerId]);
  const desk = await stage.as('Elizabeth');
  await signInAs(desk, 'elizabeth.moore@abc.example');
  await desk.getByRole('heading', { level: 1, name: /waits?, the longest for/ }).waitFor();
  await stage.look(desk, '4-elizabeth-home');
  await desk.getByRole('link', { name: 'Contact centre', exact: true }).click();
  await desk.getByRole('link', { name: mail.name }).click();
  await desk.waitForURL(new RegExp(`/contact-centre/cases/${caseId}`));
  await desk.getByText(WORDS).first().waitFor();
  await stage.look(desk, '4-reply-is-a-case');
}

/** A third ends the mail by the one click of her mail program (RFC 8058), without a page, and consent changes at once. */
async function unsubscribeInOneClick(stage: Stage, mail: Mail): Promise<void> {
  const page = await openMail(stage, mail);
  const header = await page.getByRole('complementary').getByText(/^<http.*unsubscribe/).innerText();
  const link = /<(http[^>]+)>/.exec(header)?.[1] ?? assert.fail(header);
  const answer = await fetch(link, { method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  assert.equal(answer.status, 200);
  const { granted, source } = await stage.one<{ granted: boolean; source: string }>(`
    select granted, source from consent.decision where customer_id = $1 and channel = 'email' and purpose = 'promotion' order by effective_at desc, decision_id desc limit 1`, [mail.customerId]);
  assert.deepEqual({ granted, source }, { granted: false, source: 'unsubscribe_link' });
  await page.goto(`/customers/${mail.customerId}`);
  await page.getByRole('heading', { level: 1 }).getByText(mail.name.split(' ').at(-1) as string).waitFor();
  await page.getByRole('table', { name: 'What happened' }).getByText('Unsubscribed from e-mail about GLIDIM').waitFor();
  await stage.look(page, '4-unsubscribed');
}

/** 4. The mail goes both ways: a choice, a plain reply and an unsubscription each reach where they belong. */
export async function answerMails(stage: Stage, cascadeId: number): Promise<void> {
  const [first, second, third, fourth] = await listMails(stage, cascadeId);
  if (!first || !second || !third || !fourth) return assert.fail('Fewer than four mails are in the mailbox');
  await chooseInMail(stage, [first, second]);
  await replyToMail(stage, third);
  return unsubscribeInOneClick(stage, fourth);
}
