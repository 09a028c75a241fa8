import { sql, type Sql } from '#platform/db';

/** What the rule of prescribers may compare and block by. */
export const PRESCRIBER_FIELDS = ['npi', 'licence', 'given', 'middle', 'family', 'credential', 'specialty', 'email', 'phone', 'line', 'city', 'state', 'postal'] as const;
export type PrescriberField = (typeof PRESCRIBER_FIELDS)[number];

/** One row a candidate: of several the one that ranks first. */
export const first = (from: Sql, which: Sql, order: Sql): Sql => sql`(select distinct on (x.customer_id) x.* from ${from} x join candidates c on c.customer_id = x.customer_id where ${which} order by x.customer_id, ${order})`;

/**
 * Prescribers as the rule compares them: record_id and PRESCRIBER_FIELDS, one row each, where `which` is a condition over customers.customer `c`. Of
 * several values the one that ranks first speaks.
 */
export const prescribersSql = (which: Sql): Sql => sql`
  with candidates as materialized (
    select c.customer_id, c.given_name, c.family_name, c.name, c.credential, c.specialty_name, c.city, c.state, c.postal_code
      from customers.customer c where c.kind = 'hcp' and c.status in ('active', 'inactive') and ${which})
  select k.customer_id as record_id, n.value as npi, l.value as licence, split_part(coalesce(k.given_name, split_part(k.name, ' ', 1)), ' ', 1) as given,
         nullif(split_part(coalesce(k.given_name, ''), ' ', 2), '') as middle, coalesce(k.family_name, k.name) as family, replace(split_part(coalesce(k.credential, ''), ',', 1), '.', '') as credential,
         k.specialty_name as specialty, e.value as email, substring(regexp_replace(p.value, '\\D', '', 'g') from '^1?([2-9]\\d{9})') as phone, coalesce(a.line1, '') as line,
         coalesce(nullif(a.city, ''), k.city) as city, coalesce(nullif(a.state, ''), k.state) as state, coalesce(nullif(left(a.postal_code, 5), ''), left(k.postal_code, 5)) as postal
    from candidates k
    left join ${first(sql`customers.identifier`, sql`x.system = 'npi' and x.state = 'active'`, sql`x.value`)} n on n.customer_id = k.customer_id
    left join ${first(sql`customers.identifier`, sql`x.system like 'licence:%' and x.state = 'active'`, sql`x.system, x.value`)} l on l.customer_id = k.customer_id
    left join ${first(sql`customers.contact_point`, sql`x.kind = 'email' and x.state = 'active'`, sql`x.rank, x.contact_point_id`)} e on e.customer_id = k.customer_id
    left join ${first(sql`customers.contact_point`, sql`x.kind in ('phone', 'sms') and x.state = 'active'`, sql`x.rank, x.contact_point_id`)} p on p.customer_id = k.customer_id
    left join ${first(sql`customers.address`, sql`true`, sql`x.type = 'practice' desc, x.recorded_at desc, x.address_id`)} a on a.customer_id = k.customer_id`;
