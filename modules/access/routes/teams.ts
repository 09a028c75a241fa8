import { z } from 'zod';
import { route, type Route } from '#platform/http';
import { getTeam, listTeams, type TeamDetail } from '../reads/teams.ts';
import { countBy } from '../reads/people.ts';
import { addTeam, changeTeam, endTeam } from '../save-team.ts';
import { FUNCTIONS, type Ports } from '../types.ts';
import { id, reason, teamFields, text, version } from './shapes.ts';

const team = {
  teamId: z.number(), name: z.string(), leadId: z.number().nullable(), leadName: text, function: z.string(), market: z.string(), state: z.enum(['active', 'ended']), members: z.number(), version: z.number(),
};
const detailOutput = z.object({ ...team, memberRows: z.array(z.object({ userId: z.number(), name: z.string(), roleTitle: z.string(), active: z.boolean() })) });
const asSent = (found: TeamDetail) => ({ ...found, memberRows: [...found.memberRows] });
const counted = z.array(z.object({ name: z.string(), people: z.number() }));

/** Teams, and the words by which people and touches are told apart. For administrators. */
export const teamRoutes = (ports: Ports): Route[] => [
  route({
    method: 'GET', path: '/access/teams', permission: 'access:people', summary: 'Teams with lead, function, market and number of members',
    input: z.object({}), output: z.object({ rows: z.array(z.object(team)) }), handle: async ({ db, actor }) => ({ rows: await db.read(actor, listTeams) }),
  }),
  route({
    method: 'POST', path: '/access/teams', permission: 'access:people', summary: 'Make a team', status: 201,
    input: z.object(teamFields), output: detailOutput, handle: async ({ db, actor, input }) => asSent(await addTeam(db, actor, input)),
  }),
  route({
    method: 'GET', path: '/access/teams/:teamId', permission: 'access:people', summary: 'One team with its members',
    input: z.object({ teamId: id }), output: detailOutput, handle: async ({ db, actor, input }) => asSent(await db.read(actor, (tx) => getTeam(tx, input.teamId))),
  }),
  route({
    method: 'PUT', path: '/access/teams/:teamId', permission: 'access:people', summary: 'Change a team and who belongs to it; a stale version is refused',
    input: z.object({ teamId: id, version, ...teamFields }), output: detailOutput, handle: async ({ db, actor, input }) => asSent(await changeTeam(db, actor, input)),
  }),
  route({
    method: 'POST', path: '/access/teams/:teamId/end', permission: 'access:people', summary: 'End a team; its name is free again',
    input: z.object({ teamId: id, version, reason }), output: z.object({ ended: z.literal(true) }),
    handle: async ({ db, actor, input }) => {
      await endTeam(db, actor, input);
      return { ended: true as const };
    },
  }),
  route({
    method: 'GET', path: '/access/vocabulary', permission: 'access:people', summary: 'Functions and purposes, which are fixed, and the markets in which people work',
    input: z.object({}), output: z.object({ functions: counted, purposes: z.array(z.string()), markets: counted }),
    handle: async ({ db, actor }) => {
      const counts = await db.read(actor, countBy);
      const people = (kind: string, name: string) => counts.find((one) => one.kind === kind && one.name === name)?.people ?? 0;
      return {
        functions: FUNCTIONS.map((name) => ({ name, people: people('function', name) })), purposes: [...ports.purposes],
        markets: counts.filter(({ kind }) => kind === 'market').map(({ name, people: count }) => ({ name, people: count })),
      };
    },
  }),
];
