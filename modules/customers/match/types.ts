/** How two values of a field are compared; levels run from the strongest agreement to the weakest, the last is "differs". */
export type Comparison = 'name' | 'words' | 'identifier' | 'date' | 'text' | 'mail' | 'place' | 'code';

export type ComparedField = {
  readonly field: string;
  readonly as: Comparison;
  /** A field that people write in its place: given and family name, first and second address line. */
  readonly swappedWith: string | null;
  /** How much the rarity of an agreed value counts, 0 to 1: to share a rare name says more than to share a common one. */
  readonly rarity: number;
  /** Fields that come together, such as the telephone and the street of one practice, are not as many witnesses: of those with one word here the strongest counts. */
  readonly together: string | null;
};

/** A part of a blocking key: a field, its sound, its rarest word, its year, or its first letters. */
export type KeyPart = { readonly field: string; readonly take: 'whole' | 'sound' | 'rarest' | 'year' | number };

export type MatchRule = {
  readonly code: string;
  readonly name: string;
  /** Records that agree on any of these keys are compared; a pair that agrees on none is never looked at. */
  readonly block: readonly (readonly KeyPart[])[];
  readonly compare: readonly ComparedField[];
  /** Fields of which two different values forbid that the records are one, whatever the evidence. */
  readonly never: readonly string[];
  /** Probability from which a pair is shown to a steward. */
  readonly review: number;
  /** Probability from which a pair is as good as certain. */
  readonly join: number;
  /** Whether a run joins by itself what is as good as certain and nobody doubts; else it asks. */
  readonly automatic: boolean;
  /** The share of all records that a run may let go into others by itself; a run that would join more asks. */
  readonly atMost: number;
};

/** What each level of each field says: chances among matches (m) and among strangers (u), in the order of the rule's fields and the comparison's levels. */
export type MatchModel = {
  readonly m: readonly (readonly number[])[];
  readonly u: readonly (readonly number[])[];
  /** The share of matches among all pairs there are. */
  readonly lambda: number;
};

/** How often each pattern of levels occurs among pairs. A pattern has one octal digit a field, the first field last; 7 where a value is missing. */
export type PatternCounts = ReadonlyMap<number, number>;

export const MISSING = 7;
