import { sql, type Tx } from '#platform/db';
import type { Published } from '../rules/published-standing.ts';

const MOST_LINES = 20_000; // a drug stands on some five hundred lists of Part D and some thousands of the marketplace, in a few strengths

/** Where these drugs stand, list by list. A number of eleven digits is an NDC, a shorter one a concept of RxNorm. */
export const publishedDrugs = (tx: Tx, codes: readonly string[]): Promise<Published[]> => tx.rows<Published>(sql`
  with code as (select distinct c.code from unnest(${codes}::text[]) as c(code))
  select l.list, l.list_key, l.drug_key, l.drug_name, l.tier, l.restrictions
    from code c join market_access.listing l on l.drug_key = c.code
   union
  select l.list, l.list_key, l.drug_key, l.drug_name, l.tier, l.restrictions
    from code c join market_access.listing l on l.drug_key > c.code || '-' and l.drug_key < c.code || '.' -- “.” is the letter after “-”
   union
  select l.list, l.list_key, l.drug_key, l.drug_name, l.tier, l.restrictions
    from code c join market_access.listing l on l.list = 'partd' and split_part(l.drug_key, '-', 2) collate "C" = c.code
   where length(c.code) = 11
   order by 1, 2, 3 limit ${MOST_LINES}::integer`);

export type ListedPlan = { readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly list: string; readonly listKey: string; /** Whether a line of the list is on file. */ readonly isLoaded: boolean };

/** Plans whose published list is known: as somebody said, else by the plan's own number; with those that are meant now. */
export const listedPlans = (tx: Tx, meant: readonly { list: string; listKey: string; planId: number }[]): Promise<ListedPlan[]> => tx.rows<ListedPlan>(sql`
  with said as (
    select m.plan_id, m.list, m.list_key, 1 as rank
      from jsonb_to_recordset(${JSON.stringify(meant.map(({ planId, list, listKey }) => ({ plan_id: planId, list, list_key: listKey })))}::jsonb) as m(plan_id bigint, list text, list_key text)
     union all
    select p.customer_id, p.list, p.list_key, 2 from market_access.published_list p
     union all
    select i.customer_id, 'qhp', i.value, 3 from customers.v_identifier i join market_access.plan p on p.customer_id = i.customer_id where i.system = 'plan'
  ), one as (select distinct on (plan_id) plan_id, list, list_key from said order by plan_id, rank)
  select o.plan_id, c.name as plan_name, p.payer_customer_id as payer_id, y.name as payer_name, o.list, o.list_key,
         exists (select from market_access.listing l where l.list = o.list and l.list_key = o.list_key collate "C") as is_loaded
    from one o
    join market_access.plan p on p.customer_id = o.plan_id
    join customers.v_customer c on c.customer_id = p.customer_id
    join customers.v_customer y on y.customer_id = p.payer_customer_id
   order by y.sort_name, c.sort_name, o.plan_id limit 10000`);

export const chosenCodes = (tx: Tx, productId: number) => tx.maybe<{ codes: string[]; tiers: Record<string, number> }>(sql`
  select codes, tiers from market_access.product_code where product_id = ${productId}::integer`);
