import { sql, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { asShown, type Shown } from './as-shown.ts';
import type { Customer, CustomerId } from '../types.ts';

export const CUSTOMER_COLUMNS = sql`c.customer_id, c.kind, c.name, c.sort_name, c.given_name, c.family_name, c.credential, c.pronoun, c.status, c.specialty,
  c.specialty_name, c.city, c.state, c.postal_code, c.country, c.time_zone, c.language, c.decile, c.licence_valid_until, c.source, c.updated_at, c.version`;

// A number that was merged leads to the record that stayed; the number of one that stayed leads to itself. One value, found before the table is read: row-level
// security takes a bare coalesce for a function that may leak, and keeps it off the index (at a million customers it read the whole table).
export const foundUnder = (customerId: CustomerId) => sql`(select coalesce((select r.merged_root from customers.merged_roots(array[${customerId}::bigint]) r), ${customerId}::bigint))`;

/** The golden record as far as the reader may see it, or request.not_found: unknown and forbidden read alike. The number of a merged record gives the one that it went into. */
export async function getCustomer(tx: Tx, customerId: CustomerId): Promise<Customer> {
  const customer = await tx.maybe<Customer>(sql`select ${CUSTOMER_COLUMNS} from customers.customer c where c.customer_id = ${foundUnder(customerId)}`);
  if (!customer) throw new Problem('request.not_found');
  return customer;
}

/** Whom an identifier names, or undefined. */
export const findByIdentifier = (tx: Tx, system: string, value: string): Promise<Customer | undefined> => tx.maybe<Customer>(sql`
  select ${CUSTOMER_COLUMNS}
    from customers.customer c
   where c.customer_id = (select i.customer_id from customers.identifier i where i.system = ${system} and i.value = ${value} order by i.customer_id limit 1)`);

/** Those among these customers whom the reader may see. */
export async function visibleCustomers(tx: Tx, customerIds: readonly CustomerId[]): Promise<ReadonlySet<CustomerId>> {
  const rows = await tx.rows<{ customerId: number }>(sql`select c.customer_id from customers.customer c where c.customer_id = any(${customerIds}::bigint[])`);
  return new Set(rows.map((row) => row.customerId));
}

// Bounded: what a source may say of one party is a handful, but a prescriber can have a measure for each drug and period.
const MOST_MEASURES = 200;

/** Everything of one party on one page: the golden record with its parts. Members of an organisation have a list of their own. */
export async function getCustomerRecord(tx: Tx, asked: CustomerId): Promise<Shown> {
  const { customerId } = await tx.one<{ customerId: number }>(sql`select ${foundUnder(asked)} as customer_id`);
  const id = sql`${customerId}::bigint`;
  const record = await tx.maybe<Parameters<typeof asShown>[0]>(sql.prepared`
    select ${CUSTOMER_COLUMNS}, ${asked === customerId ? null : asked}::bigint as asked_for,
      coalesce((select jsonb_agg(jsonb_build_object('mergeId', m.merge_id, 'customerId', m.customer_id, 'name', coalesce(l.name, ''), 'mergedAt', to_char(m.merged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'mergedByName', p.name) order by m.merge_id)
                from customers.merge m join customers.customer l on l.customer_id = m.customer_id left join access.v_person p on p.user_id = m.merged_by
               where m.undone_at is null and l.merged_into = ${id}), '[]') as merged_from,
      coalesce((select jsonb_agg(jsonb_build_object('system', i.system, 'value', i.value, 'state', i.state, 'validFrom', i.valid_from, 'validTo', i.valid_to, 'lapsedFrom', i.lapsed_from, 'lapsedTo', i.lapsed_to, 'source', i.source)) from customers.identifier i where i.customer_id = ${id}), '[]') as identifiers,
      coalesce((select jsonb_agg(jsonb_build_object('addressId', a.address_id, 'type', a.type, 'line1', a.line1, 'line2', a.line2, 'city', a.city, 'state', a.state,
                'postalCode', a.postal_code, 'county', a.county, 'country', a.country, 'validFrom', a.valid_from, 'validTo', a.valid_to, 'source', a.source))
                from customers.address a where a.customer_id = ${id}), '[]') as addresses,
      coalesce((select jsonb_agg(jsonb_build_object('contactPointId', p.contact_point_id, 'kind', p.kind, 'value', p.value, 'state', p.state, 'stateAt', to_char(p.state_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'stateSource', p.state_source, 'rank', p.rank, 'source', p.source)) from customers.contact_point p where p.customer_id = ${id}), '[]') as contact_points,
      coalesce((select jsonb_agg(jsonb_build_object('code', s.code, 'name', t.name, 'rank', s.rank, 'licence', s.licence, 'licenceState', s.licence_state, 'source', s.source)) from customers.specialty s left join customers.taxonomy t using (code) where s.customer_id = ${id}), '[]') as specialties,
      coalesce((select jsonb_agg(jsonb_build_object('affiliationId', f.affiliation_id, 'customerId', o.customer_id, 'name', o.name, 'kind', o.kind, 'role', f.role,
                'weight', f.weight, 'stated', f.confidence, 'evidence', f.evidence, 'validFrom', f.valid_from, 'validTo', f.valid_to, 'source', f.source))
                from customers.affiliation f join customers.customer o on o.customer_id = f.to_customer_id where f.customer_id = ${id}), '[]') as belongs_to,
      coalesce((select jsonb_agg(jsonb_build_object('function', w.function, 'userId', w.user_id, 'name', p.name, 'roleTitle', p.role_title))
                from customers.owner w join access.v_person p using (user_id) where w.customer_id = ${id}), '[]') as owners,
      coalesce((select jsonb_agg(jsonb_build_object('name', m.name, 'period', m.period, 'subject', m.subject, 'value', m.value::text, 'suppressed', m.suppressed, 'source', m.source)
                order by m.period desc, m.subject, m.name) from (
                  select * from customers.measure where customer_id = ${id} order by period desc, subject = '' desc, value desc limit ${MOST_MEASURES}::integer) m), '[]') as measures
      from customers.customer c
     where c.customer_id = ${id}`);
  if (!record) throw new Problem('request.not_found');
  return asShown(record, tx.now);
}

/** What each source said of a customer, beside the golden record. */
export const listSourceRecords = (tx: Tx, customerId: CustomerId) => tx.rows<{ source: string; sourceKey: string; payload: unknown; importId: number | null; firstSeenAt: string; lastSeenAt: string }>(sql`
  select s.source, s.source_key, s.payload, s.import_id, s.first_seen_at, s.last_seen_at
    from customers.source_record s
   where s.customer_id = ${foundUnder(customerId)}
   order by s.source, s.source_key
   limit 200`);
