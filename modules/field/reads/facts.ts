import { sql, type Tx } from '#platform/db';

export type VisitFacts = {
  /** When she asked for a visit, if she did. */
  readonly askedAt: string | null;
  /** The newest channel that she closed, with the product it is about. */
  readonly closed: { readonly channel: string; readonly productName: string | null; readonly since: string } | null;
  /** The plan change that concerns her patients most lately. */
  readonly coverage: { readonly payerId: number; readonly payerName: string; readonly productName: string; readonly status: string; readonly tier: number | null; readonly effectiveFrom: string } | null;
  /** That a liaison spoke with her, never what was said. */
  readonly medical: { readonly at: string; readonly channel: string; readonly personName: string | null } | null;
  readonly lastVisitAt: string | null;
  /** Colleagues at her practice who asked for a visit as well. */
  readonly colleaguesAsked: number;
};

/** What to know before one sees her: her wishes, her plans, and that others of us spoke with her. As far as the reader may see. */
export const readVisitFacts = (tx: Tx, { customerId, productId }: { customerId: number; productId: number | null }) => tx.one<VisitFacts>(sql.prepared`
  with her as (select ${customerId}::bigint as customer_id),
  practice as (
    select a.to_customer_id from customers.v_affiliation a, her
     where a.customer_id = her.customer_id and a.role = 'practises_at' and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)),
  said as (
    select distinct on (d.channel, d.product_id) d.channel, d.product_id, d.granted, d.effective_at
      from consent.v_decision d, her
     where d.customer_id = her.customer_id and d.effective_at <= ${tx.now}::timestamptz and (d.expires_at is null or d.expires_at > ${tx.now}::timestamptz)
     order by d.channel, d.product_id, d.effective_at desc, d.granted),
  covered as (
    select p.payer_customer_id, s.status, s.tier, s.effective_from, s.product_id, p.covered_lives
      from customers.v_network n
      join her on her.customer_id = n.customer_id
      join market_access.v_plan p on p.customer_id = n.plan_customer_id
      join market_access.v_position s on s.customer_id = p.customer_id and s.effective_to is null and s.change <> 'baseline'
     where (${productId}::integer is null or s.product_id = ${productId}::integer) and (n.valid_to is null or n.valid_to > ${tx.now}::timestamptz::date)
     order by s.effective_from desc, p.covered_lives desc limit 1)
  select (select max(w.said_at) from interactions.v_wish w, her where w.customer_id = her.customer_id and w.kind = 'visit_requested' and (w.valid_to is null or w.valid_to > ${tx.now}::timestamptz)) as asked_at,
         (select jsonb_build_object('channel', d.channel, 'productName', r.name, 'since', d.effective_at)
            from said d left join products.v_product r on r.product_id = d.product_id where not d.granted order by d.effective_at desc limit 1) as closed,
         (select jsonb_build_object('payerId', c.payer_customer_id, 'payerName', y.name, 'productName', r.name, 'status', c.status, 'tier', c.tier, 'effectiveFrom', c.effective_from)
            from covered c join customers.v_customer y on y.customer_id = c.payer_customer_id join products.v_product r on r.product_id = c.product_id) as coverage,
         (select jsonb_build_object('at', i.occurred_at, 'channel', i.channel, 'personName', m.name)
            from her join interactions.v_interaction i on i.customer_id = her.customer_id left join access.v_person m on m.user_id = i.person_id
           where i.function = 'medical' and i.state = 'done' and i.kind in ('call', 'visit', 'answer', 'meeting') and i.occurred_at <= ${tx.now}::timestamptz
           order by i.occurred_at desc limit 1) as medical,
         (select max(i.occurred_at) from her join interactions.v_interaction i on i.customer_id = her.customer_id
           where i.channel = 'visit' and i.function = 'sales' and i.state = 'done' and i.kind = 'visit' and i.occurred_at <= ${tx.now}::timestamptz) as last_visit_at,
         (select count(distinct w.customer_id)
            from practice l join customers.v_affiliation a on a.to_customer_id = l.to_customer_id and a.role = 'practises_at' and (a.valid_to is null or a.valid_to > ${tx.now}::timestamptz::date)
            join interactions.v_wish w on w.customer_id = a.customer_id and w.kind = 'visit_requested' and (w.valid_to is null or w.valid_to > ${tx.now}::timestamptz)
           where w.customer_id <> ${customerId}::bigint) as colleagues_asked`);
