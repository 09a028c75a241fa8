import { sql, type Role, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import { instantAfter } from '#platform/time';
import { redactionOf, type ClosedLane, closedLanes } from '../rules/redaction.ts';
import type { Channel, InteractionState, Kind, TouchFunction } from '../types.ts';

export const FILTERS = ['all', 'from_customer', 'product', 'with_me'] as const;

export type TimelineQuestion = {
  /** Left out: the log over all customers whom the reader may see. */
  readonly customerId?: number;
  readonly filter?: (typeof FILTERS)[number];
  readonly productId?: number;
  readonly function?: TouchFunction;
  readonly channel?: Channel;
  readonly direction?: 'in' | 'out';
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly cursor?: string;
};

type Row = {
  readonly interactionId: number; readonly customerId: number; readonly customerName: string; readonly occurredAt: string; readonly function: TouchFunction; readonly channel: Channel | 'none';
  readonly direction: 'in' | 'out'; readonly kind: Kind; readonly state: InteractionState; readonly productId: number | null; readonly productName: string | null;
  readonly personId: number | null; readonly personName: string | null; readonly organisationId: number | null; readonly organisationName: string | null;
  readonly minutes: number | null; readonly headline: string; readonly actionId: number | null; readonly causedBy: number | null; readonly source: string;
  readonly body: string | null; readonly quote: string | null; readonly cursorAt: string;
};
type TimelineRow = Omit<Row, 'cursorAt'> & { readonly shown: 'shown' | 'in_part'; readonly sentence: string | null; readonly ask: string | null };
export type Timeline = { readonly rows: readonly TimelineRow[]; readonly nextCursor: string | null; readonly from: string; readonly to: string; readonly closed: readonly ClosedLane[] };

const LOOK_BACK_DAYS = 730; // one customer: two years reach from her first mail to today and touch at most 25 partitions
const LOG_LOOK_BACK_DAYS = 92; // everybody: a quarter

function bounds(now: string, question: TimelineQuestion): { from: string; to: string } {
  const to = question.to ?? now;
  return { to, from: question.from ?? instantAfter(to, -(question.customerId === undefined ? LOG_LOOK_BACK_DAYS : LOOK_BACK_DAYS)) };
}

/** One redacted row: the content was joined under row policies already; what is shown in part loses it by rule as well. */
function redacted(role: Role, row: Row): TimelineRow {
  const redaction = redactionOf(role, row);
  if (redaction.shown === 'shown') return { ...row, shown: 'shown', sentence: null, ask: null };
  return { ...row, body: null, quote: null, shown: 'in_part', sentence: redaction.sentence, ask: redaction.ask };
}

/** What happened, newest first, one page by key; each row is shown as far as the reader's role goes. The time bound keeps it to the partitions it needs. */
export async function listTimeline(tx: Tx, question: TimelineQuestion): Promise<Timeline> {
  const { from, to } = bounds(tx.now, question);
  const after = fromCursor(question.cursor, 2);
  const newest = after ? String(after[0]) : to;
  const filters = [
    question.customerId === undefined ? sql`i.customer_id < 1000000000000` : sql`i.customer_id = ${question.customerId}::bigint`,
    sql`i.occurred_at >= ${from}::timestamptz and i.occurred_at <= ${newest}::timestamptz`,
    ...(after ? [sql`(i.occurred_at, i.interaction_id) < (${newest}::timestamptz, ${Number(after[1])}::bigint)`] : []),
    ...(question.filter === 'from_customer' ? [sql`i.direction = 'in'`] : []),
    ...(question.filter === 'with_me' ? [sql`i.person_id = ${tx.actor.userId}::integer`] : []),
    ...(question.productId === undefined ? [] : [sql`i.product_id = ${question.productId}::integer`]),
    ...(question.function === undefined ? [] : [sql`i.function = ${question.function}`]),
    ...(question.channel === undefined ? [] : [sql`i.channel = ${question.channel}`]),
    ...(question.direction === undefined ? [] : [sql`i.direction = ${question.direction}`]),
  ];
  const rows = await tx.rows<Row>(sql.prepared`
    with page as materialized (
      select i.customer_id, i.occurred_at, i.interaction_id, i.function, i.channel, i.direction, i.kind, i.state, i.product_id, i.person_id,
             i.organisation_id, i.minutes, i.headline, i.action_id, i.caused_by, i.source
        from interactions.interaction i
       where ${sql.join(filters, ' and ')}
       order by i.occurred_at desc, i.interaction_id desc
       limit ${question.limit + 1}::integer)
    select i.*, to_char(i.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor_at, who.name as customer_name, nullif(c.body, '') as body, nullif(c.quote, '') as quote,
           p.name as product_name, h.name as person_name, o.name as organisation_name
      from page i
      left join interactions.content c on c.customer_id = i.customer_id and c.interaction_id = i.interaction_id
      left join products.v_product p on p.product_id = i.product_id
      left join access.v_person h on h.user_id = i.person_id
      left join customers.v_customer who on who.customer_id = i.customer_id
      left join customers.v_customer o on o.customer_id = i.organisation_id
     order by i.occurred_at desc, i.interaction_id desc`);
  const page = toPage(rows.map((row) => ({ ...row, customerName: row.customerName ?? '' })), question.limit, (row) => [row.cursorAt, row.interactionId]);
  return { rows: page.rows.map((row) => redacted(tx.actor.role, row)), nextCursor: page.nextCursor, from, to, closed: closedLanes(tx.actor.role) };
}
