import { sql, type Tx } from '#platform/db';
import { placeOf } from './import/dated-parts.ts';
import type { CustomerId, CustomerOwner, NewContactPoint } from './types.ts';

/** Puts owners in place; one person a function, said last. Returns the pairs that changed. */
export const upsertOwners = (tx: Tx, owners: readonly CustomerOwner[]): Promise<CustomerOwner[]> => tx.rows<CustomerOwner>(sql`
  insert into customers.owner as o (customer_id, function, user_id)
  select distinct on (n.customer_id, n.function) n.customer_id, n.function, n.user_id
    from unnest(${owners.map((o) => o.customerId)}::bigint[], ${owners.map((o) => o.function)}::text[], ${owners.map((o) => o.userId)}::integer[])
         with ordinality as n(customer_id, function, user_id, place)
   order by n.customer_id, n.function, n.place desc
  on conflict (customer_id, function) do update set user_id = excluded.user_id where o.user_id <> excluded.user_id
  returning customer_id, function, user_id`);

export const deleteOwners = (tx: Tx, owners: readonly CustomerOwner[]): Promise<CustomerOwner[]> => tx.rows<CustomerOwner>(sql`
  delete from customers.owner o
   using unnest(${owners.map((o) => o.customerId)}::bigint[], ${owners.map((o) => o.function)}::text[], ${owners.map((o) => o.userId)}::integer[]) as n(customer_id, function, user_id)
   where o.customer_id = n.customer_id and o.function = n.function and o.user_id = n.user_id
  returning o.customer_id, o.function, o.user_id`);

/** Adds contact points that are not there yet; returns how many. An address of somebody who was erased comes in closed, with the record that closes it. */
export const insertContactPoints = (tx: Tx, points: readonly NewContactPoint[]): Promise<number> => tx.run(sql`
  insert into customers.contact_point (customer_id, kind, value, rank, source, recorded_at, state, state_at, state_source)
  select n.customer_id, n.kind, n.value, coalesce(n.rank, 1), n.source, ${tx.now}::timestamptz,
         case when s.suppression_id is null then 'active' else 'withdrawn' end, case when s.suppression_id is not null then ${tx.now}::timestamptz end, 'privacy.suppression:' || s.suppression_id
    from jsonb_to_recordset(${JSON.stringify(points.map((p) => ({ customer_id: p.customerId, kind: p.kind, value: p.value, rank: p.rank ?? 1, source: p.source })))}::jsonb)
         as n(customer_id bigint, kind text, value text, rank smallint, source text)
    left join privacy.v_suppression s on s.kind = case when n.kind in ('sms', 'fax') then 'phone' else n.kind end and s.hash = privacy.keyed_hash(n.kind, n.value)
  on conflict (customer_id, kind, value) do nothing`);

/** Marks an address as dead, with what told us; one that is dead already stays as it is. */
export const updateBounced = (tx: Tx, point: { customerId: CustomerId; contactPointId: number; source: string }): Promise<number> => tx.run(sql`
  update customers.contact_point set state = 'bounced', state_at = ${tx.now}::timestamptz, state_source = ${point.source}
   where customer_id = ${point.customerId}::bigint and contact_point_id = ${point.contactPointId}::bigint and state = 'active'`);

/** An address as it stands, held for a change. */
export const findContactPoint = (tx: Tx, point: { customerId: CustomerId; contactPointId: number }) => tx.maybe<{ state: 'active' | 'bounced' | 'withdrawn'; source: string | null }>(sql`
  select state, state_source as source from customers.contact_point where customer_id = ${point.customerId}::bigint and contact_point_id = ${point.contactPointId}::bigint for update`);

export const updateUsedAgain = (tx: Tx, point: { customerId: CustomerId; contactPointId: number }): Promise<number> => tx.run(sql`
  update customers.contact_point set state = 'active', state_at = ${tx.now}::timestamptz, state_source = 'steward'
   where customer_id = ${point.customerId}::bigint and contact_point_id = ${point.contactPointId}::bigint and state = 'bounced'`);

