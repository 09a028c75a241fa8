import { z } from 'zod';
import { fromCursor, pageInput, route, type Route } from '#platform/http';
import { assignCustomers } from './assign-customers.ts';
import { acceptVisit, declineVisit, planVisit } from './plan-visit.ts';
import { readDay, suggestTime } from './read-day.ts';
import { readPractice } from './read-practice.ts';
import { readTeam, readTeamMember } from './read-team.ts';
import { readVisitFacts } from './reads/facts.ts';
import { listTerritories } from './reads/territories.ts';
import { listPlanned } from './reads/visits.ts';
import { reportVisit } from './report-visit.ts';
import { HELP } from './rules/needs-help.ts';
import { DISCUSSED, NEXT_STEPS, NOT_NOW, OUTCOMES, VISIT_STATES } from './types.ts';

const id = z.coerce.number().int().positive();
// Clocks of zones are reckoned for years of four digits that calendars know.
const day = z.iso.date({ error: 'date is a day such as 2026-11-27' }).refine((date) => date >= '1900' && date < '2200', 'date is a day from 1900 to 2199');
const instant = z.iso.datetime({ offset: true, error: 'is an instant with its zone, such as 2026-11-27T08:15:00-05:00' });
const minutes = z.number().int().min(5).max(240).optional();
const text = z.string().nullable();

const visit = {
  visitId: z.number(), customerId: z.number(), name: z.string(), credential: text, specialtyName: text, city: text, timeZone: z.string(), practiceId: z.number().nullable(), practiceName: text,
  userId: z.number(), state: z.enum(VISIT_STATES), startsAt: z.string(), minutes: z.number(), purpose: z.string(), productId: z.number().nullable(), productName: text,
  askedByName: text, askedByFunction: text, wish: z.string(), preferredTime: z.string(), taskId: z.number().nullable(), handOverId: z.number().nullable(), handOverState: text,
  outcome: z.enum(OUTCOMES).nullable(), declineReason: z.enum(NOT_NOW).nullable(), reportedAt: text,
};
const visitOutput = z.object(visit).meta({ resource: 'field.visit' });
const dayVisit = z.object({ ...visit, refusal: z.object({ code: z.string(), record: text, sentence: z.string() }).nullable() }).meta({ resource: 'field.visit' });

const factsOutput = z.object({
  askedAt: text, closed: z.object({ channel: z.string(), productName: text, since: z.string() }).nullable(),
  coverage: z.object({ payerId: z.number(), payerName: z.string(), productName: z.string(), status: z.string(), tier: z.number().nullable(), effectiveFrom: z.string() }).nullable(),
  medical: z.object({ at: z.string(), channel: z.string(), personName: text }).nullable(), lastVisitAt: text, colleaguesAsked: z.number(),
});

const dayOutput = z.object({
  date: z.string(), timeZone: z.string(), now: z.string(), visits: z.array(dayVisit), elsewhere: z.array(dayVisit),
  toPlan: z.array(z.object({
    taskId: z.number(), customerId: z.number(), name: z.string(), credential: text, city: text, timeZone: z.string(), title: z.string(), reason: z.string(), dueAt: text,
    productId: z.number().nullable(), cascadeId: z.number().nullable(),
  })),
  capacity: z.object({ perDay: z.number().nullable(), booked: z.number() }),
  next: z.object({ visit: dayVisit, facts: factsOutput }).nullable(),
});

const practiceOutput = z.object({
  practice: z.object({ practiceId: z.number(), name: z.string(), city: text, state: text }),
  people: z.array(z.object({ customerId: z.number(), name: z.string(), credential: text, specialtyName: text, lastTouchAt: text })),
  rows: z.array(z.object({
    interactionId: z.number(), customerId: z.number(), customerName: z.string(), occurredAt: z.string(), function: z.string(), channel: z.string(), direction: z.string(), kind: z.string(), state: z.string(),
    headline: z.string(), personName: text, minutes: z.number().nullable(), productName: text, inPart: z.boolean(),
  })),
  nextCursor: text,
});

const member = {
  userId: z.number(), name: z.string(), roleTitle: z.string(), territory: text, perDay: z.number().nullable(), room: z.number().nullable(), booked: z.number(), waiting: z.number(), today: z.number(),
  unreported: z.number(), openTasks: z.number(), overdueTasks: z.number(), help: z.array(z.enum(HELP)),
};
const memberOutput = z.object({
  ...member,
  visits: z.array(z.object({ visitId: z.number(), customerId: z.number(), customerName: text, startsAt: z.string(), minutes: z.number(), state: z.enum(['proposed', 'planned']), purpose: z.string() })),
  tasks: z.array(z.object({ taskId: z.number(), customerId: z.number(), customerName: text, title: z.string(), reason: z.string(), dueAt: text })),
});

const teamRoutes: Route[] = [
  route({
    method: 'GET', path: '/field/team', permission: 'field:team', summary: 'Those who answer to me: the coming week of each, what waits, and who may need help',
    input: z.object({}), output: z.object({ rows: z.array(z.object(member)) }),
    handle: async ({ db, actor }) => ({ rows: (await db.read(actor, readTeam)).map((row) => ({ ...row, help: [...row.help] })) }),
  }),
  route({
    method: 'GET', path: '/field/team/:userId', permission: 'field:team', summary: 'One of those who answer to me, with visits and open tasks',
    input: z.object({ userId: id }), output: memberOutput,
    handle: async ({ db, actor, input }) => {
      const found = await db.read(actor, (tx) => readTeamMember(tx, input.userId));
      return { ...found, help: [...found.help] };
    },
  }),
];

