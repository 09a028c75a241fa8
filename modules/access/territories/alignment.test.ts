import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepMembership } from '#platform/auth';
import { ENGINE, sql, type Tx } from '#platform/db';
import type { Problem, ProblemCode } from '#platform/problem';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { makeForce, makeRule, makeTerritory } from '../makers.ts';
import { alignDue, includeCustomers } from './align-customers.ts';
import { commitAlignment } from './commit-alignment.ts';
import { addDraft, addExceptions, addRule, addTerritoryPerson, changeDraft, endInDraft, importLines, keepInDraft, undoAlignment, withdrawAlignment } from './edit-draft.ts';
import { listMoves, previewAlignment } from './preview-alignment.ts';
import { getTerritory, listCustomersThere } from './reads/territories.ts';
import { whereLies } from './reads/where-lies.ts';
import { addTerritory, changeTerritory, endTerritory } from './save-territory.ts';
import type { Ports } from '../types.ts';

const refused = (code: ProblemCode) => (error: { code?: string }) => { assert.equal(error.code, code); return true; };
const NO_RULE = { priority: 0, countries: [], states: [], postal: [], cities: [], specialties: [], kinds: [], underIds: [], decileFrom: null, decileTo: null } as const;

/** What people see where nothing but territories counts. */
const ports = {
  keepMembership: (tx: Tx, userIds: readonly number[]) => keepMembership(tx, userIds, sql`
    select c.customer_id, p.user_id from access.v_territory_person p join access.v_territory_customer c on c.territory_id = p.territory_id
     where p.user_id = any(${userIds}::integer[]) and p.role <> 'manager' and p.valid_from <= ${tx.now}::timestamptz::date and (p.valid_to is null or p.valid_to > ${tx.now}::timestamptz::date)`),
  workOf: () => Promise.resolve([]),
} as unknown as Ports;

