import type { Channel } from '#interactions';
import type { Basis, RuleKind } from '#consent';
import type { Instant } from '#platform/db';

export type { Channel };

/** Why a touch is refused, in the order in which the reasons are looked at. */
export const REFUSALS = {
  not_active: 'The customer is no longer active.',
  do_not_contact: 'Do not contact.',
  product_restricted: 'This product is not spoken of with her.',
  licence_not_valid: 'The licence is not valid.',
  licence_elsewhere: 'There is no licence in the state of her address.',
  separation: 'Medical and commercial work stay apart.',
  blackout: 'A blackout period is on.',
  content_not_approved: 'No approved content is in date for this audience and market.',
  no_address: 'No address for this channel is on file.',
  address_withdrawn: 'The address on file may no longer be used.',
  address_bounced: 'Mail to the address on file came back.',
  consent_withdrawn: 'Consent was withdrawn.',
  no_consent: 'Consent was never given.',
  no_legal_basis: 'There is no legal basis that suffices.',
  against_wish: 'It is against a wish on record.',
  cap_reached: 'The contact cap is reached.',
  minimum_gap: 'The minimum gap has not passed.',
  no_owner: 'Nobody is responsible for the customer.',
  no_capacity: 'Nobody has time left.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export type Purpose = 'promotion' | 'medical_information' | 'service';

/** A way to touch that could be used; the same for every customer of a set. */
export type Candidate = {
  readonly channel: Channel;
  readonly function: string;
  readonly purpose: Purpose;
  readonly productId: number | null;
  readonly market: string;
  /** The content that would be used, where the channel carries content. */
  readonly versionId: number | null;
};

/** A rule in force, from consent.rule. */
export type GateRule = {
  readonly ruleId: number;
  readonly kind: RuleKind;
  readonly channel: Channel | 'any';
  /** Null: all functions. */
  readonly function: string | null;
  /** Null: all products. */
  readonly productId: number | null;
  readonly bases: readonly Basis[] | null;
  readonly maxTouches: number | null;
  readonly windowDays: number | null;
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  readonly sentence: string;
};

/** Customer numbers above the one and up to the other. */
type CustomerRange = { readonly after: number; readonly through: number };

/** Everything that is the same for all customers of a question. */
export type GateContext = {
  readonly now: Instant;
  readonly purpose: Purpose;
  readonly market: string;
  readonly rules: readonly GateRule[];
  /** The set is a sizeable part of the customers whose numbers lie in this range: read that range of each history once instead of looking it up customer by customer. Same answers, another plan. */
  readonly range?: CustomerRange;
};

/** What must be on file to use a channel. */
export const NEEDS_ADDRESS: Readonly<Partial<Record<Channel, string>>> = { email: 'email', sms: 'sms', phone: 'phone' };
