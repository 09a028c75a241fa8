import { fillTerritories } from '#access';
import { sql } from '#platform/db';
import { daysAgo, type Load } from '../context.ts';
import { PAYERS } from '../lists/accounts.ts';
import { COLLEAGUES, WHO } from '../lists/people.ts';
import { asJson } from '../context.ts';
import { FIRST } from '../make-practices.ts';

async function storeOwners({ tx }: Load): Promise<number> {
  const sales = await tx.run(sql`insert into customers.owner (customer_id, function, user_id) select id, 'sales', holder from demo_prescriber where holder is not null`);
  await tx.run(sql`
    insert into customers.owner (customer_id, function, user_id)
    select id, 'medical', (${[WHO.priyanka, WHO.jonas, WHO.mei, WHO.luisa]}::integer[])[case when area <= 6 then 1 else 2 + (area % 3) end] from demo_prescriber where decile >= 8 and grp in ('heart', 'endocrine')`);
  const payers = PAYERS.map(({ owner }, index) => ({ id: FIRST.payer + index, by: WHO[owner] }));
  const shape = sql`jsonb_to_recordset(${asJson(payers)}::jsonb) as p(id bigint, by integer)`;
  await tx.run(sql`insert into customers.owner (customer_id, function, user_id) select p.id, 'market_access', p.by from ${shape}`);
  await tx.run(sql`insert into customers.owner (customer_id, function, user_id) select l.customer_id, 'market_access', p.by from ${shape} join market_access.plan l on l.payer_customer_id = p.id`);
  await tx.run(sql`insert into customers.owner (customer_id, function, user_id) select a.customer_id, 'market_access', p.by from ${shape} join customers.affiliation a on a.to_customer_id = p.id and a.role = 'contact_of'`);
  // The organisation belongs to whoever sees most of its people.
  await tx.run(sql`
    insert into customers.owner (customer_id, function, user_id)
    select distinct on (practice) practice, 'sales', holder from (select practice, holder, count(*) as seen from demo_prescriber where holder is not null group by practice, holder) s order by practice, seen desc, holder`);
  return sales;
}

/** One's own work: one's prescribers, where they practise and admit, and the plans and payers whose networks they are in. */
async function storeMembership({ tx }: Load): Promise<number> {
  return tx.run(sql`
    insert into access.membership (customer_id, user_id)
    with mine as (select id, practice, second, hospital, holder from demo_prescriber where holder is not null),
    places as (select practice as place, holder from mine union select second, holder from mine where second is not null union select hospital, holder from mine where hospital is not null),
    plans as (select distinct l.customer_id, l.payer_customer_id, p.holder from places p join customers.affiliation a on a.customer_id = p.place and a.role = 'in_network' join market_access.plan l on l.customer_id = a.to_customer_id)
    select id, holder from mine union select place, holder from places union select customer_id, holder from plans union select payer_customer_id, holder from plans
    union select a.to_customer_id, p.holder from places p join customers.affiliation a on a.customer_id = p.place and a.role = 'part_of'`);
}

async function storeCapacity({ tx }: Load): Promise<void> {
  const rows = COLLEAGUES.flatMap(({ userId, role }) => {
    if (role === 'field') return [{ id: userId, channel: 'visit', places: userId % 5 === 0 ? 4 : 3 }, { id: userId, channel: 'phone', places: 2 }];
    if (role === 'contact_centre') return [{ id: userId, channel: 'phone', places: 9 }];
    return role === 'medical' ? [{ id: userId, channel: 'phone', places: 4 }, { id: userId, channel: 'visit', places: 2 }] : [];
  });
  await tx.run(sql`insert into work.capacity (user_id, channel, per_day) select c.id, c.channel, c.places from jsonb_to_recordset(${asJson(rows)}::jsonb) as c(id integer, channel text, places integer)`);
}

async function storeVisits({ tx, now }: Load): Promise<number> {
  return tx.run(sql`
    insert into field.visit (customer_id, user_id, state, starts_at, minutes, place_id, purpose, created_at)
    select p.id, p.holder, 'planned', (d.day + make_interval(hours => 8 + 2 * p.place, mins => 15 * (p.id % 4)::integer)) at time zone p.zone, 20, p.practice, (array['GLIDIM: starting a patient', 'CORDEXA: questions about titration', 'GLIDIM: renal card'])[1 + p.id % 3], ${daysAgo(now, 5)}::timestamptz
      from (select day::date as day, row_number() over (order by day) - 1 as n from generate_series(${now}::date + 1, ${now}::date + 9, interval '1 day') day where extract(isodow from day) < 6) d
      join (select id, holder, practice, zone, (row_number() over (partition by holder order by pg_temp.u(id, 71)) - 1)::integer % 3 as place, (row_number() over (partition by holder order by pg_temp.u(id, 71)) - 1)::integer / 3 as day
              from demo_prescriber where holder is not null and id > ${FIRST.prescriber + 6}) p on p.day = d.n
     where d.n < 5`);
}

/** Who answers for whom, in which territory, with how much time, and the visits of the coming week. */
export async function field(load: Load): Promise<number> {
  const { tx, now } = load;
  const since = daysAgo(now, 330).slice(0, 10);
  await fillTerritories(tx, { salesForceId: 1, on: now.slice(0, 10), since });
  const { assigned, astray } = await tx.one<{ assigned: number; astray: number }>(sql`
    select count(c.customer_id) as assigned, count(*) filter (where c.territory_id is distinct from p.area) as astray
      from access.territory_customer c full join (select id, area from demo_prescriber where targeted) p on p.id = c.customer_id`);
  if (astray > 0) throw new Error(`The rules of the territories name ${astray} others than those who are to be visited.`);
  await tx.run(sql`update access.alignment set moved = ${assigned}::bigint where alignment_id = 1`);
  await tx.run(sql`
    insert into access.territory_move (customer_id, run_id, sales_force_id, alignment_id, to_territory_id, to_user_id, moved_at)
    select id, 1, 1, 1, area, holder, ${since}::timestamptz from demo_prescriber where targeted`);
  const owned = await storeOwners(load);
  const members = await storeMembership(load);
  await storeCapacity(load);
  return assigned + owned + members + await storeVisits(load);
}
