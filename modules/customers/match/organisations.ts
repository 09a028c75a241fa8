import { sql, type Sql } from '#platform/db';
import { first } from './prescribers.ts';

/** What the rule of organisations may compare and block by. */
export const ORGANISATION_FIELDS = ['name', 'kind', 'type', 'npi', 'ccn', 'ncpdp', 'dea', 'tax', 'licence', 'parent', 'phone', 'line', 'city', 'state', 'postal'] as const;

const numbered = (which: Sql): Sql => sql`min(x.value) filter (where ${which})`;

/** Organisations as the rule compares them: record_id and ORGANISATION_FIELDS, one row each, where `which` is a condition over customers.customer `c`. */
export const organisationsSql = (which: Sql): Sql => sql`
  with candidates as materialized (
    select c.customer_id, c.kind, c.name, c.specialty_name, c.city, c.state, c.postal_code
      from customers.customer c where c.kind in ('hco', 'idn', 'payer', 'pharmacy') and c.status in ('active', 'inactive') and ${which})
  select k.customer_id as record_id, k.name, k.kind, k.specialty_name as type, n.npi, n.ccn, n.ncpdp, n.dea, n.tax, n.licence, o.to_customer_id::text as parent,
         substring(regexp_replace(p.value, '\\D', '', 'g') from '^1?([2-9]\\d{9})') as phone, coalesce(a.line1, '') as line,
         coalesce(nullif(a.city, ''), k.city) as city, coalesce(nullif(a.state, ''), k.state) as state, coalesce(nullif(left(a.postal_code, 5), ''), left(k.postal_code, 5)) as postal
    from candidates k
    left join (
      select x.customer_id, ${numbered(sql`x.system = 'npi'`)} as npi, ${numbered(sql`x.system = 'ccn'`)} as ccn, ${numbered(sql`x.system = 'ncpdp'`)} as ncpdp, ${numbered(sql`x.system = 'dea'`)} as dea,
             ${numbered(sql`x.system in ('tax', 'tin', 'ein')`)} as tax, ${numbered(sql`x.system like 'licence:%'`)} as licence
        from customers.identifier x join candidates c on c.customer_id = x.customer_id where x.state = 'active' group by 1) n on n.customer_id = k.customer_id
    left join ${first(sql`customers.affiliation`, sql`x.role in ('part_of', 'plan_of') and x.valid_to is null`, sql`x.weight desc, x.affiliation_id`)} o on o.customer_id = k.customer_id
    left join ${first(sql`customers.contact_point`, sql`x.kind in ('phone', 'sms') and x.state = 'active'`, sql`x.rank, x.contact_point_id`)} p on p.customer_id = k.customer_id
    left join ${first(sql`customers.address`, sql`true`, sql`x.type = 'practice' desc, x.recorded_at desc, x.address_id`)} a on a.customer_id = k.customer_id`;
