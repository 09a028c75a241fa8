import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addContactPoints, findByIdentifier, getCustomer, getCustomerRecord, listCustomers, runImport, setOwners, updateCustomer } from '#customers';
import { makeAffiliation, makeCustomer, makeMembership } from '#customers/makers';
import { sql } from '#platform/db';
import { makeActor, makePerson, testDatabase } from '#platform/testing';
import { listMembers } from './reads/members.ts';
import { decideRequest } from './requests/decide-request.ts';
import { requestChange } from './requests/request-change.ts';

const steward = makeActor('steward');
const csv = (text: string) => (async function* bytes() { yield Buffer.from(text); })();

test('a customer is found by the beginnings of her names in any order, by NPI, phone and id, and accents do not matter', async () => {
  await using db = await testDatabase();
  const { customerId } = await makeCustomer(db, { name: 'Amára Osei', npi: '1780042317', phone: '+1 212-555-0100 x44' });
  await makeCustomer(db, { name: 'Oscar Amann' });
  const find = async (search: string) => (await db.read(makeActor('marketing'), (tx) => listCustomers(tx, { search, limit: 10 }))).rows.map((row) => row.name);
  for (const text of ['osei', 'am os', 'OSEI, amara', '1780042317', '17800', '(212) 555-0100', `C${customerId}`, `c ${customerId}`]) assert.ok((await find(text)).includes('Amára Osei'), text);
  assert.deepEqual(await find('sei'), [], 'the middle of a word finds nothing');
  assert.deepEqual(await find('100%_'), []);
});

