import { fromCursor, toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import { sql, type Sql, type Tx } from '#platform/db';
import type { PersonRow, PersonState } from '../types.ts';

const COLUMNS = sql`p.user_id, p.name, p.email, p.role, p.role_title, p.function, p.time_zone, p.languages, p.markets, p.manager_id, m.name as manager_name, p.state, p.version,
  array(select t.name from access.team_member tm join access.team t using (team_id) where tm.user_id = p.user_id and t.state = 'active' order by t.name) as teams,
  (select s.at from access.v_sign_in s where s.user_id = p.user_id order by s.at desc limit 1) as last_sign_in_at`;

export type ListPeople = {
  readonly q?: string | undefined; readonly role?: string | undefined; readonly function?: string | undefined; readonly teamId?: number | undefined; readonly state?: PersonState | undefined;
  readonly limit: number; readonly cursor?: string | undefined;
};

/** What is typed is text: signs that a pattern knows mean themselves. */
const literal = (text: string): string => text.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

function filtersOf({ q, role, function: work, teamId, state }: ListPeople): Sql {
  const pattern = `%${literal(q ?? '')}%`;
  return sql.join([
    sql`true`,
    ...(q?.trim() ? [sql`(p.name ilike ${pattern} or p.email ilike ${pattern} or p.role_title ilike ${pattern})`] : []),
    ...(role ? [sql`p.role = ${role}`] : []),
    ...(work ? [sql`p.function = ${work}`] : []),
    ...(state ? [sql`p.state = ${state}`] : []),
    ...(teamId ? [sql`exists (select from access.team_member x where x.team_id = ${teamId}::integer and x.user_id = p.user_id)`] : []),
  ], ' and ');
}

/** A page of people by name. */
export async function listPeople(tx: Tx, input: ListPeople): Promise<{ rows: PersonRow[]; nextCursor: string | null }> {
  const after = fromCursor(input.cursor, 2);
  const rows = await tx.rows<PersonRow>(sql`
    select ${COLUMNS}
      from (select p.* from access.person p
             where ${filtersOf(input)}
               and (${after?.[0] ?? null}::text is null or (p.name, p.user_id) > (${after?.[0] ?? null}::text, ${after?.[1] ?? null}::integer))
             order by p.name, p.user_id
             limit ${input.limit + 1}::integer) p
      left join access.person m on m.user_id = p.manager_id
     order by p.name, p.user_id`);
  return toPage(rows, input.limit, (row) => [row.name, row.userId]);
}

/** How many active people there are, and how many administrators among them. */
export const countPeople = (tx: Tx) => tx.one<{ active: number; inactive: number; administrators: number }>(sql`
  select count(*) filter (where state = 'active') as active, count(*) filter (where state = 'inactive') as inactive,
         count(*) filter (where state = 'active' and role = 'administrator') as administrators
    from access.person`);

export type PersonDetail = PersonRow & { readonly createdAt: string; readonly deactivatedAt: string | null; readonly reports: number; readonly hasAccount: boolean; readonly memberOf: readonly { readonly teamId: number; readonly name: string; readonly leads: boolean }[] };

/** One person as the administrators see her, or request.not_found. */
export async function getPerson(tx: Tx, userId: number): Promise<PersonDetail> {
  const found = await tx.maybe<PersonDetail>(sql`
    select ${COLUMNS}, p.created_at, p.deactivated_at, p.auth_id is not null as has_account,
           (select count(*) from access.person r where r.manager_id = p.user_id and r.state = 'active') as reports,
           coalesce((select jsonb_agg(jsonb_build_object('teamId', t.team_id, 'name', t.name, 'leads', coalesce(t.lead_id = p.user_id, false)) order by t.name)
                       from access.team_member tm join access.team t using (team_id) where tm.user_id = p.user_id and t.state = 'active'), '[]') as member_of
      from access.person p
      left join access.person m on m.user_id = p.manager_id
     where p.user_id = ${userId}::integer`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

/** Whether a manager is active, and everybody above him, himself first. */
export async function findManager(tx: Tx, managerId: number): Promise<{ active: boolean; chain: number[] }> {
  const rows = await tx.rows<{ userId: number; state: PersonState }>(sql`
    with recursive above as (
      select p.user_id, p.manager_id, p.state from access.person p where p.user_id = ${managerId}::integer
      union
      select p.user_id, p.manager_id, p.state from access.person p join above a on p.user_id = a.manager_id)
    select user_id, state from above`);
  return { active: rows.find(({ userId }) => userId === managerId)?.state === 'active', chain: rows.map(({ userId }) => userId) };
}

/** How many active people hold each role, work in each function and in each market. */
export const countBy = (tx: Tx) => tx.rows<{ kind: 'role' | 'function' | 'market'; name: string; people: number }>(sql`
  select 'role' as kind, role as name, count(*) as people from access.person where state = 'active' group by role
  union all
  select 'function', function, count(*) from access.person where state = 'active' group by function
  union all
  select 'market', m, count(*) from access.person, unnest(markets) m where state = 'active' group by m
  order by 1, 2`);

/** Who somebody is, for whoever explains or reviews: role and name, whatever the state. */
export const findPersonRole = (tx: Tx, userId: number) => tx.maybe<{ userId: number; name: string; role: PersonRow['role']; roleTitle: string; state: PersonState; managerName: string | null }>(sql`
  select p.user_id, p.name, p.role, p.role_title, p.state, m.name as manager_name from access.person p left join access.person m on m.user_id = p.manager_id where p.user_id = ${userId}::integer`);
