import type { Instant } from '#platform/db';

/** What a touch is for; a decision may speak of one of them or of all. */
export const PURPOSES = ['promotion', 'medical_information', 'service'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Ways to reach a customer, as consent speaks of them; the same list in the same order as on the timeline. */
export const CONSENT_CHANNELS = ['email', 'sms', 'phone', 'visit', 'event', 'portal'] as const;
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number];

export const BASES = ['consent', 'legitimate_interest', 'contract'] as const;
export type Basis = (typeof BASES)[number];

export const RESTRICTION_KINDS = ['do_not_contact', 'product', 'prescriber_data'] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

/** In the order in which they bind. */
export const RULE_KINDS = ['blackout', 'licence_at_address', 'legal_basis', 'cap', 'gap', 'quiet_hours'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export type NewDecision = {
  readonly customerId: number;
  readonly channel: ConsentChannel | 'any';
  readonly purpose: Purpose | 'any';
  /** Null or left out: all products. */
  readonly productId?: number | null;
  readonly market?: string;
  /** False withdraws. */
  readonly granted: boolean;
  readonly basis?: Basis;
  /** unsubscribe_link, reply, form, visit, import … */
  readonly source: string;
  /** Ids and instants that prove it: the message, the form, the visit. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** Version of the text that the customer was shown. */
  readonly textVersion?: string | null;
  readonly effectiveAt?: Instant;
  readonly expiresAt?: Instant | null;
};

export type Decision = {
  readonly customerId: number;
  readonly decisionId: number;
  readonly channel: ConsentChannel | 'any';
  readonly purpose: Purpose | 'any';
  readonly productId: number | null;
  readonly market: string;
  readonly granted: boolean;
  readonly effectiveAt: Instant;
  readonly expiresAt: Instant | null;
};

export type NewRestriction = {
  readonly customerId: number;
  readonly kind: RestrictionKind;
  /** Of a product that is not spoken of with her. */
  readonly productId?: number | null;
  readonly reason: string;
  readonly source: string;
  readonly validFrom?: Instant;
  readonly validTo?: Instant | null;
};

export type NewRule = {
  readonly kind: RuleKind;
  readonly channel?: ConsentChannel | 'any';
  /** Left out: all functions. */
  readonly function?: string;
  /** Left out: all products. */
  readonly productId?: number;
  readonly purpose?: Purpose | 'any';
  readonly market?: string;
  /** Of a legal basis: those that suffice. */
  readonly bases?: readonly Basis[];
  readonly maxTouches?: number;
  readonly windowDays?: number;
  readonly quietFrom?: string;
  readonly quietTo?: string;
  /** Of a blackout: its first and last day, by the customer's own calendar. */
  readonly firstOn?: string;
  readonly lastOn?: string;
  /** The limit as a person would say it. */
  readonly sentence: string;
  /** The law, code or policy that it comes from. */
  readonly source: string;
  readonly validFrom?: Instant;
  readonly validTo?: Instant;
};

/** What consent says of one customer on one channel for a purpose and a product. */
export type Standing = {
  readonly customerId: number;
  readonly channel: ConsentChannel;
  readonly allowed: boolean;
  readonly reason: 'granted' | 'withdrawn' | 'never_asked' | 'not_needed';
  /** The record that decides; null when there is none. */
  readonly decisionId: number | null;
};
