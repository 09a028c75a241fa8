import { sql } from '#platform/db';
import { daysAgo, type Load } from '../context.ts';
import { STORY } from '../make-prescribers.ts';
import { FIRST } from '../make-practices.ts';
import { WHO } from '../lists/people.ts';
import { GLIDIM } from './people.ts';

/** Those whose consents the story tells one by one. */
export const LAST_OF_STORY = FIRST.prescriber + STORY.length - 1;

async function storeRules({ tx, now }: Load): Promise<number> {
  const since = daysAgo(now, 700);
  return tx.run(sql`
    insert into consent.rule (kind, channel, purpose, market, max_touches, window_days, quiet_from, quiet_to, sentence, source, valid_from) values
      ('cap', 'any', 'promotion', 'US', 4, 30, null, null, 'At most four promotional touches in 30 days, across all functions and channels.', 'ABC contact policy 3.1', ${since}::timestamptz),
      ('gap', 'email', 'promotion', 'US', null, 7, null, null, 'At least seven days between two promotional e-mails.', 'ABC contact policy 3.2', ${since}::timestamptz),
      ('quiet_hours', 'any', 'promotion', 'US', null, null, '20:00', '08:00', 'Nothing is sent between 20:00 and 08:00 in her own time.', 'ABC contact policy 3.4', ${since}::timestamptz)`);
}

/** Decisions as they gather over two years: most say yes to mail, some take it back, six in a hundred want nothing at all. */
async function storeDecisions({ tx, now }: Load): Promise<number> {
  return tx.run(sql`
    insert into consent.decision (customer_id, channel, purpose, product_id, granted, basis, source, effective_at, recorded_at, recorded_by)
    with answer as (
      select id, practice, grp, pg_temp.u(id, 12) < (case grp when 'advanced' then 0.96 when 'primary' then 0.93 when 'endocrine' then 0.92 when 'heart' then 0.84 else 0.85 end) as mail,
             80 + pg_temp.u(id, 61) * 620 as asked, pg_temp.u(id, 62) * 70 + 3 as later
        from demo_prescriber where id > ${LAST_OF_STORY})
    select d.id, d.channel, d.purpose, d.product, d.granted, 'consent', d.source, ${now}::timestamptz - make_interval(secs => d.days * 86400), ${now}::timestamptz - make_interval(secs => d.days * 86400), null
      from (select id, 'any' as channel, 'any' as purpose, null::integer as product, false as granted, 'form' as source, asked as days from answer where pg_temp.u(id, 11) < 0.06
            union all select id, 'email', 'promotion', null, true, (array['form', 'visit', 'import'])[1 + (pg_temp.u(id, 63) * 2.2)::integer], asked from answer where mail
            union all select id, 'email', 'promotion', null, false, 'unsubscribe_link', later from answer where mail and pg_temp.u(id, 13) < 0.05
            union all select id, 'email', 'promotion', ${GLIDIM}, false, 'reply', later from answer where mail and pg_temp.u(id, 14) between 0.05 and 0.075
            union all select id, 'email', 'medical_information', null, true, 'form', asked from answer where pg_temp.u(id, 20) < 0.6
            union all select id, 'phone', 'promotion', null, false, 'call', later from answer where pg_temp.u(id, 17) < 0.06
            union all select id, 'visit', 'promotion', null, false, 'visit', later from answer where pg_temp.u(id, 18) < 0.05 or pg_temp.u(practice, 19) < 0.06
            union all select c.customer_id, 'sms', 'promotion', null, true, 'form', asked from answer join customers.contact_point c on c.customer_id = id and c.kind = 'sms' where pg_temp.u(id, 15) < 0.4
            union all select c.customer_id, 'portal', 'promotion', null, true, 'form', asked from answer join customers.contact_point c on c.customer_id = id and c.kind = 'portal' where pg_temp.u(id, 16) < 0.85) d
     order by d.days desc, d.id`);
}

async function storeRestrictions({ tx, now }: Load): Promise<number> {
  return tx.run(sql`
    insert into consent.restriction (customer_id, kind, reason, source, valid_from, recorded_by)
    select r.id, r.kind, r.reason, r.source, ${now}::timestamptz - make_interval(days => r.days), r.by
      from (select id, 'do_not_contact' as kind, 'Asked not to be contacted' as reason, 'call' as source, (30 + pg_temp.u(id, 64) * 500)::integer as days, ${WHO.elizabeth}::integer as by from demo_prescriber where id > ${LAST_OF_STORY} and pg_temp.u(id, 21) < 0.019
            union all select id, 'prescriber_data', 'Opted out of prescriber data for sales', 'register', (60 + pg_temp.u(id, 65) * 600)::integer, null from demo_prescriber where id > ${LAST_OF_STORY} and pg_temp.u(id, 22) < 0.09) r
     order by r.days desc, r.id`);
}

/** Limits for everybody; what each one allowed, took back or forbade. */
export async function consent(load: Load): Promise<number> {
  const rows = await storeRules(load) + await storeDecisions(load) + await storeRestrictions(load);
  await load.tx.run(sql`analyze consent.decision`);
  return rows;
}
