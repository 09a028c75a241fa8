import { sql, type Sql, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import { dateAfter } from '#platform/time';
import { ANSWER_DAYS, ANSWER_KINDS, AWARENESS_DAYS, ENGAGEMENT_KINDS, type AwarenessChannel, type ReachingFunction } from '../types.ts';
import { COMMERCIAL, daysTo, firstTouches, isTouch, limitRefusals, words } from '../windows.ts';

export const MEMBER_LISTS = ['reached', 'answered', 'engaged', 'no_touch', 'prevented', 'first_touch'] as const;
type MemberList = (typeof MEMBER_LISTS)[number];

export type MemberFilter = {
  readonly of: MemberList;
  readonly productId?: number | undefined;
  readonly function?: ReachingFunction | undefined;
  readonly channel?: AwarenessChannel | undefined;
  /** A Monday; left out: the last seven days. */
  readonly week?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

export type Member = { readonly customerId: number; readonly name: string; readonly specialty: string | null; readonly city: string | null; readonly state: string | null; readonly at: string | null; readonly cascadeId: number | null; readonly minutes: number | null };

const TARGETS = sql`
  select c.customer_id from customers.v_customer c
   where c.kind = 'hcp' and c.status = 'active' and exists (select from customers.v_owner o where o.customer_id = c.customer_id and o.function = 'sales')`;

/** Each list yields customer_id, at, cascade_id, minutes for customers after one, one row a customer. */
function listSql(tx: Tx, filter: MemberFilter, after: number): Sql {
  const at = { day: tx.now.slice(0, 10), until: tx.now };
  const ofProduct = (column: Sql): Sql => (filter.productId === undefined ? sql`true` : sql`${column} = ${filter.productId}::integer`);
  const next = sql`customer_id > ${after}::bigint and ${ofProduct(sql`product_id`)}`;
  const plain = sql`null::bigint as cascade_id, null::float8 as minutes`;
  switch (filter.of) {
    case 'reached': {
      const during = filter.week ? sql`occurred_at >= ${filter.week}::date and occurred_at < ${dateAfter(filter.week, 7)}::date and occurred_at <= ${tx.now}::timestamptz` : daysTo(at, 7);
      return sql`
        select customer_id, max(occurred_at) as at, ${plain} from interactions.v_interaction
         where ${during} and state = 'done' and function <> 'patient_services' and ${isTouch} and ${next} and (${filter.function ?? null}::text is null or function = ${filter.function ?? null}::text)
         group by customer_id`;
    }
    case 'answered': return sql`
      select customer_id, max(occurred_at) filter (where kind = any(${words(ANSWER_KINDS)})) as at, ${plain} from interactions.v_interaction
       where ${daysTo(at, ANSWER_DAYS)} and ${COMMERCIAL} and ${next} group by customer_id
      having max(occurred_at) filter (where kind = any(${words(ANSWER_KINDS)})) >= min(occurred_at) filter (where ${isTouch})`;
    case 'engaged': return sql`
      select customer_id, max(occurred_at) as at, ${plain} from interactions.v_interaction
       where ${daysTo(at, AWARENESS_DAYS)} and ${COMMERCIAL} and kind = any(${words(ENGAGEMENT_KINDS)}) and ${next} and (${filter.channel ?? null}::text is null or channel = ${filter.channel ?? null}::text)
         and customer_id in (${TARGETS})
       group by customer_id`;
    case 'no_touch': return sql`
      select t.customer_id, null::timestamptz as at, ${plain} from (${TARGETS}) t
       where t.customer_id > ${after}::bigint
         and not exists (select from interactions.v_interaction i where i.customer_id = t.customer_id and ${daysTo(at, AWARENESS_DAYS)} and ${COMMERCIAL} and (${isTouch} or kind = any(${words(ENGAGEMENT_KINDS)})) and ${ofProduct(sql`i.product_id`)})`;
    case 'prevented': return sql`
      select * from (with ${limitRefusals(at)}
        select customer_id, max(at) as at, max(cascade_id) as cascade_id, null::float8 as minutes from told where by_another and ${next} group by customer_id) p`;
    case 'first_touch': return sql`
      select * from (with ${firstTouches(at)}
        select distinct on (customer_id) customer_id, at, cascade_id, (extract(epoch from at - started_at) / 60.0)::float8 as minutes from firsts where ${next} order by customer_id, at desc) f`;
  }
}

/** Whom a figure counts, as far as the reader may see them, in the order of their numbers. */
export async function listMembers(tx: Tx, filter: MemberFilter) {
  const after = Number(fromCursor(filter.cursor, 1)?.[0] ?? 0);
  const rows = await tx.rows<Member>(sql`
    select m.customer_id, c.name, c.specialty_name as specialty, c.city, c.state, m.at, m.cascade_id, m.minutes
      from (${listSql(tx, filter, after)} order by customer_id limit ${filter.limit + 1}::integer) m
      join customers.v_customer c on c.customer_id = m.customer_id
     order by m.customer_id`);
  return toPage(rows, filter.limit, (row) => [row.customerId]);
}
