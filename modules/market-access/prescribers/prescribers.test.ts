import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeAffiliation, makeCustomer, makeMembership } from '#customers/makers';
import { makePayer } from '#market-access/makers';
import { sql } from '#platform/db';
import { makeActor, makePerson, makeProduct, testDatabase } from '#platform/testing';
import { listPrescribers } from './reads.ts';

test('on each day those count who were in the network then, by themselves or through a practice, and the product stands as it stood', async () => {
  await using db = await testDatabase();
  const [{ planIds: [planId = 0] }, productId] = [await makePayer(db, { plans: ['Select PPO'] }), await makeProduct(db)];
  const [practice, amara, owen, late, left] = [await makeCustomer(db, { kind: 'hco', name: 'Lakeside' }), await makeCustomer(db, { name: 'Amara Osei' }), await makeCustomer(db, { name: 'Owen Blake', status: 'inactive' }), await makeCustomer(db, { name: 'Priya Nair' }), await makeCustomer(db, { name: 'Grace Lind', licenceValidUntil: '2026-06-30' })];
  await makeAffiliation(db, { ...practice, toCustomerId: planId, role: 'in_network', validFrom: '2025-01-01' });
  await makeAffiliation(db, { ...amara, toCustomerId: practice.customerId });
  await makeAffiliation(db, { ...amara, toCustomerId: planId, role: 'in_network' });
  await makeAffiliation(db, { ...owen, toCustomerId: practice.customerId });
  await makeAffiliation(db, { ...late, toCustomerId: practice.customerId, validFrom: '2026-09-01' });
  await makeAffiliation(db, { ...left, toCustomerId: planId, role: 'in_network', validTo: '2026-08-01' });
  await db.owner.run(sql`
    insert into market_access.position (customer_id, product_id, status, tier, effective_from, effective_to, change, recorded_at)
    values (${planId}::bigint, ${productId}::integer, 'covered', 3, '2026-01-01', '2026-10-01', 'baseline', '2026-01-01'), (${planId}::bigint, ${productId}::integer, 'covered', 2, '2026-10-01', null, 'tier_improved', '2026-09-01')`);
  const on = async (day: string, actor = makeActor('market_access')) => {
    const { rows, position } = await db.read(actor, (tx) => listPrescribers(tx, { planId, productId, on: day, limit: 10 }));
    return [position.tier, rows.map(({ name, reason, practices, itself }) => [name, reason, practices, itself])];
  };
  assert.deepEqual(await on('2024-06-01'), [null, [['Grace Lind', null, [], true], ['Amara Osei', null, [], true]]]);
  assert.deepEqual(await on('2026-07-15'), [3, [['Owen Blake', 'not_active', ['Lakeside'], false], ['Grace Lind', 'licence_ended', [], true], ['Amara Osei', null, ['Lakeside'], true]]]);
  assert.deepEqual(await on('2026-11-01'), [2, [['Owen Blake', 'not_active', ['Lakeside'], false], ['Priya Nair', null, ['Lakeside'], false], ['Amara Osei', null, ['Lakeside'], true]]]);
  const rep = await makePerson(db, { role: 'field' });
  await makeMembership(db, { customerId: planId, userId: rep.userId });
  await assert.rejects(on('2026-11-01', rep), { code: 'request.not_found' }, 'the payer is not among his customers');
});
