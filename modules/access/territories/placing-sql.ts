import { sql, withSettings, type Sql, type Tx } from '#platform/db';
import type { View } from './types.ts';

// Which customers lie in which territory, as one statement over sets. A rule is looked up by its narrowest list (organisation, postal code, city, state,
// specialty), so that a million customers meet ten thousand rules in hash joins; the other lists filter what that finds.

/** Whether a definition holds: committed and within its days, unless the draft ends it; or brought by the draft. */
export const holds = ({ alignmentId, on }: View): Sql => sql`
  ((d.draft_id is null and d.valid_from <= ${on}::date and (d.valid_to is null or d.valid_to > ${on}::date) and d.ends_in is distinct from ${alignmentId}::integer) or d.draft_id = ${alignmentId}::integer)`;

const COLUMNS = sql`c.customer_id, c.kind, c.specialty, c.city, c.state, c.postal_code, c.country, c.decile`;

/** Everybody who can lie in a territory. */
export const EVERYBODY = sql`select ${COLUMNS} from customers.v_customer c where c.status = 'active' and c.customer_id < 1000000000000`;

/** What a rule asks of a customer besides the list by which it is looked up. */
const FITS = sql`
      (r.kinds = '{}' or c.kind = any(r.kinds)) and (r.specialties = '{}' or c.specialty = any(r.specialties)) and (r.states = '{}' or c.state = any(r.states))
  and (r.countries = '{}' or c.country = any(r.countries)) and (r.cities = '{}' or lower(c.city) = any(r.cities))
  and (r.decile_from is null or c.decile >= r.decile_from) and (r.decile_to is null or c.decile <= r.decile_to)`;

const POSTAL = sql`(r.postal = '{}' or exists (select from unnest(r.postal) x(beginning) where starts_with(c.postal_code, x.beginning)))`;

/**
 * Rules of a draft are too new for the planner to know how many they are, and two hundred postal codes met a million customers one by one: nine minutes.
 * Without nested loops every such meeting is a hash join, whatever it guesses.
 */
export const byHash = <T>(tx: Tx, work: () => Promise<T>): Promise<T> => withSettings(tx, { enable_nestloop: 'off', work_mem: '64MB' }, work);

/** How much a rule says beside the place: never enough to outweigh a more specific place. See README, precedence. */
const BESIDES = sql`(case when r.specialties <> '{}' then 4 else 0 end + case when r.decile_from is not null or r.decile_to is not null then 2 else 0 end + case when r.kinds <> '{}' then 1 else 0 end)`;

type Matching = {
  readonly rules: Sql; readonly people: Sql; readonly on: string;
  /** Gathered once, where they may be few; else read again by each kind of rule. */
  readonly once: boolean;
};

/**
 * Each rule with each customer whom it names: (customer_id, rule_id, strength). `rules` selects territory_rule rows, `people` customers.
 * Strength is priority, then specificity: an organisation before a place; of places the longer postal beginning, city, state, country; then specialty, volume, kind.
 */
export const matches = ({ rules, people, once, on }: Matching): Sql => sql`
  with recursive rule as materialized (${rules}),
  below as (
    select r.rule_id, a.customer_id from rule r, unnest(r.under_ids) u(organisation_id) join customers.v_affiliation a on a.to_customer_id = u.organisation_id
     where a.role in ('practises_at', 'employed_by', 'part_of') and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
    union
    select b.rule_id, a.customer_id from below b join customers.v_affiliation a on a.to_customer_id = b.customer_id
     where a.role in ('practises_at', 'employed_by', 'part_of') and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)),
  person as ${once ? sql`materialized` : sql`not materialized`} (${people}),
  beginning as (select r.rule_id, x.beginning, length(x.beginning) as n from rule r, unnest(r.postal) x(beginning) where r.under_ids = '{}'),
  code as (select distinct c.postal_code from person c where c.postal_code <> '' and exists (select from beginning)),
  coded as materialized (
    select p.postal_code, k.rule_id, max(k.n) as n from (select c.postal_code, left(c.postal_code, n) as beginning from code c cross join generate_series(1, 10) n where n <= length(c.postal_code)) p join beginning k on k.beginning = p.beginning
     group by p.postal_code, k.rule_id)
  select f.customer_id, f.rule_id, max(f.strength) as strength from (
    select c.customer_id, r.rule_id, r.priority * 2048 + 1024 + ${BESIDES} as strength
      from below b join rule r on r.rule_id = b.rule_id join person c on c.customer_id = b.customer_id where ${FITS} and ${POSTAL}
    union all
    select c.customer_id, r.rule_id, r.priority * 2048 + 8 * (10 + k.n) + ${BESIDES}
      from coded k join person c on c.postal_code = k.postal_code join rule r on r.rule_id = k.rule_id where ${FITS}
    union all
    select c.customer_id, r.rule_id, r.priority * 2048 + 72 + ${BESIDES}
      from (select r.rule_id, y.city from rule r, unnest(r.cities) y(city) where r.under_ids = '{}' and r.postal = '{}') k join person c on lower(c.city) = k.city join rule r on r.rule_id = k.rule_id where ${FITS}
    union all
    select c.customer_id, r.rule_id, r.priority * 2048 + 40 + ${BESIDES}
      from (select r.rule_id, s.state from rule r, unnest(r.states) s(state) where r.under_ids = '{}' and r.postal = '{}' and r.cities = '{}') k join person c on c.state = k.state join rule r on r.rule_id = k.rule_id where ${FITS}
    union all
    select c.customer_id, r.rule_id, r.priority * 2048 + case when r.countries <> '{}' then 8 else 0 end + ${BESIDES}
      from rule r cross join person c where r.under_ids = '{}' and r.postal = '{}' and r.cities = '{}' and r.states = '{}' and ${FITS}) f
   group by f.customer_id, f.rule_id`;

