import { sql } from '#platform/db';
import type { TestDatabase } from '#platform/testing';

/** Made prescribers, numbered from 1, in practices of four; the last of them, `twice`, stand a second time from 10,001 on, as another system wrote them down. */
export async function makeDuplicates(db: TestDatabase, { people, twice }: { readonly people: number; readonly twice: number }): Promise<void> {
  const now = db.clock().toISOString();
  await db.owner.run(sql`
    create temp table made as
    select n as id, n as party, (array['Ana', 'Boris', 'Carmen', 'Dmitri', 'Elena', 'Farouk', 'Gita', 'Hugo', 'Ines', 'Jorge', 'Kemal', 'Lena', 'Marco'])[1 + n * 7 % 13] as given,
           (array['Abara', 'Birnbaum', 'Cisneros', 'Dalgaard', 'Ekwueme', 'Ferreira', 'Ghorbani'])[1 + n * 5 % 7] || (array['', 'son', 'ley', 'er', 'man', 'stein', 'ova', 'wick', 'ford', 'by', 'ham'])[1 + n * 3 % 11] as family,
           '555' || lpad((n / 4)::text, 3, '0') || '0199' as phone, (n / 4) || ' Alder Street' as line, 'Town' || n / 40 as city, 'm' || n || '@clinic.example' as email
      from generate_series(1, ${people}::integer) n`);
  await db.owner.run(sql`insert into made select id + 10000, party, given, case when id % 2 = 0 then family else overlay(family placing 'x' from 4 for 1) end, phone, line, city, case when id % 3 = 0 then email end from made where id > ${people - twice}::integer`);
  await db.owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, specialty_name, city, state, postal_code, source, created_at, updated_at)
    select id, 'hcp', given || ' ' || family, lower(family || ' ' || given), given, family, (array['Cardiology', 'Nephrology', 'Urology'])[1 + party % 3], city, 'NY', lpad((10000 + party / 40)::text, 5, '0'), 'test', ${now}::timestamptz, ${now}::timestamptz from made`);
  await db.owner.run(sql`insert into customers.address (customer_id, type, line1, city, state, postal_code, source, recorded_at) select id, 'practice', line, city, 'NY', lpad((10000 + party / 40)::text, 5, '0'), 'test', ${now}::timestamptz from made`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) select id, 'phone', phone, 'test', ${now}::timestamptz from made union all select id, 'email', email, 'test', ${now}::timestamptz from made where email is not null`);
  await db.owner.run(sql`insert into customers.identifier (system, value, customer_id, source) select 'npi', (1000000000 + party)::text, id, 'test' from made where id < 10000`);
}

