import { sql, type Actor } from '#platform/db';
import { makePerson, makeProduct, type TestDatabase } from '#platform/testing';
import { openCases, requestHandOver } from '#work';

export type MedicalWorld = {
  readonly elizabeth: Actor & { userId: number }; readonly priyanka: Actor & { userId: number }; readonly michael: Actor & { userId: number };
  readonly productId: number; readonly practiceId: number; readonly doctorId: number; readonly colleagueIds: readonly number[];
};

const CANARY = 'Does GLIDIM need a dose change at eGFR 28? canary-7f3a';

/** A practice with a doctor and two colleagues whom a representative owns, a contact centre and a certified liaison. */
export async function makeMedicalWorld(db: TestDatabase): Promise<MedicalWorld> {
  const [elizabeth, priyanka, michael] = [await makePerson(db, { role: 'contact_centre', name: 'Elizabeth Moore' }), await makePerson(db, { role: 'medical', name: 'Priyanka Raman' }), await makePerson(db, { role: 'field', name: 'Michael Duarte' })];
  const productId = await makeProduct(db);
  const now = db.clock().toISOString();
  const made = await db.owner.rows<{ customerId: number }>(sql`
    insert into customers.customer (kind, name, sort_name, source, created_at, updated_at)
    select k, n, lower(n), 'test', ${now}::timestamptz, ${now}::timestamptz
      from unnest(array['hco', 'hcp', 'hcp', 'hcp'], array['Lakeside Heart', 'Amara Osei', 'Priya Nair', 'Samuel Adeyemi']) as t(k, n)
    returning customer_id`);
  const [practiceId, ...doctors] = made.map(({ customerId }) => customerId) as [number, ...number[]];
  await db.owner.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source)
    select d, ${practiceId}::bigint, 'practises_at', '2020-01-01', 'test' from unnest(${doctors}::bigint[]) d`);
  await db.owner.run(sql`insert into customers.owner (customer_id, function, user_id) select d, 'sales', ${michael.userId} from unnest(${doctors}::bigint[]) d`);
  await db.owner.run(sql`insert into access.membership (customer_id, user_id) select d, ${michael.userId} from unnest(${made.map(({ customerId }) => customerId)}::bigint[]) d`);
  await db.owner.run(sql`insert into medical.certification (user_id, product_id, valid_from, valid_to) values (${priyanka.userId}, ${productId}, '2026-01-01', '2026-12-31')`);
  const [doctorId = 0, ...colleagueIds] = doctors;
  return { elizabeth, priyanka, michael, productId, practiceId, doctorId, colleagueIds };
}

/** A question that the contact centre handed to the liaison; returns the event that told of it. */
export async function makeHandedQuestion(db: TestDatabase, world: MedicalWorld, { question = CANARY } = {}): Promise<{ caseId: number; handOverId: number }> {
  return db.transaction(world.elizabeth, async (tx) => {
    const [caseId] = await openCases(tx, [{ customerId: world.doctorId, kind: 'question', function: 'contact_centre', channel: 'phone', headline: 'A question about GLIDIM', productId: world.productId, ownerId: world.elizabeth.userId, detail: { question } }]) as [number];
    const handOverId = await requestHandOver(tx, { customerId: world.doctorId, kind: 'question_to_liaison', toUserId: world.priyanka.userId, wish: 'call_back', productId: world.productId, caseId });
    return { caseId, handOverId };
  });
}
