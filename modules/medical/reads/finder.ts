import { sql, type Tx } from '#platform/db';
import type { FinderQuestion, LiaisonFacts } from '../types.ts';

const AHEAD = '3 hours'; // as far as somebody who hands over a call looks
const OPENS_AT = '08:00'; // liaisons answer Monday to Friday, 08:00 to 18:00 where each of them is
const CLOSES_AT = '18:00';

/** What is known of every liaison at an instant, in one statement: certificate, presence, hours in her own zone, calendar, acquaintance. */
export const listLiaisonFacts = (tx: Tx, question: FinderQuestion & { readonly at: string; readonly userId?: number }) => tx.rows<LiaisonFacts>(sql`
  with liaison as (
    select p.user_id, p.name, p.languages, p.time_zone, (${question.at}::timestamptz at time zone p.time_zone)::date as today
      from access.v_person p
     where p.role = 'medical' and p.state = 'active' and (${question.userId ?? null}::integer is null or p.user_id = ${question.userId ?? null}::integer))
  select l.user_id, l.name, l.languages, l.time_zone, c.certified_until, c.ended_on,
         case when w.state is null or w.until <= ${question.at}::timestamptz then 'away' else w.state end as presence, w.until as presence_until,
         extract(isodow from l.today) < 6 as is_workday,
         (l.today + ${OPENS_AT}::time) at time zone l.time_zone as opens_at, (l.today + ${CLOSES_AT}::time) at time zone l.time_zone as closes_at,
         coalesce(b.blocks, '{}') as starts, coalesce(b.ends, '{}') as ends, k.knows_since
    from liaison l
    left join lateral (
      select max(v.valid_to) filter (where v.valid_from <= l.today and v.valid_to >= l.today) as certified_until, max(v.valid_to) filter (where v.valid_to < l.today) as ended_on
        from medical.certification v
       where v.user_id = l.user_id and v.product_id = ${question.productId}::integer and v.market = ${question.market}) c on true
    left join work.v_presence w on w.user_id = l.user_id
    left join lateral (
      select array_agg(y.starts_at order by y.starts_at, y.ends_at) as blocks, array_agg(y.ends_at order by y.starts_at, y.ends_at) as ends
        from work.v_busy y
       where y.user_id = l.user_id and y.ends_at > ${question.at}::timestamptz and y.starts_at < ${question.at}::timestamptz + ${AHEAD}::interval) b on true
    left join lateral (
      select min(i.occurred_at) as knows_since
        from interactions.v_interaction i
       where i.customer_id = ${question.customerId ?? null}::bigint and i.person_id = l.user_id and i.function = 'medical' and i.state = 'done' and i.kind <> 'referral') k on true
   order by l.name, l.user_id`).then((rows) => (rows as (LiaisonFacts & { starts: string[]; ends: string[] })[]).map(({ starts, ends, ...facts }) =>
  ({ ...facts, blocks: starts.map((from, index) => ({ from, to: ends[index] ?? from })) })));

export const listCertifications = (tx: Tx, { userId }: { userId?: number | undefined }) => tx.rows<{
  userId: number; name: string; productId: number; productName: string; indication: string; market: string; validFrom: string; validTo: string;
}>(sql`
  select c.user_id, p.name, c.product_id, r.name as product_name, c.indication, c.market, c.valid_from, c.valid_to
    from medical.certification c
    join access.v_person p on p.user_id = c.user_id
    join products.v_product r on r.product_id = c.product_id
   where ${userId ?? null}::integer is null or c.user_id = ${userId ?? null}::integer
   order by p.name, r.name, c.valid_to desc
   limit 500`);
