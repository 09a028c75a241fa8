import { sql } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import { sortNameOf, splitName } from './rules/names.ts';
import { npiOf } from './rules/npi.ts';
import { timeZoneOf } from './rules/time-zone.ts';
import type { AffiliationRole, CustomerId, CustomerKind } from './types.ts';

export { makeDuplicates } from './match/makers.ts';

let serial = 0;

export type MakeCustomer = {
  readonly name?: string; readonly kind?: CustomerKind; readonly npi?: string; readonly specialty?: string; readonly specialtyName?: string; readonly city?: string; readonly state?: string;
  readonly status?: string; readonly decile?: number; readonly licenceValidUntil?: string; readonly email?: string; readonly phone?: string; readonly pronoun?: string;
};

/** A valid customer, a prescriber in New York unless said otherwise, with an NPI when it is a prescriber; returns its id. */
export async function makeCustomer(db: TestDatabase, given: MakeCustomer = {}): Promise<{ customerId: CustomerId }> {
  serial += 1;
  const { kind = 'hcp', name = `Test Customer${serial}`, state = 'NY', city = 'New York' } = given;
  const person = kind === 'hcp' || kind === 'contact' || kind === 'patient';
  const parts = person ? splitName(name) : null;
  const at = db.clock().toISOString();
  const { customerId } = await db.owner.one<{ customerId: number }>(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, given_name, family_name, pronoun, status, specialty, specialty_name, city, state, time_zone, decile,
                                    licence_valid_until, source, created_at, updated_at)
    values (${kind === 'patient' ? sql`nextval('customers.patient_number')` : sql`nextval(pg_get_serial_sequence('customers.customer', 'customer_id'))`}, ${kind}, ${name},
            ${sortNameOf({ ...parts, name })}, ${parts?.given ?? null}, ${parts?.family ?? null}, ${given.pronoun ?? (person ? 'they' : 'it')}, ${given.status ?? 'active'},
            ${given.specialty ?? null}, ${given.specialtyName ?? null}, ${city}, ${state}, ${timeZoneOf(state) ?? 'America/New_York'}, ${given.decile ?? null}::smallint,
            ${given.licenceValidUntil ?? null}::date, 'made', ${at}::timestamptz, ${at}::timestamptz)
    returning customer_id`);
  const npi = given.npi ?? (kind === 'hcp' ? npiOf(90_000_000 + (customerId % 10_000_000)) : null);
  if (npi) await db.owner.run(sql`insert into customers.identifier (system, value, customer_id, source) values ('npi', ${npi}, ${customerId}::bigint, 'made')`);
  const points = [['email', given.email], ['phone', given.phone]].filter(([, value]) => value);
  if (points.length) {
    await db.owner.run(sql`
      insert into customers.contact_point (customer_id, kind, value, source, recorded_at)
      select ${customerId}::bigint, n.kind, n.value, 'made', ${at}::timestamptz from unnest(${points.map(([k]) => k)}::text[], ${points.map(([, v]) => v)}::text[]) as n(kind, value)`);
  }
  return { customerId };
}

/** An affiliation in force from 2020 on unless said otherwise. */
export async function makeAffiliation(db: TestDatabase, edge: { customerId: CustomerId; toCustomerId: CustomerId; role?: AffiliationRole; validFrom?: string; validTo?: string; weight?: number }): Promise<void> {
  await db.owner.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, weight, valid_from, valid_to, source)
    values (${edge.customerId}::bigint, ${edge.toCustomerId}::bigint, ${edge.role ?? 'practises_at'}, ${edge.weight ?? 1}::real, ${edge.validFrom ?? '2020-01-01'}::date, ${edge.validTo ?? null}::date, 'made')`);
}

/** Lets a representative see a customer: the row that alignment keeps. */
export const makeMembership = (db: TestDatabase, { customerId, userId }: { customerId: CustomerId; userId: number }) =>
  db.owner.run(sql`insert into access.membership (customer_id, user_id) values (${customerId}::bigint, ${userId}::integer) on conflict do nothing`);
