import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { testDatabase } from '#platform/testing';
import { makeWorld } from '../makers.ts';
import { gateContext, resolvePlay } from '../resolve-play.ts';
import { STARTER_PLAYS } from '../rules/starter.ts';
import { parsePlay } from '../rules/parse-play.ts';
import { contributionsOf, type LedgerRow } from '../rules/explain.ts';
import { decideSql } from './decide-sql.ts';

type Row = LedgerRow & { customerId: number; ownerId: number | null; channel: string | null; refusal: string | null };

test('for a whole audience, each customer gets the best candidate that the gate and people’s time allow', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 300, perDay: 3 });
  await db.transaction(ENGINE, async (tx) => {
    const play = parsePlay(STARTER_PLAYS[0] as string);
    const { candidates } = await resolvePlay(tx, play, { productId: world.productId, draft: false });
    const decision = { play, candidates, context: await gateContext(tx, play), productId: world.productId, planIds: [world.planId], members: sql`select customer_id from customers.v_network where plan_customer_id = 2`, cascadeId: null };
    const rows = await tx.rows<Row>(sql`${decideSql(decision)} select * from decided order by customer_id`);
    assert.equal(rows.length, 300);
    for (const row of rows) {
      const allowed = row.scores.map((score, index) => ({ score, position: index + 1 })).filter(({ position }) => row.refusals[position - 1] === null);
      const best = Math.max(...allowed.map(({ score }) => score));
      if (row.chosen === null) assert.equal(allowed.length, 0);
      else assert.equal(row.scores[row.chosen - 1], best);
      assert.equal(row.outcome === 'refused', row.chosen === null);
      assert.equal(row.refusal !== null, row.chosen === null);
      const candidate = candidates[(row.chosen ?? 1) - 1];
      if (row.chosen !== null && candidate) {
        const parts = contributionsOf(row, candidates, { candidate, weights: play.weights }).reduce((sum, part) => sum + part.amount, 0);
        assert.ok(Math.abs(parts - best) < 0.04, `the reasons of ${row.customerId} sum to ${parts}, the score is ${best}`);
      }
    }
    const visits = Map.groupBy(rows.filter((row) => row.channel === 'visit'), (row) => row.ownerId);
    for (const [owner, taken] of visits) assert.ok(taken.length <= 15, `${owner} has ${taken.length} visits for 5 days of 3`);
    assert.ok(rows.some((row) => row.refusals[2]?.startsWith('no_capacity work.capacity:')), 'somebody had to fall back');
    assert.ok(rows.filter((row) => row.channel === 'phone').length <= 15);
    const codes = new Set(rows.flatMap((row) => row.refusals.map((refusal) => refusal?.split(' ')[0])));
    for (const code of ['do_not_contact', 'licence_not_valid', 'no_consent', 'consent_withdrawn', 'cap_reached', 'no_owner', 'no_capacity', 'in_running_journey', 'not_in_running_journey', 'no_address']) assert.ok(codes.has(code), `${code} never occurs`);
    assert.ok(rows.filter((row) => row.customerId % 9 === 0 && row.channel === 'email').every((row) => row.chosen === 2), 'who is in the running journey stays there');
    const held = rows.filter((row) => row.outcome === 'held_out').length;
    assert.ok(held > 2 && held < 40, `${held} of 300 are held out at 5 %`);
  });
});

test('what one customer would get does not depend on who else is asked, as long as people have time', async () => {
  await using db = await testDatabase();
  const world = await makeWorld(db, { prescribers: 60, perDay: 1000 });
  await db.transaction(ENGINE, async (tx) => {
    const play = parsePlay(STARTER_PLAYS[0] as string);
    const { candidates } = await resolvePlay(tx, play, { productId: world.productId, draft: false });
    const context = await gateContext(tx, play);
    const ask = (members: ReturnType<typeof sql>, range?: { after: number; through: number }) => tx.rows<Row>(sql`${decideSql({ play, candidates, context: range ? { ...context, range } : context, productId: world.productId, planIds: [world.planId], members, cascadeId: null })} select * from decided order by customer_id`);
    const all = await ask(sql`select customer_id from customers.v_network where plan_customer_id = 2`);
    assert.deepEqual(await ask(sql`select customer_id from customers.v_network where plan_customer_id = 2`, { after: 1000, through: 1060 }), all, 'read as a range or looked up one by one, the answers are the same');
    for (const customerId of [1001, 1006, 1018, 1029]) {
      const [alone] = await ask(sql`select ${customerId}::bigint as customer_id`);
      assert.deepEqual(alone, all.find((row) => row.customerId === customerId));
    }
  });
});
