import { rebuildAffinity } from '#interactions';
import { sql } from '#platform/db';
import type { Load } from '../context.ts';
import { WHO } from '../lists/people.ts';
import { LAST_OF_STORY } from './consent.ts';
import { storeSaid } from './said.ts';
import { CORDEXA, GLIDIM } from './people.ts';

const DAYS = 728;
const CAP_TOUCHES = 4; // as the rules say: history keeps to them
const CAP_DAYS = 30;
const MAIL_GAP_DAYS = 7;

/** What we tried: how often, when and on which channel, by volume, specialty and whether anybody looks after her. */
async function draftTouches({ tx, now }: Load): Promise<void> {
  await tx.run(sql`
    create temp table demo_draft on commit drop as
    with spoken as (
      select customer_id as id, max(effective_at) filter (where granted and channel = 'email' and purpose = 'promotion') as mail_from, min(effective_at) filter (where not granted and channel = 'email') as mail_to,
             min(effective_at) filter (where not granted and channel = 'any') as silent_from, min(effective_at) filter (where not granted and channel = 'phone') as phone_to,
             min(effective_at) filter (where not granted and channel = 'visit') as visit_to, bool_or(granted and channel = 'portal') as portal, bool_or(granted and channel = 'sms') as sms
        from consent.decision group by customer_id),
    silent as (select customer_id as id, min(valid_from) as silent_from from consent.restriction where kind = 'do_not_contact' group by customer_id),
    planned as (
      select p.*, (4 + p.decile * 3.9 * (0.55 + 0.9 * pg_temp.u(p.id, 101)) * (case when p.targeted then 1.25 else 0.7 end))::integer as usual,
             case when p.decile >= 5 and pg_temp.u(p.id, 102) < 0.03 then 5 else 0 end as push
        from demo_prescriber p where p.id > ${LAST_OF_STORY} and p.active),
    tried as (
      select p.id, p.grp, p.holder, p.zone, p.practice, p.decile, p.area, k, k > p.usual as pushed, pg_temp.u(p.id * 64 + k, 103) as channel_draw, pg_temp.u(p.id * 64 + k, 104) as hour_draw,
             (${now}::timestamptz at time zone p.zone)::date - (case when k > p.usual then 1 + pg_temp.u(p.id * 64 + k, 105) * 26 else 1 + power(pg_temp.u(p.id * 64 + k, 105), 1.05) * ${DAYS} end)::integer as day
        from planned p cross join lateral generate_series(1, p.usual + p.push) k),
    timed as (
      select t.*, (t.day - greatest(0, extract(isodow from t.day)::integer - 5) + make_interval(mins => 8 * 60 + (t.hour_draw * 570)::integer)) at time zone t.zone as at,
             case when t.decile >= 6 and t.grp in ('heart', 'endocrine') and channel_draw < 0.11 then 'medical' when t.pushed then (array['visit', 'phone', 'email', 'portal', 'event'])[1 + t.k % 5]
                  when channel_draw < 0.58 then 'email' when channel_draw < 0.83 then 'visit' when channel_draw < 0.91 then 'phone' when channel_draw < 0.95 then 'event' when channel_draw < 0.99 then 'portal' else 'sms' end as way
        from tried t)
    select t.id, t.grp, t.holder, t.zone, t.practice, t.area, t.at, t.way, pg_temp.u(t.id * 64 + t.k, 106) as answer_draw, pg_temp.u(t.id * 64 + t.k, 107) as more_draw, pg_temp.u(t.id * 64 + t.k, 108) as kind_draw
      from timed t left join spoken s on s.id = t.id left join silent q on q.id = t.id
     where t.at < ${now}::timestamptz - interval '1 hour' and (s.silent_from is null or t.at < s.silent_from) and (q.silent_from is null or t.at < q.silent_from)
       and case t.way when 'email' then t.at > s.mail_from and (s.mail_to is null or t.at < s.mail_to) when 'visit' then t.holder is not null and (s.visit_to is null or t.at < s.visit_to)
                      when 'phone' then s.phone_to is null or t.at < s.phone_to when 'portal' then s.portal when 'sms' then s.sms else true end`);
}

