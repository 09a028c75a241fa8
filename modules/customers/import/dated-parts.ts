import { sql, type Sql, type Tx } from '#platform/db';
import { keepChanges } from '../history/keep-changes.ts';
import { part } from './parts.ts';

// What a source says no longer is ended, not forgotten: addresses and affiliations keep the time in which they held. `was` is what a row of the batch said before.

const TODAY = (tx: Tx): Sql => sql`${tx.now}::timestamptz::date`;
/** The day on which the source changed its record, where it says so; never a day to come. */
const changedOn = (tx: Tx): Sql => sql`least((r.payload ->> 'changed_on')::date, ${TODAY(tx)})`;

/** Two spellings of one place: case, stops and blanks aside, the same street, town and five digits of the ZIP. */
export const placeOf = (alias: 'a' | 'n' | 'w'): Sql => sql.trusted(`lower(regexp_replace(${alias}.line1 || ' ' || ${alias}.line2 || ' ' || ${alias}.city, '\\W', '', 'g')) || ' ' || left(${alias}.postal_code, 5) || ' ' || ${alias}.state || ' ' || ${alias}.country`);
const CELLS = sql`coalesce(e.line1, '') as line1, coalesce(e.line2, '') as line2, coalesce(e.city, '') as city, coalesce(e.state, '') as state, coalesce(e.postal_code, '') as postal_code,
           coalesce(e.county, '') as county, coalesce(e.country, 'US') as country, coalesce(e.source_key, '') as source_key`;

/** The addresses that the batch says now, the last line of each. */
const said = (tx: Tx): Sql => sql`
    select distinct on (r.customer_id, e.type, coalesce(e.source_key, '')) r.customer_id, e.type, ${changedOn(tx)} as changed_on, r.was -> 'addresses' as was, ${CELLS}
      from pg_temp.import_row r, ${part('addresses')}
     order by r.customer_id, e.type, coalesce(e.source_key, ''), r.line desc`;

type Over = { readonly customerId: number; readonly addressId: number; readonly validTo: string; readonly never: boolean };

// Looked up one by one, whatever the planner makes of a table that has just been filled: it once compared each row of the batch with each address, for 100 s.
const standing = (source: string, match: Sql): Sql => sql`lateral (
        select a.customer_id, a.address_id, a.valid_from, a.line1, a.line2, a.city, a.state, a.postal_code, a.country from customers.address a
         where ${match} and a.source = ${source} and a.valid_to is null offset 0) a`;

/** Another place ends the one before; an address that is no longer said ends too. One that began on the day of its end never was. */
async function endAddresses(tx: Tx, source: string): Promise<void> {
  const over = await tx.rows<Over>(sql`
    select o.customer_id, o.address_id, o.valid_to, coalesce(o.valid_to = o.valid_from, false) as never
      from (
        select a.customer_id, a.address_id, greatest(n.changed_on, a.valid_from) as valid_to, a.valid_from
          from (${said(tx)}) n cross join ${standing(source, sql`a.customer_id = n.customer_id and a.type = n.type and a.source_key = n.source_key`)}
         where ${placeOf('a')} <> ${placeOf('n')}
        union
        select a.customer_id, a.address_id, greatest(${changedOn(tx)}, a.valid_from), a.valid_from
          from pg_temp.import_row r cross join ${part('addresses', 'was')} cross join ${standing(source, sql`a.customer_id = r.customer_id and a.type = e.type and a.source_key = coalesce(e.source_key, '')`)}
         where r.was is not null
           and not exists (select from jsonb_to_recordset(r.payload -> 'addresses') as n(type text, source_key text) where n.type = e.type and coalesce(n.source_key, '') = coalesce(e.source_key, ''))) o`);
  const [never, ended] = [over.filter((one) => one.never), over.filter((one) => !one.never)];
  if (never.length) {
    await tx.run(sql`
      delete from customers.address a using unnest(${never.map((one) => one.customerId)}::bigint[], ${never.map((one) => one.addressId)}::bigint[]) as o(customer_id, address_id)
       where a.customer_id = o.customer_id and a.address_id = o.address_id`);
  }
  if (ended.length) {
    await tx.run(sql`
      update customers.address a set valid_to = o.valid_to
        from unnest(${ended.map((one) => one.customerId)}::bigint[], ${ended.map((one) => one.addressId)}::bigint[], ${ended.map((one) => one.validTo)}::date[]) as o(customer_id, address_id, valid_to)
       where a.customer_id = o.customer_id and a.address_id = o.address_id`);
  }
}

