import { sql } from '#platform/db';
import { asJson, daysAgo, type Load } from '../context.ts';
import { COLLEAGUES, HOLDERS, WHO } from '../lists/people.ts';
import { AREAS } from '../lists/areas.ts';
import { TARGET_FROM_DECILE } from '../make-prescribers.ts';

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

const SALES_FORCE = 1;
const ALIGNMENT = 1;
/** Regions above the territories, by the first of each in AREAS. */
const REGIONS = [{ id: 101, code: 'R-NYC', name: 'New York City', from: 1, to: 16 }, { id: 102, code: 'R-NYS', name: 'New York State', from: 17, to: 24 }, { id: 103, code: 'R-EAST', name: 'East', from: 25, to: 36 }, { id: 104, code: 'R-FAR', name: 'Midwest and West', from: 37, to: 40 }] as const;

/** One sales force: forty territories in four regions, each with its holder and the rule that fills it. */
async function storeTerritories({ tx, now }: Load): Promise<number> {
  const since = daysAgo(now, 330);
  const territories = AREAS.map(({ name, state, towns }, index) => ({ id: index + 1, code: `${state}-${String(index + 1).padStart(2, '0')}`, name, holder: HOLDERS[index], postal: [...new Set(towns.map(([, code]) => code))], region: REGIONS.find(({ from, to }) => from <= index + 1 && index + 1 <= to)?.id }));
  const shape = sql`jsonb_to_recordset(${asJson(territories)}::jsonb) as t(id integer, code text, name text, holder integer, postal jsonb, region integer)`;
  const regions = sql`jsonb_to_recordset(${asJson(REGIONS)}::jsonb) as r(id integer, code text, name text)`;
  await tx.run(sql`insert into access.sales_force (sales_force_id, name, function, product_ids) values (${SALES_FORCE}, 'General medicine', 'sales', ${[GLIDIM, CORDEXA]}::integer[])`);
  await tx.run(sql`
    insert into access.alignment (alignment_id, sales_force_id, name, reason, state, effective_on, created_by, created_at, committed_by, committed_at, applied_at)
    values (${ALIGNMENT}, ${SALES_FORCE}, 'Alignment of the year', 'Territories of the year, from the towns of each and who prescribes there', 'applied', ${since}::date, ${WHO.adam}, ${daysAgo(now, 340)}::timestamptz, ${WHO.adam}, ${since}::timestamptz, ${since}::timestamptz)`);
  await tx.run(sql`insert into access.territory (territory_id, sales_force_id, code, name) select r.id, ${SALES_FORCE}, r.code, r.name from ${regions}`);
  await tx.run(sql`insert into access.territory (territory_id, sales_force_id, code, name, parent_id) select t.id, ${SALES_FORCE}, t.code, t.name, t.region from ${shape}`);
  await tx.run(sql`
    insert into access.territory_person (territory_id, user_id, role, valid_from, made_in)
    select t.id, t.holder, 'holder', ${since}::date, ${ALIGNMENT}::integer from ${shape} union all select r.id, ${WHO.dana}, 'manager', ${since}::date, ${ALIGNMENT}::integer from ${regions}`);
  await tx.run(sql`
    insert into access.territory_rule (territory_id, kinds, postal, decile_from, valid_from, made_in)
    select t.id, '{hcp}', array(select jsonb_array_elements_text(t.postal)), ${TARGET_FROM_DECILE}::smallint, ${since}::date, ${ALIGNMENT}::integer from ${shape}`);
  await tx.run(sql`select setval(pg_get_serial_sequence('access.territory', 'territory_id'), 1000), setval(pg_get_serial_sequence('access.sales_force', 'sales_force_id'), 10), setval(pg_get_serial_sequence('access.alignment', 'alignment_id'), 10), setval('access.territory_number', 1000)`);
  return territories.length + REGIONS.length;
}

/** Colleagues, products and territories. */
export const people = async (load: Load): Promise<number> => await storePeople(load) + await storeTeams(load) + await storeProducts(load) + await storeTerritories(load);
