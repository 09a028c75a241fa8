import { Readable } from 'node:stream';
import { audit } from '#platform/audit';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { csvCell } from '#platform/export';
import type { TouchFunction } from '../types.ts';

// What Tutti recorded since, in the shape of the other CRM, so that its Data Loader takes it in by an external id. What came from there does not go back.

export const EXPORTED = ['calls', 'e-mails'] as const;
export type Asked = { readonly system: 'salesforce' | 'veeva' | 'vault'; readonly what: (typeof EXPORTED)[number]; readonly market?: string | undefined; readonly since?: string | undefined };

type Touch = {
  readonly account: string; readonly interactionId: number; readonly occurredAt: string; readonly function: TouchFunction; readonly channel: string; readonly kind: string; readonly state: string; readonly minutes: number | null; readonly product: string | null;
  readonly sourceProduct: string | null; readonly owner: string | null; readonly headline: string; readonly body: string | null; readonly opens: number; readonly openedAt: string | null; readonly clicks: number; readonly clickedAt: string | null;
};
type Cell = string | number | null;
type Shape = readonly (readonly [string, (touch: Touch) => Cell])[];

const WAYS: Readonly<Record<string, string>> = { visit: 'Face_to_face_vod', call: 'Phone_vod', meeting: 'Video_vod' };
const day = (at: string) => at.slice(0, 10);
const open = ({ function: work }: Touch) => work !== 'medical'; // of a medical call the header alone, as everybody here sees it
const lower = (value: string) => value.replace(/_vod$/, '__v').toLowerCase();

const CALLS: Shape = [
  ['Tutti_Id__c', ({ interactionId }) => `tutti:interaction:${interactionId}`], ['Account_vod__c', ({ account }) => account], ['Call_Datetime_vod__c', ({ occurredAt }) => occurredAt], ['Call_Date_vod__c', ({ occurredAt }) => day(occurredAt)],
  ['Status_vod__c', ({ state }) => (state === 'done' ? 'Submitted_vod' : 'Planned_vod')], ['Call_Channel_vod__c', ({ kind }) => WAYS[kind] ?? 'Other_vod'], ['OwnerId', ({ owner }) => owner], ['Duration_vod__c', ({ minutes }) => minutes],
  ['Detailed_Products_vod__c', (touch) => (open(touch) ? touch.product : null)], ['Call_Comments_vod__c', (touch) => (open(touch) ? touch.body || touch.headline : null)],
];
const MAILS: Shape = [
  ['Tutti_Id__c', ({ interactionId }) => `tutti:interaction:${interactionId}`], ['Account_vod__c', ({ account }) => account], ['Email_Sent_Date_vod__c', ({ occurredAt }) => occurredAt], ['Status_vod__c', () => 'Sent_vod'], ['OwnerId', ({ owner }) => owner],
  ['Product_vod__c', (touch) => (open(touch) ? touch.sourceProduct : null)], ['Open_Count_vod__c', ({ opens }) => opens], ['Last_Open_Date_vod__c', ({ openedAt }) => openedAt], ['Click_Count_vod__c', ({ clicks }) => clicks], ['Last_Click_Date_vod__c', ({ clickedAt }) => clickedAt],
];
const SUBTYPES: Readonly<Record<string, string>> = { call: 'Call', email_sent: 'Email' };
const TASKS: Shape = [
  ['Tutti_Id__c', ({ interactionId }) => `tutti:interaction:${interactionId}`], ['WhoId', ({ account }) => (account.startsWith('003') ? account : null)], ['WhatId', ({ account }) => (account.startsWith('003') ? null : account)], ['ActivityDate', ({ occurredAt }) => day(occurredAt)],
  ['Status', ({ state }) => (state === 'done' ? 'Completed' : 'Not Started')], ['TaskSubtype', ({ kind }) => SUBTYPES[kind] ?? 'Task'], ['Subject', ({ headline }) => headline], ['OwnerId', ({ owner }) => owner], ['Description', (touch) => (open(touch) ? touch.body : null)],
];

const VAULT: Readonly<Record<string, string>> = { OwnerId: 'ownerid__v', Status_vod__c: 'call2_status__v', Tutti_Id__c: 'tutti_id__c' };

/** The columns, in the words of Vault where it is Vault's. */
function shapeOf({ system, what }: Asked): Shape {
  if (system === 'salesforce') return TASKS;
  const classic = what === 'calls' ? CALLS : MAILS;
  if (system === 'veeva') return classic;
  return classic.map(([name, tell]) => [name === 'Status_vod__c' && what === 'e-mails' ? 'sent_email_status__v' : VAULT[name] ?? name.replace(/_vod__c$/, '__v').toLowerCase(), (touch) => { const cell = tell(touch); return typeof cell === 'string' && cell.endsWith('_vod') ? lower(cell) : cell; }]);
}

