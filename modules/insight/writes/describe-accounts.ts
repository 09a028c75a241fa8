import { sql, type Sql, type Tx } from '#platform/db';
import { CHANNELS } from '#interactions';
import { AMOUNTS, SIZES, type Amount } from '../types.ts';
import { replaceRows } from './replace-rows.ts';

const SPECIALTIES_KEPT = 6;
const PRIOR_TOUCHES = 10; // an account of two prescribers is not known to answer always
const LEAST_RANGE = Math.LN2; // where all are of about one size, a half more is no world apart
const EASY = sql`s.status = 'covered' and s.tier <= 2 and not s.restrictions && array['PA', 'ST']`;

const inForce = (tx: Tx): Sql => sql`s.effective_from <= ${tx.now}::timestamptz::date and (s.effective_to is null or s.effective_to > ${tx.now}::timestamptz::date)`;
const valid = (tx: Tx, alias: string): Sql => sql`${sql.id(alias, 'valid_from')} <= ${tx.now}::timestamptz::date and (${sql.id(alias, 'valid_to')} is null or ${sql.id(alias, 'valid_to')} > ${tx.now}::timestamptz::date)`;

/** Who prescribes within which account, by the plan or place that joins them. */
async function gatherMembers(tx: Tx): Promise<void> {
  await tx.run(sql`
    create temp table member on commit drop as
    with edges as (
      select p.payer_customer_id as account_id, n.plan_customer_id as by_id, n.customer_id from market_access.v_plan p join customers.v_network n on n.plan_customer_id = p.customer_id where ${valid(tx, 'n')}
      union
      select a.to_customer_id, a.to_customer_id, a.customer_id from customers.v_affiliation a where a.role = 'practises_at' and ${valid(tx, 'a')}
      union
      select u.to_customer_id, a.to_customer_id, a.customer_id
        from customers.v_affiliation u join customers.v_affiliation a on a.to_customer_id = u.customer_id and a.role = 'practises_at' and ${valid(tx, 'a')}
       where u.role = 'part_of' and ${valid(tx, 'u')})
    select e.account_id, e.by_id, e.customer_id, h.specialty_name as specialty
      from edges e
      join customers.v_customer c on c.customer_id = e.account_id and (c.kind in ('idn', 'hco') or exists (select from market_access.v_plan p where p.customer_id = e.by_id and p.payer_customer_id = c.customer_id))
      join customers.v_customer h on h.customer_id = e.customer_id and h.kind = 'hcp' and h.status = 'active'`);
  await tx.run(sql`create temp table member_once on commit drop as select distinct account_id, customer_id, specialty from member`);
  await tx.run(sql`create temp table kept on commit drop as
    select specialty, row_number() over (order by count(distinct customer_id) desc, specialty) as place from member_once where specialty is not null group by specialty order by 2 limit ${SPECIALTIES_KEPT}::integer`);
}

const byPlace = (make: (place: Sql) => Sql, many: number): Sql => sql.join(Array.from({ length: many }, (_, i) => make(sql.trusted(String(i + 1)))));

/** What is the same whatever the product. */
async function gatherProfiles(tx: Tx): Promise<void> {
  const rate = (place: Sql) => sql`((coalesce(sum(a.responses[${place}]), 0) + ${PRIOR_TOUCHES} * g.rates[${place}]) / (coalesce(sum(a.touches[${place}]), 0) + ${PRIOR_TOUCHES}))::real`;
  const overall = (place: Sql) => sql`least(1, coalesce(sum(responses[${place}]) / nullif(sum(touches[${place}]), 0), 0))`;
  await tx.run(sql`
    create temp table profile on commit drop as
    with general as (select array[${byPlace(overall, CHANNELS.length)}]::float8[] as rates from interactions.v_affinity),
    crowd as (
      select m.account_id, count(*) as prescribers, array[${byPlace((place) => sql`(count(*) filter (where k.place = ${place}))::real / count(*)`, SPECIALTIES_KEPT)}]::real[] as mix
        from member_once m left join kept k using (specialty) group by m.account_id),
    answers as (
      select m.account_id, array[${byPlace((place) => sql`least(1, ${rate(place)})`, CHANNELS.length)}]::real[] as rates
        from member_once m left join interactions.v_affinity a using (customer_id) cross join general g group by m.account_id, g.rates),
    places as (select u.to_customer_id as account_id, count(*) as places, array_agg(u.customer_id) as ids from customers.v_affiliation u where u.role = 'part_of' and ${valid(tx, 'u')} group by 1),
    told as (
      select distinct on (customer_id, name) customer_id, name, subject, value from customers.v_measure where name in ('beds', 'benefit_manager', 'review_month') order by customer_id, name, period desc)
    select c.customer_id, c.kind, coalesce(c.state, '') as state,
           coalesce((select t.subject from told t where t.customer_id = c.customer_id and t.name = 'benefit_manager'), '') as benefit_manager,
           coalesce((select t.value::integer::text from told t where t.customer_id = c.customer_id and t.name = 'review_month'), '') as review_month,
           coalesce((select sum(t.value) from told t where t.name = 'beds' and (t.customer_id = c.customer_id or t.customer_id = any(p.ids))), 0)::real as beds,
           coalesce(w.prescribers, 0) as prescribers, case c.kind when 'idn' then coalesce(p.places, 0) else 0 end as places, w.mix, n.rates
      from customers.v_customer c
      left join crowd w on w.account_id = c.customer_id left join answers n on n.account_id = c.customer_id left join places p on p.account_id = c.customer_id and c.kind = 'idn'
     where c.kind in ('payer', 'idn', 'hco') and c.status = 'active' and (c.kind <> 'payer' or exists (select from market_access.v_plan l where l.payer_customer_id = c.customer_id))`);
}

