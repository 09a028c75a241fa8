import { sql, type Tx } from '#platform/db';
import { holdPlace } from './horizon.ts';

/** Keeps what golden records said whose specialty is about to be named otherwise: as many as have it, so without reading them whole. */
export async function keepRenamed(tx: Tx, codes: readonly string[]): Promise<void> {
  await holdPlace(tx);
  await tx.run(sql`
    insert into customers.change (customer_id, at, source, kinds, before)
    select c.customer_id, ${tx.now}::timestamptz, 'nucc', '{changed}', jsonb_build_object('specialty_name', c.specialty_name, 'updated_at', c.updated_at, 'version', c.version)
      from customers.taxonomy t join customers.customer c on c.specialty = t.code
     where t.code = any(${codes}::text[]) and c.specialty_name is distinct from t.name`);
}
