import { sql, type Actor } from '#platform/db';
import { makeTerritory } from '#access/makers';
import { makePerson, makeProduct, type TestDatabase } from '#platform/testing';

export type FieldWorld = {
  readonly michael: Actor & { userId: number }; readonly priyanka: Actor & { userId: number }; readonly dana: Actor & { userId: number };
  readonly productId: number; readonly territoryId: number; readonly practiceId: number; readonly planId: number; readonly payerId: number; readonly doctorIds: readonly [number, number, number];
};

const at = (db: TestDatabase) => db.clock().toISOString();

/** A practice with three doctors in a plan's network, owned by a representative whose territory is still empty. */
export async function makeFieldWorld(db: TestDatabase): Promise<FieldWorld> {
  const [michael, priyanka, dana] = [await makePerson(db, { role: 'field', name: 'Michael Duarte' }), await makePerson(db, { role: 'medical', name: 'Priyanka Raman' }), await makePerson(db, { role: 'director', name: 'Dana Whitfield' })];
  const productId = await makeProduct(db);
  const made = await db.owner.rows<{ customerId: number }>(sql`
    insert into customers.customer (kind, name, sort_name, source, created_at, updated_at, licence_valid_until)
    select k, n, lower(n), 'test', ${at(db)}::timestamptz, ${at(db)}::timestamptz, '2030-01-01'
      from unnest(array['payer', 'plan', 'hco', 'hcp', 'hcp', 'hcp'], array['Empire Health', 'Select PPO', 'Lakeside Heart', 'Amara Osei', 'Priya Nair', 'Samuel Adeyemi']) as t(k, n)
    returning customer_id`);
  const [payerId, planId, practiceId, ...doctors] = made.map(({ customerId }) => customerId) as [number, number, number, number, number, number];
  await db.owner.run(sql`insert into market_access.plan (customer_id, payer_customer_id, book, covered_lives) values (${planId}, ${payerId}, 'commercial', 1000)`);
  await db.owner.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source)
    select d, ${practiceId}::bigint, 'practises_at', date '2020-01-01', 'test' from unnest(${doctors}::bigint[]) d
    union all select ${practiceId}::bigint, ${planId}::bigint, 'in_network', date '2020-01-01', 'test'`);
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) select d, 'sales', ${michael.userId} from unnest(${doctors}::bigint[]) d`);
  await db.owner.run(sql`insert into work.capacity (user_id, channel, per_day) values (${michael.userId}, 'visit', 3)`);
  const territoryId = await makeTerritory(db, { code: 'NY-MID', name: 'Midtown', userId: michael.userId });
  return { michael, priyanka, dana, productId, territoryId, practiceId, planId, payerId, doctorIds: doctors as unknown as [number, number, number] };
}
