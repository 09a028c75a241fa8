import { sql } from '#platform/db';
import type { Load } from '../context.ts';
import { LAST_OF_STORY } from './consent.ts';
import { GLIDIM } from './people.ts';

const VISIT_NOTES = [
  'Asked for the renal table; the approved card was left.', 'Three of her patients could start; she wants to see coverage first.', 'Short talk in the corridor, she asked for mornings before nine.',
  'She compared the once-daily dose with what she uses now.', 'Talked through titration with the nurse as well.', 'Asked who answers questions on renal impairment; a liaison was named.',
  'She has two patients with a prior authorisation pending.', 'Prefers the evidence card to the long brochure.',
];
const REPLIES = [
  'Could somebody call me about the prior authorisation form?', 'Thank you, that is clear.', 'Please send the table for renal impairment.', 'I would rather have this once a quarter.', 'Which of my patients’ plans cover it now?',
];
const CHOICES = ['I would like a visit', 'Medical should call me', 'No more e-mail about GLIDIM'];
const MEDICAL = [
  ['Renal impairment', 'She asked for the pharmacokinetic data in stage 4 disease; the published figures were shown.'], ['Interactions', 'Asked about use together with loop diuretics; sent the standard response.'],
  ['Elderly patients', 'Discussed the subgroup above 75 years in the pivotal study.'], ['Real-world evidence', 'Interested in the registry; may join as a site.'], ['Cardiac outcomes', 'Asked when the outcome study reports.'],
] as const;
const TOPICS = ['Dosing in renal impairment', 'Once-daily evidence', 'Coverage and cost', 'Elderly patients', 'Use with diuretics', 'Cardiac outcomes'];

async function storeContent({ tx }: Load): Promise<number> {
  const noted = await tx.run(sql`
    insert into interactions.content (customer_id, interaction_id, function, body, quote)
    select i.customer_id, i.interaction_id, i.function,
           case when i.kind = 'visit' then (${VISIT_NOTES}::text[])[1 + i.interaction_id / 4 % ${VISIT_NOTES.length}] else '' end,
           case i.kind when 'reply' then (${REPLIES}::text[])[1 + i.interaction_id / 4 % ${REPLIES.length}] when 'choice' then (${CHOICES}::text[])[1 + i.interaction_id / 4 % ${CHOICES.length}] else '' end
      from interactions.interaction i
     where i.source = 'history' and (i.kind in ('reply', 'choice') or (i.kind = 'visit' and pg_temp.u(i.interaction_id, 131) < 0.5))`);
  const medical = await tx.run(sql`
    insert into medical.interaction_content (customer_id, interaction_id, topic, body)
    select i.customer_id, i.interaction_id, (${MEDICAL.map(([topic]) => topic)}::text[])[m.at], (${MEDICAL.map(([, body]) => body)}::text[])[m.at]
      from interactions.interaction i cross join lateral (select 1 + (i.interaction_id / 4 % ${MEDICAL.length})::integer as at) m
     where i.source = 'history' and i.function = 'medical'`);
  return noted + medical;
}

/** What she said she wants: topics at visits, times, channels, and to be visited. */
async function storeWishes({ tx, now }: Load): Promise<number> {
  return tx.run(sql`
    insert into interactions.wish (customer_id, kind, channel, product_id, detail, interaction_id, said_at)
    select w.customer_id, w.kind, w.channel, w.product_id, w.detail, w.interaction_id, w.said_at from (
      select customer_id, 'topic' as kind, null::text as channel, product_id, (${TOPICS}::text[])[1 + interaction_id / 4 % ${TOPICS.length}] as detail, interaction_id, occurred_at as said_at
        from (select distinct on (customer_id) * from interactions.interaction where source = 'history' and kind = 'visit' and occurred_at > ${now}::timestamptz - interval '200 days' order by customer_id, occurred_at desc) v where pg_temp.u(interaction_id, 141) < 0.35
      union all
      select i.customer_id, 'visit_requested', 'visit', i.product_id, '', i.interaction_id, i.occurred_at
        from interactions.interaction i join interactions.content c using (customer_id, interaction_id) where c.quote = ${CHOICES[0]} and i.occurred_at > ${now}::timestamptz - interval '90 days'
      union all
      select id, 'time', null, null, (array['Early mornings', 'After 17:00', 'Thursdays', 'Lunch hour'])[1 + id % 4], null, ${now}::timestamptz - make_interval(days => 20 + (pg_temp.u(id, 142) * 300)::integer) from demo_prescriber where id > ${LAST_OF_STORY} and pg_temp.u(id, 143) < 0.05
      union all
      select id, 'wants_channel', (array['email', 'visit', 'phone', 'portal'])[1 + id % 4], null, '', null, ${now}::timestamptz - make_interval(days => 5 + (pg_temp.u(id, 144) * 110)::integer) from demo_prescriber where id > ${LAST_OF_STORY} and pg_temp.u(id, 145) < 0.06
      union all
      select id, 'no_channel', (array['phone', 'visit', 'event', 'sms'])[1 + id % 4], case when id % 3 = 0 then ${GLIDIM}::integer end, '', null, ${now}::timestamptz - make_interval(days => 5 + (pg_temp.u(id, 146) * 300)::integer) from demo_prescriber where id > ${LAST_OF_STORY} and pg_temp.u(id, 147) < 0.035) w
     order by w.said_at, w.customer_id`);
}

/** Words to the touches, each where it may be read. */
export const storeSaid = async (load: Load): Promise<number> => await storeContent(load) + await storeWishes(load);