/** Takes out what the limits would have refused: a touch whose fourth predecessor lies within thirty days, a mail within a week of the last. */
async function keepLimits({ tx }: Load): Promise<void> {
  await tx.run(sql`
    create temp table demo_touch on commit drop as
    select row_number() over (order by at, id) as n, d.* from (
      select m.*, lag(at, ${CAP_TOUCHES}) over (partition by id, way = 'medical' order by at) as fourth
        from (select *, lag(at) over (partition by id, way order by at) as last from demo_draft) m
       where way <> 'email' or last is null or at - last > make_interval(days => ${MAIL_GAP_DAYS})) d
     where way = 'medical' or fourth is null or at - fourth > make_interval(days => ${CAP_DAYS})`);
}

/** How each kind of prescriber answers each channel: the structure that analyses are to find again. Places of the same benefit manager answer mail more. */
const ANSWERS = sql`(values
  ('primary', 0.34, 0.62, 0.50, 0.22, 0.24), ('advanced', 0.46, 0.55, 0.58, 0.26, 0.40), ('heart', 0.22, 0.78, 0.28, 0.38, 0.18), ('endocrine', 0.42, 0.70, 0.40, 0.45, 0.26), ('other', 0.25, 0.50, 0.35, 0.18, 0.20)
  ) as a(grp, email, visit, phone, event, portal)`;

async function answerTouches({ tx }: Load): Promise<void> {
  await tx.run(sql`
    create temp table demo_answered on commit drop as
    select t.*, case when t.grp = 'heart' then (case when t.kind_draw < 0.6 then ${CORDEXA}::integer else ${GLIDIM}::integer end) else (case when t.kind_draw < 0.85 then ${GLIDIM}::integer else ${CORDEXA}::integer end) end::integer as product,
           1 + (t.kind_draw * 997)::integer % 4 as title,
           t.answer_draw < (case t.way when 'email' then a.email * (case when t.area between 1 and 26 or t.area in (37, 38) then 1.12 else 0.8 end) when 'visit' then a.visit when 'phone' then a.phone
                                       when 'event' then a.event when 'portal' then a.portal when 'sms' then 0.2 else 1 end) * (0.65 + 0.7 * pg_temp.u(t.id, 109)) as answered
      from demo_touch t join ${ANSWERS} using (grp)`);
}

const TITLES = sql`(array['Once-daily evidence', 'Who starts, and when', 'What patients ask', 'Three years of follow-up'])[t.title]`;

async function storeTouches({ tx }: Load): Promise<number> {
  const desks = [WHO.elizabeth, 20, 21, 22, 23, 24, 25, 26, 27];
  return tx.run(sql`
    insert into interactions.interaction (customer_id, occurred_at, interaction_id, function, channel, direction, kind, product_id, person_id, organisation_id, minutes, headline, source, recorded_at)
    select t.id, t.at, t.n * 4,
           case t.way when 'visit' then 'sales' when 'phone' then 'contact_centre' when 'medical' then 'medical' else 'marketing' end,
           case when t.way <> 'medical' then t.way when t.kind_draw < 0.5 then 'phone' else 'visit' end, 'out',
           case t.way when 'email' then 'email_sent' when 'sms' then 'sms_sent' when 'event' then 'event_invited' when 'portal' then 'portal_message' when 'visit' then case when t.answered then 'visit' else 'visit_declined' end
                      when 'phone' then case when t.answered then 'call' else 'call_missed' end else case when t.kind_draw < 0.5 then 'call' else 'meeting' end end,
           t.product, case t.way when 'visit' then t.holder when 'phone' then (${desks}::integer[])[1 + t.n % 9] when 'medical' then coalesce(o.user_id, (${[WHO.priyanka, WHO.jonas, WHO.mei, WHO.luisa]}::integer[])[1 + t.area % 4]) end,
           case when t.way = 'visit' then t.practice end, case when t.way in ('visit', 'phone') and t.answered then 4 + (t.more_draw * 18)::integer when t.way = 'medical' then 15 + (t.more_draw * 30)::integer end,
           case t.way when 'email' then 'E-mail “' || ${TITLES} || '”' when 'sms' then 'SMS: reminder of an evening' when 'event' then 'Invited to “' || case t.product when ${GLIDIM}::integer then 'Diabetes evening' else 'Heart failure evening' end || '”'
                      when 'portal' then 'Portal message “' || ${TITLES} || '”' when 'visit' then case when t.answered then 'Visit, ' || (array['starting a patient', 'renal table', 'titration', 'coverage and cost'])[t.title] else 'Visit, nobody could be seen' end
                      when 'phone' then case when t.answered then 'Call' else 'Call, not reached' end else case when t.kind_draw < 0.5 then 'Medical call' else 'Met a liaison' end end,
           'history', t.at
      from demo_answered t left join customers.owner o on o.customer_id = t.id and o.function = 'medical'
     order by t.at`);
}