/** How each payer's lives stand towards a product, and whom a win would reach: those in the networks of plans on which it is not yet easily had. */
async function gatherStandings(tx: Tx): Promise<void> {
  const share = (condition: Sql) => sql`coalesce(sum(p.covered_lives) filter (where ${condition}) / nullif(sum(p.covered_lives), 0)::real, 0)::real`;
  await tx.run(sql`
    create temp table standing on commit drop as
    select p.payer_customer_id as account_id, o.product_id, sum(p.covered_lives)::real as lives, count(*) as plans,
           array[${sql.join(['commercial', 'medicare_part_d', 'medicaid', 'exchange', 'va_dod'].map((book) => share(sql`p.book = ${book}`)))}]::real[] as books,
           array[${sql.join([share(sql`s.status = 'covered'`), share(sql`s.tier <= 2`), share(sql`s.restrictions && array['PA', 'ST']`)])}]::real[] as access,
           coalesce(array_agg(p.customer_id) filter (where (${EASY}) is not true), '{}') as open_plans
      from products.v_product o
      cross join market_access.v_plan p
      left join market_access.v_position s on s.customer_id = p.customer_id and s.product_id = o.product_id and ${inForce(tx)}
     where o.is_own group by 1, 2`);
  await tx.run(sql`
    create temp table winnable on commit drop as
    select t.account_id, t.product_id, count(distinct m.customer_id) as prescribers from standing t join member m on m.account_id = t.account_id and m.by_id = any(t.open_plans) group by 1, 2`);
}

const AMOUNT_SQL: Readonly<Record<Amount, string>> = {
  covered_lives: 'coalesce(t.lives, 0)', plans: 'coalesce(t.plans, 0)', prescribers: 'f.prescribers', places: 'f.places', beds: 'f.beds',
  book_commercial: 't.books[1]', book_medicare_part_d: 't.books[2]', book_medicaid: 't.books[3]', book_exchange: 't.books[4]', book_va_dod: 't.books[5]',
  lives_covered: 't.access[1]', lives_tier2: 't.access[2]', lives_restricted: 't.access[3]',
  specialty_1: 'f.mix[1]', specialty_2: 'f.mix[2]', specialty_3: 'f.mix[3]', specialty_4: 'f.mix[4]', specialty_5: 'f.mix[5]', specialty_6: 'f.mix[6]',
  answers_email: 'f.rates[1]', answers_sms: 'f.rates[2]', answers_phone: 'f.rates[3]', answers_visit: 'f.rates[4]', answers_event: 'f.rates[5]', answers_portal: 'f.rates[6]',
};

/** Sizes lie between the 5th and the 95th percentile of their kind, by their logarithm: one giant does not make all others alike. */
function scaledSql(): Sql {
  const each = AMOUNTS.map((amount, i) => {
    const value = `a.amounts[${i + 1}]`;
    const [low, high] = [`s.low[${SIZES.indexOf(amount) + 1}]`, `s.high[${SIZES.indexOf(amount) + 1}]`];
    return SIZES.includes(amount) ? `coalesce(greatest(0, least(1, (ln(1 + ${value}) - ${low}) / greatest(${high} - ${low}, ${LEAST_RANGE}))), 0)` : `greatest(0, least(1, ${value}))`;
  });
  return sql.trusted(`array[${each.join(', ')}]::real[]`);
}

/** Describes every payer, network and place for every own product, so that they can be compared. Returns how many rows are different. */
export async function describeAccounts(tx: Tx): Promise<number> {
  await gatherMembers(tx);
  await gatherProfiles(tx);
  await gatherStandings(tx);
  const percentile = (at: number) => sql.trusted(SIZES.map((size) => `percentile_cont(${at}) within group (order by ln(1 + a.amounts[${AMOUNTS.indexOf(size) + 1}]))`).join(', '));
  const bases = await replaceRows(tx, {
    table: 'basis', keys: ['product_id'], values: ['specialties'], stamps: ['as_of'], within: sql`true`,
    select: sql`select o.product_id, coalesce((select array_agg(specialty order by place) from kept), '{}') as specialties,
                       ${tx.now}::timestamptz as as_of from products.v_product o where o.is_own`,
  });
  return bases + await replaceRows(tx, {
    table: 'account', keys: ['customer_id', 'product_id'], values: ['kind', 'categories', 'amounts', 'scaled', 'prescribers'], stamps: ['as_of'], within: sql`true`,
    select: sql`
      with a as (
        select f.customer_id, o.product_id, f.kind, array[f.state, f.benefit_manager, f.review_month] as categories,
               array[${sql.trusted(AMOUNTS.map((amount) => `coalesce(${AMOUNT_SQL[amount]}, 0)`).join(', '))}]::real[] as amounts,
               (case f.kind when 'payer' then coalesce(w.prescribers, 0) else f.prescribers end)::integer as prescribers
          from profile f cross join products.v_product o
          left join standing t on t.account_id = f.customer_id and t.product_id = o.product_id and f.kind = 'payer'
          left join winnable w on w.account_id = f.customer_id and w.product_id = o.product_id and f.kind = 'payer'
         where o.is_own),
      s as (select a.kind, a.product_id, array[${percentile(0.05)}] as low, array[${percentile(0.95)}] as high from a group by 1, 2)
      select a.customer_id, a.product_id, a.kind, a.categories, a.amounts, ${scaledSql()} as scaled, a.prescribers, ${tx.now}::timestamptz as as_of
        from a join s using (kind, product_id)`,
  });
}
