import { sql, type Tx } from '#platform/db';
import { HALF_LIFE_DAYS, RESPONSE_WEIGHTS } from '../rules/response-weight.ts';
import { CHANNELS, type Channel, type WishKind } from '../types.ts';

export type Wish = {
  readonly wishId: number; readonly kind: WishKind; readonly channel: Channel | null; readonly productId: number | null; readonly productName: string | null;
  readonly detail: string; readonly saidAt: string; readonly interactionId: number | null;
};
export type ShownPreference = {
  readonly channel: Channel;
  /** Of this many touches … */
  readonly touches: number;
  /** … she answered this many, in the window. */
  readonly answered: number;
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
  const touching = Object.entries(RESPONSE_WEIGHTS).filter(([, weight]) => weight.touch > 0).map(([kind]) => kind);
  const answering = Object.entries(RESPONSE_WEIGHTS).filter(([, weight]) => weight.response > 0).map(([kind]) => kind);
  const said = await listWishes(tx, customerId);
  const affinity = await tx.maybe<{ touches: number[]; responses: number[]; asOf: string }>(sql`
    select touches, responses, as_of from interactions.affinity where customer_id = ${customerId}::bigint`);
  const counts = await tx.rows<{ channel: Channel; touches: number; answered: number }>(sql`
    select channel, count(*) filter (where kind = any(${touching}::text[])) as touches,
           -- An open and a click of one mail are one answer.
           count(distinct case when kind = any(${answering}::text[]) then coalesce(caused_by, interaction_id) end) as answered
      from interactions.interaction
     where customer_id = ${customerId}::bigint and state = 'done' and occurred_at <= ${tx.now}::timestamptz
       and occurred_at > ${tx.now}::timestamptz - make_interval(days => ${WINDOW_DAYS}::integer)
     group by channel`);
  const showed = CHANNELS.map((channel, index): ShownPreference => {
    const count = counts.find((row) => row.channel === channel);
    const [touches, responses] = [affinity?.touches[index] ?? 0, affinity?.responses[index] ?? 0];
    return { channel, touches: count?.touches ?? 0, answered: count?.answered ?? 0, rate: touches > LEAST_EVIDENCE ? Math.min(1, responses / touches) : null };
  });
  return { said, showed, windowDays: WINDOW_DAYS, halfLifeDays: HALF_LIFE_DAYS, asOf: affinity?.asOf ?? null };
}
