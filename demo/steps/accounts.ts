import { sql } from '#platform/db';
import { asJson, daysAgo, type Load } from '../context.ts';
import { NETWORKS, PAYERS } from '../lists/accounts.ts';
import { AREAS } from '../lists/areas.ts';
import { FAMILY, HE, SHE } from '../lists/names.ts';
import { FIRST } from '../make-practices.ts';
import { pick, seeded } from '../random.ts';

type Organisation = { readonly id: number; readonly kind: string; readonly name: string; readonly city: string; readonly state: string; readonly postal_code: string; readonly zone: string; readonly street: string; readonly phone: string | null; readonly parent: number | null };

const EASTERN = 'America/New_York';
const base = { postal_code: '', zone: EASTERN, street: '', phone: null, parent: null };

function organisations({ world }: Load): Organisation[] {
  let planId = FIRST.plan;
  const payers = PAYERS.flatMap(({ name, city, state, plans }, index) => {
    const id = FIRST.payer + index;
    return [{ ...base, id, kind: 'payer', name, city, state }, ...plans.map((plan) => ({ ...base, id: planId++, kind: 'plan', name: plan.name, city, state, parent: id }))];
  });
  const networks = NETWORKS.map(({ name, city, state }, index) => ({ ...base, id: FIRST.network + index, kind: 'idn', name, city, state }));
  const hospitals = world.hospitals.map(({ id, name, town, postalCode, area, network }) => ({ ...base, id, kind: 'hco', name, city: town, state: AREAS[area]?.state ?? 'NY', postal_code: postalCode, zone: AREAS[area]?.zone ?? EASTERN, street: '1 Hospital Plaza', parent: network }));
  const practices = world.practices.map(({ id, name, town, postalCode, area, street, phone, network, ofEmpire }) => ({
    id, kind: 'hco', name, city: town, state: AREAS[area]?.state ?? 'NY', postal_code: postalCode, zone: AREAS[area]?.zone ?? EASTERN, street, phone, parent: ofEmpire ? FIRST.payer : network,
  }));
  return [...payers, ...networks, ...hospitals, ...practices];
}

/** Formulary decision makers: two at each payer. */
function contacts(): object[] {
  const random = seeded(11);
  return PAYERS.flatMap(({ name, city, state }, index) => ['Pharmacy director', 'Chair of the formulary committee'].map((title, place) => {
    const isShe = random() < 0.5;
    const [given, family] = [pick(random, isShe ? SHE : HE), pick(random, FAMILY)];
    return { id: FIRST.contact + index * 2 + place, given, family, name: `${given} ${family}`, pronoun: isShe ? 'she' : 'he', title, city, state, payer: FIRST.payer + index, mail: `${given}.${family}@${name}.example`.toLowerCase().replace(/[^a-z.@]+/g, '-') };
  }));
}

async function storeContacts({ tx, now }: Load): Promise<number> {
  const rows = asJson(contacts());
  const shape = sql`jsonb_to_recordset(${rows}::jsonb) as c(id bigint, given text, family text, name text, pronoun text, title text, city text, state text, payer bigint, mail text)`;
  await tx.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, credential, pronoun, city, state, source, created_at, updated_at)
    select c.id, 'contact', c.name, lower(c.family || ' ' || c.given), c.given, c.family, c.title, c.pronoun, c.city, c.state, 'master', ${daysAgo(now, 780)}::timestamptz, ${daysAgo(now, 200)}::timestamptz from ${shape}`);
  await tx.run(sql`
    insert into customers.contact_point (customer_id, kind, value, source, recorded_at)
    select c.id, 'email', c.mail, 'master', ${daysAgo(now, 780)}::timestamptz from ${shape}`);
  return tx.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source, evidence)
    select c.id, c.payer, 'contact_of', ${daysAgo(now, 900)}::date, 'master', jsonb_build_object('master', ${daysAgo(now, 200)}::date) from ${shape}`);
}

/** Payers, plans, networks, hospitals and practices, and how they hang together. */
export async function accounts(load: Load): Promise<number> {
  const { tx, now } = load;
  await tx.run(sql`
    create temp table demo_organisation on commit drop as
    select * from jsonb_to_recordset(${asJson(organisations(load))}::jsonb)
           as o(id bigint, kind text, name text, city text, state text, postal_code text, zone text, street text, phone text, parent bigint)`);
  const stored = await tx.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, pronoun, city, state, postal_code, time_zone, source, created_at, updated_at)
    select id, kind, name, lower(name), 'it', city, state, nullif(postal_code, ''), zone, 'master', ${daysAgo(now, 790)}::timestamptz, ${daysAgo(now, 120)}::timestamptz from demo_organisation`);
  await tx.run(sql`
    insert into customers.identifier (system, value, customer_id, source)
    select case kind when 'plan' then 'plan' when 'payer' then 'payer' else 'onekey' end, 'ABC-' || lpad(id::text, 6, '0'), id, 'master' from demo_organisation`);
  await tx.run(sql`
    insert into customers.address (customer_id, type, line1, city, state, postal_code, source, recorded_at)
    select id, 'practice', street, city, state, postal_code, 'master', ${daysAgo(now, 790)}::timestamptz from demo_organisation where kind = 'hco'`);
  await tx.run(sql`
    insert into customers.contact_point (customer_id, kind, value, source, recorded_at)
    select id, 'phone', phone, 'master', ${daysAgo(now, 790)}::timestamptz from demo_organisation where phone is not null`);
  await tx.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source, evidence)
    select id, parent, case kind when 'plan' then 'plan_of' else 'part_of' end, ${daysAgo(now, 1400)}::date, 'master', jsonb_build_object('master', ${daysAgo(now, 120)}::date) from demo_organisation where parent is not null`);
  const beds = load.world.hospitals.map(({ id, beds: value }) => ({ id, name: 'beds', subject: '', value }));
  const benefit = PAYERS.flatMap(({ benefitManager, reviewMonth }, index) => [
    { id: FIRST.payer + index, name: 'benefit_manager', subject: benefitManager, value: 1 }, { id: FIRST.payer + index, name: 'review_month', subject: '', value: reviewMonth }]);
  await tx.run(sql`
    insert into customers.measure (customer_id, name, period, subject, value, source)
    select m.id, m.name, ${now.slice(0, 4)}, m.subject, m.value, 'master' from jsonb_to_recordset(${asJson([...beds, ...benefit])}::jsonb) as m(id bigint, name text, subject text, value numeric)`);
  return stored + await storeContacts(load);
}
