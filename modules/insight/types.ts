import type { Kind } from '#interactions';

/** What a row of the timeline is to a dashboard. */
export type KindGroup = 'sent' | 'met' | 'opened' | 'answered' | 'ended' | 'other';

/** Kinds by group; what is not listed is other. */
export const KIND_GROUPS: Readonly<Record<Exclude<KindGroup, 'other'>, readonly Kind[]>> = {
  sent: ['email_sent', 'sms_sent', 'letter_sent', 'portal_message', 'event_invited', 'answer'],
  met: ['visit', 'call', 'meeting', 'presentation', 'sample', 'event_attended'],
  opened: ['email_opened'],
  answered: ['email_clicked', 'choice', 'reply', 'sms_received', 'portal_visit', 'inquiry', 'visit_request', 'sample_request', 'survey'],
  ended: ['email_bounced', 'unsubscribe', 'complaint', 'call_missed', 'visit_declined'],
};

/** Kinds with which we reach somebody. */
export const TOUCH_KINDS: readonly Kind[] = [...KIND_GROUPS.sent, ...KIND_GROUPS.met];
/** Kinds with which she answers. */
export const ANSWER_KINDS: readonly Kind[] = [...KIND_GROUPS.answered, 'event_attended'];
/** Kinds that say that she took part, whoever began: an opened mail alone does not. */
export const ENGAGEMENT_KINDS: readonly Kind[] = [...KIND_GROUPS.answered, 'event_attended', 'visit', 'call', 'meeting'];

/** Functions in the order of every chart. Patient services never appear: the counts are made where their rows cannot be seen. */
export const REACHING_FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre'] as const;
export type ReachingFunction = (typeof REACHING_FUNCTIONS)[number];

/** Channels of the awareness proxy, in the order in which they are shown. */
export const AWARENESS_CHANNELS = ['visit', 'phone', 'email', 'event', 'portal', 'sms'] as const;
export type AwarenessChannel = (typeof AWARENESS_CHANNELS)[number];

export const ACTIVITY_KINDS = ['action', 'task', 'email', 'visit', 'call'] as const;

/** Whatever the product. */
export const ALL_PRODUCTS = 0;

export const ANSWER_DAYS = 28; // an answer later than four weeks answers something else
export const AWARENESS_DAYS = 90;
export const PLAYED_DAYS = 30;
export const CASCADE_DAYS = 84;
/** The same figure twelve weeks before is what it is compared with. */
export const COMPARED_DAYS = 84;
export const WEEKS_KEPT_FRESH = 53;

/** A share with its 95 % Wilson interval; value is null when there is nobody to ask. */
export type Share = { readonly value: number | null; readonly low: number; readonly high: number; readonly n: number; readonly of: number };

export type FigureCode = 'reached' | 'answered' | 'lift' | 'prevented' | 'first_touch';

export type Figure = {
  readonly code: FigureCode;
  /** Null: cannot be said; `sentence` says why. */
  readonly value: number | null;
  readonly unit: 'customers' | 'share' | 'points' | 'touches' | 'minutes';
  readonly low: number | null;
  readonly high: number | null;
  readonly base: number | null;
  readonly before: number | null;
  readonly sentence: string;
  readonly definition: string;
  readonly asOf: string | null;
};

export const ACCOUNT_KINDS = ['payer', 'idn', 'hco'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Categories of an account, in the order of insight.account.categories; empty: not known. */
export const CATEGORIES = ['state', 'benefit_manager', 'review_month'] as const;

/** Numbers of an account, in the order of insight.account.amounts and .scaled: at most 32. */
export const AMOUNTS = [
  'covered_lives', 'plans', 'prescribers', 'places', 'beds',
  'book_commercial', 'book_medicare_part_d', 'book_medicaid', 'book_exchange', 'book_va_dod',
  'lives_covered', 'lives_tier2', 'lives_restricted',
  'specialty_1', 'specialty_2', 'specialty_3', 'specialty_4', 'specialty_5', 'specialty_6',
  'answers_email', 'answers_sms', 'answers_phone', 'answers_visit', 'answers_event', 'answers_portal',
] as const;
export type Amount = (typeof AMOUNTS)[number];
/** Amounts that are sizes, compared by their logarithm between the 5th and the 95th percentile; the others are shares already. */
export const SIZES: readonly Amount[] = ['covered_lives', 'plans', 'prescribers', 'places', 'beds'];
