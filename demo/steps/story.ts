import { recordInteractions, recordWishes, type NewInteraction } from '#interactions';
import { sql } from '#platform/db';
import { asJson, daysAgo, workday, type Load } from '../context.ts';
import { WHO } from '../lists/people.ts';
import { FIRST } from '../make-practices.ts';
import { GLIDIM } from './people.ts';

const AMARA = FIRST.prescriber;
const [PRIYA, OWEN, TOMAS, GRACE, SAMUEL, HANNAH] = [1, 2, 3, 4, 5, 6].map((n) => AMARA + n) as [number, number, number, number, number, number];
const LAKESIDE = FIRST.practice;

const base = { productId: GLIDIM, source: 'history' } as const;
const mail = (customerId: number, at: string, title: string): NewInteraction => ({ ...base, customerId, occurredAt: at, function: 'marketing', channel: 'email', direction: 'out', kind: 'email_sent', headline: `E-mail “${title}”` });
const opened = (customerId: number, at: string, title: string): NewInteraction => ({ ...base, customerId, occurredAt: at, function: 'marketing', channel: 'email', direction: 'in', kind: 'email_opened', headline: `Opened “${title}”` });
// oxlint-disable-next-line max-params -- a row of a table reads best as a row
const visit = (customerId: number, at: string, minutes: number, [about, body]: readonly [string, string]): NewInteraction =>
  ({ ...base, customerId, occurredAt: at, function: 'sales', channel: 'visit', direction: 'out', kind: 'visit', personId: WHO.michael, organisationId: LAKESIDE, minutes, headline: `Visit, ${about}`, content: { body } });

/** Half a year with Dr Osei, on every lane. */
function amara({ now }: Load): NewInteraction[] {
  const at = (days: number, hour: string) => workday(now, days, hour);
  const read = (days: number, title: string) => [mail(AMARA, at(days, '07:05'), title), opened(AMARA, at(days, '07:22'), title)];
  return [
    ...read(174, 'Who starts, and when'), visit(AMARA, at(168, '08:15'), 14, ['titration', 'Asked how the dose is raised; the approved card was left.']), ...read(156, 'Once-daily evidence'),
    { ...base, customerId: AMARA, occurredAt: at(148, '16:40'), function: 'contact_centre', channel: 'phone', direction: 'in', kind: 'inquiry', personId: WHO.elizabeth, minutes: 6, headline: 'Asked the contact centre a question about GLIDIM' },
    ...read(142, 'What patients ask'), visit(AMARA, at(135, '08:10'), 12, ['starting a patient', 'Two of her patients could start; she waits for coverage.']), mail(AMARA, at(118, '07:05'), 'Three years of follow-up'),
    { ...base, customerId: AMARA, occurredAt: at(113, '18:30'), function: 'medical', channel: 'event', direction: 'in', kind: 'event_attended', personId: WHO.priyanka, headline: 'Attended a scientific evening' },
    visit(AMARA, at(102, '08:20'), 9, ['coverage and cost', 'Short talk; asked which plans cover it.']), ...read(94, 'Once-daily evidence'), ...read(78, 'Who starts, and when'),
    { ...base, customerId: AMARA, occurredAt: at(73, '07:50'), function: 'marketing', channel: 'email', direction: 'in', kind: 'choice', headline: 'Chose “Medical should call me” in the mail', content: { quote: 'Medical should call me' } },
    { ...base, customerId: AMARA, occurredAt: at(66, '12:30'), function: 'medical', channel: 'visit', direction: 'out', kind: 'meeting', personId: WHO.priyanka, organisationId: LAKESIDE, minutes: 25, headline: 'Met a liaison' },
    visit(AMARA, at(56, '08:15'), 11, ['renal table', 'Asked for the renal table; it was sent.']), mail(AMARA, at(49, '07:05'), 'What patients ask'),
    visit(AMARA, at(29, '08:15'), 12, ['dosing in elderly patients', 'She asked for the renal table; the approved card v3 was left.']),
    mail(AMARA, at(14, '07:05'), 'Three years of follow-up'),
    { ...base, customerId: AMARA, occurredAt: at(14, '07:31'), function: 'marketing', channel: 'email', direction: 'in', kind: 'visit_request', headline: 'Chose “I would like a visit” in the mail', content: { quote: 'I would like a visit' } },
    { ...base, customerId: AMARA, occurredAt: at(11, '07:14'), function: 'marketing', channel: 'email', direction: 'in', kind: 'reply', headline: 'Replied: no more e-mail about GLIDIM', content: { quote: 'No more e-mail about GLIDIM, please.' } },
  ];
}

