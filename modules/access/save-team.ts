import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { getTeam, namedPeople, type TeamDetail } from './reads/teams.ts';
import { insertTeam, keepMembers, lockTeam, updateTeam, type TeamValues } from './writes.ts';
import './problems.ts';

type Team = TeamValues & { readonly memberIds: readonly number[]; readonly reason: string };
export type NewTeam = Team;
export type ChangeTeam = Team & { readonly teamId: number; readonly version: number };
export type EndTeam = { readonly teamId: number; readonly version: number; readonly reason: string };

/** Members and lead are active colleagues; whoever leads a team belongs to it. */
async function membersOf(tx: Tx, { memberIds, leadId }: Team): Promise<number[]> {
  const wanted = [...new Set([...memberIds, ...(leadId === null ? [] : [leadId])])];
  const known = await namedPeople(tx, wanted);
  const missing = wanted.filter((userId) => !known.has(userId));
  if (missing.length > 0) throw new Problem('access.no_person', { fields: [{ field: missing[0] === leadId ? 'leadId' : 'memberIds', message: 'names nobody who is active' }] });
  return wanted;
}

const taken = () => new Problem('access.team_name_taken', { fields: [{ field: 'name', message: 'is the name of another team' }] });
const told = (tx: Tx) => announce(tx, { topic: 'access.team', permission: 'access:people' });
const valuesOf = ({ name, leadId, function: work, market }: Team): TeamValues => ({ name, leadId, function: work, market });

/** Makes a team with its lead and members. */
export const addTeam = (db: Db, actor: Actor, input: NewTeam): Promise<TeamDetail> => db.transaction(actor, async (tx) => {
  const members = await membersOf(tx, input);
  const made = await insertTeam(tx, valuesOf(input));
  if (!made) throw taken();
  await keepMembers(tx, made.teamId, members);
  await audit(tx, { action: 'access.add_team', resource: 'access.team', recordId: made.teamId, after: { ...valuesOf(input), memberIds: members }, reason: input.reason });
  await told(tx);
  return getTeam(tx, made.teamId);
});

async function open(tx: Tx, { teamId, version }: { readonly teamId: number; readonly version: number }) {
  const before = await lockTeam(tx, teamId);
  if (!before) throw new Problem('request.not_found');
  if (before.version !== version) throw new Problem('request.conflict', { version: before.version });
  if (before.state === 'ended') throw new Problem('access.team_ended');
  return before;
}

/** Changes what a team is and who belongs to it. */
export const changeTeam = (db: Db, actor: Actor, input: ChangeTeam): Promise<TeamDetail> => db.transaction(actor, async (tx) => {
  const { version: _version, state: _state, ...before } = await open(tx, input);
  const members = await membersOf(tx, input);
  if (await updateTeam(tx, input.teamId, { ...valuesOf(input), state: 'active' }) === 0) throw taken();
  await keepMembers(tx, input.teamId, members);
  await audit(tx, { action: 'access.change_team', resource: 'access.team', recordId: input.teamId, before, after: { ...valuesOf(input), memberIds: members }, reason: input.reason });
  await told(tx);
  return getTeam(tx, input.teamId);
});

/** Ends a team; who belonged to it stays on record, and its name is free again. */
export const endTeam = (db: Db, actor: Actor, input: EndTeam): Promise<void> => db.transaction(actor, async (tx) => {
  const { version: _version, memberIds: _members, ...team } = await open(tx, input);
  await updateTeam(tx, input.teamId, { ...team, state: 'ended' });
  await audit(tx, { action: 'access.end_team', resource: 'access.team', recordId: input.teamId, before: { state: 'active' }, after: { state: 'ended' }, reason: input.reason });
  await told(tx);
});