// A steward ended it, and the source says no more than it had said before.
const REPEATED = sql`exists (
        select from (select coalesce(e.line1, '') as line1, coalesce(e.line2, '') as line2, coalesce(e.city, '') as city, coalesce(e.state, '') as state, coalesce(e.postal_code, '') as postal_code, coalesce(e.country, 'US') as country
                       from jsonb_to_recordset(n.was) as e(type text, line1 text, line2 text, city text, state text, postal_code text, country text, source_key text)
                      where e.type = n.type and coalesce(e.source_key, '') = n.source_key) w
         where ${placeOf('w')} = ${placeOf('n')})`;

/** Says the addresses of the batch: the same place in other letters is put right, another place begins where the one before ended. */
export async function writeAddresses(tx: Tx, source: string): Promise<void> {
  await endAddresses(tx, source);
  await tx.run(sql`
    insert into customers.address as a (customer_id, type, line1, line2, city, state, postal_code, county, country, valid_from, source, source_key, recorded_at)
    select n.customer_id, n.type, n.line1, n.line2, n.city, n.state, n.postal_code, n.county, n.country,
           case when former.customer_id is not null then greatest(n.changed_on, former.valid_to) end, ${source}, n.source_key, ${tx.now}::timestamptz
      from (${said(tx)}) n
      left join lateral (select b.customer_id, b.valid_to from customers.address b
                          where b.customer_id = n.customer_id and b.type = n.type and b.source = ${source} and b.source_key = n.source_key and b.valid_to is not null order by b.valid_to desc limit 1) former on true
      left join lateral (select true as stands from customers.address b
                          where b.customer_id = n.customer_id and b.type = n.type and b.source = ${source} and b.source_key = n.source_key and b.valid_to is null limit 1) live on true
     where live.stands or former.customer_id is null or not ${REPEATED}
    on conflict (customer_id, type, source, source_key) where valid_to is null do update
       set line1 = excluded.line1, line2 = excluded.line2, city = excluded.city, state = excluded.state, postal_code = excluded.postal_code, county = excluded.county,
           country = excluded.country, recorded_at = excluded.recorded_at
     where (a.line1, a.line2, a.city, a.state, a.postal_code, a.county, a.country) is distinct from
           (excluded.line1, excluded.line2, excluded.city, excluded.state, excluded.postal_code, excluded.county, excluded.country)`);
}

/** Takes back what a run said of addresses, as if it had never been said: what had ended with it stands again. */
export async function takeBackAddresses(tx: Tx, source: string): Promise<void> {
  await tx.run(sql`
    delete from customers.address a using pg_temp.import_row r, ${part('addresses', 'was')}
     where r.was is not null and a.customer_id = r.customer_id and a.type = e.type and a.source = ${source} and a.source_key = coalesce(e.source_key, '') and a.valid_to is null
       and (a.line1, a.city, a.postal_code) is not distinct from (coalesce(e.line1, ''), coalesce(e.city, ''), coalesce(e.postal_code, ''))`);
  await tx.run(sql`
    update customers.address a set valid_to = null
      from (select distinct on (b.customer_id, b.type, b.source_key) b.customer_id, b.address_id
              from pg_temp.import_row r, ${part('addresses')}, customers.address b
             where b.customer_id = r.customer_id and b.type = e.type and b.source = ${source} and b.source_key = coalesce(e.source_key, '') and b.valid_to is not null
               and (b.line1, b.city, b.postal_code) is not distinct from (coalesce(e.line1, ''), coalesce(e.city, ''), coalesce(e.postal_code, ''))
             order by b.customer_id, b.type, b.source_key, b.valid_to desc, b.address_id desc) last
     where a.customer_id = last.customer_id and a.address_id = last.address_id
       and not exists (select from customers.address c where c.customer_id = a.customer_id and c.type = a.type and c.source = a.source and c.source_key = a.source_key and c.valid_to is null)`);
}

