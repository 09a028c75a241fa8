import { listCustomers } from '#customers';
import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Person } from './statements.ts';

export type Found = { readonly customerId: number | null; readonly userId: number | null; readonly name: string; readonly about: string; readonly state: string };

const MOST = 20;

/** People by number, address, identifier or the words of a name in any order, as far as the asker may see them. */
export async function findPeople(tx: Tx, q: string): Promise<Found[]> {
  const { rows: named } = await listCustomers(tx, { search: q, limit: MOST });
  return tx.rows(sql`
  with asked as (select lower(trim(${q})) as q, regexp_replace(${q}, '\\D', '', 'g') as digits),
  hits as (
    select c.customer_id from asked, customers.customer c where asked.q ~ '^c?\\d+$' and length(asked.digits) between 1 and 15 and c.customer_id = asked.digits::bigint
    union select i.customer_id from asked, customers.identifier i where i.value = asked.q or (asked.digits <> '' and i.value = asked.digits)
    union select p.customer_id from asked, customers.contact_point p where lower(p.value) = asked.q
    union select p.customer_id from asked, customers.contact_point p
     where length(asked.digits) >= 10 and p.kind in ('phone', 'sms', 'fax') and substring(regexp_replace(p.value, '\\D', '', 'g') from '^1?([2-9]\\d{9})') = right(asked.digits, 10)
    union select unnest(${named.map(({ customerId }) => customerId)}::bigint[]))
  (select c.customer_id, null::integer as user_id, c.name, concat_ws(', ', c.specialty_name, c.city, c.state) as about, c.status as state
     from hits join customers.customer c using (customer_id) order by c.sort_name limit ${MOST}::integer)
  union all
  (select null, p.user_id, p.name, p.role_title, p.state from asked, access.person p where lower(p.email) = asked.q or lower(p.name) like '%' || asked.q || '%' order by p.name limit ${MOST}::integer)`);
}

/** Every record of a party and what else leads to it; read as the privacy office. */
export async function personOf(tx: Tx, subject: { readonly customerId: number; readonly userId: number | null }): Promise<Person> {
  if (subject.userId !== null) {
    const found = await tx.maybe<{ authId: string | null; email: string }>(sql`select auth_id, email from access.person where user_id = ${subject.userId}::integer`);
    if (!found) throw new Problem('request.not_found');
    return { subject: 'colleague', ids: [subject.userId], accountId: found.authId, values: [found.email.toLowerCase()] };
  }
  const rows = await tx.rows<{ customerId: number }>(sql`
    with root as (select coalesce(merged_into, customer_id) as id from customers.customer where customer_id = ${subject.customerId}::bigint)
    select c.customer_id from root, customers.customer c where c.customer_id = root.id or c.merged_into = root.id`);
  if (rows.length === 0) throw new Problem('request.not_found');
  const ids = rows.map((row) => row.customerId);
  const values = await tx.rows<{ value: string }>(sql`
    select lower(value) as value from customers.contact_point where customer_id = any(${ids}::bigint[]) and kind = 'email'
    union select lower(value) from customers.identifier where customer_id = any(${ids}::bigint[]) and system in ('npi', 'dea', 'onekey', 'mrn')`);
  return { subject: 'customer', ids, accountId: null, values: values.map((row) => row.value).filter((value) => value.length >= 5) };
}