/** Takes the row for a change, so that two people who correct it at once meet one after the other. */
export const lockCustomer = (tx: Tx, customerId: CustomerId) => tx.maybe<{ version: number; status: string }>(sql`
  select version, status from customers.customer where customer_id = ${customerId}::bigint for update`);

/** Records what a source says of one customer, in addition to what it said before. */
export const upsertSourceRecord = (tx: Tx, record: { customerId: CustomerId; source: string; key: string; digest: string; payload: object }) => tx.run(sql`
  insert into customers.source_record as s (customer_id, source, source_key, digest, payload, first_seen_at, last_seen_at)
  values (${record.customerId}::bigint, ${record.source}, ${record.key}, ${record.digest}, ${JSON.stringify(record.payload)}::jsonb, ${tx.now}::timestamptz, ${tx.now}::timestamptz)
  on conflict (customer_id, source, source_key) do update
     set digest = excluded.digest, payload = s.payload || excluded.payload, last_seen_at = excluded.last_seen_at`);

/** A customer of a name that nobody knew; what else is said of it comes from its source record. Returns its number. */
export async function insertNewCustomer(tx: Tx, one: { name: string; sortName: string; source: string }): Promise<CustomerId> {
  const { customerId } = await tx.one<{ customerId: CustomerId }>(sql`
    insert into customers.customer (kind, name, sort_name, source, created_at, updated_at)
    values ('hcp', ${one.name}, ${one.sortName}, ${one.source}, ${tx.now}::timestamptz, ${tx.now}::timestamptz)
    returning customer_id`);
  return customerId;
}

export type Practice = { readonly type: 'practice'; readonly line1: string; readonly line2: string; readonly city: string; readonly state: string; readonly postal_code: string };

/** The records that a party is made of. */
export const partyOf = async (tx: Tx, customerId: CustomerId): Promise<CustomerId[]> => [customerId, ...(await tx.rows<{ customerId: CustomerId }>(sql`
  select m.customer_id from customers.merge_member m where m.root_id = ${customerId}::bigint and m.customer_id <> ${customerId}::bigint`)).map((one) => one.customerId)];

/** Ends every practice address of the party at another place on that day, whoever said it, and begins this one. */
export async function movePractice(tx: Tx, { customerId, records, address, on }: { customerId: CustomerId; records: readonly CustomerId[]; address: Practice; on: string }): Promise<void> {
  const said = sql`(select ${address.line1}::text as line1, ${address.line2}::text as line2, ${address.city}::text as city, ${address.state}::text as state, ${address.postal_code}::text as postal_code, 'US'::text as country) n`;
  await tx.run(sql`
    with over as (
      select a.customer_id, a.address_id, a.valid_from, greatest(${on}::date, a.valid_from) as valid_to
        from customers.address a, ${said}
       where a.customer_id = any(${records}::bigint[]) and a.type = 'practice' and a.valid_to is null and ${placeOf('a')} <> ${placeOf('n')}),
    never as (delete from customers.address a using over o where a.customer_id = o.customer_id and a.address_id = o.address_id and o.valid_from = o.valid_to)
    update customers.address a set valid_to = o.valid_to
      from over o where a.customer_id = o.customer_id and a.address_id = o.address_id and o.valid_from is distinct from o.valid_to`);
  await tx.run(sql`
    insert into customers.address (customer_id, type, line1, line2, city, state, postal_code, valid_from, source, recorded_at)
    select ${customerId}::bigint, 'practice', n.line1, n.line2, n.city, n.state, n.postal_code, ${on}::date, 'steward', ${tx.now}::timestamptz from ${said}
    on conflict (customer_id, type, source, source_key) where valid_to is null do update
       set line1 = excluded.line1, line2 = excluded.line2, city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, recorded_at = excluded.recorded_at`);
}