const EVIDENCE = sql`case when p.evidence = '{}' then jsonb_build_object(p.source, p.valid_from) else p.evidence end`;

/** A source that no longer says an affiliation is no evidence of it; when nobody says it, it ends. */
export const endAffiliations = (tx: Tx, source: string) => tx.run(sql`
  update customers.affiliation p set evidence = coalesce(nullif(l.others, '{}'), p.evidence), valid_to = case when l.others = '{}' then ${TODAY(tx)} end
    from (select p.customer_id, p.affiliation_id, ${EVIDENCE} - ${source} as others
            from pg_temp.import_row r, ${part('affiliations', 'was')}, customers.identifier o, customers.affiliation p
           where r.was is not null and o.system = e.system and o.value = e.value and p.customer_id = r.customer_id and p.to_customer_id = o.customer_id and p.role = e.role
             and p.valid_to is null and jsonb_exists(${EVIDENCE}, ${source})
             and not coalesce(r.payload -> 'affiliations', '[]') @> jsonb_build_array(jsonb_build_object('system', e.system, 'value', e.value, 'role', e.role))) l
   where p.customer_id = l.customer_id and p.affiliation_id = l.affiliation_id`);

/** Whose members the parties are: who is not on file yet is left out, and comes with the next load of the file that names both. What others say already gains a witness. */
export async function writeAffiliations(tx: Tx, source: string): Promise<void> {
  await tx.run(sql`
    update customers.affiliation p set evidence = ${EVIDENCE} || jsonb_build_object(${source}::text, ${TODAY(tx)})
      from pg_temp.import_row r, ${part('affiliations')}, customers.identifier o
     where o.system = e.system and o.value = e.value and p.customer_id = r.customer_id and p.to_customer_id = o.customer_id and p.role = e.role and p.valid_to is null`);
  await tx.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source, evidence)
    select distinct r.customer_id, o.customer_id, e.role, ${TODAY(tx)}, ${source}, jsonb_build_object(${source}::text, ${TODAY(tx)})
      from pg_temp.import_row r, ${part('affiliations')}, customers.identifier o
     where o.system = e.system and o.value = e.value and o.customer_id <> r.customer_id
       and not exists (select from customers.affiliation a where a.customer_id = r.customer_id and a.to_customer_id = o.customer_id and a.role = e.role and a.valid_to is null)
    on conflict (customer_id, to_customer_id, role, valid_from) do update set valid_to = null, source = excluded.source, evidence = excluded.evidence`);
}

const RENEWED_AFTER_DAYS = 30; // a file that comes each night would otherwise write every affiliation each night

const stale = (tx: Tx, source: string, keys: readonly string[]): Sql => sql`
      from customers.source_record r, ${part('affiliations')}, customers.identifier o, customers.affiliation p
     where r.source = ${source} and r.source_key = any(${keys}::text[]) and o.system = e.system and o.value = e.value
       and p.customer_id = r.customer_id and p.to_customer_id = o.customer_id and p.role = e.role and p.valid_to is null
       and coalesce((${EVIDENCE} ->> ${source})::date < ${TODAY(tx)} - ${RENEWED_AFTER_DAYS}::integer, true)`;

/** Lines that say again what they said renew their evidence, once a month. */
export async function renewAffiliations(tx: Tx, source: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const customerIds = (await tx.rows<{ customerId: number }>(sql`select distinct p.customer_id ${stale(tx, source, keys)}`)).map((row) => row.customerId);
  await keepChanges(tx, { customerIds, source }, () => tx.run(sql`
    update customers.affiliation t set evidence = n.evidence || jsonb_build_object(${source}::text, ${TODAY(tx)})
      from (select p.customer_id, p.affiliation_id, ${EVIDENCE} as evidence ${stale(tx, source, keys)}) n
     where t.customer_id = n.customer_id and t.affiliation_id = n.affiliation_id`));
}
