import { sql, type Sql, type Tx } from '#platform/db';
import type { BreakGlassReason, NewPerson, PersonChanges, PersonRole, PersonState, ReviewDecision } from './types.ts';

export const insertPerson = async (tx: Tx, person: NewPerson): Promise<number | undefined> => (await tx.maybe<{ userId: number }>(sql`
  insert into access.person (name, email, role, role_title, function, time_zone, languages, markets, manager_id, created_at)
  select ${person.name}, lower(${person.email}), ${person.role}, ${person.roleTitle}, ${person.function}, ${person.timeZone ?? 'America/New_York'}, ${person.languages ?? ['en']}::text[],
         ${person.markets ?? ['US']}::text[], ${person.managerId ?? null}::integer, ${tx.now}::timestamptz
   where not exists (select from access.person p where lower(p.email) = lower(${person.email}))
  on conflict (email) do nothing
  returning user_id`))?.userId;

/** All active administrators, held until the transaction ends: that one is left is decided by one transaction at a time. */
export const lockAdministrators = (tx: Tx) => tx.rows<{ userId: number }>(sql`
  select user_id from access.person where role = 'administrator' and state = 'active' order by user_id for update`);

export const lockPerson = (tx: Tx, userId: number) => tx.maybe<{ userId: number; role: PersonRole; state: PersonState; version: number }>(sql`
  select user_id, role, state, version from access.person where user_id = ${userId}::integer for update`);

export const updatePerson = (tx: Tx, userId: number, changes: PersonChanges) => tx.run(sql`
  update access.person
     set name = coalesce(${changes.name ?? null}, name), role = coalesce(${changes.role ?? null}, role), role_title = coalesce(${changes.roleTitle ?? null}, role_title),
         function = coalesce(${changes.function ?? null}, function), time_zone = coalesce(${changes.timeZone ?? null}, time_zone),
         languages = coalesce(${changes.languages ?? null}::text[], languages), markets = coalesce(${changes.markets ?? null}::text[], markets),
         manager_id = case when ${changes.managerId !== undefined}::boolean then ${changes.managerId ?? null}::integer else manager_id end, version = version + 1
   where user_id = ${userId}::integer`);

export const updateState = (tx: Tx, userId: number, state: PersonState) => tx.run(sql`
  update access.person
     set state = ${state}, deactivated_at = case when ${state} = 'inactive' then ${tx.now}::timestamptz end, version = version + 1
   where user_id = ${userId}::integer`);

/** What temporary access a person holds ends now. */
export const endBreakGlassOf = (tx: Tx, userId: number) => tx.run(sql`
  update access.break_glass set ended_at = ${tx.now}::timestamptz, ended_by = ${tx.actor.userId}::integer
   where user_id = ${userId}::integer and ended_at is null and until > ${tx.now}::timestamptz`);

export type TeamValues = { readonly name: string; readonly leadId: number | null; readonly function: string; readonly market: string };

export const insertTeam = (tx: Tx, team: TeamValues) => tx.maybe<{ teamId: number }>(sql`
  insert into access.team (name, lead_id, function, market, created_at)
  values (${team.name}, ${team.leadId}::integer, ${team.function}, ${team.market}, ${tx.now}::timestamptz)
  on conflict do nothing
  returning team_id`);

export const lockTeam = (tx: Tx, teamId: number) => tx.maybe<TeamValues & { version: number; state: 'active' | 'ended'; memberIds: number[] }>(sql`
  select t.name, t.lead_id, t.function, t.market, t.version, t.state, array(select m.user_id from access.team_member m where m.team_id = t.team_id order by m.user_id) as member_ids
    from access.team t where t.team_id = ${teamId}::integer for update`);

export const updateTeam = (tx: Tx, teamId: number, team: TeamValues & { readonly state: 'active' | 'ended' }) => tx.run(sql`
  update access.team set name = ${team.name}, lead_id = ${team.leadId}::integer, function = ${team.function}, market = ${team.market}, state = ${team.state}, version = version + 1
   where team_id = ${teamId}::integer
     and (${team.state} = 'ended' or not exists (select from access.team o where o.team_id <> ${teamId}::integer and o.state = 'active' and lower(o.name) = lower(${team.name})))`);

/** Makes the members of a team exactly these. */
export const keepMembers = (tx: Tx, teamId: number, userIds: readonly number[]) => tx.one<{ added: number; removed: number }>(sql`
  with removed as (
    delete from access.team_member where team_id = ${teamId}::integer and user_id <> all(${userIds}::integer[]) returning 1),
  added as (
    insert into access.team_member (team_id, user_id) select ${teamId}::integer, u from unnest(${userIds}::integer[]) u on conflict do nothing returning 1)
  select (select count(*) from added) as added, (select count(*) from removed) as removed`);

export type NewBreakGlass = { readonly customerId: number; readonly reason: BreakGlassReason; readonly words: string; readonly minutes: number; readonly ownerId: number | null; readonly ownerManagerId: number | null };

