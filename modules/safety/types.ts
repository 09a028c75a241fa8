import type { Instant } from '#platform/db';

export const SAFETY_KINDS = ['adverse_event', 'product_complaint', 'special_situation'] as const;
export type SafetyKind = (typeof SAFETY_KINDS)[number];
export const SAFETY_STATES = ['received', 'forwarded', 'acknowledged', 'nullified'] as const;
export type SafetyState = (typeof SAFETY_STATES)[number];
export const SAFETY_CHANNELS = ['phone', 'email', 'visit', 'event', 'portal', 'sms', 'other'] as const;

export type NewReport = {
  readonly kind: SafetyKind;
  readonly productId?: number | null;
  readonly caseId?: number | null;
  /** Who told us; left out when unknown. */
  readonly customerId?: number;
  readonly channel: (typeof SAFETY_CHANNELS)[number];
  /** When somebody of ours first heard of it; left out, now. */
  readonly awareAt?: Instant;
  readonly narrative: string;
  /** Initials, age, sex: as far as told. */
  readonly patient?: string;
};

/** All that a reporter ever sees again. */
export type Receipt = { readonly receipt: string; readonly kind: SafetyKind; readonly dayZeroAt: Instant; readonly dueAt: Instant; readonly recordedAt: Instant };

export type SafetyEvent = {
  readonly safetyId: number;
  readonly receipt: string;
  readonly customerId: number;
  readonly customerName: string | null;
  readonly kind: SafetyKind;
  readonly state: SafetyState;
  readonly productId: number | null;
  readonly productName: string | null;
  readonly channel: string;
  readonly caseId: number | null;
  readonly reportedBy: number | null;
  readonly reporterName: string | null;
  readonly dayZeroAt: Instant;
  readonly dueAt: Instant;
  readonly recordedAt: Instant;
  readonly forwardedAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly nullifiedAt: Instant | null;
  readonly nullifiedReason: string | null;
  readonly reference: string | null;
};
