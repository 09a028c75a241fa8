import { sql, type LocalDate, type Tx } from '#platform/db';
import type { AlignmentState, Criteria, ExceptionKind, RoleThere } from './types.ts';

const ALIGNING = 7_461_017; // one change of territories is applied at a time
export const lockAligning = (tx: Tx) => tx.rows(sql`select pg_advisory_xact_lock(${ALIGNING}::bigint)`);

export type AlignmentLocked = { readonly alignmentId: number; readonly salesForceId: number; readonly name: string; readonly reason: string; readonly state: AlignmentState; readonly effectiveOn: LocalDate; readonly undoesId: number | null; readonly version: number };
export const lockAlignment = (tx: Tx, alignmentId: number) => tx.maybe<AlignmentLocked>(sql`
  select alignment_id, sales_force_id, name, reason, state, effective_on, undoes_id, version from access.alignment where alignment_id = ${alignmentId}::integer for update`);

export type NewAlignment = { readonly salesForceId: number; readonly name: string; readonly reason: string; readonly effectiveOn: LocalDate; readonly undoesId?: number | undefined };
export const insertAlignment = async (tx: Tx, made: NewAlignment): Promise<number> => (await tx.one<{ alignmentId: number }>(sql`
  insert into access.alignment (sales_force_id, name, reason, effective_on, undoes_id, created_by, created_at)
  values (${made.salesForceId}::integer, ${made.name}, ${made.reason}, ${made.effectiveOn}::date, ${made.undoesId ?? null}::integer, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
  returning alignment_id`)).alignmentId;

export const updateAlignment = (tx: Tx, alignmentId: number, to: { readonly name: string; readonly reason: string; readonly effectiveOn: LocalDate }) => tx.run(sql`
  update access.alignment set name = ${to.name}, reason = ${to.reason}, effective_on = ${to.effectiveOn}::date, version = version + 1 where alignment_id = ${alignmentId}::integer`);

/** A change of what a draft holds: its version tells a preview from before it. */
export const touchAlignment = (tx: Tx, alignmentId: number) => tx.run(sql`update access.alignment set version = version + 1 where alignment_id = ${alignmentId}::integer`);

export const updateAlignmentState = (tx: Tx, alignmentId: number, { state, moved }: { readonly state: AlignmentState; readonly moved?: number | undefined }) => tx.run(sql`
  update access.alignment
     set state = ${state}, moved = coalesce(${moved ?? null}::bigint, moved), version = version + 1, applied_at = case when ${state} = 'applied' then ${tx.now}::timestamptz else applied_at end,
         committed_by = coalesce(committed_by, ${tx.actor.userId}::integer), committed_at = coalesce(committed_at, ${tx.now}::timestamptz)
   where alignment_id = ${alignmentId}::integer`);

/** What a draft brings begins on its day, and what it ends goes until then. */
export async function promoteDraft(tx: Tx, alignmentId: number, on: LocalDate): Promise<number> {
  const made = [
    await tx.run(sql`update access.territory_rule set draft_id = null, made_in = ${alignmentId}::integer, valid_from = ${on}::date where draft_id = ${alignmentId}::integer`),
    await tx.run(sql`update access.territory_person set draft_id = null, made_in = ${alignmentId}::integer, valid_from = ${on}::date where draft_id = ${alignmentId}::integer`),
    await tx.run(sql`update access.territory_exception set draft_id = null, made_in = ${alignmentId}::integer, valid_from = ${on}::date where draft_id = ${alignmentId}::integer`),
    await tx.run(sql`update access.territory_rule set ends_in = null, ended_in = ${alignmentId}::integer, valid_to = ${on}::date where ends_in = ${alignmentId}::integer`),
    await tx.run(sql`update access.territory_person set ends_in = null, ended_in = ${alignmentId}::integer, valid_to = ${on}::date where ends_in = ${alignmentId}::integer`),
    await tx.run(sql`update access.territory_exception set ends_in = null, ended_in = ${alignmentId}::integer, valid_to = ${on}::date where ends_in = ${alignmentId}::integer`),
  ];
  return made.reduce((sum, rows) => sum + rows, 0);
}

