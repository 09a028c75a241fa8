import { sql, type Tx } from '#platform/db';
import { HALF_LIFE_DAYS, RESPONSE_WEIGHTS } from '../rules/response-weight.ts';
import { CHANNELS, type Channel, type WishKind } from '../types.ts';

type Wish = {
  readonly wishId: number; readonly kind: WishKind; readonly channel: Channel | null; readonly productId: number | null; readonly productName: string | null;
  readonly detail: string; readonly saidAt: string; readonly interactionId: number | null;
};
type ShownPreference = {
  readonly channel: Channel;
  /** Of this many touches … */
  readonly touches: number;
  /** … she answered this many, in the window. */
  readonly answered: number;
  /** What she did there by herself, not in answer to a touch. */
  readonly unasked: number;
  /** Share of touches answered, newer ones counting more; null without any. */
  readonly rate: number | null;
};
export type Preferences = { readonly said: readonly Wish[]; readonly showed: readonly ShownPreference[]; readonly windowDays: number; readonly halfLifeDays: number; readonly asOf: string | null };

const WINDOW_DAYS = 365;
const LEAST_EVIDENCE = 0.01; // after seven half-lives there is nothing to say

async function listWishes(tx: Tx, customerId: number): Promise<Wish[]> {
  return tx.rows<Wish>(sql`
    select newest.wish_id, newest.kind, newest.channel, newest.product_id, p.name as product_name, newest.detail, newest.said_at, newest.interaction_id
      from (select distinct on (case when kind in ('wants_channel', 'no_channel') then 'channel' else kind end, channel, product_id, case when kind = 'topic' then detail end)
                   wish_id, kind, channel, product_id, detail, said_at, interaction_id
              from interactions.wish
             where customer_id = ${customerId}::bigint and said_at <= ${tx.now}::timestamptz and (valid_to is null or valid_to > ${tx.now}::timestamptz)
             order by case when kind in ('wants_channel', 'no_channel') then 'channel' else kind end, channel, product_id, case when kind = 'topic' then detail end,
                      said_at desc, wish_id desc) newest
      left join products.v_product p on p.product_id = newest.product_id
     order by newest.said_at desc, newest.wish_id desc`);
}

/** What she said she wants, above what she showed; each with its evidence. */
export async function getPreferences(tx: Tx, customerId: number): Promise<Preferences> {
  const weights = JSON.stringify(Object.entries(RESPONSE_WEIGHTS).map(([kind, weight]) => ({ kind, touch: weight.touch > 0, response: weight.response > 0 })));
  const said = await listWishes(tx, customerId);
  const affinity = await tx.maybe<{ touches: number[]; responses: number[]; asOf: string }>(sql`
    select touches, responses, as_of from interactions.affinity where customer_id = ${customerId}::bigint`);
  const counts = await tx.rows<{ channel: Channel; touches: number; answered: number; unasked: number }>(sql.prepared`
    with lately as (
      select i.channel, i.interaction_id, i.caused_by, w.touch, w.response
        from interactions.interaction i
        join jsonb_to_recordset(${weights}::jsonb) as w(kind text, touch boolean, response boolean) using (kind)
       where i.customer_id = ${customerId}::bigint and i.state = 'done' and i.occurred_at <= ${tx.now}::timestamptz
         and i.occurred_at > ${tx.now}::timestamptz - make_interval(days => ${WINDOW_DAYS}::integer))
    select r.channel, count(*) filter (where r.touch) as touches,
           -- An open, a click and a choice in one mail are one answer to it.
           count(distinct case when r.response and r.touch then r.interaction_id when r.response then t.interaction_id end) as answered,
           count(*) filter (where r.response and not r.touch and t.interaction_id is null) as unasked
      from lately r
      left join lately t on t.interaction_id = r.caused_by and t.touch and t.channel = r.channel
     group by r.channel`);
  const showed = CHANNELS.map((channel, index): ShownPreference => {
    const count = counts.find((row) => row.channel === channel);
    const [touches, responses] = [affinity?.touches[index] ?? 0, affinity?.responses[index] ?? 0];
    return { channel, touches: count?.touches ?? 0, answered: count?.answered ?? 0, unasked: count?.unasked ?? 0, rate: touches > LEAST_EVIDENCE ? Math.min(1, responses / touches) : null };
  });
  return { said, showed, windowDays: WINDOW_DAYS, halfLifeDays: HALF_LIFE_DAYS, asOf: affinity?.asOf ?? null };
}