test('pages by key give every customer once, in order of name', async () => {
  await using db = await testDatabase();
  for (const name of ['Ann Alpha', 'Bo Alpha', 'Cy Beta', 'Di Gamma', 'Ed Gamma']) await makeCustomer(db, { name }); // arranging
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await db.read(steward, (tx) => listCustomers(tx, { limit: 2, ...(cursor ? { cursor } : {}) })); // each page needs the one before
    seen.push(...page.rows.map((row) => row.name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  assert.deepEqual(seen, ['Ann Alpha', 'Bo Alpha', 'Cy Beta', 'Di Gamma', 'Ed Gamma']);
});

test('names that begin with what is sought come first, then all others by name, page after page, for whoever asks', async () => {
  await using db = await testDatabase();
  const rep = await makePerson(db, { role: 'field' });
  for (const name of ['Oliver Abbot', 'Ann Olive', 'Bo Olivera', 'Olivia Zed', 'Cy Gold', 'Di Olive-Kent', 'Zoe Marsh-Oliver', 'Eve Oxley']) { // arranging
    const { customerId } = await makeCustomer(db, { name });
    await makeMembership(db, { customerId, userId: rep.userId });
  }
  for (const actor of [steward, rep]) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await db.read(actor, (tx) => listCustomers(tx, { search: 'oliv', limit: 2, ...(cursor ? { cursor } : {}) })); // each page needs the one before
      seen.push(...page.rows.map((row) => row.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    assert.deepEqual(seen, ['Ann Olive', 'Di Olive-Kent', 'Bo Olivera', 'Oliver Abbot', 'Zoe Marsh-Oliver', 'Olivia Zed'], actor.role);
  }
});

test('a representative finds her own customers alone, and one of others reads like none', async () => {
  await using db = await testDatabase();
  const [mine, other, patient] = [await makeCustomer(db, { name: 'Grace Mine' }), await makeCustomer(db, { name: 'Grace Other' }), await makeCustomer(db, { name: 'Grace Patient', kind: 'patient' })];
  const rep = await makePerson(db, { role: 'field' });
  await makeMembership(db, { ...mine, userId: rep.userId });
  const names = async (actor: typeof rep) => (await db.read(actor, (tx) => listCustomers(tx, { search: 'grace', limit: 10 }))).rows.map((row) => row.customerId);
  assert.deepEqual(await names(rep), [mine.customerId]);
  assert.deepEqual(await names({ ...rep, role: 'marketing' }), [mine.customerId, other.customerId]);
  await assert.rejects(db.read(rep, (tx) => getCustomerRecord(tx, other.customerId)), { code: 'request.not_found' });
  await assert.rejects(db.read(makeActor('marketing'), (tx) => getCustomerRecord(tx, patient.customerId)), { code: 'request.not_found' });
});

test('the structure of a payer counts everybody below once, however many ways lead there', async () => {
  await using db = await testDatabase();
  const payer = await makeCustomer(db, { kind: 'payer', name: 'Empire' });
  const [one, two] = [await makeCustomer(db, { kind: 'plan', name: 'Plan One' }), await makeCustomer(db, { kind: 'plan', name: 'Plan Two' })];
  const practice = await makeCustomer(db, { kind: 'hco', name: 'Lakeside' });
  const doctor = await makeCustomer(db, { name: 'Amara Osei' });
  const gone = await makeCustomer(db, { name: 'Left Long' });
  await makeAffiliation(db, { ...one, toCustomerId: payer.customerId, role: 'plan_of' });
  await makeAffiliation(db, { ...two, toCustomerId: payer.customerId, role: 'plan_of' });
  await makeAffiliation(db, { ...practice, toCustomerId: one.customerId, role: 'in_network' });
  await makeAffiliation(db, { ...practice, toCustomerId: two.customerId, role: 'in_network' });
  await makeAffiliation(db, { ...doctor, toCustomerId: practice.customerId });
  await makeAffiliation(db, { ...gone, toCustomerId: practice.customerId, validTo: '2021-01-01' });
  const top = await db.read(steward, (tx) => listMembers(tx, { ...payer, limit: 10 }));
  assert.deepEqual(top.rows.map(({ name, members }) => [name, members]), [['Plan One', 1], ['Plan Two', 1]]);
  assert.deepEqual(top.below, [{ kind: 'plan', count: 2 }, { kind: 'hco', count: 1 }, { kind: 'hcp', count: 1 }]);
  const past = await db.read(steward, (tx) => listMembers(tx, { ...practice, on: '2020-06-01', limit: 10 }));
  assert.deepEqual(past.rows.map(({ name }) => name), ['Left Long', 'Amara Osei']);
  assert.deepEqual(past.above.map(({ name }) => name).sort(), ['Empire', 'Plan One', 'Plan Two']);
});

test('a correction stands above later imports, is refused to who read an older version, and is in the trail with its reason', async () => {
  await using db = await testDatabase();
  const person = await makePerson(db, { role: 'steward' });
  const mapping = { NPI: 'npi', Name: 'name', City: 'city', State: 'state' };
  const load = (city: string) => runImport(db, person, { format: 'csv', fileName: 'a.csv', mapping, body: csv(`NPI,Name,City,State\n1780042317,AMARA OSEI,${city},NY\n`) });
  await load('ALBANY');
  const before = await db.read(person, (tx) => findByIdentifier(tx, 'npi', '1780042317'));
  assert.ok(before);
  const change = { customerId: before.customerId, version: before.version, changes: { city: 'New York' }, reason: 'She moved in March' };
  await updateCustomer(db, person, change);
  await assert.rejects(updateCustomer(db, person, change), { code: 'request.conflict' });
  await load('BUFFALO');
  const after = await db.read(person, (tx) => getCustomer(tx, before.customerId));
  assert.deepEqual([after.city, after.state, after.name], ['New York', 'NY', 'Amara Osei']);
  const entry = await db.owner.one<{ reason: string; before: unknown; after: unknown }>(sql`select reason, before, after from audit.entry where action = 'customers.update'`);
  assert.deepEqual(entry, { reason: 'She moved in March', before: { city: 'Albany' }, after: { city: 'New York' } });
});

test('a correction and a request are refused where a value does not fit, and a specialty that is named in words changes', async () => {
  await using db = await testDatabase();
  const [person, rep] = [await makePerson(db, { role: 'steward' }), await makePerson(db, { role: 'field' })];
  await db.owner.run(sql`insert into customers.taxonomy (code, name) values ('207RC0000X', 'Cardiology'), ('207Q00000X', 'Family medicine') on conflict do nothing`);
  const { customerId } = await makeCustomer(db, { specialty: '207Q00000X', specialtyName: 'Family medicine' });
  await makeMembership(db, { customerId, userId: rep.userId });
  const correct = async (changes: object) => updateCustomer(db, person, { customerId, version: (await db.read(person, (tx) => getCustomer(tx, customerId))).version, changes, reason: 'It stands on her card' });
  const faults = (fields: readonly string[]) => (error: { code: string; fields?: { field: string }[] }) => { assert.deepEqual([error.code, error.fields?.map(({ field }) => field)], ['request.invalid', fields]); return true; };
  await assert.rejects(correct({ state: 'ZZ', postalCode: '1001x' }), faults(['state', 'postalCode']));
  await assert.rejects(correct({ specialtyName: 'Nonsense' }), faults(['specialtyName']));
  const after = await correct({ specialtyName: 'cardiology', postalCode: '2139' });
  assert.deepEqual([after.specialty, after.specialtyName, after.postalCode], ['207RC0000X', 'Cardiology', '02139']);
  const tell = () => Promise.resolve();
  const ask = (fields: object) => requestChange(db, rep, { input: { kind: 'correct', customerId, fields, note: 'She said so', submit: true }, tell });
  await assert.rejects(ask({ email: 'not a mail', phone: '12' }), faults(['email', 'phone']));
  await assert.rejects(requestChange(db, rep, { input: { kind: 'new_person', note: 'I met her', submit: true, person: { givenName: 'Ann', familyName: 'New', state: 'ZZ' } }, tell }), faults(['state']));
  const { requestId, lines } = await ask({ email: 'A.Osei@Lakeside.example', phone: '(212) 555-0100 ext. 44' });
  assert.deepEqual(lines.map(({ wanted }) => wanted), ['a.osei@lakeside.example', '+12125550100 x44']);
  const decide = (applied: string) => decideRequest(db, person, { requestId, answer: '', lines: [{ lineNo: 1, result: 'rejected' }, { lineNo: 2, result: 'modified', applied }], moves: [], tell });
  await assert.rejects(decide('12'), faults(['phone']));
  assert.equal((await decide('212 555 0199')).lines[1]?.applied, '+12125550199');
});

test('owners and contact points are set for many at once, and said again change nothing', async () => {
  await using db = await testDatabase();
  const [one, two] = [await makeCustomer(db), await makeCustomer(db)];
  const rep = await makePerson(db, { role: 'field', name: 'Michael Duarte' });
  const owners = [{ ...one, function: 'sales', userId: rep.userId }, { ...two, function: 'sales', userId: rep.userId }] as const;
  assert.equal(await db.transaction(steward, (tx) => setOwners(tx, owners)), 2);
  assert.equal(await db.transaction(steward, (tx) => setOwners(tx, owners)), 0);
  const point = { ...one, kind: 'email', value: ' Amara@Lakeside.example ', source: 'call' } as const;
  assert.equal(await db.transaction(steward, (tx) => addContactPoints(tx, [point])), 1);
  assert.equal(await db.transaction(steward, (tx) => addContactPoints(tx, [{ ...point, value: 'amara@lakeside.example' }])), 0);
  const record = await db.read(steward, (tx) => getCustomerRecord(tx, one.customerId));
  assert.deepEqual(record.owners, [{ function: 'sales', userId: rep.userId, name: 'Michael Duarte', roleTitle: 'field' }]);
});
