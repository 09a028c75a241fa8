import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '#platform/db';
import { makePerson, makeProduct, testDatabase } from '#platform/testing';
import { listPayers, recordAccessEvent } from './index.ts';
import { accessHome } from './home.ts';
import { makePayer } from './makers.ts';

test('home counts my accounts alone when asked, and tells one line a save', async () => {
  await using db = await testDatabase();
  const [leopold, productId] = [await makePerson(db, { role: 'market_access' }), await makeProduct(db)];
  const [empire, other] = [await makePayer(db), await makePayer(db, { name: 'Northlake', plans: ['National'] })];
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) values (${empire.payerId}, 'market_access', ${leopold.userId})`);
  const win = { productId, effectiveFrom: '2026-11-23', status: 'covered', tier: 2, restrictions: [], source: 'letter' } as const;
  await recordAccessEvent(db, leopold, { ...win, payerId: empire.payerId, planIds: empire.planIds.slice(0, 2) });
  await recordAccessEvent(db, leopold, { ...win, payerId: empire.payerId, planIds: empire.planIds.slice(2), effectiveFrom: '2026-12-01' });
  await recordAccessEvent(db, leopold, { ...win, payerId: other.payerId, planIds: other.planIds });
  const home = (mineOnly: boolean) => db.read(leopold, (tx) => accessHome(tx, { productId, asOf: '2026-11-23', mineOnly }));
  const figures = async (mineOnly: boolean) => (await home(mineOnly)).figures.map(({ code, value, of }) => [code, value, of]);
  assert.deepEqual(await figures(true), [['lives_at_tier2', 2_000_000, 3_000_000], ['plans_at_tier2', 2, 3], ['restricted_plans', 0, 2], ['upcoming', 1, null]]);
  assert.deepEqual((await figures(false))[1], ['plans_at_tier2', 3, 4]);
  assert.deepEqual((await home(true)).changed.map(({ payerName, plans }) => [payerName, plans.length]).sort(), [['Empire Health', 1], ['Empire Health', 2]]);
  const payers = await db.read(leopold, (tx) => listPayers(tx, { productId, asOf: '2026-11-23', mineOnly: true }));
  assert.deepEqual(payers.map(({ name, plans, plansAtTier2, isMine }) => [name, plans, plansAtTier2, isMine]), [['Empire Health', 3, 2, true]]);
});

test('a representative sees the standing of his own payers alone', async () => {
  await using db = await testDatabase();
  const [michael, productId, empire] = [await makePerson(db, { role: 'field' }), await makeProduct(db), await makePayer(db)];
  const seen = () => db.read(michael, (tx) => accessHome(tx, { productId, asOf: '2026-11-23', mineOnly: false }));
  assert.equal((await seen()).figures[1]?.of, 0);
  await db.owner.run(sql`insert into access.membership (customer_id, user_id) select c, ${michael.userId} from unnest(${[empire.payerId, empire.planIds[0]]}::bigint[]) c`);
  assert.equal((await seen()).figures[1]?.of, 1);
});
