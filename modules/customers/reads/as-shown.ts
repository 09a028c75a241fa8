import { inOrder } from '../history/assemble.ts';
import type { Address, Affiliation, ContactPoint, Identifier, Owner, Specialty } from '../history/types.ts';
import { confidenceOf, evidenceOf, type Evidence } from '../rules/confidence.ts';
import { inForce } from '../rules/in-force.ts';
import type { Customer, CustomerId, CustomerKind } from '../types.ts';

type Edge = Omit<Affiliation, 'toCustomerId'> & { readonly customerId: CustomerId; readonly name: string; readonly kind: CustomerKind };
type InForce = { readonly inForce: boolean };
type Judged<E> = Omit<E, 'stated' | 'evidence'> & InForce & { readonly confidence: number; readonly evidence: readonly Evidence[] };

/** A record as it is read, before anybody judges what holds. */
type Read = Omit<Customer, 'sortName'> & {
  readonly askedFor: number | null;
  readonly mergedFrom: readonly { readonly mergeId: number; readonly customerId: CustomerId; readonly name: string; readonly mergedAt: string; readonly mergedByName: string | null }[];
  readonly identifiers: readonly Identifier[];
  readonly addresses: readonly Address[];
  readonly contactPoints: readonly ContactPoint[];
  readonly specialties: readonly (Specialty & { readonly name: string | null })[];
  readonly belongsTo: readonly Edge[];
  readonly owners: readonly (Owner & { readonly name: string; readonly roleTitle: string })[];
  readonly measures: readonly { readonly name: string; readonly period: string; readonly subject: string; readonly value: string; readonly suppressed: boolean; readonly source: string }[];
};
export type Shown = Omit<Read, 'identifiers' | 'addresses' | 'belongsTo'> & {
  readonly identifiers: readonly (Identifier & InForce)[]; readonly addresses: readonly (Address & InForce)[]; readonly belongsTo: readonly Judged<Edge>[];
};

/** What an affiliation is worth on a day: whether it holds, how sure we are, and on whose word. What has ended is judged on its last day. */
export function judged<E extends Pick<Affiliation, 'source' | 'stated' | 'validFrom' | 'validTo' | 'evidence'>>(edge: E, day: string): Judged<E> {
  const evidence = evidenceOf(edge);
  const { stated: _, evidence: __, ...rest } = edge;
  return { ...rest, evidence, confidence: confidenceOf(evidence, edge.validTo !== null && edge.validTo < day ? edge.validTo : day), inForce: inForce(edge, day) };
}

const byWeight = (a: Judged<Edge>, b: Judged<Edge>) => Number(b.inForce) - Number(a.inForce) || (b.validTo ?? '').localeCompare(a.validTo ?? '') || b.weight - a.weight || a.name.localeCompare(b.name) || a.affiliationId - b.affiliationId;

/** Judges every dated part of a record on the day of an instant: the record of today and the record of then are judged alike. */
export function asShown(record: Read, at: string): Shown {
  const day = at.slice(0, 10);
  const ordered = inOrder(record);
  const lapsed = ({ lapsedFrom, lapsedTo }: Identifier) => lapsedFrom !== null && inForce({ validFrom: lapsedFrom, validTo: lapsedTo }, day);
  return {
    ...ordered, identifiers: ordered.identifiers.map((one) => ({ ...one, inForce: inForce(one, day) && !lapsed(one) })),
    addresses: ordered.addresses.map((one) => ({ ...one, inForce: inForce(one, day) })), belongsTo: record.belongsTo.map((edge) => judged(edge, day)).sort(byWeight),
  };
}
