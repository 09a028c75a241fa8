import { descending } from './descending.ts';
import { NONE } from './problem.ts';
import { fits, give, valueOf, type Standing } from './standing.ts';

/** Of what would be worth more to her than what she has, and finds room, the best by net. */
function wishOf(standing: Standing, i: number): number {
  const { problem, choice, nets } = standing;
  const now = valueOf(problem, choice[i]!);
  let wish = NONE;
  for (let k = problem.firstCandidate[i]!, end = problem.firstCandidate[i + 1]!; k < end; k += 1) {
    if (problem.values[k]! > now && (wish === NONE || nets[k]! > nets[wish]!) && fits(standing, i, k)) wish = k;
  }
  return wish;
}

/** What is left over is given to whom it gains most, until nobody gains. */
export function fill(standing: Standing): void {
  const { choice, nets } = standing;
  for (let moved = true; moved;) {
    moved = false;
    const wishing: number[] = [];
    for (let i = 0; i < choice.length; i += 1) if (wishOf(standing, i) !== NONE) wishing.push(i);
    const gains = wishing.map((i) => nets[wishOf(standing, i)]! - (choice[i] === NONE ? 0 : nets[choice[i]!]!));
    const least = gains.reduce((low, gain) => Math.min(low, gain), Infinity);
    for (const at of descending(Float32Array.from(gains, (gain) => gain - least))) {
      const i = wishing[at]!;
      const wish = wishOf(standing, i);
      if (wish === NONE) continue;
      give(standing, i, wish);
      moved = true;
    }
  }
}