/** Takes away what a draft, or a change that has not begun yet, brings, and lets what it would end go on. */
export async function dropDraft(tx: Tx, alignmentId: number): Promise<void> {
  await tx.run(sql`delete from access.territory_rule where draft_id = ${alignmentId}::integer or made_in = ${alignmentId}::integer`);
  await tx.run(sql`delete from access.territory_person where draft_id = ${alignmentId}::integer or made_in = ${alignmentId}::integer`);
  await tx.run(sql`delete from access.territory_exception where draft_id = ${alignmentId}::integer or made_in = ${alignmentId}::integer`);
  await tx.run(sql`update access.territory_rule set ends_in = null, valid_to = case when ended_in = ${alignmentId}::integer then null else valid_to end, ended_in = null where ends_in = ${alignmentId}::integer or ended_in = ${alignmentId}::integer`);
  await tx.run(sql`update access.territory_person set ends_in = null, valid_to = case when ended_in = ${alignmentId}::integer then null else valid_to end, ended_in = null where ends_in = ${alignmentId}::integer or ended_in = ${alignmentId}::integer`);
  await tx.run(sql`update access.territory_exception set ends_in = null, valid_to = case when ended_in = ${alignmentId}::integer then null else valid_to end, ended_in = null where ends_in = ${alignmentId}::integer or ended_in = ${alignmentId}::integer`);
}

/** Makes a draft hold the opposite of a change that was applied: what it ended comes back, what it brought ends. */
export async function reverseInto(tx: Tx, draftId: number, alignmentId: number): Promise<void> {
  await tx.run(sql`
    insert into access.territory_rule (territory_id, priority, countries, states, postal, cities, specialties, kinds, under_ids, decile_from, decile_to, draft_id)
    select territory_id, priority, countries, states, postal, cities, specialties, kinds, under_ids, decile_from, decile_to, ${draftId}::integer from access.territory_rule where ended_in = ${alignmentId}::integer`);
  await tx.run(sql`insert into access.territory_person (territory_id, user_id, role, draft_id) select territory_id, user_id, role, ${draftId}::integer from access.territory_person where ended_in = ${alignmentId}::integer`);
  await tx.run(sql`
    insert into access.territory_exception (customer_id, sales_force_id, territory_id, kind, reason, draft_id)
    select customer_id, sales_force_id, territory_id, kind, reason, ${draftId}::integer from access.territory_exception where ended_in = ${alignmentId}::integer`);
  await tx.run(sql`update access.territory_rule set ends_in = ${draftId}::integer where made_in = ${alignmentId}::integer and valid_to is null and ends_in is null`);
  await tx.run(sql`update access.territory_person set ends_in = ${draftId}::integer where made_in = ${alignmentId}::integer and valid_to is null and ends_in is null`);
  await tx.run(sql`update access.territory_exception set ends_in = ${draftId}::integer where made_in = ${alignmentId}::integer and valid_to is null and ends_in is null`);
}

export const insertRule = async (tx: Tx, rule: Criteria & { readonly territoryId: number; readonly alignmentId: number }): Promise<number> => (await tx.one<{ ruleId: number }>(sql`
  insert into access.territory_rule (territory_id, priority, countries, states, postal, cities, specialties, kinds, under_ids, decile_from, decile_to, draft_id)
  values (${rule.territoryId}::integer, ${rule.priority}::smallint, ${rule.countries}::text[], ${rule.states}::text[], ${rule.postal}::text[], ${rule.cities}::text[], ${rule.specialties}::text[],
          ${rule.kinds}::text[], ${rule.underIds}::bigint[], ${rule.decileFrom}::smallint, ${rule.decileTo}::smallint, ${rule.alignmentId}::integer)
  returning rule_id`)).ruleId;

export const insertPerson = async (tx: Tx, person: { readonly territoryId: number; readonly userId: number; readonly role: RoleThere; readonly alignmentId: number }): Promise<number> => (await tx.one<{ territoryPersonId: number }>(sql`
  insert into access.territory_person (territory_id, user_id, role, draft_id)
  values (${person.territoryId}::integer, ${person.userId}::integer, ${person.role}, ${person.alignmentId}::integer)
  returning territory_person_id`)).territoryPersonId;

/** What a draft brought itself goes; what stands ends in it. Nothing where another draft ends it already. */
export async function endRule(tx: Tx, ruleId: number, alignmentId: number): Promise<number> {
  const own = await tx.run(sql`delete from access.territory_rule where rule_id = ${ruleId}::integer and draft_id = ${alignmentId}::integer`);
  return own || tx.run(sql`update access.territory_rule set ends_in = ${alignmentId}::integer where rule_id = ${ruleId}::integer and draft_id is null and valid_to is null and (ends_in is null or ends_in = ${alignmentId}::integer)`);
}

export async function endPerson(tx: Tx, territoryPersonId: number, alignmentId: number): Promise<number> {
  const own = await tx.run(sql`delete from access.territory_person where territory_person_id = ${territoryPersonId}::integer and draft_id = ${alignmentId}::integer`);
  return own || tx.run(sql`update access.territory_person set ends_in = ${alignmentId}::integer where territory_person_id = ${territoryPersonId}::integer and draft_id is null and valid_to is null and (ends_in is null or ends_in = ${alignmentId}::integer)`);
}