export const insertBreakGlass = (tx: Tx, grant: NewBreakGlass) => tx.maybe<{ breakGlassId: number; until: string }>(sql`
  insert into access.break_glass (customer_id, user_id, reason, words, owner_id, owner_manager_id, opened_at, until)
  values (${grant.customerId}::bigint, ${tx.actor.userId}::integer, ${grant.reason}, ${grant.words}, ${grant.ownerId}::integer, ${grant.ownerManagerId}::integer,
          ${tx.now}::timestamptz, ${tx.now}::timestamptz + make_interval(mins => ${grant.minutes}::integer))
  on conflict do nothing
  returning break_glass_id, until`);

export type Ended = { readonly breakGlassId: number; readonly customerId: number; readonly userId: number; readonly until: string };

/** Says of access whose time is over that it has ended, at the instant at which it did. */
export const endExpired = (tx: Tx, which: Sql = sql`true`) => tx.rows<Ended>(sql`
  update access.break_glass set ended_at = until where ended_at is null and until <= ${tx.now}::timestamptz and ${which}
  returning break_glass_id, customer_id, user_id, until`);

export const endEarly = (tx: Tx, breakGlassId: number) => tx.maybe<Ended & { ownerId: number | null }>(sql`
  update access.break_glass set ended_at = ${tx.now}::timestamptz, ended_by = ${tx.actor.userId}::integer
   where break_glass_id = ${breakGlassId}::bigint and ended_at is null and until > ${tx.now}::timestamptz
  returning break_glass_id, customer_id, user_id, until, owner_id`);

export const insertReview = (tx: Tx, review: { readonly name: string; readonly dueOn: string }) => tx.one<{ reviewId: number }>(sql`
  insert into access.review (name, due_on, opened_at, opened_by) values (${review.name}, ${review.dueOn}::date, ${tx.now}::timestamptz, ${tx.actor.userId}::integer)
  returning review_id`);

/** One line for each active person, with what she may reach as it stands now. Nobody is left to review himself. */
export const insertLines = (tx: Tx, { reviewId, functions, limitedRoles, everybody }: { readonly reviewId: number; readonly functions: readonly string[]; readonly limitedRoles: readonly string[]; readonly everybody: number }) => tx.run(sql`
  insert into access.review_line (review_id, user_id, reviewer_id, role, role_title, function, teams, customers, last_sign_in_at)
  select ${reviewId}::integer, p.user_id, m.user_id, p.role, p.role_title, p.function,
         array(select t.name from access.team_member tm join access.team t using (team_id) where tm.user_id = p.user_id and t.state = 'active' order by t.name),
         case when p.role = any(${limitedRoles}::text[]) then coalesce(k.customers, 0) else ${everybody}::bigint end, s.at
    from access.person p
    left join access.person m on m.user_id = p.manager_id and m.state = 'active'
    left join (select user_id, count(*) as customers from access.membership group by user_id) k on k.user_id = p.user_id
    left join (select user_id, max(at) as at from access.v_sign_in group by user_id) s on s.user_id = p.user_id
   where p.state = 'active' and (cardinality(${functions}::text[]) = 0 or p.function = any(${functions}::text[]))`);

export type LockedLine = {
  readonly reviewId: number; readonly userId: number; readonly role: PersonRole; readonly decision: ReviewDecision | null; readonly newRole: PersonRole | null; readonly reason: string;
  readonly appliedAt: string | null; readonly version: number; readonly state: 'open' | 'closed'; readonly name: string;
};

export const lockLine = (tx: Tx, reviewId: number, userId: number) => tx.maybe<LockedLine>(sql`
  select l.review_id, l.user_id, l.role, l.decision, l.new_role, l.reason, l.applied_at, l.version, r.state, r.name
    from access.review_line l join access.review r using (review_id)
   where l.review_id = ${reviewId}::integer and l.user_id = ${userId}::integer
     for update of l`);

export const updateDecision = (tx: Tx, line: { readonly reviewId: number; readonly userId: number; readonly decision: ReviewDecision; readonly newRole: PersonRole | null; readonly reason: string }) => tx.run(sql`
  update access.review_line
     set decision = ${line.decision}, new_role = ${line.newRole}, reason = ${line.reason}, decided_by = ${tx.actor.userId}::integer, decided_at = ${tx.now}::timestamptz, version = version + 1
   where review_id = ${line.reviewId}::integer and user_id = ${line.userId}::integer`);

export const markApplied = (tx: Tx, reviewId: number, userId: number) => tx.run(sql`
  update access.review_line set applied_by = ${tx.actor.userId}::integer, applied_at = ${tx.now}::timestamptz, version = version + 1
   where review_id = ${reviewId}::integer and user_id = ${userId}::integer`);

export const lockReview = (tx: Tx, reviewId: number) => tx.maybe<{ state: 'open' | 'closed'; dueOn: string; name: string }>(sql`
  select state, due_on, name from access.review where review_id = ${reviewId}::integer for update`);

export const updateClosed = (tx: Tx, reviewId: number) => tx.run(sql`
  update access.review set state = 'closed', closed_at = ${tx.now}::timestamptz, closed_by = ${tx.actor.userId}::integer where review_id = ${reviewId}::integer`);
