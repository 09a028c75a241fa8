import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { asShown, type Shown } from '../reads/as-shown.ts';
import { getCustomer, getCustomerRecord } from '../reads/customer.ts';
import type { CustomerId } from '../types.ts';
import { colleagueNames, mergedInAt, plainRecordsAt, specialtyNames } from './reads.ts';
import type { PlainRecord } from './types.ts';

/** Under which number a customer was found then. Whoever may see the record of today may see what it was. */
export async function foundThen(tx: Tx, asked: CustomerId, at: string): Promise<PlainRecord> {
  const own = (await plainRecordsAt(tx, [asked], at)).get(asked);
  if (own && own.mergedInto === null) return own;
  const leadsTo = own?.mergedInto ?? (await getCustomer(tx, asked)).customerId;
  const found = (await plainRecordsAt(tx, [leadsTo], at)).get(leadsTo);
  if (found) return found;
  throw new Problem('customers.not_on_file_then', { at });
}

/** One party as it was known at an instant and as its dated parts held on that day, with the names that others had then. Figures are kept by period, not by when we knew them: they are not part of it. */
export async function recordAt(tx: Tx, asked: CustomerId, at: string): Promise<Shown> {
  const { affiliations, createdAt: _, mergedInto: __, ...own } = await foundThen(tx, asked, at);
  const merged = await mergedInAt(tx, own.customerId, at);
  const others = await plainRecordsAt(tx, [...new Set([...affiliations.map((edge) => edge.toCustomerId), ...merged.map((one) => one.customerId)])], at);
  const colleagues = new Map((await colleagueNames(tx, own.owners.map(({ userId }) => userId))).map((one) => [one.userId, one]));
  const codes = new Map((await specialtyNames(tx, own.specialties.map(({ code }) => code))).map((one) => [one.code, one.name]));
  return asShown({
    ...own, askedFor: asked === own.customerId ? null : asked,
    mergedFrom: merged.flatMap((one) => { const who = others.get(one.customerId); return who ? [{ ...one, name: who.name }] : []; }),
    specialties: own.specialties.map((one) => ({ ...one, name: codes.get(one.code) ?? null })),
    belongsTo: affiliations.flatMap(({ toCustomerId, ...edge }) => { const to = others.get(toCustomerId); return to ? [{ ...edge, customerId: toCustomerId, name: to.name, kind: to.kind }] : []; }),
    owners: own.owners.flatMap((one) => { const who = colleagues.get(one.userId); return who ? [{ ...one, name: who.name, roleTitle: who.roleTitle }] : []; }),
    measures: [],
  }, at);
}

/** The record of now, or as it was known at an instant of the past. */
export async function getRecord(tx: Tx, { customerId, asOf }: { readonly customerId: CustomerId; readonly asOf?: string | undefined }): Promise<Shown & { readonly asOf: string | null }> {
  if (asOf === undefined) return { ...await getCustomerRecord(tx, customerId), asOf: null };
  const at = new Date(asOf).toISOString();
  if (at > tx.now) throw new Problem('customers.not_yet', { now: tx.now });
  return { ...await recordAt(tx, customerId, at), asOf: at };
}
