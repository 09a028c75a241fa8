import { Problem } from '#platform/problem';
import { sql, type Tx } from '#platform/db';

export type TeamRow = { readonly teamId: number; readonly name: string; readonly leadId: number | null; readonly leadName: string | null; readonly function: string; readonly market: string; readonly state: 'active' | 'ended'; readonly members: number; readonly version: number };
export type TeamDetail = TeamRow & { readonly memberRows: readonly { readonly userId: number; readonly name: string; readonly roleTitle: string; readonly active: boolean }[] };

const COLUMNS = sql`t.team_id, t.name, t.lead_id, l.name as lead_name, t.function, t.market, t.state, t.version, (select count(*) from access.team_member m where m.team_id = t.team_id) as members`;
const MOST = 500; // teams of one company; more are found by the name

/** Teams by name; those that have ended come last. */
export const listTeams = (tx: Tx) => tx.rows<TeamRow>(sql`
  select ${COLUMNS} from access.team t left join access.person l on l.user_id = t.lead_id
   order by t.state, lower(t.name), t.team_id limit ${MOST}::integer`);

/** One team with its members, or request.not_found. */
export async function getTeam(tx: Tx, teamId: number): Promise<TeamDetail> {
  const found = await tx.maybe<TeamDetail>(sql`
    select ${COLUMNS},
           coalesce((select jsonb_agg(jsonb_build_object('userId', p.user_id, 'name', p.name, 'roleTitle', p.role_title, 'active', p.state = 'active') order by p.name)
                       from access.team_member m join access.person p using (user_id) where m.team_id = t.team_id), '[]') as member_rows
      from access.team t left join access.person l on l.user_id = t.lead_id
     where t.team_id = ${teamId}::integer`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

/** Those among these people who are active. */
export const namedPeople = async (tx: Tx, userIds: readonly number[]): Promise<ReadonlySet<number>> =>
  new Set((await tx.rows<{ userId: number }>(sql`select user_id from access.person where user_id = any(${userIds}::integer[]) and state = 'active'`)).map(({ userId }) => userId));
