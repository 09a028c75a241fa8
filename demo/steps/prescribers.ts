import { sql } from '#platform/db';
import { asJson, daysAgo, type Load } from '../context.ts';
import { AREAS } from '../lists/areas.ts';
import { HOLDERS } from '../lists/people.ts';
import { SPECIALTIES } from '../lists/specialties.ts';
import { FIRST } from '../make-practices.ts';

const TWINS = 60; // records of an older system that name a person once more, for the steward

async function openTables({ tx, world }: Load): Promise<void> {
  const rows = world.prescribers.map((one) => ({
    id: one.id, npi: one.npi, given: one.given, family: one.family, pronoun: one.pronoun, credential: one.credential, specialty: one.specialty, specialty_name: one.specialtyName, grp: one.kind,
    practice: one.practice, second: one.second, hospital: one.hospital, area: one.area + 1, state: AREAS[one.area]?.state, zone: AREAS[one.area]?.zone, volume: one.volume, decile: one.decile,
    targeted: one.targeted, holder: one.targeted ? HOLDERS[one.area] : null, licence: one.licenceMonths, active: one.active, email: one.email,
  }));
  await tx.run(sql`
    create temp table demo_prescriber on commit drop as
    select * from jsonb_to_recordset(${asJson(rows)}::jsonb)
           as p(id bigint, npi text, given text, family text, pronoun text, credential text, specialty text, specialty_name text, grp text, practice bigint, second bigint, hospital bigint,
                area integer, state text, zone text, volume integer, decile smallint, targeted boolean, holder integer, licence integer, active boolean, email text)`);
  await tx.run(sql`create unique index on demo_prescriber (id)`);
  await tx.run(sql`analyze demo_prescriber`);
}

