import type { Policy } from '#platform/auth';
import type { Instant, LocalDate, Role, Tx } from '#platform/db';
import type { Route } from '#platform/http';

/** The functions of the company, as on every task and touch. */
export const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services', 'operations'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** What a person can be: the engine and visitors are nobody's role. */
export const PERSON_ROLES = ['administrator', 'market_access', 'marketing', 'contact_centre', 'medical', 'field', 'director', 'steward', 'reviewer', 'safety'] as const satisfies readonly Role[];
export type PersonRole = (typeof PERSON_ROLES)[number];

export const PERSON_STATES = ['active', 'inactive'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export type NewPerson = {
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
  readonly roleTitle: string;
  readonly function: FunctionName;
  readonly timeZone?: string;
  readonly languages?: readonly string[];
  readonly markets?: readonly string[];
  readonly managerId?: number | null;
};

export type PersonChanges = Partial<Omit<NewPerson, 'email'>>;

export type PersonRow = {
  readonly userId: number; readonly name: string; readonly email: string; readonly role: PersonRole; readonly roleTitle: string; readonly function: FunctionName; readonly timeZone: string;
  readonly languages: string[]; readonly markets: string[]; readonly managerId: number | null; readonly managerName: string | null; readonly state: PersonState; readonly version: number;
  readonly teams: string[]; readonly lastSignInAt: Instant | null;
};

/** One kind of thing that waits for a person, and how many of it. */
export const HANGING = ['task', 'case', 'hand_over', 'visit', 'customer', 'territory', 'report', 'team'] as const;
export type Hanging = { readonly kind: (typeof HANGING)[number]; readonly count: number };

/** Why a customer belongs to a person's own work: the record that made it so. */
export const MEMBER_SOURCES = ['territory', 'owner', 'visit', 'organisation', 'payer', 'other'] as const;
export type MemberSource = { readonly kind: (typeof MEMBER_SOURCES)[number]; readonly label: string; readonly record: string | null; readonly since: LocalDate | null; readonly count: number };

/** Whose work a customer is now: who could say more of her, and by what. */
export type Holder = { readonly kind: 'territory' | 'owner'; readonly userId: number | null; readonly name: string | null; readonly label: string };

export const BREAK_GLASS_REASONS = ['covers_for_colleague', 'customer_asked', 'safety_matter', 'complaint', 'hand_over'] as const;
export type BreakGlassReason = (typeof BREAK_GLASS_REASONS)[number];

export const DECISIONS = ['keep', 'change', 'end'] as const;
export type ReviewDecision = (typeof DECISIONS)[number];

type Notice = { readonly userIds?: readonly number[]; readonly role?: string; readonly customerId?: number; readonly kind: string; readonly headline: string; readonly detail?: string; readonly link?: string; readonly key: string };

/** What waits for a person and would change hands with customers: visits that are planned, tasks that are open. */
export type MovingWork = { readonly userId: number; readonly visits: number; readonly visitsOut: number; readonly visitsIn: number; readonly tasks: number; readonly tasksOut: number; readonly tasksIn: number };
/** Customer n goes from whom to whom; nobody is null. */
export type Hands = { readonly customerIds: readonly number[]; readonly fromIds: readonly number[]; readonly toIds: readonly (number | null)[] };

/** What a change of territories needs of modules above: who sees what follows field's rules, what hangs on customers is theirs to count. */
export type AlignPorts = {
  /** Makes what these people see what their territories, owners and visits say, in the transaction. */
  readonly keepMembership: (tx: Tx, userIds: readonly number[]) => Promise<{ added: number; removed: number }>;
};

/** What only modules above can say or do; the server hands it in. */
export type Ports = AlignPorts & {
  readonly workOf: (tx: Tx, hands: Hands, userIds: readonly number[]) => Promise<readonly MovingWork[]>;
  /** The policy that the database runs. */
  readonly policy: Policy;
  /** Every route of the product. */
  readonly routes: () => readonly Route[];
  /** What touches are for: consent's closed list. */
  readonly purposes: readonly string[];
  readonly hangsOn: (tx: Tx, userId: number) => Promise<readonly Hanging[]>;
  readonly whyMember: (tx: Tx, who: { readonly userId: number; readonly customerId: number }) => Promise<readonly MemberSource[]>;
  readonly holdersOf: (tx: Tx, customerId: number) => Promise<readonly Holder[]>;
  readonly notify: (tx: Tx, notices: readonly Notice[]) => Promise<void>;
};
