import { formatNumber, formatTime, plural } from '../../ui/format.ts';
import type { InsightType, Time, Wish } from './medical.ts';


/** Words of medical affairs. */
export const messages = {
  place: 'Medical', home: 'Home',
  tabs: { inquiries: 'Inquiries', insights: 'Insights', certifications: 'Certifications' },
  homeTitle: (count: number, first: string | undefined) => (count === 0 ? 'Nobody waits for an answer' : count === 1 ? `${first ?? 'One customer'} waits for an answer` : `${plural(count, 'question waits', 'questions wait')} for your answer`),
  figures: { open: 'Open inquiries', oldest: 'Due first', certified: (product: string) => `Certified for ${product} until`, none: 'none', notCertified: 'You are not certified for any product.' },
  definitions: { open: 'Questions handed to you, or to nobody, that are not answered yet.', oldest: 'The inquiry whose clock runs out first.', certified: 'The last day of your certificate. After it you are no longer offered for questions about this product.' },
  inquiries: 'Inquiries by clock', answered: 'Answered', open: 'Open', states: { assigned: 'Handed to you', in_progress: 'Under way', submitted: 'With nobody', new: 'New', completed: 'Answered', closed: 'Closed' } as Readonly<Record<string, string>>,
  columns: { who: 'Who asked', product: 'Product', state: 'State', clock: 'Clock', asked: 'Handed over by', answered: 'Answered', wish: 'How' },
  wishes: { join_call: 'join the call', call_back: 'call back', written_answer: 'written answer', liaison_visit: 'visit', '': '' } as Readonly<Record<string, string>>,
  emptyInquiries: 'No open inquiries. The contact centre hands questions over as they come.', emptyAnswered: 'Nothing answered yet.',
  interactions: 'My conversations', emptyInteractions: 'No conversations in the last year.', allMine: 'What was said stays medical; others see that it took place.',
  minutes: (count: number) => `${formatNumber(count)} min`,
  availability: { title: 'Availability', states: { available: 'Available', busy: 'Busy', away: 'Away' }, until: 'Until', untils: { open: 'until I change it', '30': 'for 30 minutes', '60': 'for an hour', '240': 'for four hours' }, others: 'What others see' },
  seen: {
    free: (until: string | null) => (until ? `Free until ${formatTime(until)}` : 'Free now'), busy: (from: string | null) => (from ? `Free from ${formatTime(from)}` : 'Busy'),
    not_certified: 'Not offered: no certificate for this product.', certificate_ended: 'Not offered: your certificate has ended.', away: 'Not offered: away.', outside_hours: 'Not offered: outside your working hours, Monday to Friday, 08:00 to 18:00. Say until when you are there to be offered all the same.', language: 'Not offered: another language was asked for.', unknown: 'Not offered.',
  } as const,
  inquiryTitle: (name: string, product: string | null) => (product ? `${name} asks about ${product}` : `${name} asks`),
  question: 'The question', noQuestion: 'No words were taken down. Ask for them.', unsolicited: 'Unsolicited: asked of the customer’s own accord', handedBy: (name: string) => `Handed over by ${name}`, callback: 'Call back', herTime: 'Local time',
  answer: {
    title: 'What you answered', stays: 'Stays medical. No commercial role sees this, nor anything made from it.', how: 'How', channels: { phone: 'Call', email: 'In writing', visit: 'Visit' }, minutes: 'Minutes', text: 'Answer', textHint: 'What was asked and said, as you would tell a colleague of medical affairs',
    topics: 'Topics', topicsHint: 'Type and press Enter', offLabel: 'Went beyond the label', save: 'Record the answer', failed: 'Not recorded', notReached: 'Not reached', attempt: 'The attempt is recorded. The clock runs on.', saved: 'Recorded. The case is closed as answered by a liaison; nobody else sees what was said.', missing: 'Write what you answered.',
  },
  wishSheet: { title: 'What the customer wishes', note: 'Administrative. Everybody who works with the customer may know it.', digital: 'Content with digital channels: mail is welcome', refer: 'Refer to sales', referHint: 'A typed request. No free text crosses.' },
  given: 'Your answer', topics: 'Topics',
  refer: {
    title: 'Refer to sales', subtitle: 'Nothing medical crosses', who: 'Who would like to hear from sales', nobody: 'No practice is on file, so no colleagues either.', wish: 'What is wished', time: 'Preferred time', aboutProduct: (name: string) => `About ${name}`,
    wishes: { visit: 'A visit', phone_call: 'A call', samples: 'A visit about samples', formulary_information: 'Formulary information' } satisfies Record<Wish, string>,
    times: { any: 'Any time', early_morning: 'Before 09:00', morning: 'In the morning', midday: 'At midday', afternoon: 'In the afternoon', after_hours: 'After 17:00', this_week: 'This week', next_week: 'Next week' } satisfies Record<Time, string>,
    preview: (name: string | null) => `What ${name ?? 'sales'} will read`, choose: 'Choose who wishes it; what will be read appears here.', crosses: 'Crosses: name, wish, preferred time, product, your name. Does not cross: question, answer, topics, notes.',
    send: 'Ask sales', cancel: 'Cancel', failed: 'Not sent', sent: (names: string) => `Asked ${names}.`, owner: (name: string | null) => (name ? `owned by ${name}` : 'nobody of sales owns this customer'), mayNot: 'Only a liaison refers to sales.',
  },
  insights: { title: 'Insights', record: 'Record an insight', who: 'From whom', type: 'About', body: 'What you learnt', save: 'Record the insight', saved: 'Recorded for medical affairs.', failed: 'Not recorded', empty: 'No insights yet. Record what you learn in conversations.', cancel: 'Cancel', find: 'Type a name',
    types: { efficacy: 'Efficacy', safety_profile: 'Safety profile', dosing: 'Dosing', access: 'Access', unmet_need: 'Unmet need', education: 'Education', other: 'Other' } satisfies Record<InsightType, string> },
  certifications: { title: (count: number) => `${plural(count, 'certificate', 'certificates')} on file`, who: 'Who', product: 'Product', market: 'Market', from: 'From', until: 'Until', state: 'State', valid: 'Valid', ended: 'Ended', soon: 'Not begun', empty: 'No certificates on file.' },
  mayNot: 'Only medical affairs answers inquiries.',
} as const;
