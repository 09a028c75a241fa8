/** People of a randomised trial of one treatment against none, as columns. Features should have mean 0 and variance 1. */
export type Trial = {
  readonly width: number;
  /** A row of features for each person. */
  readonly features: Float64Array;
  /** 1 treated, 0 not. */
  readonly treated: Uint8Array;
  /** 1 where the outcome came. */
  readonly outcome: Uint8Array;
};

/** What ranks people: higher is treated first. Only an uplift score is a difference of chances; the others are orders. */
export type Scorer = (features: Float64Array) => Float64Array;
