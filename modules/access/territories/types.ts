import type { LocalDate } from '#platform/db';

export const ROLES_THERE = ['holder', 'support', 'manager'] as const;
export type RoleThere = (typeof ROLES_THERE)[number];

export const EXCEPTION_KINDS = ['include', 'exclude'] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

export const ALIGNMENT_STATES = ['draft', 'scheduled', 'applied', 'discarded'] as const;
export type AlignmentState = (typeof ALIGNMENT_STATES)[number];

/** Which customers lie in a territory: within a list one suffices, all lists that are given must hold. */
export type Criteria = {
  readonly priority: number;
  readonly countries: readonly string[];
  readonly states: readonly string[];
  /** Beginnings of postal codes. */
  readonly postal: readonly string[];
  readonly cities: readonly string[];
  readonly specialties: readonly string[];
  readonly kinds: readonly string[];
  /** Organisations: whoever belongs to them. */
  readonly underIds: readonly number[];
  readonly decileFrom: number | null;
  readonly decileTo: number | null;
};

/** The definitions as they stand on a day, with a draft as though it were committed; 0 is no draft. */
export type View = { readonly alignmentId: number; readonly on: LocalDate };