async function world(db: TestDatabase) {
  const [adam, rae, owen] = [await makePerson(db, { role: 'administrator', name: 'Adam' }), await makePerson(db, { role: 'field', name: 'Rae' }), await makePerson(db, { role: 'field', name: 'Owen' })];
  await db.owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, city, state, postal_code, decile, source, created_at, updated_at)
    select n, 'hcp', 'Doc ' || n, 'doc ' || n, 'New York', 'NY', case when n <= 10 then '10016' when n <= 20 then '10021' else '94103' end, 1 + n % 10, 'test', '2026-01-01', '2026-01-01' from generate_series(1, 30) n`);
  const salesForceId = await makeForce(db);
  const [midtown, upper] = [await makeTerritory(db, { code: 'NY-01', name: 'Midtown', userId: rae.userId }), await makeTerritory(db, { code: 'NY-02', name: 'Upper East', userId: owen.userId })];
  const ruleId = await makeRule(db, midtown, { postal: ['10016'], kinds: ['hcp'] });
  await makeRule(db, upper, { postal: ['10021'] });
  await alignDue(db, ports);
  return { db, adam, rae, owen, salesForceId, midtown, upper, ruleId };
}
type World = Awaited<ReturnType<typeof world>>;

const seenBy = async ({ db }: World, userId: number): Promise<number[]> => (await db.owner.rows<{ customerId: number }>(sql`select customer_id from access.membership where user_id = ${userId}::integer order by 1`)).map(({ customerId }) => customerId);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const draft = ({ db, adam, salesForceId }: World, effectiveOn = '2026-11-23') => addDraft(db, adam, { salesForceId, name: 'Spring', reason: 'fewer miles', effectiveOn });

async function commit({ db, adam }: World, alignmentId: number) {
  const { version, digest, people } = await previewAlignment(db, adam, { alignmentId, ports });
  return commitAlignment(db, adam, { alignmentId, version, seen: { digest, people: people.map(({ userId, gains, losses }) => ({ userId, gains, losses })) }, reason: 'as agreed', ports });
}

test('a draft is previewed person by person and leaves nothing behind; committed, customers, owners and sight change hands at once, and an undo brings them back', async () => {
  await using db = await testDatabase();
  const w = await world(db);
  const { adam, rae, owen, midtown, upper } = w;
  assert.deepEqual([await seenBy(w, rae.userId), await seenBy(w, owen.userId)], [range(1, 10), range(11, 20)]);
  assert.deepEqual(await db.owner.rows(sql`select distinct user_id from customers.owner where customer_id <= 10`), [{ userId: rae.userId }], 'whoever holds the territory answers for them');
  const { alignmentId } = await draft(w);
  await addRule(db, adam, { ...NO_RULE, alignmentId, territoryId: upper, postal: ['10016'], kinds: ['hcp'], decileFrom: 6 });
  const before = await db.owner.rows(sql`select * from access.territory_customer order by customer_id`);
  const preview = await previewAlignment(db, adam, { alignmentId, ports });
  assert.deepEqual(preview.counts, { changed: 5, hands: 5, left: 0, fresh: 0, contested: 0 }, 'the rule that says more about them wins');
  assert.deepEqual(preview.people.map(({ name, customers, gains, losses }) => [name, customers, gains, losses]), [['Owen', 10, 5, 0], ['Rae', 10, 0, 5]]);
  const gains = await listMoves(db, adam, { alignmentId, show: 'gains', userId: owen.userId, limit: 3 });
  assert.deepEqual(gains.rows.map((row) => [row.customerId, row.fromName, row.toTerritory]), [[5, 'Rae', 'Upper East'], [6, 'Rae', 'Upper East'], [7, 'Rae', 'Upper East']]);
  assert.deepEqual((await listMoves(db, adam, { alignmentId, show: 'gains', userId: owen.userId, limit: 3, cursor: gains.nextCursor ?? undefined })).rows.map(({ customerId }) => customerId), [8, 9]);
  assert.deepEqual(await db.owner.rows(sql`select * from access.territory_customer order by customer_id`), before, 'nothing of a preview stays');
  assert.deepEqual(await commit(w, alignmentId), { state: 'applied', effectiveOn: '2026-11-23', moved: 5, added: 5, removed: 5 });
  assert.deepEqual([await seenBy(w, rae.userId), await seenBy(w, owen.userId)], [[1, 2, 3, 4, 10], [5, 6, 7, 8, 9, ...range(11, 20)]]);
  assert.deepEqual(await db.owner.rows(sql`select customer_id from customers.owner where user_id = ${owen.userId}::integer and customer_id <= 10 order by 1`), [5, 6, 7, 8, 9].map((customerId) => ({ customerId })));
  assert.deepEqual(await db.owner.rows(sql`select data ->> 'moved' as moved from events.event where type = 'territory.realigned' order by event_id desc limit 1`), [{ moved: '5' }]);
  await assert.rejects(addRule(db, adam, { ...NO_RULE, alignmentId, territoryId: midtown, postal: ['1'] }), refused('access.alignment_closed'));
  const undo = await undoAlignment(db, adam, { alignmentId, reason: 'it was wrong' });
  await commit(w, undo.alignmentId);
  assert.deepEqual([await seenBy(w, rae.userId), await seenBy(w, owen.userId)], [range(1, 10), range(11, 20)]);
  await assert.rejects(undoAlignment(db, adam, { alignmentId, reason: 'once more' }), refused('access.not_applied'));
});

test('a commit is refused, and says who differs, when the world is not what was previewed', async () => {
  await using db = await testDatabase();
  const w = await world(db);
  const { adam, owen, upper } = w;
  const { alignmentId } = await draft(w);
  await addRule(db, adam, { ...NO_RULE, alignmentId, territoryId: upper, postal: ['94'] });
  const { version, digest, people } = await previewAlignment(db, adam, { alignmentId, ports });
  const seen = { digest, people: people.map(({ userId, gains, losses }) => ({ userId, gains, losses })) };
  await db.owner.run(sql`update customers.customer set postal_code = '94107' where customer_id = 1`);
  await assert.rejects(commitAlignment(db, adam, { alignmentId, version, seen, reason: 'go', ports }), (error: Problem) => {
    assert.equal(error.code, 'access.world_changed');
    const differing = error.details['differences'] as { userId: number; gainsSeen: number; gains: number }[];
    assert.deepEqual(differing.filter(({ userId }) => userId === owen.userId).map(({ gainsSeen, gains }) => [gainsSeen, gains]), [[10, 11]]);
    return true;
  });
  assert.deepEqual(await seenBy(w, owen.userId), range(11, 20), 'nothing was written');
  await assert.rejects(commitAlignment(db, adam, { alignmentId, version: version - 1, seen, reason: 'go', ports }), refused('request.conflict'));
  const empty = await draft(w);
  const nothing = await previewAlignment(db, adam, { alignmentId: empty.alignmentId, ports });
  await assert.rejects(commitAlignment(db, adam, { alignmentId: empty.alignmentId, version: empty.version, seen: { digest: nothing.digest, people: [] }, reason: 'go', ports }), refused('access.alignment_empty'));
  await assert.rejects(addDraft(db, adam, { salesForceId: w.salesForceId, name: 'Late', reason: 'too late', effectiveOn: '2026-11-22' }), refused('request.invalid'));
});

test('what is committed for a day to come waits for it, can be withdrawn until then, and is carried out by the job of that day', async () => {
  await using db = await testDatabase();
  const w = await world(db);
  const { adam, rae, owen, midtown } = w;
  const nia = await makePerson(db, { role: 'field', name: 'Nia' });
  const first = await draft(w, '2026-12-01');
  await addTerritoryPerson(db, adam, { alignmentId: first.alignmentId, territoryId: midtown, userId: nia.userId, role: 'holder' });
  assert.equal((await commit(w, first.alignmentId)).state, 'scheduled');
  await withdrawAlignment(db, adam, { alignmentId: first.alignmentId, reason: 'she stays away' });
  const second = await draft(w, '2026-12-01');
  await addTerritoryPerson(db, adam, { alignmentId: second.alignmentId, territoryId: midtown, userId: nia.userId, role: 'holder' });
  assert.deepEqual((await previewAlignment(db, adam, { alignmentId: second.alignmentId, ports })).people.map(({ name, gains, losses }) => [name, gains, losses]), [['Nia', 10, 0], ['Rae', 0, 10]]);
  await commit(w, second.alignmentId);
  await alignDue(db, ports);
  assert.deepEqual([await seenBy(w, rae.userId), await seenBy(w, nia.userId)], [range(1, 10), []], 'not before its day');
  db.setNow('2026-12-01T00:05:00.000Z');
  await assert.rejects(withdrawAlignment(db, adam, { alignmentId: second.alignmentId, reason: 'too late' }), refused('access.not_scheduled'));
  await alignDue(db, ports);
  assert.deepEqual([await seenBy(w, rae.userId), await seenBy(w, nia.userId), (await seenBy(w, owen.userId)).length], [[], range(1, 10), 10]);
  assert.deepEqual(await db.owner.rows(sql`select state, moved from access.alignment order by alignment_id`), [{ state: 'discarded', moved: null }, { state: 'applied', moved: 10 }]);
  await alignDue(db, ports);
  assert.equal((await db.owner.one<{ count: number }>(sql`select count(*) from access.territory_move where moved_at > '2026-11-30'`)).count, 10, 'once');
});

test('an exclusion outweighs an inclusion, an inclusion any rule; both are named with their reason, and rules that contend are listed', async () => {
  await using db = await testDatabase();
  const w = await world(db);
  const { adam, rae, owen, midtown, upper } = w;
  const { alignmentId } = await draft(w);
  await addExceptions(db, adam, { alignmentId, kind: 'include', territoryId: upper, numbers: ['C1', 'C2', 'C25'], reason: 'knows Owen for years' });
  await addExceptions(db, adam, { alignmentId, kind: 'exclude', territoryId: upper, numbers: ['C2'], reason: 'is a cousin' });
  await addExceptions(db, adam, { alignmentId, kind: 'exclude', territoryId: null, numbers: ['C3'], reason: 'is seen by the hospital team' });
  await addRule(db, adam, { ...NO_RULE, alignmentId, territoryId: upper, postal: ['10016'], kinds: ['hcp'] });
  await assert.rejects(addExceptions(db, adam, { alignmentId, kind: 'include', territoryId: upper, numbers: ['C1', 'C777'], reason: 'who is that' }), refused('request.invalid'));
  const { counts } = await previewAlignment(db, adam, { alignmentId, ports });
  assert.deepEqual(counts, { changed: 3, hands: 3, left: 1, fresh: 1, contested: 7 });
  assert.deepEqual((await listMoves(db, adam, { alignmentId, show: 'left', limit: 5 })).rows.map(({ customerId, fromName, toName }) => [customerId, fromName, toName]), [[3, 'Rae', null]]);
  assert.deepEqual((await listMoves(db, adam, { alignmentId, show: 'contested', limit: 1 })).rows.map(({ customerId, toTerritory, tiedWith }) => [customerId, toTerritory, tiedWith]), [[4, 'Midtown', ['Upper East']]], 'of equals the earlier rule stands, and the other is named');
  await commit(w, alignmentId);
  const lies = async (customerId: number) => (await db.read(ENGINE, (tx) => whereLies(tx, customerId)))[0];
  assert.deepEqual([(await lies(1))?.territoryName, (await lies(1))?.how, (await lies(1))?.because], ['Upper East', 'include', 'knows Owen for years']);
  assert.deepEqual([(await lies(2))?.territoryName, (await lies(2))?.because, (await lies(2))?.excluded], ['Midtown', 'Prescribers with a postal code 10016', [{ territoryName: 'Upper East', reason: 'is a cousin', since: '2026-11-23' }]]);
  assert.deepEqual([(await lies(3))?.territoryName, (await lies(3))?.excluded.map(({ reason }) => reason)], [null, ['is seen by the hospital team']]);
  assert.deepEqual([(await seenBy(w, rae.userId)), (await seenBy(w, owen.userId))], [[2, ...range(4, 10)], [1, ...range(11, 20), 25]]);
  const contested = await db.read(adam, (tx) => listCustomersThere(tx, { show: 'contested', limit: 50 }));
  assert.deepEqual([contested.rows.length, contested.rows[0]?.tiedWith], [7, ['Upper East']]);
  assert.equal((await db.read(adam, (tx) => listCustomersThere(tx, { show: 'nobody', limit: 50 }))).rows.length, 10);
  assert.deepEqual(await db.owner.rows(sql`select unplaced, contested from access.sales_force`), [{ unplaced: 10, contested: 7 }]);
  await db.transaction(adam, (tx) => includeCustomers(tx, ports, { territoryId: midtown, customerIds: [11], reason: 'moved office' }));
  assert.ok((await seenBy(w, rae.userId)).includes(11));
});

test('a draft takes back what it brought, lets go on what it would have ended, reads a file line by line, and no two drafts end one thing', async () => {
  await using db = await testDatabase();
  const w = await world(db);
  const { adam, midtown, ruleId } = w;
  const [one, two] = [await draft(w), await draft(w)];
  await endInDraft(db, adam, { alignmentId: one.alignmentId, ruleId });
  await assert.rejects(endInDraft(db, adam, { alignmentId: two.alignmentId, ruleId }), refused('access.ends_elsewhere'));
  assert.deepEqual((await previewAlignment(db, adam, { alignmentId: one.alignmentId, ports })).counts, { changed: 10, hands: 10, left: 10, fresh: 0, contested: 0 });
  await keepInDraft(db, adam, { alignmentId: one.alignmentId, ruleId });
  await endInDraft(db, adam, { alignmentId: two.alignmentId, ruleId });
  const brought = await addRule(db, adam, { ...NO_RULE, alignmentId: two.alignmentId, territoryId: midtown, states: ['NY'] });
  assert.equal(brought.rules, 2);
  const rule = (await db.read(adam, (tx) => getTerritory(tx, midtown, two.alignmentId))).ruleRows.find(({ fate }) => fate === 'new');
  await endInDraft(db, adam, { alignmentId: two.alignmentId, ruleId: rule?.ruleId });
  assert.equal((await db.read(adam, (tx) => getTerritory(tx, midtown, two.alignmentId))).ruleRows.length, 1);
  const { loaded, rejected } = await importLines(db, adam, { alignmentId: two.alignmentId, lines: [
    { number: 'C21', territory: 'ny-01', kind: 'include', reason: 'file' }, { number: 'X', territory: 'NY-01', kind: 'include', reason: 'file' }, { number: 'C22', territory: 'NY-77', kind: 'include', reason: 'file' }, { number: 'C23', territory: '', kind: 'exclude', reason: 'file' },
  ] });
  assert.deepEqual([loaded, rejected.map(({ line, field }) => [line, field])], [2, [[2, 'number'], [3, 'territory']]]);
  const changed = await changeDraft(db, adam, { alignmentId: one.alignmentId, version: 3, name: 'Summer', reason: 'later', effectiveOn: '2027-01-01' });
  assert.equal(changed.name, 'Summer');
  const region = await addTerritory(db, adam, { salesForceId: w.salesForceId, code: 'R-1', name: 'East', parentId: null, reason: 'set up' });
  await changeTerritory(db, adam, { territoryId: midtown, version: 1, code: 'NY-01', name: 'Midtown South', parentId: region.territoryId, reason: 'as it is called' });
  await assert.rejects(changeTerritory(db, adam, { territoryId: region.territoryId, version: 1, code: 'R-1', name: 'East', parentId: midtown, reason: 'a circle' }), refused('request.invalid'));
  await assert.rejects(addTerritory(db, adam, { salesForceId: w.salesForceId, code: 'r-1', name: 'Again', parentId: null, reason: 'twice' }), refused('access.territory_code_taken'));
  await assert.rejects(endTerritory(db, adam, { territoryId: midtown, version: 2, reason: 'not yet' }), refused('access.territory_in_use'));
});

test('while a change commits, each customer is seen by exactly one of two representatives, whenever one looks', async () => {
  await using db = await testDatabase({ max: 6 });
  const w = await world(db);
  const { rae, owen, midtown, upper, adam } = w;
  let stop = false;
  let looks = 0;
  const watch = async (): Promise<void> => {
    while (!stop) { // look after look, as pages do
      const rows = await db.owner.rows<{ times: number }>(sql`select count(*) as times from access.membership where customer_id <= 20 and user_id in (${rae.userId}::integer, ${owen.userId}::integer) group by customer_id`);
      assert.deepEqual([rows.length, new Set(rows.map(({ times }) => times))], [20, new Set([1])]);
      const hers = await db.read(rae, (tx) => tx.rows<{ customerId: number }>(sql`select customer_id from customers.v_customer where customer_id <= 10`));
      assert.ok(hers.length === 0 || hers.length === 10, `a half-moved state: ${hers.length}`);
      looks += 1;
    }
  };
  const watching = watch();
  for (const territoryId of [upper, midtown, upper]) await db.transaction(adam, (tx) => includeCustomers(tx, ports, { territoryId, customerIds: range(1, 10), reason: 'to and fro' }));
  stop = true;
  await watching;
  assert.ok(looks > 3);
  assert.deepEqual(await seenBy(w, rae.userId), []);
});
