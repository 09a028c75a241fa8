import type { Evidence, ResponseModel } from './types.ts';

/** A fact that moves many customers at once, e.g. a formulary win. */
type Turn = {
  /** Becomes the name of a weight: 1 for contacts of customers it reached, sent since. */
  readonly name: string;
  /** What is expected of it on the logit scale, and how surely. */
  readonly guess: number;
  readonly precision: number;
};

/**
 * Moves the prior mean of the customers that an event reached: they get a weight of their own, which all their answers teach together from the first day on.
 * Nobody else's model changes.
 */
export function addTurn(model: ResponseModel, { name, guess, precision }: Turn): ResponseModel {
  return {
    ...model, names: [...model.names, name], priorMean: [...model.priorMean, guess], priorPrecision: [...model.priorPrecision, precision],
    shift: [...model.shift, 0], weight: [...model.weight, 0],
  };
}

/** What these customers showed before counts for so much less: it was said in another situation. */
export function discount(evidence: Evidence, rows: Iterable<number>, keep: number): Evidence {
  const { shift, weight } = { shift: evidence.shift.slice(), weight: evidence.weight.slice() };
  for (const row of rows) {
    shift[row] = (shift[row] as number) * keep;
    weight[row] = (weight[row] as number) * keep;
  }
  return { shift, weight };
}
