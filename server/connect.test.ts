import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pino } from 'pino';
import { ZipFile } from 'yazl';
import { connectors, formatsWith, openFileStore, recogniseObject, runImport, undoImport, type ObjectMapping } from '#customers';
import { listStanding, recordDecisions } from '#consent';
import { listTimeline, recordInteractions } from '#interactions';
import { ENGINE, sql, type Actor } from '#platform/db';
import { makePerson, makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { crmId, exported, veevaExport } from './connect-world.ts';
import { importers, jobs, routes } from './modules.ts';

const NOW = '2026-11-23T12:00:00Z';
const formats = formatsWith(importers);
const bytes = (text: string) => (async function* given() { yield Buffer.from(text); })();
type Loaded = { importId: number; counts: readonly number[]; leftOut: number };

async function load(db: TestDatabase, actor: Actor, { format, text, market, fileName = 'export.csv' }: { format: string; text: string; market?: string; fileName?: string }): Promise<Loaded> {
  const done = await runImport(db, actor, { format, fileName, body: bytes(text), formats, ...(market ? { market } : {}) });
  const sum = done.loaded + done.unchanged + done.changed + done.rejected;
  assert.equal(done.total, sum, 'each line ends in one of the four counts');
  return { importId: done.importId as number, counts: [done.loaded, done.unchanged, done.changed, done.rejected], leftOut: done.leftOut };
}

/** Asks a route as the server would, past HTTP. */
async function ask(db: TestDatabase, actor: Actor, what: string, ...[input, body]: [object, unknown?]): Promise<unknown> {
  const [method, path] = what.split(' ');
  const found = routes.find((one) => one.method === method && one.path === path);
  return found?.handle({ db, actor, input: found.input.parse(input), session: undefined, body } as never);
}
const askRaw = async (db: TestDatabase, actor: Actor, path: string, input: object) => await ask(db, actor, `GET ${path}`, input) as { body: Readable };

const ORDER = ['User', 'Product_vod__c', 'Account', 'Account:refusals', 'Address_vod__c', 'Child_Account_vod__c', 'Call2_vod__c', 'Call2_Detail_vod__c', 'Sent_Email_vod__c', 'Multichannel_Consent_vod__c'];

async function loadAll(db: TestDatabase, actor: Actor, market?: string): Promise<Record<string, Loaded>> {
  const files = veevaExport();
  const loaded: Record<string, Loaded> = {};
  for (const object of ORDER) loaded[object] = await load(db, actor, { format: `veeva:${object}`, text: files[`${object.split(':')[0]}.csv`] as string, fileName: `${object}.csv`, ...(market ? { market } : {}) });
  return loaded;
}

async function world() {
  const db = await testDatabase();
  db.setNow(NOW);
  const steward = await makePerson(db, { role: 'steward' });
  const rep = await makePerson(db, { role: 'field' });
  const liaison = await makePerson(db, { role: 'medical' });
  await db.owner.run(sql`update access.person set email = case user_id when ${rep.userId}::integer then 'rep.one@abc.example' else 'liaison@abc.example' end where user_id in (${rep.userId}::integer, ${liaison.userId}::integer)`);
  const productId = await makeProduct(db);
  const numberOf = async (n: number) => (await db.owner.maybe<{ customerId: number }>(sql`select customer_id from customers.identifier where system = 'veeva' and value = ${crmId('001', n)}`))?.customerId ?? 0;
  return { db, steward, rep, liaison, productId, numberOf, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() };
}

test('beside a Veeva org, one market', async (story) => {
  await using at = await world();
  await story.test('one market of a Veeva org goes in whole, in order, each line told of once; a second run changes nothing', async () => {
    const { db, steward, rep, liaison, productId, numberOf } = at;
    const first = await loadAll(db, steward, 'US');
    const counted = Object.fromEntries(Object.entries(first).map(([object, { counts, leftOut }]) => [object, [...counts, leftOut]]));
    assert.deepEqual(counted, {
      User: [3, 0, 0, 0, 0], Product_vod__c: [1, 0, 0, 1, 0], Account: [3, 0, 0, 1, 1], 'Account:refusals': [1, 3, 0, 0, 1], Address_vod__c: [3, 0, 0, 1, 1], Child_Account_vod__c: [1, 0, 0, 0, 0],
      Call2_vod__c: [4, 0, 0, 1, 1], Call2_Detail_vod__c: [1, 0, 0, 1, 0], Sent_Email_vod__c: [1, 0, 0, 1, 0], Multichannel_Consent_vod__c: [3, 0, 0, 2, 0],
    });
    const again = await loadAll(db, steward, 'US');
    for (const [object, { counts }] of Object.entries(again)) assert.deepEqual([counts[0], counts[2]], [0, 0], `${object} again changes nothing`);

    const amara = await numberOf(1);
    const record = await db.owner.one<Record<string, unknown>>(sql`select name, kind, specialty_name, city, postal_code, country, status from customers.customer where customer_id = ${amara}::bigint`);
    assert.deepEqual(record, { name: 'Amara Osei-Ünsal', kind: 'hcp', specialtyName: 'Cardiology', city: 'New York', postalCode: '10001', country: 'US', status: 'active' });
    assert.deepEqual((await db.owner.rows<{ type: string; line1: string; line2: string }>(sql`select type, line1, line2 from customers.address where customer_id = ${amara}::bigint order by line1`)).map((one) => Object.values(one)), [['practice', '1 Lake Street', 'Floor 2'], ['practice', '9 Second Ave', ''], ['mailing', 'PO Box 7', '']]);
    assert.deepEqual((await db.owner.rows<{ toCustomerId: number; role: string }>(sql`select to_customer_id, role from customers.affiliation where customer_id in (${amara}::bigint, ${await numberOf(2)}::bigint)`)).map(({ role }) => role), ['practises_at', 'practises_at']);
    const kept = await db.owner.one<{ attributes: Record<string, string> }>(sql`select payload -> 'attributes' as attributes from customers.source_record where source_key = ${crmId('001', 1)}`);
    assert.match(kept.attributes['Loyalty_Score__c'] ?? '', /7,5 "good"\nsince March/, 'a column that nobody mapped is kept as it came');
    assert.equal(await numberOf(3), 0, 'who is of another market is not taken in');

    const touches = await db.owner.rows<{ occurredAt: string; function: string; channel: string; kind: string; state: string; personId: number | null; productId: number | null; headline: string }>(sql`
      select occurred_at, function, channel, kind, state, person_id, product_id, headline from interactions.interaction where customer_id = ${amara}::bigint order by occurred_at, interaction_id`);
    assert.deepEqual(touches.map(({ kind, function: work, personId }) => [kind, work, personId]), [
      ['visit', 'sales', null], ['visit', 'sales', rep.userId], ['presentation', 'sales', rep.userId], ['visit', 'medical', liaison.userId], ['email_sent', 'sales', rep.userId], ['email_opened', 'sales', rep.userId], ['email_clicked', 'sales', rep.userId],
    ]);
    assert.equal(Date.parse(touches[0]?.occurredAt ?? ''), Date.parse('2025-05-06T03:30:00Z'), 'the zone of the instant counts');
    assert.equal(touches.find(({ function: work }) => work === 'medical')?.productId, null);
    assert.equal(touches.find(({ kind }) => kind === 'presentation')?.productId, productId);
  });

  await story.test('medical words stay where they are: not on the timeline, not in the books, not in the rejects; words of people whose work is unknown neither', async () => {
    const { db, rep, numberOf } = at;
    for (const table of ['interactions.interaction', 'interactions.content', 'interactions.imported', 'customers.import_reject', 'audit.entry', 'events.event']) {
      const [found] = await db.owner.rows(sql`select 1 as one from ${sql.trusted(table)} t where t::text ~ 'CANARY' limit 1`);
      assert.equal(found, undefined, table);
    }
    const amara = await numberOf(1);
    await db.owner.run(sql`insert into access.membership (customer_id, user_id) values (${amara}::bigint, ${rep.userId}::integer)`);
    const seen = await db.read(rep, (tx) => listTimeline(tx, { customerId: amara, limit: 50 } as never));
    assert.match(JSON.stringify(seen), /renal table/, 'her sales call has its words');
    assert.match(JSON.stringify(seen), /What was said stays medical/);
  });

  await story.test('an opt-out is never overwritten by an older opt-in, in whichever order they come; doubt makes a no wide and a yes none', async () => {
    const { db, steward, productId, numberOf } = at;
    const [amara, zoe, lakeside] = [await numberOf(1), await numberOf(2), await numberOf(9)];
    const standing = (customerId: number, channel: string, product: number | null = null) => db.read(steward, async (tx) => (await listStanding(tx, [customerId], { purpose: 'promotion', productId: product })).find((one) => one.channel === channel));
    assert.equal((await standing(amara, 'email'))?.reason, 'withdrawn');
    assert.equal((await standing(lakeside, 'email', productId))?.reason, 'granted');
    assert.equal((await standing(lakeside, 'email'))?.reason, 'never_asked', 'a yes for one product is none for all');
    assert.equal((await standing(zoe, 'visit'))?.reason, 'withdrawn', 'Do not call is a refusal of visits');
    assert.equal((await standing(zoe, 'sms'))?.reason, 'never_asked', 'a number does not say whether it is for texts');
    const later = exported([{ Id: crmId('a06', 8), Account_vod__c: crmId('001', 1), Opt_Type_vod__c: 'Opt_In_vod', Channel_Value_vod__c: 'a@b.example', Capture_Datetime_vod__c: '2026-05-31T10:00:00.000Z' }]);
    await load(db, steward, { format: 'veeva:Multichannel_Consent_vod__c', text: later });
    assert.equal((await standing(amara, 'email'))?.reason, 'withdrawn');
    const [proof] = await db.owner.rows<{ evidence: Record<string, unknown> }>(sql`select evidence from consent.decision where customer_id = ${amara}::bigint and not granted`);
    assert.deepEqual([proof?.evidence['file'], proof?.evidence['row'], proof?.evidence['capturedAt'], proof?.evidence['cause']], ['Multichannel_Consent_vod__c.csv', 2, '2026-06-01T10:00:00.000Z', 'Unsubscribed_vod']);
  });

  await story.test('what Tutti recorded since goes back in the shape of their objects, and coming in again it is nobody’s second touch', async () => {
    const { db, steward, rep, productId, numberOf } = at;
    const amara = await numberOf(1);
    await db.transaction(ENGINE, (tx) => recordInteractions(tx, [
      { customerId: amara, occurredAt: '2026-11-20T15:00:00Z', function: 'sales', channel: 'visit', direction: 'out', kind: 'visit', personId: rep.userId, productId, headline: 'Visit', source: 'field', content: { body: 'Line one\n"two"' } },
      { customerId: amara, occurredAt: '2026-11-21T15:00:00Z', function: 'medical', channel: 'visit', direction: 'out', kind: 'visit', headline: 'Medical visit', source: 'medical' },
    ]));
    await db.transaction(steward, (tx) => recordDecisions(tx, [{ customerId: amara, channel: 'sms', purpose: 'promotion', granted: true, source: 'form', evidence: { form: 1 }, effectiveAt: '2026-11-20T15:00:00Z' }]));
    const read = async (file: { body: Readable }) => (await file.body.toArray()).join('');
    const calls = await read(await askRaw(db, steward, '/interactions/export-back.csv', { system: 'veeva', what: 'calls', market: 'US' }));
    const [header, ...lines] = calls.trim().split('\r\n');
    assert.equal(header, 'Tutti_Id__c,Account_vod__c,Call_Datetime_vod__c,Call_Date_vod__c,Status_vod__c,Call_Channel_vod__c,OwnerId,Duration_vod__c,Detailed_Products_vod__c,Call_Comments_vod__c');
    assert.equal(lines.length, 2, 'what came from there does not go back');
    assert.match(lines[0] ?? '', new RegExp(`^tutti:interaction:\\d+,${crmId('001', 1)},2026-11-20T15:00:00.000Z,2026-11-20,Submitted_vod,Face_to_face_vod,${crmId('005', 1)},,GLIDIM,"Line one\n""two"""$`));
    assert.match(lines[1] ?? '', /,,,$/, 'of a medical call the header alone');
    assert.deepEqual((await load(db, steward, { format: 'veeva:Call2_vod__c', text: calls.replace('Tutti_Id__c', 'Id,Tutti_Id__c').replaceAll(/tutti:interaction:(\d+)/g, 'a09$1,tutti:interaction:$1') })).counts, [0, 2, 0, 0]);
    const consents = await read(await askRaw(db, steward, '/consent/export-back.csv', { system: 'veeva', market: 'US' }));
    assert.deepEqual(consents.trim().split('\r\n').length, 2);
    assert.match(consents, /SMS_vod,Opt_In_vod,,2026-11-20T15:00:00.000Z/);
  });
});

test('taken back, and with a master', async (story) => {
  await using at = await world();
  const first = await loadAll(at.db, at.steward, 'US');
  await story.test('where Tutti has the last word a load links numbers and brings new customers, refuses calls and permissions, and still takes a refusal', async () => {
    const { db, steward, numberOf } = at;
    for (const object of ['customer', 'interaction', 'consent']) await ask(db, steward, 'PUT /customers/masteries', { object, market: 'US', master: 'tutti' });
    const accounts = veevaExport()['Account.csv'] as string;
    const renamed = await load(db, steward, { format: 'veeva:Account', text: accounts.replaceAll('Osei-Ünsal', 'Renamed').replace(crmId('001', 3), crmId('001', 30)), market: 'US' });
    assert.deepEqual([renamed.counts[0], renamed.counts[2]], [0, 0]);
    const amara = await numberOf(1);
    const [{ name }] = await db.owner.rows<{ name: string }>(sql`select name from customers.customer where customer_id = ${amara}::bigint`) as [{ name: string }];
    assert.equal(name, 'Amara Osei-Ünsal');
    const call = exported([{ Id: crmId('a03', 50), Account_vod__c: crmId('001', 1), Call_Date_vod__c: '2026-11-20', Status_vod__c: 'Submitted_vod' }]);
    assert.deepEqual((await load(db, steward, { format: 'veeva:Call2_vod__c', text: call })).counts, [0, 0, 0, 1]);
    const consent = (type: string, n: number) => ({ Id: crmId('a06', n), Account_vod__c: crmId('001', 9), Opt_Type_vod__c: type, Channel_Value_vod__c: 'x@y.example', Capture_Datetime_vod__c: '2026-11-20T10:00:00Z' });
    assert.deepEqual((await load(db, steward, { format: 'veeva:Multichannel_Consent_vod__c', text: exported([consent('Opt_In_vod', 60), consent('Opt_Out_vod', 61)]) })).counts, [1, 0, 0, 1]);
    await ask(db, steward, 'PUT /customers/masteries', { object: 'customer', market: '*', master: 'veeva' });
    await ask(db, steward, 'PUT /customers/masteries', { object: 'customer', market: 'US', master: 'veeva' });
    assert.equal((await load(db, steward, { format: 'veeva:Account', text: accounts.replaceAll('Osei-Ünsal', 'Married'), market: 'US' })).counts[2], 1);
    assert.deepEqual(await db.owner.rows(sql`select name from customers.customer where customer_id = ${amara}::bigint`), [{ name: 'Amara Married' }]);
    await ask(db, steward, 'PUT /customers/masteries', { object: 'interaction', market: 'US', master: 'nobody' });
  });

  await story.test('a load is taken back: customers go, touches go or say again what they said, permissions go and refusals stay', async () => {
    const { db, steward, numberOf } = at;
    const changed = exported([{ Id: crmId('a03', 1), Account_vod__c: crmId('001', 1), Call_Datetime_vod__c: '2026-10-01T15:00:00.000Z', Status_vod__c: 'Submitted_vod', OwnerId: crmId('005', 1), Call_Comments_vod__c: 'Put right.' }]);
    const amara = await numberOf(1);
    const calls = () => db.owner.rows<{ interactionId: number; occurredAt: string }>(sql`select interaction_id, occurred_at from interactions.interaction where customer_id = ${amara}::bigint and kind = 'visit' and occurred_at > '2026-10-01' and function = 'sales'`);
    const [before] = await calls();
    const second = await load(db, steward, { format: 'veeva:Call2_vod__c', text: changed });
    assert.deepEqual(second.counts, [0, 0, 1, 0]);
    const [put] = await calls();
    assert.deepEqual([put?.interactionId, new Date(put?.occurredAt ?? '').toISOString()], [before?.interactionId, '2026-10-01T15:00:00.000Z'], 'a changed row keeps its number');
    assert.deepEqual((await undoImport(db, steward, { importId: second.importId, formats })).restored, 1);
    assert.deepEqual(await calls(), [before]);
    const undone = await undoImport(db, steward, { importId: first['Call2_vod__c']?.importId as number, formats });
    assert.equal(undone.removed, 4);
    assert.deepEqual(await calls(), []);
    const consents = await undoImport(db, steward, { importId: first['Multichannel_Consent_vod__c']?.importId as number, formats });
    assert.deepEqual([consents.removed, consents.kept], [2, 1]);
    await assert.rejects(db.transaction(at.rep, (tx) => tx.rows(sql`select interactions.take_back('{1}', '{veeva}', '{x}')`)), /Only who imports takes back/);
    assert.deepEqual(await db.owner.rows(sql`select granted from consent.decision where customer_id = ${amara}::bigint`), [{ granted: false }]);
  });
});

test('a file says by its header what it is, a company’s own columns are read by a copy of the mapping, and Vault’s names are known', async () => {
  const all = connectors(formats);
  const what = (header: string, fileName = 'extract.csv') => recogniseObject(all, { header: header.split(','), fileName }).map(({ format }) => format);
  for (const [name, text] of Object.entries(veevaExport())) {
    const header = text.slice(1, text.indexOf('\r\n')).replaceAll('"', '');
    const [first] = what(header);
    assert.equal(first?.split(':')[1], name.replace('.csv', ''), name);
  }
  assert.deepEqual(what('id,account__v,call_date__v,call2_status__v,ownerid__v'), ['vault:call2__v']);
  assert.deepEqual(what('id,account__v,opt_type__v,channel_value__v,capture_datetime__v'), ['vault:multichannel_consent__v']);
  assert.deepEqual(what('Id,LastName,FirstName,AccountId,HasOptedOutOfEmail,MailingCity'), ['salesforce:Contact', 'salesforce:Contact:refusals']);
  assert.deepEqual(what('Id,Name,Amount,StageName'), []);
  await using at = await world();
  const { db, steward } = at;
  const own = all.find(({ system, object, part }) => system === 'veeva' && object === 'Account' && !part)?.mapping as ObjectMapping;
  const mapping = { ...own, version: 2, needs: ['Id', 'HCP_Name__c'], fields: own.fields.map((one) => (one.field === 'name' ? { ...one, from: ['HCP_Name__c'] } : one.field === 'npi' ? { ...one, from: ['National_Id__c'] } : one)) };
  const text = 'Id,HCP_Name__c,National_Id__c,Country_vod__c\r\n001000000000042,"Dr. Ada\nLovelace",1780042317,US\r\n';
  await assert.rejects(load(db, steward, { format: 'veeva:Account', text }), /lacks “Name” or “LastName”.*copy the mapping/);
  const done = await runImport(db, steward, { format: 'veeva:Account', fileName: 'a.csv', body: bytes(text), formats, mapping });
  assert.deepEqual([done.loaded, done.rejected], [1, 0]);
  assert.deepEqual((await db.owner.rows<{ value: string }>(sql`select value from customers.identifier order by system`)).map(({ value }) => value), ['1780042317', '001000000000042AAA'], 'an id of 15 characters is the same as its 18');
  await assert.rejects(runImport(db, steward, { format: 'veeva:Medical_Inquiry_vod__c', fileName: 'm.csv', body: bytes('Id,Account_vod__c,Rush_Delivery_vod__c\n1,2,3\n'), formats }), /Medical inquiries are not loaded/);
});

test('a zip of exports is planned, loaded in its order by one job, and each file tells what became of it', async () => {
  await using at = await world();
  const { db, steward, numberOf } = at;
  const dataDir = mkdtempSync(join(tmpdir(), 'tutti-connect-'));
  openFileStore({ dataDir });
  try {
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(veevaExport())) zip.addBuffer(Buffer.from(text), `export/${name}`);
    zip.addBuffer(Buffer.from('Colour,Size\nred,1\n'), 'export/else.csv');
    zip.end();
    const { fileId } = await ask(db, steward, 'POST /customers/files', { fileName: 'org.zip' }, zip.outputStream) as { fileId: number };
    const plan = await ask(db, steward, 'POST /customers/connections/plan', { fileIds: [fileId] }) as { system: string; steps: { object: string; kept: string[] }[]; unknown: { table: string }[] };
    assert.equal(plan.system, 'veeva');
    assert.deepEqual(plan.steps.map(({ object }) => object), ['User', 'Product_vod__c', 'Account', 'Address_vod__c', 'Child_Account_vod__c', 'Call2_vod__c', 'Sent_Email_vod__c', 'Call2_Detail_vod__c', 'Multichannel_Consent_vod__c', 'Account']);
    assert.deepEqual([plan.steps[2]?.kept, plan.unknown.map(({ table }) => table)], [['Loyalty_Score__c'], ['export/else.csv']]);
    await assert.rejects(ask(db, steward, 'POST /customers/connections', { fileIds: [fileId], objects: ['Medical_Inquiry_vod__c'] }), { code: 'customers.nothing_to_load' });
    const { steps } = await ask(db, steward, 'POST /customers/connections', { fileIds: [fileId], market: 'US', objects: ['User', 'Account', 'Call2_vod__c'] }) as { steps: { importId: number; format: string }[] };
    assert.deepEqual(steps.map(({ format }) => format), ['veeva:User', 'veeva:Account', 'veeva:Call2_vod__c', 'veeva:Account:refusals']);
    const [waiting] = await db.owner.rows<{ payload: unknown }>(sql`select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'customers.load-connection'`);
    const job = jobs['customers.load-connection'];
    const context = { db, log: pino({ level: 'silent' }), signal: new AbortController().signal };
    await job?.(context, waiting?.payload as never);
    await job?.(context, waiting?.payload as never); // begun again after a crash, it does nothing twice
    const runs = await db.owner.rows<{ format: string; state: string; loaded: number; market: string }>(sql`select format, state, loaded, market from customers.import_run order by import_id`);
    assert.deepEqual(runs.map(({ format, state, loaded, market }) => [format, state, loaded, market]), [['veeva:User', 'done', 3, 'US'], ['veeva:Account', 'done', 3, 'US'], ['veeva:Call2_vod__c', 'done', 4, 'US'], ['veeva:Account:refusals', 'done', 1, 'US']]);
    assert.ok(await numberOf(1) > 0);
    assert.deepEqual(await db.owner.rows(sql`select state from customers.import_file`), [{ state: 'done' }]);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
