import { hash } from 'node:crypto';
import { audit } from '#platform/audit';
import { sql, type Actor, type Db, type LocalDate, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { keepChanges } from './history/keep-changes.ts';
import { deriveGolden } from './import/golden.ts';
import { natively, rootsAmong } from './merge/natively.ts';
import { checkedFields } from './checked-fields.ts';
import { getCustomer } from './reads/customer.ts';
import { findSpecialty } from './reads/list.ts';
import { sortNameOf } from './rules/names.ts';
import { timeZoneOf } from './rules/time-zone.ts';
import type { Customer, CustomerId, Pronoun } from './types.ts';
import { lockCustomer, movePractice, partyOf, upsertSourceRecord, type Practice } from './writes.ts';

type CustomerChanges = {
  readonly name?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly credential?: string;
  readonly pronoun?: Pronoun;
  readonly status?: 'active' | 'inactive';
  readonly specialty?: string;
  readonly specialtyName?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly timeZone?: string;
  readonly language?: string;
  readonly decile?: number;
  readonly licenceValidUntil?: LocalDate;
  /** The street of the practice: with the place it is a new address from `movedOn` on, and ends the others. */
  readonly line1?: string;
  readonly line2?: string;
  readonly movedOn?: LocalDate;
};
export type UpdateCustomer = { readonly customerId: CustomerId; readonly version: number; readonly changes: CustomerChanges; readonly reason: string };

// Names and places survive as one: a correction of a part says the whole.
function factsOf(before: Customer, changes: CustomerChanges): Record<string, unknown> {
  const after = { ...before, ...changes };
  const facts: Record<string, unknown> = {
    credential: changes.credential, pronoun: changes.pronoun, status: changes.status, specialty: changes.specialty, specialty_name: changes.specialtyName,
    language: changes.language, decile: changes.decile, licence_valid_until: changes.licenceValidUntil, time_zone: changes.timeZone,
  };
  if (changes.name !== undefined || changes.givenName !== undefined || changes.familyName !== undefined) {
    const name = changes.name ?? [after.givenName, after.familyName].filter(Boolean).join(' ');
    Object.assign(facts, { name, given_name: after.givenName, family_name: after.familyName, sort_name: sortNameOf({ given: after.givenName, family: after.familyName, name }) });
  }
  if (changes.line1 !== undefined || changes.city !== undefined || changes.state !== undefined || changes.postalCode !== undefined) {
    Object.assign(facts, { city: after.city ?? '', state: after.state, postal_code: after.postalCode });
    facts['time_zone'] ??= timeZoneOf(after.state ?? '', after.postalCode ?? '') ?? undefined;
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** The practice that the correction names, whole, and the day since which she is there. */
function practiceOf(tx: Tx, { city, state, postal_code }: Record<string, unknown>, { line1, line2 = '', movedOn }: CustomerChanges): { address: Practice; on: LocalDate } | undefined {
  const today = tx.now.slice(0, 10);
  if (movedOn !== undefined && movedOn > today) throw new Problem('customers.not_yet', { now: tx.now });
  return line1 === undefined ? undefined : { address: { type: 'practice', line1, line2, city: String(city ?? ''), state: String(state ?? ''), postal_code: String(postal_code ?? '') }, on: movedOn ?? today };
}

/** A specialty that is named in words goes with its code: the name of a code that stands would win over the words, and the correction change nothing. */
async function withSpecialty(tx: Tx, before: Customer, changes: CustomerChanges): Promise<CustomerChanges> {
  const { specialtyName: name, specialty } = changes;
  if (name === undefined || specialty !== undefined || name === before.specialtyName) return changes;
  const known = await findSpecialty(tx, name);
  if (known) return { ...changes, specialty: known.code, specialtyName: known.name };
  if (before.specialty === null) return changes;
  throw new Problem('request.invalid', { fields: [{ field: 'specialtyName', message: `“${name}” is no specialty on file. Write it as the list of customers names it, such as Cardiology.` }] });
}

/** The parts of a place in the form in which they are kept; what stands already is not judged again. */
function inForm(before: Customer, changes: CustomerChanges): CustomerChanges {
  const given = (['state', 'postalCode'] as const).flatMap((field) => (changes[field] === undefined || changes[field] === before[field] ? [] : [[field, changes[field]] as const]));
  return { ...changes, ...Object.fromEntries(checkedFields(given, before.country)) };
}

/** Corrects a customer within a transaction; `version` left out, whatever stands now. Returns what it said before and says now. */
export async function correctWithin(tx: Tx, { customerId: asked, version, changes: wanted, reason }: Omit<UpdateCustomer, 'version'> & { readonly version?: number }): Promise<Customer> {
  const { customerId } = await getCustomer(tx, asked); // the number of a merged record corrects the one that it went into
  const locked = await lockCustomer(tx, customerId);
  if (!locked) throw new Problem('request.not_found');
  const before = await getCustomer(tx, customerId);
  if (version !== undefined && locked.version !== version) throw new Problem('request.conflict', { version: locked.version, current: before });
  const changes = await withSpecialty(tx, before, inForm(before, wanted));
  const facts = factsOf(before, changes);
  const practice = practiceOf(tx, facts, changes);
  const payload = practice ? { ...facts, addresses: [practice.address], changed_on: practice.on } : facts;
  const records = practice ? await partyOf(tx, customerId) : [];
  await keepChanges(tx, { customerIds: [customerId], source: 'steward' }, async () => natively(tx, await rootsAmong(tx, [customerId]), async () => {
    await upsertSourceRecord(tx, { customerId, source: 'steward', key: `C${customerId}`, digest: hash('sha1', JSON.stringify([locked.version, payload])), payload });
    if (practice) await movePractice(tx, { customerId, records, ...practice });
    await deriveGolden(tx, sql`select ${customerId}::bigint as customer_id`);
  }));
  const was = Object.fromEntries(Object.keys(changes).map((field) => [field, before[field as keyof Customer]]));
  await audit(tx, { action: 'customers.update', resource: 'customers.customer', customerId, recordId: customerId, before: was, after: changes, reason });
  await announce(tx, { topic: 'customers.customer', customerId, permission: 'customers:read' });
  return getCustomer(tx, customerId);
}

/** A steward's correction: it stands above what every source says, also in imports to come. Refused when somebody else was quicker. */
export const updateCustomer = (db: Db, actor: Actor, input: UpdateCustomer): Promise<Customer> => db.transaction(actor, (tx) => correctWithin(tx, input));