async function storeTwins({ tx, now }: Load): Promise<void> {
  await tx.run(sql`
    create temp table demo_twin on commit drop as
    select ${FIRST.twin}::bigint + row_number() over (order by p.of_id) - 1 as id, p.* from (
      select id as of_id, given, family, pronoun, credential, specialty, specialty_name, practice, state, zone, npi, row_number() over (order by pg_temp.u(id, 901)) as n
        from demo_prescriber where id > ${FIRST.prescriber + 10} order by pg_temp.u(id, 901) limit ${TWINS}) p`);
  await tx.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, credential, pronoun, specialty, specialty_name, city, state, postal_code, time_zone, source, created_at, updated_at)
    select t.id, 'hcp', w.given || ' ' || t.family, lower(t.family || ' ' || w.given), w.given, t.family, t.credential, t.pronoun, t.specialty, t.specialty_name, o.city, o.state, o.postal_code, t.zone, 'legacy_crm',
           ${daysAgo(now, 400)}::timestamptz, ${daysAgo(now, 400)}::timestamptz
      from demo_twin t join demo_organisation o on o.id = t.practice
           cross join lateral (select case n % 3 when 0 then left(given, 1) || '.' when 1 then given || ' ' || chr(65 + (n % 26)::integer) || '.' else given end as given) w`);
  await tx.run(sql`
    insert into customers.address (customer_id, type, line1, city, state, postal_code, source, recorded_at)
    select t.id, 'practice', replace(o.street, ' Street', ' St'), upper(o.city), o.state, o.postal_code, 'legacy_crm', ${daysAgo(now, 400)}::timestamptz from demo_twin t join demo_organisation o on o.id = t.practice`);
  await tx.run(sql`
    insert into customers.identifier (system, value, customer_id, source)
    select 'legacy_crm', 'L' || lpad(id::text, 7, '0'), id, 'legacy_crm' from demo_twin`);
  await tx.run(sql`
    insert into customers.source_record (customer_id, source, source_key, digest, payload, first_seen_at, last_seen_at)
    select c.customer_id, 'legacy_crm', 'L' || lpad(c.customer_id::text, 7, '0'), md5(c.name || c.customer_id), jsonb_build_object('name', c.name, 'sort_name', c.sort_name, 'given_name', c.given_name, 'family_name', c.family_name,
           'credential', c.credential, 'pronoun', c.pronoun, 'specialty', c.specialty, 'specialty_name', c.specialty_name, 'city', c.city, 'state', c.state, 'postal_code', c.postal_code, 'time_zone', c.time_zone),
           c.created_at, c.created_at
      from demo_twin t join customers.customer c on c.customer_id = t.id`);
  // What an older system keeps of a person: the telephone of the practice as it was typed there, and for some an address that nobody else has.
  await tx.run(sql`
    insert into customers.contact_point (customer_id, kind, value, rank, source, recorded_at)
    select t.id, c.kind, c.value, 1, 'legacy_crm', ${daysAgo(now, 400)}::timestamptz
      from demo_twin t join demo_organisation o on o.id = t.practice
           cross join lateral (values ('phone', o.phone), ('email', case when t.n % 5 < 2 then lower(left(t.given, 1)) || '.' || t.id || '@mail.example' end)) as c(kind, value)
     where c.value is not null`);
}

async function storeParts({ tx, now }: Load): Promise<void> {
  const at = sql`${daysAgo(now, 730)}::timestamptz`;
  await tx.run(sql`insert into customers.identifier (system, value, customer_id, valid_from, source) select 'npi', npi, id, ${daysAgo(now, 3000)}::date, 'master' from demo_prescriber`);
  await tx.run(sql`
    insert into customers.identifier (system, value, customer_id, valid_to, source)
    select 'licence:' || state, state || '-' || lpad((id * 7919 % 1000000)::text, 6, '0'), id, ${now}::date + make_interval(months => licence), 'master' from demo_prescriber`);
  await tx.run(sql`
    insert into customers.address (customer_id, type, line1, city, state, postal_code, source, recorded_at)
    select p.id, 'practice', o.street, o.city, o.state, o.postal_code, 'master', ${at} from demo_prescriber p join demo_organisation o on o.id = p.practice`);
  // One in fifteen has moved since, within the town: the address before stays on file with the day on which it ended.
  await tx.run(sql`
    insert into customers.address (customer_id, type, line1, city, state, postal_code, valid_to, source, recorded_at)
    select p.id, 'practice', (20 + p.id % 900) || ' Old Mill Road', o.city, o.state, o.postal_code, ${now}::date - (60 + (pg_temp.u(p.id, 8) * 600)::integer), 'master', ${at}
      from demo_prescriber p join demo_organisation o on o.id = p.practice where p.id % 15 = 4`);
  await tx.run(sql`
    update customers.address a set valid_from = f.valid_to
      from customers.address f where f.customer_id = a.customer_id and f.type = a.type and f.source = a.source and f.valid_to is not null and a.valid_to is null`);
  await tx.run(sql`
    insert into customers.contact_point (customer_id, kind, value, rank, source, recorded_at)
    select p.id, c.kind, c.value, 1, 'master', ${at}
      from demo_prescriber p join demo_organisation o on o.id = p.practice
           cross join lateral (values
             ('email', p.email), ('phone', case when pg_temp.u(p.id, 1) < 0.97 then o.phone || ' x' || (p.id % 89 + 11) end),
             ('sms', case when pg_temp.u(p.id, 2) < 0.34 then '+1 555-555-01' || lpad((p.id % 100)::text, 2, '0') end), ('portal', case when pg_temp.u(p.id, 3) < 0.28 then 'portal:' || p.npi end)) as c(kind, value)
     where c.value is not null`);
  await tx.run(sql`insert into customers.specialty (customer_id, code, rank, licence_state, source) select id, specialty, 1, state, 'master' from demo_prescriber`);
  await tx.run(sql`
    insert into customers.taxonomy (code, name) select t.code, t.name from jsonb_to_recordset(${asJson(SPECIALTIES.map(({ code, name }) => ({ code, name })))}::jsonb) as t(code text, name text) on conflict do nothing`);
  await tx.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, weight, confidence, valid_from, source, evidence)
    select p.id, a.place, a.role, a.weight, a.confidence, ${now}::date - (400 + (pg_temp.u(p.id, 4) * 2500)::integer), a.source,
           jsonb_build_object(a.source, ${now}::date - case a.source when 'master' then 9 else 20 + (pg_temp.u(p.id, 5) * 300)::integer end)
             || case when a.source = 'master' and pg_temp.u(p.id, 6) < 0.7 then jsonb_build_object('claims', ${now}::date - 20 - (pg_temp.u(p.id, 7) * 300)::integer) else '{}' end
      from demo_prescriber p cross join lateral (values
        (p.practice, 'practises_at', case when p.second is null then 1.0 else 0.7 end, 1.0, 'master'), (p.second, 'practises_at', 0.3, 0.8, 'claims'), (p.hospital, 'admits_to', 0.5, 0.9, 'claims')) as a(place, role, weight, confidence, source)
     where a.place is not null`);
  await tx.run(sql`
    insert into customers.source_record (customer_id, source, source_key, digest, payload, first_seen_at, last_seen_at)
    select p.id, 'master', npi, md5(npi || family || given), jsonb_build_object('npi', npi, 'name', given || ' ' || family, 'sort_name', lower(family || ' ' || given), 'given_name', given, 'family_name', family, 'credential', credential,
           'pronoun', pronoun, 'specialty', specialty, 'specialty_name', specialty_name, 'city', o.city, 'state', o.state, 'postal_code', o.postal_code, 'time_zone', p.zone), ${at}, ${daysAgo(now, 9)}::timestamptz
      from demo_prescriber p join demo_organisation o on o.id = p.practice`);
  await tx.run(sql`
    insert into customers.measure (customer_id, name, period, subject, value, source)
    select id, 'class_trx', (extract(year from ${now}::timestamptz) - 1)::text, 'type 2 diabetes', volume, 'claims' from demo_prescriber where volume > 0`);
}

/** 12,000 prescribers with what hangs on each, and sixty records that say the same person twice. */
export async function prescribers(load: Load): Promise<number> {
  const { tx, now } = load;
  await openTables(load);
  const stored = await tx.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, credential, pronoun, status, specialty, specialty_name, city, state, postal_code, time_zone, decile, licence_valid_until, source, created_at, updated_at)
    select p.id, 'hcp', p.given || ' ' || p.family, lower(p.family || ' ' || p.given), p.given, p.family, p.credential, p.pronoun, case when p.active then 'active' else 'inactive' end, p.specialty, p.specialty_name,
           o.city, o.state, o.postal_code, p.zone, p.decile, (${now}::date + make_interval(months => p.licence))::date, 'master', ${daysAgo(now, 730)}::timestamptz, ${daysAgo(now, 9)}::timestamptz
      from demo_prescriber p join demo_organisation o on o.id = p.practice`);
  await storeParts(load);
  await storeTwins(load);
  await tx.run(sql`select setval(pg_get_serial_sequence('customers.customer', 'customer_id'), 100000)`);
  return stored + TWINS;
}