/** What came back of itself: opens, clicks, replies and choices of mails, attendance, visits to the portal. */
async function storeAnswers({ tx, now }: Load): Promise<number> {
  return tx.run(sql`
    insert into interactions.interaction (customer_id, occurred_at, interaction_id, function, channel, direction, kind, product_id, headline, caused_by, source, recorded_at)
    select t.id, t.at + r.after, t.n * 4 + r.place, 'marketing', t.way, 'in', r.kind, t.product, r.headline, t.n * 4, 'history', t.at + r.after
      from demo_answered t cross join lateral (values
             (1, 'email_opened', make_interval(mins => 4 + (t.more_draw * 2000)::integer), 'Opened “' || ${TITLES} || '”', t.way = 'email'),
             (2, 'email_clicked', make_interval(mins => 6 + (t.more_draw * 2000)::integer), 'Read on in “' || ${TITLES} || '”', t.way = 'email' and t.more_draw < 0.32),
             (3, case when t.more_draw < 0.012 then 'reply' else 'choice' end, make_interval(mins => 9 + (t.more_draw * 2000)::integer), case when t.more_draw < 0.012 then 'Replied to the mail' else 'Chose an answer in the mail' end, t.way = 'email' and t.more_draw < 0.04),
             (1, 'event_attended', interval '12 days', 'Attended the evening', t.way = 'event'),
             (1, 'portal_visit', make_interval(mins => 30 + (t.more_draw * 6000)::integer), 'Read the message in the portal', t.way = 'portal'),
             (1, 'sms_received', make_interval(mins => 5), 'Answered the SMS', t.way = 'sms')) as r(place, kind, after, headline, wanted)
     where t.answered and r.wanted and t.at + r.after < ${now}::timestamptz
     order by t.at + r.after`);
}

/** Questions and wishes to be visited that nobody asked for. */
async function storeQuestions({ tx, now }: Load): Promise<number> {
  await tx.run(sql`select setval('interactions.interaction_number', (select max(n) * 4 + 8 from demo_answered))`);
  return tx.run(sql`
    insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, product_id, person_id, headline, source, recorded_at)
    select q.id, q.at, 'contact_centre', 'phone', 'in', 'inquiry', q.product, ${WHO.elizabeth}, 'Asked the contact centre a question about ' || case q.product when ${GLIDIM}::integer then 'GLIDIM' else 'CORDEXA' end, 'history', q.at
      from (select p.id, case when p.grp = 'heart' then ${CORDEXA}::integer else ${GLIDIM}::integer end as product, ${now}::timestamptz - make_interval(mins => 600 + (pg_temp.u(p.id * 8 + k, 121) * ${DAYS * 1440})::integer) as at
              from demo_prescriber p cross join generate_series(1, 3) k where p.id > ${LAST_OF_STORY} and pg_temp.u(p.id * 8 + k, 122) < 0.02 + p.decile * 0.012) q
     order by q.at`);
}

/** Two years of what passed between us and each prescriber, and what can be read from it. */
export async function interactions(load: Load): Promise<number> {
  const { tx, now } = load;
  await tx.run(sql`select interactions.ensure_month((${now}::timestamptz + make_interval(months => n))::date) from generate_series(-25, 6) n`);
  await draftTouches(load);
  await keepLimits(load);
  await answerTouches(load);
  const rows = await storeTouches(load) + await storeAnswers(load) + await storeQuestions(load);
  const said = await storeSaid(load);
  return rows + said + await rebuildAffinity(tx);
}
