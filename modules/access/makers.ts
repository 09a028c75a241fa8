import { sql } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import type { Criteria } from './territories/types.ts';

/** A sales force by name, made when it is not there. */
export const makeForce = async (db: TestDatabase, name = 'Sales', work = 'sales'): Promise<number> => (await db.owner.one<{ salesForceId: number }>(sql`
  insert into access.sales_force (name, function) values (${name}, ${work}) on conflict (lower(name)) do update set name = excluded.name returning sales_force_id`)).salesForceId;

/** A territory of a sales force, held by somebody since the begin of the year. */
export async function makeTerritory(db: TestDatabase, { code, name, userId, force }: { readonly code: string; readonly name?: string; readonly userId?: number | null; readonly force?: string }): Promise<number> {
  const salesForceId = await makeForce(db, force);
  const { territoryId } = await db.owner.one<{ territoryId: number }>(sql`insert into access.territory (sales_force_id, code, name) values (${salesForceId}::integer, ${code}, ${name ?? code}) returning territory_id`);
  if (userId) await db.owner.run(sql`insert into access.territory_person (territory_id, user_id, role, valid_from) values (${territoryId}::integer, ${userId}::integer, 'holder', '2026-01-01')`);
  return territoryId;
}

/** A rule that stands since the begin of the year. */
export const makeRule = async (db: TestDatabase, territoryId: number, rule: Partial<Criteria>): Promise<number> => (await db.owner.one<{ ruleId: number }>(sql`
  insert into access.territory_rule (territory_id, priority, countries, states, postal, cities, specialties, kinds, under_ids, decile_from, decile_to, valid_from)
  values (${territoryId}::integer, ${rule.priority ?? 0}::smallint, ${rule.countries ?? []}::text[], ${rule.states ?? []}::text[], ${rule.postal ?? []}::text[], ${rule.cities ?? []}::text[], ${rule.specialties ?? []}::text[],
          ${rule.kinds ?? []}::text[], ${rule.underIds ?? []}::bigint[], ${rule.decileFrom ?? null}::smallint, ${rule.decileTo ?? null}::smallint, '2026-01-01')
  returning rule_id`)).ruleId;
