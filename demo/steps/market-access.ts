import { sql } from '#platform/db';
import { asJson, dayOf, daysAgo, type Load } from '../context.ts';
import { PAYERS, type Standing } from '../lists/accounts.ts';
import { AREAS } from '../lists/areas.ts';
import { WHO } from '../lists/people.ts';
import { FIRST } from '../make-practices.ts';
import { seeded } from '../random.ts';
import { CORDEXA, GLIDIM } from './people.ts';

const MONTH_DAYS = 30.44;
const LAUNCHED_DAYS_AGO = 540;
const PLANS_KEPT = 6; // of a prescriber's patients, the plans that matter

type Row = { readonly plan: number; readonly product: number; readonly status: string; readonly tier: number | null; readonly restrictions: readonly string[]; readonly from: string; readonly to: string | null; readonly change: string; readonly by: number; readonly recorded: string };

async function storePlans({ tx, now, world }: Load): Promise<number> {
  let id = FIRST.plan;
  const plans = PAYERS.flatMap((payer, index) => payer.plans.map((plan) => ({
    id: id++, payer: FIRST.payer + index, book: plan.book, lives: plan.lives, reach: plan.reach, areas: AREAS.flatMap((area, at) => (payer.states.includes(area.state) ? [at + 1] : [])),
  })));
  const shape = sql`jsonb_to_recordset(${asJson(plans)}::jsonb) as p(id bigint, payer bigint, book text, lives integer, reach float8, areas jsonb)`;
  const stored = await tx.run(sql`insert into market_access.plan (customer_id, payer_customer_id, book, covered_lives, pharmacy_lives) select id, payer, book, lives, (lives * 0.94)::integer from ${shape}`);
  const practices = world.practices.map((practice) => ({ id: practice.id, area: practice.area + 1 }));
  await tx.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source, evidence)
    select q.id, p.id, 'in_network', ${now}::date - (420 + (pg_temp.u(q.id, p.id::integer) * 1500)::integer), 'directory', jsonb_build_object('directory', ${now}::date - 40)
      from ${shape} join jsonb_to_recordset(${asJson(practices)}::jsonb) as q(id bigint, area integer) on p.areas @> to_jsonb(q.area)
     where pg_temp.u(q.id + p.id * 10000, 31) < p.reach`);
  await tx.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source, evidence)
    select e.member, e.plan, 'in_network', ${now}::date - (420 + (pg_temp.u(e.member, 32) * 1500)::integer), 'directory', jsonb_build_object('directory', ${now}::date - 40)
      from jsonb_to_recordset(${asJson(world.empire)}::jsonb) as e(member bigint, plan bigint)`);
  return stored;
}

const notCovered: Standing = { monthsAgo: LAUNCHED_DAYS_AGO / MONTH_DAYS, change: 'baseline', tier: null, restrictions: [] };

function positions({ now }: Load): Row[] {
  const random = seeded(23);
  let plan = FIRST.plan - 1;
  return PAYERS.flatMap((payer) => payer.plans.flatMap((_, index) => {
    plan += 1;
    const follows = index < 2 || random() < 0.7; // smaller plans of a payer do not always follow
    const history = [notCovered, ...(follows ? payer.history : [])];
    const days = history.map(({ monthsAgo }) => dayOf(daysAgo(now, Math.round(monthsAgo * MONTH_DAYS))));
    const by = WHO[payer.owner];
    const glidim = history.map((standing, at): Row => ({
      plan, product: GLIDIM, status: standing.tier === null ? 'not_covered' : 'covered', tier: standing.tier, restrictions: standing.restrictions,
      from: days[at] as string, to: days[at + 1] ?? null, change: standing.change, by, recorded: daysAgo(now, Math.max(0.1, standing.monthsAgo * MONTH_DAYS - 0.4)),
    }));
    const tier = random() < 0.7 ? 2 : 3;
    const cordexa: Row = { plan, product: CORDEXA, status: 'covered', tier, restrictions: tier === 3 ? ['PA'] : [], from: dayOf(daysAgo(now, 1200)), to: null, change: 'baseline', by, recorded: daysAgo(now, 700) };
    return [...glidim, cordexa];
  }));
}