export const routes: Route[] = [
  ...teamRoutes,
  route({
    method: 'GET', path: '/field/day', permission: 'field:visit', summary: 'My day: visits in order, proposals, and what to know before the next one',
    input: z.object({ date: day.optional() }), output: dayOutput,
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const day = await readDay(tx, input);
      return { ...day, visits: [...day.visits], elsewhere: [...day.elsewhere], toPlan: [...day.toPlan] };
    }),
  }),
  route({
    method: 'POST', path: '/field/visits', permission: 'field:visit', summary: 'Plan a visit', status: 201,
    input: z.object({ customerId: id, startsAt: instant, minutes, productId: z.number().int().positive().optional(), taskId: z.number().int().positive().optional(), purpose: z.string().trim().max(200).optional() }), output: visitOutput,
    handle: ({ db, actor, input }) => planVisit(db, actor, input),
  }),
  route({
    method: 'GET', path: '/field/suggested-time', permission: 'field:visit', summary: 'The first time that fits a customer and my days',
    input: z.object({ customerId: id, minutes: z.coerce.number().int().min(5).max(240).optional() }), output: z.object({ startsAt: text, timeZone: z.string(), preferredTime: z.string() }),
    handle: ({ db, actor, input }) => db.read(actor, (tx) => suggestTime(tx, input)),
  }),
  route({
    method: 'POST', path: '/field/visits/:visitId/accept', permission: 'field:visit', summary: 'Accept a proposed visit, at its time or another',
    input: z.object({ visitId: id, startsAt: instant.optional(), minutes }), output: visitOutput,
    handle: ({ db, actor, input }) => acceptVisit(db, actor, input),
  }),
  route({
    method: 'POST', path: '/field/visits/:visitId/decline', permission: 'field:visit', summary: 'Not now, with a reason',
    input: z.object({ visitId: id, reason: z.enum(NOT_NOW, { error: `is one of ${NOT_NOW.join(', ')}` }) }), output: visitOutput,
    handle: ({ db, actor, input }) => declineVisit(db, actor, input),
  }),
  route({
    method: 'POST', path: '/field/visits/:visitId/report', permission: 'field:visit', summary: 'Report how a visit went, in three taps',
    input: z.object({
      visitId: id, outcome: z.enum(OUTCOMES, { error: `is one of ${OUTCOMES.join(', ')}` }), discussed: z.array(z.enum(DISCUSSED)).max(DISCUSSED.length).default([]), nextStep: z.enum(NEXT_STEPS).default('none'),
    }),
    output: visitOutput,
    handle: ({ db, actor, input }) => reportVisit(db, actor, input),
  }),
  route({
    method: 'GET', path: '/field/customers/:customerId/facts', permission: 'field:read', summary: 'What to know before one sees a customer',
    input: z.object({ customerId: id, productId: id.optional() }), output: factsOutput,
    handle: ({ db, actor, input }) => db.read(actor, (tx) => readVisitFacts(tx, { customerId: input.customerId, productId: input.productId ?? null })),
  }),
  route({
    method: 'GET', path: '/field/customers/:customerId/planned', permission: 'interactions:read', summary: 'Visits to one customer that are still to come',
    input: z.object({ customerId: id }),
    output: z.object({ visits: z.array(z.object({ visitId: z.number(), startsAt: z.string(), minutes: z.number(), state: z.enum(['proposed', 'planned']), personName: z.string(), productName: text })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => ({ visits: await listPlanned(tx, input.customerId) })),
  }),
  route({
    method: 'GET', path: '/field/practices/:customerId/history', permission: 'field:read', summary: 'Everything that anyone of ours had with a practice and its doctors',
    input: z.object({ customerId: id, ...pageInput }), output: practiceOutput,
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      const history = await readPractice(tx, { customerId: input.customerId, after: fromCursor(input.cursor, 2), limit: input.limit });
      return { ...history, people: [...history.people] };
    }),
  }),
  route({
    method: 'GET', path: '/field/territories', permission: 'field:read', summary: 'Territories, who holds them, and how full the coming week is',
    input: z.object({}), output: z.object({ rows: z.array(z.object({
      territoryId: z.number(), code: z.string(), name: z.string(), userId: z.number().nullable(), userName: text, customers: z.number(), perDay: z.number().nullable(), planned: z.number(),
    })) }),
    handle: async ({ db, actor }) => ({ rows: await db.read(actor, listTerritories) }),
  }),
  route({
    method: 'POST', path: '/field/territories/:territoryId/assignments', permission: 'field:assign', summary: 'Put customers into a territory from today',
    input: z.object({ territoryId: id, customerIds: z.array(z.number().int().positive().max(999_999_999_999)).min(1).max(50_000), reason: z.string().trim().min(1, 'Say why').max(200) }),
    output: z.object({ assigned: z.number(), added: z.number(), removed: z.number() }),
    handle: ({ db, actor, input }) => assignCustomers(db, actor, input),
  }),
];
