import type { ResponseModel } from './types.ts';

const GUESSED = 1; // positive answers' worth of belief in an even spread over the window, until delays are known

/** Counts positive answers by the days they took, decayed like everything else. */
export function recordDelays(model: ResponseModel, days: readonly number[], keep = 1): ResponseModel {
  const delays = model.delays.map((count) => count * keep);
  for (const day of days) {
    if (day >= 0 && day < delays.length) delays[day] = (delays[day] as number) + 1;
  }
  return { ...model, delays };
}

/**
 * What silence weighs after so many whole days: the share of positive answers that would have come by then (one minus the survival of past delays). At the
 * end of the window it is 1, and silence a no.
 */
export function weightOfSilence({ delays }: ResponseModel, age: number): number {
  if (age >= delays.length) return 1;
  const [total, window] = [delays.reduce((sum, one) => sum + one, 0), delays.length];
  const come = delays.slice(0, Math.max(0, age)).reduce((sum, one) => sum + one, 0);
  return (come + (GUESSED * Math.max(0, age)) / window) / (total + GUESSED);
}
