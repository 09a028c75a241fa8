import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { listTeam, listTeamTasks, listTeamVisits, type TeamRow, type TeamTask, type TeamVisit } from './reads/team.ts';
import { needsHelp, roomOf, type Help } from './rules/needs-help.ts';

export type TeamMember = TeamRow & { readonly room: number | null; readonly help: readonly Help[] };

const withHelp = (row: TeamRow): TeamMember => ({ ...row, room: roomOf(row), help: needsHelp(row) });

/** Those who answer to the reader; who may need help first. */
export async function readTeam(tx: Tx): Promise<TeamMember[]> {
  return (await listTeam(tx, null)).map(withHelp).toSorted((a, b) => b.help.length - a.help.length || a.name.localeCompare(b.name));
}

/** One of those who answer to the reader, with visits and open tasks; anybody else reads as unknown. */
export async function readTeamMember(tx: Tx, userId: number): Promise<TeamMember & { visits: TeamVisit[]; tasks: TeamTask[] }> {
  const [row] = await listTeam(tx, userId);
  if (!row) throw new Problem('request.not_found');
  return { ...withHelp(row), visits: await listTeamVisits(tx, userId), tasks: await listTeamTasks(tx, userId) };
}
