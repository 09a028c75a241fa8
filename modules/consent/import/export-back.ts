import { Readable } from 'node:stream';
import { audit } from '#platform/audit';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { csvCell } from '#platform/export';

// What customers allowed and forbade here since, in the shape of the other CRM, so that its Data Loader takes it in by an external id.

export type Asked = { readonly system: 'veeva' | 'vault'; readonly market?: string | undefined; readonly since?: string | undefined };
type Said = { readonly account: string; readonly decisionId: number; readonly channel: string; readonly purpose: string; readonly granted: boolean; readonly effectiveAt: string; readonly expiresAt: string | null; readonly product: string | null; readonly value: string | null };

const TYPES: Readonly<Record<string, string>> = { email: 'Approved_Email_vod', sms: 'SMS_vod', phone: 'Phone_vod', visit: 'CLM_vod', event: 'Engage_vod', portal: 'Portal_vod' };
const COLUMNS: readonly (readonly [string, string, (said: Said) => string | null])[] = [
  ['Tutti_Id__c', 'tutti_id__c', ({ decisionId }) => `tutti:consent:${decisionId}`], ['Account_vod__c', 'account__v', ({ account }) => account],
  ['RecordType.DeveloperName', 'object_type__v', ({ channel }) => TYPES[channel] ?? null], ['Opt_Type_vod__c', 'opt_type__v', ({ granted }) => (granted ? 'Opt_In_vod' : 'Opt_Out_vod')],
  ['Channel_Value_vod__c', 'channel_value__v', ({ value }) => value], ['Capture_Datetime_vod__c', 'capture_datetime__v', ({ effectiveAt }) => effectiveAt],
  ['Opt_Expiration_Date_vod__c', 'opt_expiration_date__v', ({ expiresAt }) => expiresAt?.slice(0, 10) ?? null], ['Product_vod__c', 'product__v', ({ product }) => product],
  ['Optout_Event_Type_vod__c', 'optout_event_type__v', ({ granted }) => (granted ? null : 'Consent_Capture_vod')],
];
const cellOf = (text: string | null, vault: boolean) => csvCell(vault && text?.endsWith('_vod') ? text.replace(/_vod$/, '__v').toLowerCase() : text ?? '');

const ACCOUNTS_AT_ONCE = 500;

/** Decisions of the next accounts, a refusal of every channel once for each; of a party that has several accounts there, under the first. */
const listDecisions = (tx: Tx, { system, market, since }: Asked, after: string) => tx.rows<Said>(sql`
  with account as materialized (
    select i.value, i.customer_id from customers.v_identifier i
     where i.system = ${system} and i.value > ${after} order by i.value limit ${ACCOUNTS_AT_ONCE}::integer)
  select a.value as account, d.decision_id, n.channel, d.purpose, d.granted, d.effective_at, d.expires_at, s.source_key as product, p.value
    from account a
    join customers.v_customer k on k.customer_id = a.customer_id and (${market ?? null}::text is null or k.country = ${market ?? null}::text)
    join consent.decision d on d.customer_id = a.customer_id and d.recorded_at >= coalesce(${since ?? null}::timestamptz, '-infinity') and coalesce(d.evidence ->> 'system', '') <> all('{salesforce,veeva,vault}'::text[])
   cross join lateral unnest(case when d.channel = 'any' then '{email,sms,phone,visit,event,portal}'::text[] else array[d.channel] end) as n(channel)
    left join lateral (select s.source_key from products.v_source_product s where s.source = ${system} and s.product_id = d.product_id order by s.source_key limit 1) s on true
    left join lateral (select c.value from customers.v_contact_point c where c.customer_id = a.customer_id and c.kind = n.channel and c.state = 'active' order by c.rank, c.contact_point_id limit 1) p on true
   where not (d.granted and d.product_id is not null and s.source_key is null)
     and not exists (select from customers.v_identifier f where f.system = ${system} and f.customer_id = a.customer_id and f.value < a.value)
   order by a.value, d.effective_at, d.decision_id`);

const lastAccount = async (tx: Tx, system: string, after: string): Promise<string | null> => (await tx.one<{ last: string | null }>(sql`
  select max(n.value) as last from (select i.value from customers.v_identifier i where i.system = ${system} and i.value > ${after} order by i.value limit ${ACCOUNTS_AT_ONCE}::integer) n`)).last;

async function* lines(db: Db, actor: Actor, asked: Asked): AsyncGenerator<string> {
  const vault = asked.system === 'vault';
  yield `${COLUMNS.map(([classic, own]) => csvCell(vault ? own : classic)).join(',')}\r\n`;
  let [after, sent]: [string | null, number] = ['', 0];
  while (after !== null) { // accounts by accounts on purpose: the file may be as long as the master
    const from: string = after;
    const { said, last } = await db.read(actor, async (tx) => ({ said: await listDecisions(tx, asked, from), last: await lastAccount(tx, asked.system, from) }));
    sent += said.length;
    yield said.map((one) => `${COLUMNS.map(([, , tell]) => cellOf(tell(one), vault)).join(',')}\r\n`).join('');
    after = last;
  }
  await db.transaction(actor, (tx) => audit(tx, { action: 'consent.end-export-back', resource: 'consent.decision', rows: sent, after: { ...asked } }));
}

/** What was decided here and not there, as a file that their Data Loader upserts by Tutti_Id__c. A permission for a product that they do not have stays here. */
export async function exportBack(db: Db, actor: Actor, asked: Asked) {
  await db.transaction(actor, (tx) => audit(tx, { action: 'consent.export-back', resource: 'consent.decision', after: { ...asked } }));
  const name = asked.system === 'vault' ? 'multichannel_consent__v' : 'Multichannel_Consent_vod__c';
  return { raw: true as const, type: 'text/csv; charset=utf-8', body: Readable.from(lines(db, actor, asked)), headers: { 'content-disposition': `attachment; filename="${name}-from-tutti.csv"`, 'cache-control': 'no-store' } };
}
