import type { Instant, LocalDate } from '#platform/db';

/** What the finder knows of one liaison at an instant. */
export type LiaisonFacts = {
  readonly userId: number;
  readonly name: string;
  readonly languages: readonly string[];
  readonly timeZone: string;
  /** The end of the certificate in force, where she has one. */
  readonly certifiedUntil: LocalDate | null;
  /** The end of one that is over, where there was one. */
  readonly endedOn: LocalDate | null;
  readonly presence: 'available' | 'busy' | 'away';
  readonly presenceUntil: Instant | null;
  readonly isWorkday: boolean;
  /** Her working hours of that day, as instants. */
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly blocks: readonly Block[];
  /** Since when she has spoken with the customer, if she has. */
  readonly knowsSince: Instant | null;
};

export type Block = { readonly from: Instant; readonly to: Instant };

export const NOT_OFFERED = ['not_certified', 'certificate_ended', 'language', 'away', 'outside_hours'] as const;
export type NotOffered = (typeof NOT_OFFERED)[number];

export type FoundLiaison = Pick<LiaisonFacts, 'userId' | 'name' | 'presence' | 'languages' | 'timeZone' | 'knowsSince' | 'blocks'> & {
  readonly certifiedUntil: LocalDate;
  readonly free: boolean;
  /** When free: until when. */
  readonly freeUntil: Instant | null;
  /** When not: from when, as far as is known. */
  readonly freeFrom: Instant | null;
};

export type Finder = {
  readonly at: Instant;
  readonly people: readonly FoundLiaison[];
  readonly notOffered: readonly { readonly reason: NotOffered; readonly count: number; readonly people: readonly { readonly userId: number; readonly name: string; readonly detail: string | null }[] }[];
};

export type FinderQuestion = { readonly productId: number; readonly market: string; readonly language?: string; readonly customerId?: number; readonly at?: Instant };

export const INQUIRY_STATES = ['new', 'submitted', 'assigned', 'in_progress', 'completed', 'closed'] as const;
type InquiryState = (typeof INQUIRY_STATES)[number];

/** A line of the list: that she asked, not what. */
export type InquiryRow = {
  readonly inquiryId: number; readonly customerId: number; readonly customerName: string; readonly credential: string | null; readonly specialtyName: string | null;
  readonly city: string | null; readonly timeZone: string; readonly productId: number | null; readonly productName: string | null; readonly state: InquiryState;
  readonly ownerId: number | null; readonly askedByName: string | null; readonly wish: string; readonly preferredTime: string;
  readonly openedAt: Instant; readonly dueAt: Instant; readonly answeredAt: Instant | null; readonly handOverId: number | null; readonly handOverState: string | null;
};

export type Inquiry = InquiryRow & {
  readonly question: string; readonly unsolicited: boolean; readonly answer: string | null; readonly topics: readonly string[]; readonly callback: string;
  readonly caseId: number | null; readonly interactionId: number | null;
};

export const INSIGHT_TYPES = ['efficacy', 'safety_profile', 'dosing', 'access', 'unmet_need', 'education', 'other'] as const;
export type InsightType = (typeof INSIGHT_TYPES)[number];
