import type { AffiliationRole, Customer, CustomerId } from '../types.ts';

export type Identifier = { readonly system: string; readonly value: string; readonly state: string; readonly validFrom: string | null; readonly validTo: string | null; readonly lapsedFrom: string | null; readonly lapsedTo: string | null; readonly source: string };
export type Address = {
  readonly addressId: number; readonly type: string; readonly line1: string; readonly line2: string; readonly city: string; readonly state: string; readonly postalCode: string;
  readonly county: string; readonly country: string; readonly validFrom: string | null; readonly validTo: string | null; readonly source: string;
};
export type ContactPoint = { readonly contactPointId: number; readonly kind: string; readonly value: string; readonly state: string; readonly stateAt: string | null; readonly stateSource: string | null; readonly rank: number; readonly source: string };
export type Specialty = { readonly code: string; readonly rank: number; readonly licence: string | null; readonly licenceState: string | null; readonly source: string };
/** An affiliation as it is written: by whom it is said, before anybody judges it. */
export type Affiliation = {
  readonly affiliationId: number; readonly toCustomerId: CustomerId; readonly role: AffiliationRole; readonly weight: number; readonly stated: number;
  readonly evidence: Readonly<Record<string, string>>; readonly validFrom: string; readonly validTo: string | null; readonly source: string;
};
export type Owner = { readonly function: string; readonly userId: number };

/** A record by itself: what is its own, with numbers for what is another's. */
export type PlainRecord = Omit<Customer, 'sortName'> & {
  readonly createdAt: string; readonly mergedInto: CustomerId | null;
  readonly identifiers: readonly Identifier[]; readonly addresses: readonly Address[]; readonly contactPoints: readonly ContactPoint[]; readonly specialties: readonly Specialty[];
  readonly affiliations: readonly Affiliation[]; readonly owners: readonly Owner[];
};

/** What can happen to a record. One change may be several of these at once. */
export const CHANGE_KINDS = ['created', 'changed', 'closed', 'reopened', 'address_moved', 'affiliation_began', 'affiliation_ended', 'merged_into', 'merged_from', 'unmerged', 'parted_from', 'removed', 'erased'] as const;
