import { sql } from '#platform/db';
import { asJson, daysAgo, type Load } from '../context.ts';
import { COLLEAGUES, HOLDERS } from '../lists/people.ts';
import { AREAS } from '../lists/areas.ts';

export const GLIDIM = 1;
export const CORDEXA = 2;

async function storePeople({ tx, now }: Load): Promise<number> {
  const rows = COLLEAGUES.map((person) => ({ ...person, work: person.function, role_title: person.roleTitle, user_id: person.userId, manager_id: person.managerId }));
  const stored = await tx.run(sql`
    insert into access.person (user_id, name, email, role, role_title, function, time_zone, languages, manager_id, created_at)
    select p.user_id, p.name, p.email, p.role, p.role_title, p.work, p.zone, array(select jsonb_array_elements_text(p.languages)), p.manager_id, ${daysAgo(now, 800)}::timestamptz
      from jsonb_to_recordset(${asJson(rows)}::jsonb)
           as p(user_id integer, name text, email text, role text, role_title text, work text, zone text, languages jsonb, manager_id integer)`);
  await tx.run(sql`select setval(pg_get_serial_sequence('access.person', 'user_id'), 1000)`);
  return stored;
}

/** Those who answer to one person, led by her. */
const TEAMS = [{ name: 'Field, East', lead: 7, work: 'sales' }, { name: 'Medical liaisons', lead: 4, work: 'medical' }, { name: 'Contact centre', lead: 3, work: 'contact_centre' }] as const;

async function storeTeams({ tx, now }: Load): Promise<number> {
  const made = await tx.run(sql`
    insert into access.team (name, lead_id, function, created_at)
    select t.name, t.lead, t.work, ${daysAgo(now, 330)}::timestamptz from jsonb_to_recordset(${asJson(TEAMS)}::jsonb) as t(name text, lead integer, work text)`);
  return made + await tx.run(sql`
    insert into access.team_member (team_id, user_id)
    select t.team_id, p.user_id from access.team t join access.person p on p.user_id = t.lead_id or p.manager_id = t.lead_id`);
}

async function storeProducts({ tx, now }: Load): Promise<number> {
  await tx.run(sql`
    insert into products.product (product_id, code, name, indication, therapeutic_area, is_own, launched_on) values
      (${GLIDIM}, 'GLIDIM', 'GLIDIM', 'type 2 diabetes', 'metabolism', true, ${daysAgo(now, 540).slice(0, 10)}::date),
      (${CORDEXA}, 'CORDEXA', 'CORDEXA', 'chronic heart failure', 'cardiology', true, ${daysAgo(now, 1500).slice(0, 10)}::date),
      (3, 'VELOSTAT', 'Velostat', 'type 2 diabetes', 'metabolism', false, ${daysAgo(now, 2600).slice(0, 10)}::date)`);
  await tx.run(sql`select setval(pg_get_serial_sequence('products.product', 'product_id'), 100)`);
  return 3;
}

/** Colleagues, products and territories. */
export async function people(load: Load): Promise<number> {
  const { tx } = load;
  const territories = AREAS.map(({ name, state }, index) => ({ id: index + 1, code: `${state}-${String(index + 1).padStart(2, '0')}`, name, holder: HOLDERS[index] }));
  const stored = await storePeople(load) + await storeTeams(load) + await storeProducts(load);
  const made = await tx.run(sql`
    insert into field.territory (territory_id, code, name, user_id)
    select t.id, t.code, t.name, t.holder from jsonb_to_recordset(${asJson(territories)}::jsonb) as t(id integer, code text, name text, holder integer)`);
  await tx.run(sql`select setval(pg_get_serial_sequence('field.territory', 'territory_id'), 1000)`);
  return stored + made;
}
