import { z } from 'zod';
import { pageInput, pageOf, route, type Route } from '#platform/http';
import { addPerson } from '../add-person.ts';
import { changePerson, movePerson } from '../change-person.ts';
import { countPeople, getPerson, listPeople, type PersonDetail } from '../reads/people.ts';
import { FUNCTIONS, HANGING, PERSON_ROLES, PERSON_STATES, type Ports } from '../types.ts';
import { id, personFields, reason, text, version } from './shapes.ts';

const person = {
  userId: z.number(), name: z.string(), email: z.string(), role: z.enum(PERSON_ROLES), roleTitle: z.string(), function: z.enum(FUNCTIONS), timeZone: z.string(), languages: z.array(z.string()),
  markets: z.array(z.string()), managerId: z.number().nullable(), managerName: text, state: z.enum(PERSON_STATES), version: z.number(), teams: z.array(z.string()), lastSignInAt: text,
};
const personOutput = z.object(person).meta({ resource: 'access.person' });
const detailOutput = z.object({
  ...person, createdAt: z.string(), deactivatedAt: text, reports: z.number(), hasAccount: z.boolean(), memberOf: z.array(z.object({ teamId: z.number(), name: z.string(), leads: z.boolean() })),
}).meta({ resource: 'access.person' });
const asSent = (found: PersonDetail) => ({ ...found, memberOf: [...found.memberOf] });
const one = { userId: id };

/** People: found, added, changed, deactivated, taken back. For administrators. */
export const peopleRoutes = (ports: Ports): Route[] => [
  route({
    method: 'GET', path: '/access/people', permission: 'access:people', summary: 'People by name, by role, function, team and state; the search finds parts of name, address and title',
    input: z.object({ ...pageInput, q: z.string().max(100).optional(), role: z.enum(PERSON_ROLES).optional(), function: z.enum(FUNCTIONS).optional(), teamId: id.optional(), state: z.enum(PERSON_STATES).optional() }),
    output: pageOf(personOutput), handle: ({ db, actor, input }) => db.read(actor, (tx) => listPeople(tx, input)),
  }),
  route({
    method: 'GET', path: '/access/people/counts', permission: 'access:people', summary: 'How many people are active, and how many of them are administrators',
    input: z.object({}), output: z.object({ active: z.number(), inactive: z.number(), administrators: z.number() }), handle: ({ db, actor }) => db.read(actor, countPeople),
  }),
  route({
    method: 'POST', path: '/access/people', permission: 'access:people', summary: 'Put a colleague on file; she signs in once she was invited', status: 201,
    input: z.object({ ...personFields, email: z.email().max(200), timeZone: personFields.timeZone.optional(), languages: personFields.languages.optional(), markets: personFields.markets.optional(), managerId: personFields.managerId.optional(), reason: reason.optional() }),
    output: z.object({ userId: z.number() }), handle: async ({ db, actor, input }) => ({ userId: await addPerson(db, actor, input) }),
  }),
  route({
    method: 'GET', path: '/access/people/:userId', permission: 'access:people', summary: 'One person with role, manager, teams and markets',
    input: z.object(one), output: detailOutput, handle: async ({ db, actor, input }) => asSent(await db.read(actor, (tx) => getPerson(tx, input.userId))),
  }),
  route({
    method: 'PATCH', path: '/access/people/:userId', permission: 'access:people', summary: 'Change a person; a new role ends her sessions, and a stale version is refused',
    input: z.object({ ...one, version, reason, changes: z.object(personFields).partial().strict() }), output: detailOutput,
    handle: async ({ db, actor, input }) => asSent(await changePerson(db, actor, input)),
  }),
  route({
    method: 'GET', path: '/access/people/:userId/hangs-on', permission: 'access:people', summary: 'What waits for a person and would have to be handed on',
    input: z.object(one), output: z.object({ rows: z.array(z.object({ kind: z.enum(HANGING), count: z.number() })) }),
    handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
      await getPerson(tx, input.userId);
      return { rows: [...await ports.hangsOn(tx, input.userId)] };
    }),
  }),
  ...(['deactivate', 'reactivate'] as const).map((verb) => route({
    method: 'POST', path: `/access/people/:userId/${verb}`, permission: 'access:people', summary: verb === 'deactivate' ? 'Deactivate a person: her sessions and temporary access end at once' : 'Take a person back; her role is as it was',
    input: z.object({ ...one, version, reason }), output: detailOutput,
    handle: async ({ db, actor, input }) => asSent(await movePerson(db, actor, { ...input, state: verb === 'deactivate' ? 'inactive' : 'active' })),
  })),
];
