import type { Trial } from './types.ts';

/** The rows from the highest score to the lowest; of equal scores the later row comes first, as scikit-uplift sorts them. */
function order(scores: Float64Array): Int32Array {
  return Int32Array.from(scores.keys()).sort((a, b) => (scores[b] as number) - (scores[a] as number) || b - a);
}

type People = Pick<Trial, 'treated' | 'outcome'>;

/**
 * Uplift among the share k that is scored highest: rate of the treated among them less rate of the others among them
 * (scikit-uplift, `uplift_at_k` with strategy `overall`; the first ⌊n k⌋ rows).
 */
export function upliftAt({ treated, outcome }: People, scores: Float64Array, k: number): number {
  const [came, count] = [[0, 0], [0, 0]] as [[number, number], [number, number]];
  for (const row of order(scores).subarray(0, Math.floor(scores.length * k))) {
    const of = treated[row] as 0 | 1;
    count[of] += 1;
    came[of] += outcome[row] as number;
  }
  return came[1] / count[1] - came[0] / count[0];
}

/**
 * Area under the Qini curve by trapezoids. The curve starts at (0, 0) and has a point after each group of equal scores: over the n highest,
 *   Q(n) = came among the treated − came among the others × treated ÷ others     (the second term is 0 while there are no others).
 * Returns the area and the last point.
 */
function qiniArea({ treated, outcome }: People, scores: Float64Array): { readonly area: number; readonly last: number } {
  const rows = order(scores);
  let [area, x, y] = [0, 0, 0];
  const [came, count] = [[0, 0], [0, 0]] as [[number, number], [number, number]];
  for (const [place, row] of rows.entries()) {
    const of = treated[row] as 0 | 1;
    count[of] += 1;
    came[of] += outcome[row] as number;
    const next = rows[place + 1];
    if (next !== undefined && scores[next] === scores[row]) continue;
    const value = came[1] - (count[0] > 0 ? (came[0] * count[1]) / count[0] : 0);
    area += ((place + 1 - x) * (y + value)) / 2;
    [x, y] = [place + 1, value];
  }
  return { area, last: y };
}

/**
 * Qini coefficient: (area − area of the straight line to the last point) ÷ (area of the perfect order − that of its straight line), where the perfect order
 * puts the treated who came first, then all who did not come, then the untreated who came (scikit-uplift, `qini_auc_score` with `negative_effect=True`).
 */
export function qini(people: People, scores: Float64Array): number {
  const perfect = Float64Array.from(people.outcome, (came, row) => (came === 0 ? 0 : people.treated[row] === 1 ? 1 : -1));
  const [own, best] = [qiniArea(people, scores), qiniArea(people, perfect)];
  const line = (best.last * people.outcome.length) / 2;
  return (own.area - line) / (best.area - line);
}