async function storePositions(load: Load): Promise<number> {
  return load.tx.run(sql`
    insert into market_access.position (customer_id, product_id, status, tier, restrictions, effective_from, effective_to, change, source, recorded_at, recorded_by)
    select p.plan, p.product, p.status, p.tier, array(select jsonb_array_elements_text(p.restrictions)), p."from", p."to", p.change, case p.change when 'baseline' then 'Published formulary' else 'Letter of the payer' end, p.recorded, p.by
      from jsonb_to_recordset(${asJson(positions(load))}::jsonb)
           as p(plan bigint, product integer, status text, tier smallint, restrictions jsonb, "from" date, "to" date, change text, by integer, recorded timestamptz)
     order by p.recorded, p.plan`);
}

async function storeMix({ tx, now }: Load): Promise<number> {
  return tx.run(sql`
    insert into market_access.payer_mix (customer_id, plan_customer_id, share, as_of, source)
    select id, plan, (weight / sum(weight) over (partition by id) * (0.6 + 0.35 * pg_temp.u(id, 41)))::real, ${dayOf(daysAgo(now, 40))}::date, 'claims'
      from (select p.id, l.customer_id as plan, sqrt(l.covered_lives) * (0.25 + pg_temp.u(p.id + l.customer_id * 100000, 42)) as weight,
                   row_number() over (partition by p.id order by sqrt(l.covered_lives) * (0.25 + pg_temp.u(p.id + l.customer_id * 100000, 42)) desc) as place
              from (select distinct p.id, a.to_customer_id as plan from demo_prescriber p join customers.affiliation a on a.role = 'in_network' and a.customer_id in (p.id, p.practice, p.second)) p
              join market_access.plan l on l.customer_id = p.plan) ranked
     where place <= ${PLANS_KEPT}`);
}

/** New prescriptions by month: what a prescriber writes follows what her patients' plans cover, some months later, and how much she is looked after. */
async function storePrescriptions({ tx, now }: Load): Promise<number> {
  return tx.run(sql`
    insert into customers.measure (customer_id, name, period, subject, value, source)
    with months as (
      select n, (date_trunc('month', ${now}::timestamptz at time zone 'UTC') - make_interval(months => n))::date as month from generate_series(1, 14) n),
    covered as (
      select m.n, s.customer_id as plan,
             max(case when s.status <> 'covered' then 0.06 else (case s.tier when 1 then 1.0 when 2 then 0.9 else 0.55 end) * (case when s.restrictions && '{PA,ST}' then 0.5 else 1 end)
                      * least(1.0, (m.month - s.effective_from) / 120.0 + 0.15) end) as access
        from months m join market_access.position s on s.product_id = ${GLIDIM} and s.effective_from <= m.month and (s.effective_to is null or s.effective_to > m.month)
       group by m.n, s.customer_id),
    reach as (select x.customer_id, c.n, sum(x.share * c.access) as open from market_access.payer_mix x join covered c on c.plan = x.plan_customer_id group by x.customer_id, c.n),
    written as (
      select p.id, m.n, m.month, p.volume / 12.0 * r.open * (case when p.targeted then 0.16 else 0.1 end) * (1.6 - m.n * 0.07) * (0.5 + pg_temp.u(p.id * 20 + m.n, 51)) as expected
        from reach r join demo_prescriber p on p.id = r.customer_id join months m on m.n = r.n where p.volume > 0)
    select id, 'nbrx', to_char(month, 'YYYY-MM'), 'GLIDIM', floor(expected + pg_temp.u(id * 20 + n, 52)), 'claims' from written where floor(expected + pg_temp.u(id * 20 + n, 52)) > 0`);
}

/** Plans, who is in their networks, where our products stand and stood, and what followed. */
export async function marketAccess(load: Load): Promise<number> {
  const plans = await storePlans(load);
  const rows = plans + await storePositions(load);
  await load.tx.run(sql`analyze customers.affiliation`);
  return rows + await storeMix(load) + await storePrescriptions(load);
}
