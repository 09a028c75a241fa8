import { sql, type Tx } from '#platform/db';
import type { MergeFacts } from '../rules/may-merge.ts';

/** What decides whether these records may be merged; those whom the reader may not see are missing. */
export const mergeFacts = (tx: Tx, customerIds: readonly number[]): Promise<MergeFacts[]> => tx.rows(sql`
  select c.customer_id, c.kind, c.status,
         coalesce((select array_agg(i.value order by i.value) from customers.identifier i where i.customer_id = c.customer_id and i.system = 'npi' and i.state = 'active'), '{}') as npis
    from customers.customer c
   where c.customer_id = any(${customerIds}::bigint[])`);

/** Of which pairs of the parties' records the newest verdict is "not the same", and which records each party is made of. */
export async function differentVerdicts(tx: Tx, customerIds: readonly number[]): Promise<{ pairs: ReadonlySet<string>; members: ReadonlyMap<number, readonly number[]> }> {
  const parts = await tx.rows<{ rootId: number; members: number[] }>(sql`
    select m.root_id, array_agg(m.customer_id) as members
      from customers.merge_member m
     where m.root_id in (select o.root_id from customers.merge_member o where o.customer_id = any(${customerIds}::bigint[]))
     group by m.root_id`);
  const all = [...new Set([...customerIds, ...parts.flatMap((part) => part.members)])];
  const pairs = await tx.rows<{ customerId: number; otherId: number }>(sql`
    select v.customer_id, v.other_id
      from (select distinct on (customer_id, other_id) customer_id, other_id, verdict
              from customers.match_verdict
             where customer_id = any(${all}::bigint[]) and other_id = any(${all}::bigint[])
             order by customer_id, other_id, verdict_id desc) v
     where v.verdict = 'different'`);
  return { pairs: new Set(pairs.map((pair) => `${pair.customerId} ${pair.otherId}`)), members: new Map(parts.map((part) => [part.rootId, part.members])) };
}
