import { sql, type Tx } from '#platform/db';
import type { AccountKind } from '../types.ts';

export type ScannedAccount = { readonly customerId: number; readonly categories: readonly string[]; readonly scaled: readonly number[] };
/** Every account of a kind as it is compared; only what the comparison needs. */
export const scanAccounts = (tx: Tx, { productId, kind, openOnly }: { productId: number; kind: AccountKind; openOnly: boolean }) => tx.rows<ScannedAccount>(sql`
  select customer_id, categories, scaled from insight.account
   where product_id = ${productId}::integer and kind = ${kind} and (not ${openOnly} or prescribers > 0)`);

export type FullAccount = {
  readonly customerId: number; readonly name: string; readonly kind: AccountKind; readonly city: string | null; readonly state: string | null;
  readonly categories: readonly string[]; readonly amounts: readonly number[]; readonly scaled: readonly number[]; readonly prescribers: number; readonly asOf: string;
};
export const findAccounts = (tx: Tx, { productId, ids }: { productId: number; ids: readonly number[] }) => tx.rows<FullAccount>(sql`
  select a.customer_id, c.name, a.kind, c.city, c.state, a.categories, a.amounts, a.scaled, a.prescribers, a.as_of
    from insight.account a join customers.v_customer c on c.customer_id = a.customer_id
   where a.product_id = ${productId}::integer and a.customer_id = any(${[...ids]}::bigint[])`);

export const findBasis = (tx: Tx, productId: number) => tx.maybe<{ specialties: string[] }>(sql`select specialties from insight.basis where product_id = ${productId}::integer`);

/** Whom to start from when nobody is named: the payer of the newest win of the product, else the payer with most lives. */
export const suggestAccount = (tx: Tx, productId: number) => tx.maybe<{ customerId: number; because: 'win' | 'lives'; on: string | null }>(sql`
  (select a.customer_id, 'win' as because, max(s.recorded_at)::date as "on", 1 as rank, max(s.recorded_at) as at, 0::bigint as lives
     from insight.account a
     join market_access.v_plan p on p.payer_customer_id = a.customer_id
     join market_access.v_position s on s.customer_id = p.customer_id and s.product_id = a.product_id and s.change in ('win', 'tier_improved')
    where a.product_id = ${productId}::integer and a.kind = 'payer' group by a.customer_id)
  union all
  (select a.customer_id, 'lives', null, 2, null, a.amounts[1]::bigint from insight.account a where a.product_id = ${productId}::integer and a.kind = 'payer')
  order by rank, at desc nulls last, lives desc, customer_id limit 1`);

export const firstOwnProduct = (tx: Tx) => tx.maybe<{ productId: number; name: string }>(sql`select product_id, name from products.v_product where is_own order by product_id limit 1`);

/** Accounts to choose from, the largest first. */
export const listAccounts = (tx: Tx, productId: number) => tx.rows<{ customerId: number; name: string; kind: AccountKind; state: string | null }>(sql`
  select a.customer_id, c.name, a.kind, c.state
    from insight.account a join customers.v_customer c on c.customer_id = a.customer_id
   where a.product_id = ${productId}::integer and a.kind in ('payer', 'idn') order by a.kind desc, c.sort_name limit 500`);
