import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listStanding, recordDecisions } from '#consent';
import { addContactPoints, findByIdentifier, getCustomer, mergeCustomers, runImport, setOwners, settleMerges, undoMerges, updateCustomer } from '#customers';
import { makeAffiliation, makeCustomer, makeMembership } from '#customers/makers';
import { recordInteractions } from '#interactions';
import { ENGINE, sql } from '#platform/db';
import { makeActor, makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { moves } from './moves.ts';

const csv = (text: string) => (async function* bytes() { yield Buffer.from(text); })();
const load = (db: TestDatabase, actor: Awaited<ReturnType<typeof makePerson>>, text: string) =>
  runImport(db, actor, { format: 'csv', fileName: 'crm.csv', mapping: { Id: 'id', Name: 'name', City: 'city', State: 'state', Mail: 'email', Degree: 'credential' }, body: csv(`Id,Name,City,State,Mail,Degree\n${text}\n`) });
const idOf = async (db: TestDatabase, value: string) => (await db.owner.one<{ customerId: number }>(sql`select customer_id from customers.identifier where value = ${value}`)).customerId;

/** Everything that says something of these customers, without the counters of versions. */
async function everything(db: TestDatabase): Promise<Record<string, unknown>> {
  const tables = moves.flatMap(({ tables: list }) => list).filter((table) => 'moves' in table || table.table === 'customers.customer').map(({ table }) => table);
  const seen: Record<string, unknown> = {};
  for (const table of tables) seen[table] = await db.owner.rows(sql`select to_jsonb(t) - 'version' as row from ${sql.id(...table.split('.'))} t order by 1`);
  return seen;
}

test('two records become one: the winner keeps its number, the loser\'s number, NPI and mail lead to it, and undoing restores both to the last field', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await load(db, steward, 'A1,Amara Osei,Buffalo,NY,osei@one.example,');
  await load(db, steward, 'B1,Amara K Osei,Buffalo,NY,amara@two.example,MD');
  const [winnerId, loserId] = [await idOf(db, 'A1'), await idOf(db, 'B1')];
  const practice = await makeCustomer(db, { kind: 'hco', name: 'Lakeside' });
  await makeAffiliation(db, { customerId: loserId, toCustomerId: practice.customerId });
  const rep = await makePerson(db, { role: 'field' });
  await makeMembership(db, { customerId: loserId, userId: rep.userId });
  await db.transaction(ENGINE, (tx) => recordInteractions(tx, [{ customerId: loserId, function: 'sales', channel: 'visit', direction: 'out', kind: 'visit', headline: 'Visit', source: 'test' }]));
  const before = await everything(db);
  db.setNow('2026-11-24T14:00:00.000Z');
  const result = await mergeCustomers(db, steward, { moves, wanted: [{ winnerId, loserId, reason: 'One person' }] });
  assert.deepEqual(result.refused, []);
  const party = await db.read(steward, (tx) => getCustomer(tx, loserId));
  assert.equal(party.customerId, winnerId);
  assert.equal(party.credential, 'MD', 'what the winner\'s sources do not say, the loser\'s do');
  assert.equal((await db.read(rep, (tx) => findByIdentifier(tx, 'csv', 'B1')))?.customerId, winnerId, 'the representative of the one sees the other');
  const { touches } = await db.owner.one<{ touches: number }>(sql`select count(*) as touches from interactions.interaction where customer_id = ${winnerId}::bigint`);
  assert.equal(touches, 1);
  await undoMerges(db, steward, { moves, mergeIds: result.merges.map((one) => one.mergeId), reason: 'Two persons' });
  assert.deepEqual(await everything(db), before);
});

