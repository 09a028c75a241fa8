import { sql } from '#platform/db';
import { createTasks, notify, openCases, type NewTask } from '#work';
import { asJson, dayOf, daysAgo, workday, type Load } from '../context.ts';
import { WHO } from '../lists/people.ts';
import { FIRST } from '../make-practices.ts';
import { CORDEXA, GLIDIM } from './people.ts';
import { setPresence } from '../presence.ts';

const EMPIRE = FIRST.payer;
const [AMARA, PRIYA, OWEN] = [FIRST.prescriber, FIRST.prescriber + 1, FIRST.prescriber + 2] as const;

/** Three may speak about GLIDIM now, one may no longer, three never could. */
async function storeCertificates({ tx, now }: Load): Promise<number> {
  const rows = [
    [WHO.priyanka, GLIDIM, -172], [WHO.priyanka, CORDEXA, -301], [WHO.jonas, GLIDIM, -71], [WHO.mei, GLIDIM, -290], [WHO.anton, GLIDIM, 9],
    [WHO.anton, CORDEXA, -120], [WHO.luisa, CORDEXA, -211], [WHO.farah, CORDEXA, -64], [WHO.henrik, CORDEXA, -333],
  ].map(([person, product, endedDaysAgo]) => ({ person, product, from: dayOf(daysAgo(now, (endedDaysAgo ?? 0) + 365)), to: dayOf(daysAgo(now, endedDaysAgo ?? 0)) }));
  return tx.run(sql`
    insert into medical.certification (user_id, product_id, indication, market, valid_from, valid_to)
    select c.person, c.product, p.indication, 'US', c."from", c."to" from jsonb_to_recordset(${asJson(rows)}::jsonb) as c(person integer, product integer, "from" date, "to" date) join products.product p on p.product_id = c.product`);
}

/** The calendars of the coming hours: whoever opens the finder now sees who is free and who is not. */
async function storeCalendars({ tx, now }: Load): Promise<number> {
  const rows = [[WHO.priyanka, 80, 110, 'Journal club'], [WHO.jonas, 35, 95, 'Call'], [WHO.jonas, 110, 180, 'Travel'], [WHO.mei, -20, 50, 'Meeting'], [WHO.mei, 130, 170, 'Call'], [WHO.michael, 30, 90, 'Visits']];
  return tx.run(sql`
    insert into work.busy (user_id, starts_at, ends_at, label)
    select (b ->> 0)::integer, ${now}::timestamptz + make_interval(mins => (b ->> 1)::integer), ${now}::timestamptz + make_interval(mins => (b ->> 2)::integer), b ->> 3 from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) b`);
}

function tasks(now: string): NewTask[] {
  const due = (days: number) => workday(daysAgo(now, -days), 0, '17:00');
  const account = { function: 'market_access', kind: 'account', productId: GLIDIM } as const;
  return [
    { ...account, customerId: EMPIRE, ownerId: WHO.leopold, title: 'Record Empire’s decision on GLIDIM', reason: 'Empire’s letter came on Friday: GLIDIM is on its formulary from next month', link: `/market-access/payers/${EMPIRE}`, dueAt: due(1) },
    { ...account, customerId: FIRST.payer + 1, ownerId: WHO.leopold, title: 'Value dossier for Northlake Benefit', reason: 'Its committee reviews the class next month', dueAt: due(3) },
    { ...account, customerId: EMPIRE, ownerId: WHO.leopold, productId: CORDEXA, title: 'Answer Benjamin about CORDEXA', reason: 'He asks which Empire plans want prior authorisation', dueAt: due(4) },
    { ...account, customerId: FIRST.payer + 3, ownerId: WHO.leopold, title: 'Account plan for Harbor Mutual', reason: 'A step edit was added this month', dueAt: due(8) },
    { function: 'marketing', kind: 'review', customerId: 0, ownerId: WHO.benjamin, productId: GLIDIM, title: 'Finish the winter evening’s invitation', reason: 'The draft waits for its text', link: '/content', dueAt: due(4) },
    { function: 'sales', kind: 'visit', customerId: OWEN, ownerId: WHO.michael, productId: GLIDIM, title: 'Bring the renal card', reason: 'He asked for it at the last visit', dueAt: due(5) },
    { function: 'medical', kind: 'follow_up', customerId: AMARA, ownerId: WHO.priyanka, productId: GLIDIM, title: 'Send the published figures', reason: 'Promised at the last meeting', dueAt: due(3) },
    { function: 'contact_centre', kind: 'follow_up', customerId: PRIYA, ownerId: WHO.elizabeth, productId: GLIDIM, title: 'Ask whether the form arrived', reason: 'It was mailed last week', dueAt: due(2) },
  ];
}

async function storeCases({ tx, now }: Load): Promise<number> {
  const some = await tx.rows<{ id: number }>(sql`
    select id from demo_prescriber where targeted and id > ${FIRST.prescriber + 6} and not exists (select from consent.restriction r where r.customer_id = id) order by pg_temp.u(id, 161) limit 3`);
  const [first = AMARA, second = AMARA, third = AMARA] = some.map(({ id }) => id);
  const one = { function: 'contact_centre', channel: 'email', productId: GLIDIM } as const;
  const ids = await openCases(tx, [
    { ...one, customerId: PRIYA, kind: 'visit_request', headline: 'Wants a visit', detail: { question: 'Could somebody come by and show the outcome data? Mornings are best.', topics: ['visit'] } },
    { ...one, customerId: first, kind: 'sample_request', headline: 'Asks about samples', detail: { question: 'When do the samples arrive that I asked for?', topics: ['samples'] } },
    { ...one, customerId: second, kind: 'reply', headline: 'Replied to a mail', detail: { question: 'Which form does the plan want for prior authorisation?', topics: ['coverage'] } },
    { ...one, customerId: third, kind: 'question', channel: 'phone', headline: 'Question about GLIDIM', detail: { question: 'May the tablets be divided?', topics: ['dosing'], callback: 'before 17:00' } },
  ]);
  await notify(tx, [
    { userIds: [WHO.leopold], customerId: EMPIRE, kind: 'account', headline: 'Empire Health: a letter on GLIDIM', detail: 'GLIDIM is on its formulary from next month; not recorded yet', link: `/market-access/payers/${EMPIRE}`, key: 'demo:letter' },
    { userIds: [WHO.leopold], customerId: FIRST.payer + 2, kind: 'formulary', headline: 'Union State: GLIDIM to tier 2', detail: 'Recorded this week', key: 'demo:union' },
    { userIds: [WHO.rachel], kind: 'content', headline: 'A mail waits for your review', detail: 'What is known in renal impairment', link: '/content/review', key: `demo:review:${now.slice(0, 10)}` },
  ]);
  return ids.length + 3;
}

/** Who is there, who may speak about what, and what waits for each. */
export async function work(load: Load): Promise<number> {
  const { tx, now } = load;
  const certificates = await storeCertificates(load);
  const busy = await storeCalendars(load);
  const present = await setPresence(tx);
  const asked = await createTasks(tx, tasks(now));
  return certificates + busy + present + asked.length + await storeCases(load);
}