/** Whoever else holds the territory leaves it in this draft: one holder at a time. */
export async function endHolders(tx: Tx, territoryId: number, alignmentId: number): Promise<void> {
  await tx.run(sql`delete from access.territory_person where territory_id = ${territoryId}::integer and role = 'holder' and draft_id = ${alignmentId}::integer`);
  await tx.run(sql`
    update access.territory_person set ends_in = ${alignmentId}::integer
     where territory_id = ${territoryId}::integer and role = 'holder' and draft_id is null and valid_to is null and (ends_in is null or ends_in = ${alignmentId}::integer)`);
}

export async function endExceptions(tx: Tx, exceptionIds: readonly number[], alignmentId: number): Promise<number> {
  const own = await tx.run(sql`delete from access.territory_exception where exception_id = any(${exceptionIds}::bigint[]) and draft_id = ${alignmentId}::integer`);
  return own + await tx.run(sql`
    update access.territory_exception set ends_in = ${alignmentId}::integer
     where exception_id = any(${exceptionIds}::bigint[]) and draft_id is null and valid_to is null and (ends_in is null or ends_in = ${alignmentId}::integer)`);
}

/** Lets go on what a draft would have ended. */
export const keepOn = async (tx: Tx, what: { readonly ruleId?: number | undefined; readonly territoryPersonId?: number | undefined; readonly exceptionId?: number | undefined }, alignmentId: number): Promise<number> =>
  await tx.run(sql`update access.territory_rule set ends_in = null where rule_id = ${what.ruleId ?? null}::integer and ends_in = ${alignmentId}::integer`)
  + await tx.run(sql`update access.territory_person set ends_in = null where territory_person_id = ${what.territoryPersonId ?? null}::integer and ends_in = ${alignmentId}::integer`)
  + await tx.run(sql`update access.territory_exception set ends_in = null where exception_id = ${what.exceptionId ?? null}::bigint and ends_in = ${alignmentId}::integer`);

export type NewExceptions = { readonly alignmentId: number; readonly salesForceId: number; readonly kind: ExceptionKind; readonly territoryIds: readonly (number | null)[]; readonly customerIds: readonly number[]; readonly reasons: readonly string[] };

/** Names customers one by one: line n is customer n in (or out of) territory n. An inclusion takes the place of the one before, and of its twin. */
export async function insertExceptions(tx: Tx, { alignmentId, salesForceId, kind, territoryIds, customerIds, reasons }: NewExceptions): Promise<number> {
  const lines = sql`unnest(${customerIds}::bigint[], ${territoryIds}::integer[], ${reasons}::text[]) with ordinality as n(customer_id, territory_id, reason, place)`;
  await tx.run(sql`
    delete from access.territory_exception d using ${lines}
     where d.customer_id = n.customer_id and d.sales_force_id = ${salesForceId}::integer and d.kind = ${kind} and d.draft_id = ${alignmentId}::integer and (${kind} = 'include' or d.territory_id is not distinct from n.territory_id)`);
  await tx.run(sql`
    update access.territory_exception d set ends_in = ${alignmentId}::integer from ${lines}
     where d.customer_id = n.customer_id and d.sales_force_id = ${salesForceId}::integer and d.kind = ${kind} and d.draft_id is null and d.valid_to is null and d.ends_in is null
       and (${kind} = 'include' or d.territory_id is not distinct from n.territory_id)`);
  return tx.run(sql`
    insert into access.territory_exception (customer_id, sales_force_id, territory_id, kind, reason, draft_id)
    select distinct on (l.customer_id, l.part) l.customer_id, ${salesForceId}::integer, l.territory_id, ${kind}, l.reason, ${alignmentId}::integer
      from (select n.customer_id, n.territory_id, n.reason, n.place, case when ${kind} = 'exclude' then n.territory_id end as part from ${lines}) l
     order by l.customer_id, l.part, l.place desc`);
}

/** Writes down who changed hands, from what was reckoned. */
export const insertMoves = (tx: Tx, { runId, salesForceId, alignmentId }: { readonly runId: number; readonly salesForceId: number; readonly alignmentId: number | null }) => tx.run(sql`
  insert into access.territory_move (customer_id, run_id, sales_force_id, alignment_id, from_territory_id, to_territory_id, from_user_id, to_user_id, moved_at)
  select m.customer_id, ${runId}::bigint, ${salesForceId}::integer, ${alignmentId}::integer, m.from_territory_id, m.to_territory_id, m.from_user_id, m.to_user_id, ${tx.now}::timestamptz from alignment_move m
   where m.from_territory_id is distinct from m.to_territory_id or m.from_user_id is distinct from m.to_user_id`);