test('what happened since stays with whom it belongs to: imports by their key, mail by its address, the rest with the record that kept its number', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await load(db, steward, 'A1,Amara Osei,Buffalo,NY,osei@one.example,');
  await load(db, steward, 'B1,Amara Osei,Albany,NY,amara@two.example,MD');
  const [winnerId, loserId] = [await idOf(db, 'A1'), await idOf(db, 'B1')];
  const { merges: [merge] } = await mergeCustomers(db, steward, { moves, wanted: [{ winnerId, loserId, reason: 'One person' }] });
  db.setNow('2026-11-25T14:00:00.000Z');
  await load(db, steward, 'B1,Amara Osei-Bonsu,Utica,NY,amara@two.example,');
  assert.equal((await db.read(steward, (tx) => getCustomer(tx, winnerId))).city, 'Utica', 'the newest of equals wins, whichever record it came for');
  await db.transaction(steward, (tx) => addContactPoints(tx, [{ customerId: winnerId, kind: 'phone', value: '2125550100', source: 'steward' }]));
  const { version } = await db.read(steward, (tx) => getCustomer(tx, winnerId));
  await updateCustomer(db, steward, { customerId: winnerId, version, changes: { credential: 'DO' }, reason: 'Said so' });
  await db.transaction(steward, (tx) => setOwners(tx, [{ customerId: winnerId, function: 'sales', userId: steward.userId }]));
  await db.owner.run(sql`
    insert into channels.message (customer_id, function, version_id, address, state, not_before, queued_at, interaction_id)
    values (${winnerId}::bigint, 'marketing', 1, 'amara@two.example', 'sent', '2026-11-25T14:00:00Z', '2026-11-25T14:00:00Z', 70), (${winnerId}::bigint, 'marketing', 1, 'osei@one.example', 'sent', '2026-11-25T14:00:00Z', '2026-11-25T14:00:00Z', 71)`);
  const report = await undoMerges(db, steward, { moves, mergeIds: [merge?.mergeId ?? 0], reason: 'Two persons' });
  assert.deepEqual(report.since, { 'channels.message': 1 });
  const facts = await db.owner.rows(sql`
    select c.customer_id, c.name, c.city, c.credential, c.status, (select array_agg(m.address) from channels.message m where m.customer_id = c.customer_id) as mail,
           (select count(*) from customers.contact_point p where p.customer_id = c.customer_id) as points, (select count(*) from customers.owner o where o.customer_id = c.customer_id) as owners
      from customers.customer c where c.customer_id in (${winnerId}::bigint, ${loserId}::bigint) order by 1`);
  assert.deepEqual(facts, [
    { customerId: winnerId, name: 'Amara Osei', city: 'Buffalo', credential: 'DO', status: 'active', mail: ['osei@one.example'], points: 2, owners: 1 },
    { customerId: loserId, name: 'Amara Osei-Bonsu', city: 'Utica', credential: 'MD', status: 'active', mail: ['amara@two.example'], points: 1, owners: 0 },
  ]);
});

test('of consents the stricter side stands, what she says later counts as usual, and an undo leaves no trace of the merge\'s own no', async () => {
  await using db = await testDatabase();
  const [steward, { customerId: winnerId }, { customerId: loserId }] = [await makePerson(db, { role: 'steward' }), await makeCustomer(db, { npi: '1780042317' }), await makeCustomer(db)];
  await db.owner.run(sql`delete from customers.identifier where customer_id = ${loserId}::bigint`);
  const say = (customerId: number, granted: boolean) => db.transaction(makeActor('steward', steward.userId), (tx) => recordDecisions(tx, [{ customerId, channel: 'email', purpose: 'promotion', granted, source: 'form' }]));
  const allowed = async () => (await db.read(steward, (tx) => listStanding(tx, [winnerId], { purpose: 'promotion', productId: null }))).find((one) => one.channel === 'email')?.allowed;
  await say(loserId, false);
  db.setNow('2026-11-24T14:00:00.000Z');
  await say(winnerId, true);
  const before = await everything(db);
  const { merges: [merge], stricter } = await mergeCustomers(db, steward, { moves, wanted: [{ winnerId, loserId, reason: 'One person' }] });
  assert.equal(stricter, 1);
  assert.equal(await allowed(), false);
  await undoMerges(db, steward, { moves, mergeIds: [merge?.mergeId ?? 0], reason: 'Two persons' });
  assert.deepEqual(await everything(db), before);
  const again = await mergeCustomers(db, steward, { moves, wanted: [{ winnerId, loserId, reason: 'One person' }] });
  db.setNow('2026-11-25T14:00:00.000Z');
  await say(winnerId, true);
  assert.equal(await allowed(), true);
  assert.equal(again.merges.length, 1);
});

