import { sql, type Tx } from '#platform/db';
import { instantAfter } from '#platform/time';
import { closedLanes, redactionOf } from '../rules/redaction.ts';
import { FUNCTIONS, type Channel, type InteractionState, type Kind, type TouchFunction } from '../types.ts';

type LaneMark = {
  readonly interactionId: number; readonly lane: 'customer' | TouchFunction; readonly function: TouchFunction; readonly direction: 'in' | 'out'; readonly channel: Channel | 'none';
  readonly kind: Kind; readonly at: string; readonly state: InteractionState; readonly causedBy: number | null; readonly headline: string; readonly shown: 'shown' | 'in_part';
};
type LaneRow = { readonly of: 'customer' | TouchFunction; readonly closed: string | null };
export type Lanes = { readonly from: string; readonly to: string; readonly now: string; readonly lanes: readonly LaneRow[]; readonly marks: readonly LaneMark[]; readonly cut: boolean };

const MOST_MARKS = 400; // more than a wide screen can tell apart
const LEFT_OUT: readonly Kind[] = ['email_opened', 'correction']; // an open is a trait of its mail, a correction of its row

/** One customer's history as parallel lanes, hers first, newest marks kept when there are too many. */
export async function getLanes(tx: Tx, question: { readonly customerId: number; readonly from?: string; readonly to?: string }): Promise<Lanes> {
  const from = question.from ?? instantAfter(tx.now, -180);
  const to = question.to ?? instantAfter(tx.now, 35);
  const rows = await tx.rows<Omit<LaneMark, 'lane' | 'shown'>>(sql`
    select interaction_id, function, direction, channel, kind, occurred_at as at, state, caused_by, headline
      from interactions.interaction
     where customer_id = ${question.customerId}::bigint and occurred_at >= ${from}::timestamptz and occurred_at <= ${to}::timestamptz
       and state <> 'cancelled' and kind <> all(${[...LEFT_OUT]}::text[])
     order by occurred_at desc, interaction_id desc
     limit ${MOST_MARKS + 1}::integer`);
  const closed = new Map(closedLanes(tx.actor.role).map((lane) => [lane.function, lane.sentence]));
  const marks = rows.slice(0, MOST_MARKS).reverse().map((row): LaneMark =>
    ({ ...row, lane: row.direction === 'in' ? 'customer' : row.function, shown: redactionOf(tx.actor.role, row).shown }));
  const lanes: LaneRow[] = [{ of: 'customer', closed: null }, ...FUNCTIONS.map((name) => ({ of: name, closed: closed.get(name) ?? null }))];
  return { from, to, now: tx.now, lanes, marks, cut: rows.length > MOST_MARKS };
}