/** Makes where customers lie what was reckoned, for all of the sales force or for those whom a draft touches. */
export async function replacePlaces(tx: Tx, { salesForceId, all, on }: { readonly salesForceId: number; readonly all: boolean; readonly on: LocalDate }): Promise<void> {
  await tx.run(sql`
    delete from access.territory_customer tc
     where tc.sales_force_id = ${salesForceId}::integer and (${all}::boolean or tc.customer_id in (select t.customer_id from alignment_touched t))
       and not exists (select from alignment_placed p where p.customer_id = tc.customer_id)`);
  await tx.run(sql`
    insert into access.territory_customer as tc (customer_id, sales_force_id, territory_id, how, rule_id, tied_with, since_on)
    select p.customer_id, p.sales_force_id, p.territory_id, p.how, p.rule_id, p.tied_with, ${on}::date
      from alignment_placed p left join access.territory_customer o on o.customer_id = p.customer_id and o.sales_force_id = p.sales_force_id
     where o.customer_id is null or (o.territory_id, o.how, o.rule_id, o.tied_with) is distinct from (p.territory_id, p.how, p.rule_id, p.tied_with)
    on conflict (customer_id, sales_force_id) do update
       set territory_id = excluded.territory_id, how = excluded.how, rule_id = excluded.rule_id, tied_with = excluded.tied_with,
           since_on = case when tc.territory_id = excluded.territory_id then tc.since_on else excluded.since_on end`);
}

/** Notes up to which day territories are applied, and how many lie in none and where rules contend: counted when all was placed, else carried on by what moved. */
export const noteAligned = (tx: Tx, { salesForceId, on, all }: { readonly salesForceId: number; readonly on: LocalDate; readonly all: boolean }) => tx.run(sql`
  update access.sales_force f
     set aligned_on = ${on}::date,
         unplaced = case when ${all}::boolean
           then (select count(*) from customers.v_customer c where c.kind = 'hcp' and c.status = 'active' and c.customer_id < 1000000000000 and not exists (select from access.territory_customer tc where tc.customer_id = c.customer_id and tc.sales_force_id = f.sales_force_id))
           else greatest(0, f.unplaced + (
             select count(*) filter (where m.to_territory_id is null) - count(*) filter (where m.from_territory_id is null)
               from alignment_move m join customers.v_customer c on c.customer_id = m.customer_id and c.kind = 'hcp' and c.status = 'active')) end,
         contested = (select count(*) from access.territory_customer tc where tc.sales_force_id = f.sales_force_id and tc.tied_with <> '{}')
   where f.sales_force_id = ${salesForceId}::integer`);

export const insertForce = (tx: Tx, force: { readonly name: string; readonly function: string; readonly productIds: readonly number[] }) => tx.maybe<{ salesForceId: number }>(sql`
  insert into access.sales_force (name, function, product_ids) values (${force.name}, ${force.function}, ${force.productIds}::integer[]) on conflict do nothing returning sales_force_id`);

export const insertTerritory = (tx: Tx, made: { readonly salesForceId: number; readonly code: string; readonly name: string; readonly parentId: number | null }) => tx.maybe<{ territoryId: number }>(sql`
  insert into access.territory (sales_force_id, code, name, parent_id) values (${made.salesForceId}::integer, ${made.code}, ${made.name}, ${made.parentId}::integer) on conflict do nothing returning territory_id`);

export const lockTerritory = (tx: Tx, territoryId: number) => tx.maybe<{ salesForceId: number; code: string; name: string; parentId: number | null; state: 'active' | 'ended'; version: number }>(sql`
  select sales_force_id, code, name, parent_id, state, version from access.territory where territory_id = ${territoryId}::integer for update`);

export const updateTerritory = (tx: Tx, territoryId: number, to: { readonly code: string; readonly name: string; readonly parentId: number | null; readonly state: 'active' | 'ended' }) => tx.run(sql`
  update access.territory t set code = ${to.code}, name = ${to.name}, parent_id = ${to.parentId}::integer, state = ${to.state}, version = t.version + 1
   where t.territory_id = ${territoryId}::integer
     and (${to.state} = 'ended' or not exists (select from access.territory o where o.territory_id <> t.territory_id and o.sales_force_id = t.sales_force_id and o.state = 'active' and upper(o.code) = upper(${to.code})))`);