const ACCOUNTS_AT_ONCE = 400;

/** Touches of the next accounts; of a party that has several accounts there, under the first. */
const listTouches = (tx: Tx, { system, what, market, since }: Asked, after: string) => tx.rows<Touch>(sql`
  with account as materialized (
    select i.value, i.customer_id from customers.v_identifier i
     where i.system = ${system} and i.value > ${after} order by i.value limit ${ACCOUNTS_AT_ONCE}::integer)
  select a.value as account, i.interaction_id, i.occurred_at, i.function, i.channel, i.kind, i.state, i.minutes, p.name as product, s.source_key as source_product, u.source_key as owner, i.headline, c.body,
         r.opens, r.opened_at, r.clicks, r.clicked_at
    from account a
    join customers.v_customer k on k.customer_id = a.customer_id and (${market ?? null}::text is null or k.country = ${market ?? null}::text)
    join interactions.interaction i on i.customer_id = a.customer_id and i.occurred_at >= coalesce(${since ?? null}::timestamptz, '-infinity') and i.source <> all('{salesforce,veeva,vault}'::text[])
     and i.state <> 'cancelled' and i.direction = 'out' and i.kind = any(${what === 'calls' ? ['visit', 'call', 'meeting'] : ['email_sent']}::text[])
    left join interactions.content c on c.customer_id = i.customer_id and c.interaction_id = i.interaction_id
    left join products.v_product p on p.product_id = i.product_id
    left join lateral (select s.source_key from products.v_source_product s where s.source = ${system} and s.product_id = i.product_id order by s.source_key limit 1) s on true
    left join lateral (select u.source_key from customers.v_source_person u where u.source = ${system} and u.user_id = i.person_id order by u.source_key limit 1) u on true
   cross join lateral (select count(*) filter (where o.kind = 'email_opened') as opens, max(o.occurred_at) filter (where o.kind = 'email_opened') as opened_at, count(*) filter (where o.kind = 'email_clicked') as clicks,
                              max(o.occurred_at) filter (where o.kind = 'email_clicked') as clicked_at
                         from interactions.interaction o where i.kind = 'email_sent' and o.customer_id = i.customer_id and o.caused_by = i.interaction_id and o.occurred_at >= i.occurred_at) r
   where not exists (select from customers.v_identifier f where f.system = ${system} and f.customer_id = a.customer_id and f.value < a.value)
   order by a.value, i.occurred_at, i.interaction_id`);

const lastAccount = async (tx: Tx, system: string, after: string): Promise<string | null> => (await tx.one<{ last: string | null }>(sql`
  select max(n.value) as last from (select i.value from customers.v_identifier i where i.system = ${system} and i.value > ${after} order by i.value limit ${ACCOUNTS_AT_ONCE}::integer) n`)).last;

async function* lines(db: Db, actor: Actor, asked: Asked): AsyncGenerator<string> {
  const shape = shapeOf(asked);
  yield `${shape.map(([name]) => csvCell(name)).join(',')}\r\n`;
  let [after, sent]: [string | null, number] = ['', 0];
  while (after !== null) { // accounts by accounts on purpose: the file may be as long as the timeline
    const from: string = after;
    const { touches, last } = await db.read(actor, async (tx) => ({ touches: await listTouches(tx, asked, from), last: await lastAccount(tx, asked.system, from) }));
    sent += touches.length;
    yield touches.map((touch) => `${shape.map(([, tell]) => csvCell(String(tell(touch) ?? ''))).join(',')}\r\n`).join('');
    after = last;
  }
  await db.transaction(actor, (tx) => audit(tx, { action: 'interactions.end-export-back', resource: 'interactions.interaction', rows: sent, after: { ...asked } }));
}

/** What was recorded here and not there, as a file that their Data Loader upserts by Tutti_Id__c. */
export async function exportBack(db: Db, actor: Actor, asked: Asked) {
  await db.transaction(actor, (tx) => audit(tx, { action: 'interactions.export-back', resource: 'interactions.interaction', after: { ...asked } }));
  const object = asked.system === 'salesforce' ? 'Task' : asked.what === 'calls' ? 'Call2_vod__c' : 'Sent_Email_vod__c';
  return { raw: true as const, type: 'text/csv; charset=utf-8', body: Readable.from(lines(db, actor, asked)), headers: { 'content-disposition': `attachment; filename="${asked.system === 'vault' ? object.replace('_vod__c', '__v').toLowerCase() : object}-from-tutti.csv"`, 'cache-control': 'no-store' } };
}
