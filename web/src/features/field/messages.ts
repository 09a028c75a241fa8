import { formatDate, formatNumber, formatWhen, plural } from '../../ui/format.ts';
import type { Discussed, Facts, NextStep, NotNow, Outcome } from './field.ts';

const CHANNELS: Readonly<Record<string, string>> = { email: 'e-mail', sms: 'text messages', phone: 'calls', visit: 'visits', event: 'invitations', portal: 'portal messages', any: 'contact' };

/** Words of the field. */
export const messages = {
  place: 'Field', home: 'Home', day: 'Day',
  summary: (visits: number, proposed: number) => [plural(visits, 'visit', 'visits'), proposed > 0 ? `${formatNumber(proposed)} proposed` : ''].filter(Boolean).join(', '),
  capacity: (booked: number, perDay: number | null) => (perDay === null ? '' : `${formatNumber(booked)} of ${formatNumber(perDay)} booked`),
  previous: 'Day before', following: 'Day after', today: 'Today',
  keptFrom: (when: string, waiting: number) => `The server cannot be reached. What you see is from ${when}.${waiting > 0 ? ` ${plural(waiting, 'change waits', 'changes wait')} on this device and ${waiting === 1 ? 'leaves by itself' : 'leave by themselves'}.` : ''}`,
  next: (inWords: string) => `Next, ${inWords}`, nextIn: (span: string) => `in ${span}`, nextNow: 'now',
  facts: {
    asked: (at: string) => `Asked for a visit on ${formatDate(at, 'short')}.`,
    closed: (closed: NonNullable<Facts['closed']>) => `No ${CHANNELS[closed.channel] ?? closed.channel}${closed.productName ? ` about ${closed.productName}` : ''}`, closedSince: (since: string) => `, since ${formatDate(since, 'short')}.`,
    coverage: (coverage: NonNullable<Facts['coverage']>) => (coverage.status === 'covered' ? `${coverage.payerName} covers ${coverage.productName} from ${formatDate(coverage.effectiveFrom, 'short')}, tier ${String(coverage.tier)}.` : `${coverage.payerName} no longer covers ${coverage.productName} from ${formatDate(coverage.effectiveFrom, 'short')}.`),
    medical: (medical: NonNullable<Facts['medical']>) => `Spoke with a liaison on ${formatDate(medical.at, 'short')}. What was said stays medical.`,
    colleagues: (count: number) => `${count === 1 ? 'One colleague' : `${formatNumber(count)} colleagues`} asked too.`, lastVisit: (at: string) => `Last visit on ${formatDate(at)}.`, first: 'No visit on record yet.',
  },
  directions: 'Directions', practice: 'Practice history', report: 'Report', accept: 'Accept', otherTime: 'Other time', move: 'Move', notNow: 'Not now', customer: 'Customer page',
  states: { proposed: 'Proposed', planned: 'Planned', done: 'Done', declined: 'Declined', cancelled: 'Cancelled', refused: 'Refused', waits: 'Waits on this device' },
  askedBy: (name: string) => `${name} passed it on`,
  emptyDay: 'No visits on this day.', route: 'The day', elsewhere: 'Proposed for other days', toPlan: 'Asked of you, no time yet', plan: 'Plan', due: (when: string) => `by ${formatWhen(when)}`,
  refusedTitle: (name: string) => `Not taken: ${name}`, dismiss: 'Dismiss', mayNot: 'Only the representative changes these visits.',
  reportTitle: (name: string) => `Visit with ${name}`, reportHow: 'How it went', reportWhat: 'What you spoke of', reportNext: 'What comes next', reportSave: 'Report', reportNote: 'Without a network the report waits on this device and leaves by itself.', reportEarly: 'A visit is reported on its day.', cancel: 'Cancel',
  outcomes: { met: 'Met', met_briefly: 'Met briefly', not_available: 'Not available', cancelled_by_customer: 'Cancelled by the customer' } satisfies Record<Outcome, string>,
  discussed: { coverage: 'Coverage', efficacy: 'Efficacy', safety_information: 'Safety information', dosing: 'Dosing', samples: 'Samples', patient_support: 'Patient support', other: 'Other' } satisfies Record<Discussed, string>,
  nextSteps: { none: 'Nothing', visit_again: 'Visit again', mail_is_welcome: 'Mail is welcome' } satisfies Record<NextStep, string>,
  reasons: { no_time: 'No time', wrong_time: 'Wrong time', already_seen: 'Already seen', customer_declined: 'Customer declined', not_my_customer: 'Not my customer' } satisfies Record<NotNow, string>,
  planTitle: (name: string) => `Plan a visit with ${name}`, moveTitle: (name: string) => `Another time with ${name}`, when: 'When', whenHint: (zone: string) => `Your time, ${zone}`, minutes: 'Minutes', suggested: (when: string) => `First time that fits: ${when}`, none: 'No time fits within three weeks. Choose one yourself.', wishes: (word: string) => `Wished for: ${word.replaceAll('_', ' ')}`, planSave: 'Plan the visit', planned: 'Planned.', planFailed: 'Not planned',
  practiceTitle: (name: string) => `Everything with ${name}`, people: 'Who practises here', touches: 'What happened', emptyTouches: 'Nothing has happened yet.', shownInPart: 'What was said stays medical.', columns: { when: 'When', who: 'With', what: 'What', by: 'By whom' }, never: 'no contact yet', last: (when: string) => `last contact ${formatWhen(when)}`, minutesOf: (count: number) => `${formatNumber(count)} min`,
  territories: 'Territories', territoriesTitle: (count: number) => plural(count, 'territory', 'territories'), territoryColumns: { name: 'Territory', holder: 'Representative', customers: 'Customers', booked: 'Booked, next 7 days', perDay: 'Visits a day' }, vacant: 'vacant', emptyTerritories: 'No territories yet. An administrator sets them up.',
  team: {
    title: (needing: number, of: number) => (of === 0 ? 'Nobody answers to you yet' : needing === 0 ? 'What is asked of your team fits' : `${formatNumber(needing)} of ${formatNumber(of)} in your team may need help`), label: 'Team',
    figures: { today: 'Visits today', booked: 'Booked, next 7 days', waiting: 'Waiting for a time', overdue: 'Tasks overdue', unreported: 'Visits without report' },
    definitions: {
      today: 'Visits of your team that stand today, each on its own clock.', booked: 'Visits that stand in the next seven days. Room is five working days times the visits that a day takes.',
      waiting: 'Visits proposed or asked for that have no answer or no time yet.', overdue: 'Open tasks whose due time has passed.', unreported: 'Visits that ended more than a day ago and have no report.',
    },
    room: (room: number) => `room for ${formatNumber(room)}`, openTasks: (count: number) => plural(count, 'open task', 'open tasks'),
    heads: { name: 'Representative', territory: 'Territory', today: 'Today', load: 'Booked and waiting, of room', tasks: 'Open tasks', help: 'May need help' },
    load: (booked: number, waiting: number, room: number | null) => `${formatNumber(booked)} booked, ${formatNumber(waiting)} waiting${room === null ? '' : `, room ${formatNumber(room)}`}`,
    help: {
      more_than_fits: (row: { booked: number; waiting: number; room: number | null }) => `${formatNumber(row.booked + row.waiting - (row.room ?? 0))} more asked than fit`,
      overdue_tasks: (row: { overdueTasks: number }) => `${plural(row.overdueTasks, 'task', 'tasks')} overdue`, unreported_visits: (row: { unreported: number }) => `${plural(row.unreported, 'visit', 'visits')} without report`,
    },
    none: 'Nobody answers to you yet. An administrator names who manages whom.', waitingFor: 'Reading your team', visits: 'Visits', tasks: 'Open tasks', noVisits: 'No visits in the next seven days.', noTasks: 'No open tasks.',
    foot: 'Counts what is asked and what fits, not what was done. Customers outside your own work stay without a name.', ownDay: 'My own day',
  },
} as const;