test('records of different kinds, with different NPIs, deactivated and active, or said to be different are never merged, and the others of the same request are', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const [a, b, place, dead, free, patient] = [await makeCustomer(db), await makeCustomer(db), await makeCustomer(db, { kind: 'hco' }), await makeCustomer(db, { status: 'deactivated' }), await makeCustomer(db), await makeCustomer(db, { kind: 'patient' })];
  await db.owner.run(sql`delete from customers.identifier where customer_id in (${dead.customerId}::bigint, ${free.customerId}::bigint)`);
  const wanted = [b, place, dead, patient, free].map(({ customerId }) => ({ winnerId: a.customerId, loserId: customerId, reason: 'Try' }));
  const { refused, merges } = await mergeCustomers(db, steward, { moves, wanted });
  assert.deepEqual(refused.map(({ reason }) => reason), ['different_npi', 'different_kind', 'deactivated', 'not_found']);
  assert.deepEqual(merges.map(({ loserId }) => loserId), [free.customerId]);
  await undoMerges(db, steward, { moves, mergeIds: merges.map(({ mergeId }) => mergeId), reason: 'Not the same' });
  await db.owner.run(sql`
    insert into customers.match_verdict (customer_id, other_id, verdict, decided_at) values (least(${a.customerId}::bigint, ${free.customerId}::bigint), greatest(${a.customerId}::bigint, ${free.customerId}::bigint), 'different', '2026-11-24')`);
  const { refused: [veto] } = await mergeCustomers(db, steward, { moves, wanted: wanted.slice(-1) });
  assert.equal(veto?.reason, 'said_different');
});

test('what still comes in under an old number goes to the record that stayed, mail on its way once it has left, and all of it comes back with an undo', async () => {
  await using db = await testDatabase();
  const [steward, { customerId: winnerId }, { customerId: loserId }] = [await makePerson(db, { role: 'steward' }), await makeCustomer(db), await makeCustomer(db)];
  await db.owner.run(sql`delete from customers.identifier where customer_id = ${loserId}::bigint`);
  await db.owner.run(sql`insert into channels.message (customer_id, function, version_id, address, state, not_before, queued_at) values (${loserId}::bigint, 'marketing', 1, 'x', 'dispatching', '2026-11-01', '2026-11-01')`);
  const { merges: [merge] } = await mergeCustomers(db, steward, { moves, wanted: [{ winnerId, loserId, reason: 'One person' }] });
  const at = async () => (await db.owner.one<{ mail: number; touches: number }>(sql`
    select (select count(*) from channels.message where customer_id = ${winnerId}::bigint) as mail, (select count(*) from interactions.interaction where customer_id = ${winnerId}::bigint) as touches`));
  assert.deepEqual(await at(), { mail: 0, touches: 0 });
  await db.transaction(ENGINE, (tx) => recordInteractions(tx, [{ customerId: loserId, function: 'sales', channel: 'visit', direction: 'out', kind: 'visit', headline: 'Visit', source: 'phone' }]));
  await db.owner.run(sql`update channels.message set state = 'sent', sent_at = '2026-11-23'`);
  assert.deepEqual(await settleMerges(db, moves), { 'interactions.interaction': 1, 'channels.message': 1 });
  assert.deepEqual([await at(), await settleMerges(db, moves)], [{ mail: 1, touches: 1 }, {}]);
  await undoMerges(db, steward, { moves, mergeIds: [merge?.mergeId ?? 0], reason: 'Two persons' });
  assert.deepEqual(await at(), { mail: 0, touches: 0 });
});
