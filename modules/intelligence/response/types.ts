/**
 * Evidence in natural form: `weight` is its precision, `shift` its precision times its mean. It adds up, and what a prior says stands apart from it, so that
 * a prior may move without the evidence being read again, and forgetting is one multiplication.
 */
export type Evidence = { readonly shift: Float64Array; readonly weight: Float64Array };

/** What is believed of customers before they have answered: how much they differ, and where those of one specialty, segment and region lie together. */
export type CustomerPrior = {
  readonly variance: number;
  /** By the path of a group, e.g. `cardiology` and `cardiology/high/east`: the deviation from the model of all. */
  readonly means: Readonly<Record<string, number>>;
};

/** One channel and one outcome. Plain numbers: it is kept as a row of a table and as JSON. */
export type ResponseModel = {
  readonly channel: string;
  readonly outcome: string;
  /** Of the weights: `intercept` first, then the features, then events in their order. */
  readonly names: readonly string[];
  readonly priorMean: readonly number[];
  readonly priorPrecision: readonly number[];
  readonly shift: readonly number[];
  readonly weight: readonly number[];
  /** After so many days evidence of the weights counts half. */
  readonly halfLifeDays: number;
  readonly customers: CustomerPrior;
  /** How many positive answers came after 0, 1, … days; as many as the window has. */
  readonly delays: readonly number[];
};

/** Contacts of one channel, or others with the same outcome, as columns. */
export type Observations = {
  /** A row of values for each contact, in the order of the model's names. */
  readonly values: Float64Array;
  /** Which of the customers of `Evidence` it was. */
  readonly customer: Int32Array;
  /** 1 positive, 0 not. */
  readonly positive: Uint8Array;
  /** 1 for what is known; for silence the share of positive answers that would have come by now. */
  readonly weight: Float64Array;
};

/** What is known of customers whose effects are asked for: one or all, row by row. */
export type Customers = {
  readonly evidence: Evidence;
  /** Prior mean of each. */
  readonly prior: Float64Array;
};
