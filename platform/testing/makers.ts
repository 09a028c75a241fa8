import { sql, type Actor, type Role } from '#platform/db';
import type { TestDatabase } from './test-database.ts';

const FUNCTION: Partial<Record<Role, string>> = {
  market_access: 'market_access', marketing: 'marketing', director: 'marketing', contact_centre: 'contact_centre', medical: 'medical', field: 'sales', safety: 'medical',
};

/** A colleague on file; returns the actor as whom he acts. */
export async function makePerson(db: TestDatabase, { role = 'marketing', name = `Test ${role}` }: { role?: Role; name?: string } = {}): Promise<Actor & { userId: number }> {
  const { userId } = await db.owner.one<{ userId: number }>(sql`
    insert into access.person (name, email, role, role_title, function, created_at)
    values (${name}, gen_random_uuid() || '@abc.example', ${role}, ${role}, ${FUNCTION[role] ?? 'operations'}, ${db.clock().toISOString()}::timestamptz)
    returning user_id`);
  return { kind: 'person', role, userId };
}

/** An actor who is not on file: enough where only the role matters. */
export const makeActor = (role: Role = 'marketing', userId = 1): Actor => ({ kind: 'person', role, userId });

export async function makeProduct(db: TestDatabase, { code = 'GLIDIM' } = {}): Promise<number> {
  const { productId } = await db.owner.one<{ productId: number }>(sql`
    insert into products.product (code, name, indication, therapeutic_area) values (${code}, ${code}, 'type 2 diabetes', 'metabolism')
    on conflict (code) do update set name = excluded.name returning product_id`);
  return productId;
}