function others({ now }: Load): NewInteraction[] {
  const at = (days: number, hour: string) => workday(now, days, hour);
  const samuel = [26, 20, 12, 6].map((days, index): NewInteraction => (index % 2 ? visit(SAMUEL, at(days, '13:30'), 10, ['titration', '']) : mail(SAMUEL, at(days, '07:05'), 'Once-daily evidence')));
  return [
    ...samuel, visit(PRIYA, at(63, '08:40'), 10, ['starting a patient', 'Wants to see the outcome data first.']), visit(OWEN, at(56, '08:35'), 8, ['coverage and cost', 'Half of his patients are with Empire.']),
    ...[120, 92, 71, 43, 22].flatMap((days) => [mail(TOMAS, at(days, '07:00'), 'Once-daily evidence'), opened(TOMAS, at(days, '07:04'), 'Once-daily evidence')]), mail(PRIYA, at(36, '07:05'), 'What patients ask'), mail(GRACE, at(40, '07:05'), 'What patients ask'),
  ];
}

async function storeConsents({ tx, now }: Load): Promise<number> {
  const granted = [AMARA, PRIYA, OWEN, TOMAS, GRACE, SAMUEL].map((id) => ({ id, product: null, granted: true, at: daysAgo(now, 410), source: 'visit', evidence: {} }));
  const withdrawn = { id: AMARA, product: GLIDIM, granted: false, at: workday(now, 11, '07:14'), source: 'reply', evidence: { quote: 'No more e-mail about GLIDIM, please.' } };
  const rows = await tx.run(sql`
    insert into consent.decision (customer_id, channel, purpose, product_id, granted, basis, source, evidence, effective_at, recorded_at)
    select d.id, 'email', 'promotion', d.product, d.granted, 'consent', d.source, d.evidence, d.at, d.at from jsonb_to_recordset(${asJson([...granted, withdrawn])}::jsonb) as d(id bigint, product integer, granted boolean, source text, evidence jsonb, at timestamptz)
     order by d.at`);
  return rows + await tx.run(sql`
    insert into consent.restriction (customer_id, kind, reason, source, valid_from, recorded_by)
    values (${HANNAH}, 'do_not_contact', 'Asked not to be contacted', 'call', ${daysAgo(now, 51)}::timestamptz, ${WHO.elizabeth})`);
}

/** The people one meets in the story: what they said and what passed between us, told through the modules themselves. */
export async function story(load: Load): Promise<number> {
  const { tx, now } = load;
  const events = [...amara(load), ...others(load)];
  const ids = await recordInteractions(tx, events);
  const idOf = (kind: string) => ids[events.findIndex((event) => event.customerId === AMARA && event.kind === kind)] ?? null;
  const met = events.findIndex((event) => event.kind === 'meeting');
  await tx.run(sql`
    insert into medical.interaction_content (customer_id, interaction_id, topic, body)
    values (${AMARA}, ${ids[met]}::bigint, 'Renal impairment', 'She follows many patients with an eGFR between 30 and 45 and asked how the studies treated them.')`);
  await recordWishes(tx, [
    { customerId: AMARA, kind: 'visit_requested', channel: 'visit', productId: GLIDIM, detail: 'Tuesdays and Fridays before 09:00', interactionId: idOf('visit_request'), saidAt: workday(now, 14, '07:31') },
    { customerId: AMARA, kind: 'topic', productId: GLIDIM, detail: 'Dosing in renal impairment', saidAt: workday(now, 29, '08:15') },
    { customerId: AMARA, kind: 'time', detail: 'Early mornings', saidAt: workday(now, 29, '08:15') },
    { customerId: OWEN, kind: 'topic', productId: GLIDIM, detail: 'Coverage and cost', saidAt: workday(now, 56, '08:35') },
  ]);
  return ids.length + await storeConsents(load);
}
