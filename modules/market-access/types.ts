/** Prior authorisation, step therapy, quantity limit, age limit, limited access, specialty pharmacy. */
export const RESTRICTIONS = ['PA', 'ST', 'QL', 'AGE', 'LA', 'SP'] as const;
type Restriction = (typeof RESTRICTIONS)[number];

export const BOOKS = ['commercial', 'medicare_part_d', 'medicaid', 'exchange', 'va_dod'] as const;
export type Book = (typeof BOOKS)[number];

export const STATUSES = ['covered', 'not_covered'] as const;
type Status = (typeof STATUSES)[number];

export const CHANGES = ['win', 'loss', 'tier_improved', 'tier_worsened', 'restriction_added', 'restriction_removed', 'baseline'] as const;
export type Change = (typeof CHANGES)[number];

/** Where a product stands on a plan's formulary. */
export type Standing = { readonly status: Status; readonly tier: number | null; readonly restrictions: readonly Restriction[] };

export type NewPlan = { readonly customerId: number; readonly payerCustomerId: number; readonly book: Book; readonly coveredLives: number; readonly pharmacyLives: number };

export type NewPosition = Standing & { readonly customerId: number; readonly productId: number; readonly effectiveFrom: string; readonly source: string };

export type AccessEvent = Standing & {
  readonly payerId: number;
  readonly productId: number;
  readonly planIds: readonly number[];
  /** A day, YYYY-MM-DD: formularies change on days, not at instants. */
  readonly effectiveFrom: string;
  readonly source: string;
};

export type RecordedAccessEvent = {
  /** Null where nothing is told: a first "not covered", or a competitor's product. */
  readonly eventId: number | null;
  readonly eventType: string | null;
  readonly changes: readonly { readonly planId: number; readonly change: Change; readonly positionId: number }[];
  /** Plans that stood like this already. */
  readonly unchanged: readonly number[];
};

export type PayerRow = {
  readonly customerId: number; readonly name: string; readonly city: string | null; readonly state: string | null; readonly isMine: boolean;
  readonly ownerId: number | null; readonly plans: number; readonly coveredLives: number; readonly plansAtTier2: number; readonly livesAtTier2: number;
  readonly lastChangeAt: string | null;
};

export type PositionRow = Standing & {
  readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly book: Book; readonly coveredLives: number;
  readonly productId: number; readonly positionId: number; readonly effectiveFrom: string; readonly effectiveTo: string | null;
  readonly change: Change; readonly source: string; readonly recordedAt: string; readonly recordedByName: string | null; readonly eventId: number | null;
};

/** A plan with its standing on a day, and what is to come. */
export type PlanStanding = {
  readonly planId: number; readonly planName: string; readonly payerId: number; readonly payerName: string; readonly book: Book;
  readonly coveredLives: number; readonly pharmacyLives: number;
  readonly status: Status | 'not_recorded'; readonly tier: number | null; readonly restrictions: readonly Restriction[];
  readonly since: string | null; readonly change: Change | null; readonly source: string | null;
  readonly next: { readonly status: Status; readonly tier: number | null; readonly restrictions: readonly Restriction[]; readonly effectiveFrom: string; readonly change: Change; readonly eventId: number | null } | null;
};