/** The rules of sales forces as a view sees them. */
const rulesOf = (view: View, salesForceIds: readonly number[]): Sql => sql`
  select d.* from access.territory_rule d join access.territory t on t.territory_id = d.territory_id
   where t.sales_force_id = any(${salesForceIds}::integer[]) and t.state = 'active' and ${holds(view)}`;

const FIRST = 2_147_483_647; // the highest rule number, so that of two equals the earlier one packs higher

/**
 * Where each customer of `people` lies in each sales force: (customer_id, sales_force_id, territory_id, how, rule_id, tied_with).
 * An exclusion outweighs an inclusion, an inclusion any rule, a stronger rule a weaker one; of equals the earlier rule, and the others' territories are named.
 */
export const places = (view: View, { salesForceIds, people }: { readonly salesForceIds: readonly number[]; readonly people: Sql }): Sql => sql`
  with exception as materialized (
    select d.customer_id, d.exception_id, d.sales_force_id, d.territory_id, d.kind from access.territory_exception d where d.sales_force_id = any(${salesForceIds}::integer[]) and ${holds(view)}),
  named as materialized (
    select m.customer_id, m.rule_id, m.strength, r.territory_id, t.sales_force_id
      from (${matches({ rules: rulesOf(view, salesForceIds), people, once: true, on: view.on })}) m
      join access.territory_rule r on r.rule_id = m.rule_id join access.territory t on t.territory_id = r.territory_id
     where not exists (select from exception x where x.kind = 'exclude' and x.customer_id = m.customer_id and x.sales_force_id = t.sales_force_id and (x.territory_id is null or x.territory_id = r.territory_id))),
  best as (
    select n.customer_id, n.sales_force_id, count(*) as many, max((n.strength::bigint << 31) | (${FIRST}::bigint - n.rule_id)) as packed from named n group by n.customer_id, n.sales_force_id),
  won as (select b.customer_id, b.sales_force_id, b.many, (b.packed >> 31)::integer as strength, (${FIRST}::bigint - (b.packed & ${FIRST}::bigint))::integer as rule_id from best b),
  tied as (
    select n.customer_id, n.sales_force_id, array_agg(distinct n.territory_id order by n.territory_id) as tied_with
      from won w join access.territory_rule r on r.rule_id = w.rule_id join named n on n.customer_id = w.customer_id and n.sales_force_id = w.sales_force_id and n.strength = w.strength and n.territory_id <> r.territory_id
     where w.many > 1 group by n.customer_id, n.sales_force_id),
  included as (
    select distinct on (x.customer_id, x.sales_force_id) x.customer_id, x.sales_force_id, x.territory_id
      from exception x join access.territory t on t.territory_id = x.territory_id and t.state = 'active' join (${people}) c on c.customer_id = x.customer_id
     where x.kind = 'include' and not exists (
       select from exception y where y.kind = 'exclude' and y.customer_id = x.customer_id and y.sales_force_id = x.sales_force_id and (y.territory_id is null or y.territory_id = x.territory_id))
     order by x.customer_id, x.sales_force_id, x.exception_id desc)
  select i.customer_id, i.sales_force_id, i.territory_id, 'include' as how, null::integer as rule_id, '{}'::integer[] as tied_with from included i
  union all
  select w.customer_id, w.sales_force_id, r.territory_id, 'rule', w.rule_id, coalesce(e.tied_with, '{}')
    from won w join access.territory_rule r on r.rule_id = w.rule_id left join tied e on e.customer_id = w.customer_id and e.sales_force_id = w.sales_force_id
   where not exists (select from included i where i.customer_id = w.customer_id and i.sales_force_id = w.sales_force_id)`;
