import { WIDTH, type Near } from './near.ts';
import { amountOf, NONE } from './problem.ts';
import { bestThatFits, fits, give, valueOf, type Standing } from './standing.ts';

// One customer is given what she has not, whoever stands in the way gives way and takes the next best, and what came free on the way goes to whom it gains
// most. What gains as a whole stays; all else is taken back.

const MOST_EJECTED = 3;
/** Added to what an ejection costs, as a share of the price: so that of nearly equal ones now this gives way, now that. */
const CHANCE = 0.1;
const ROUNDING = 1e-12;

type Trail = { readonly customers: number[]; readonly before: number[]; gain: number };
type Search = { readonly standing: Standing; readonly near: Near; readonly trail: Trail; readonly random: () => number };

function move({ standing, trail }: Search, i: number, k: number): void {
  const before = standing.choice[i]!;
  trail.customers.push(i);
  trail.before.push(before);
  trail.gain += valueOf(standing.problem, k) - valueOf(standing.problem, before);
  give(standing, i, k);
}

/** What a customer loses by price when she has to leave what she has. */
function lossOf({ problem, nets, choice }: Standing, i: number): number {
  let other = 0;
  for (let k = problem.firstCandidate[i]!, end = problem.firstCandidate[i + 1]!; k < end; k += 1) if (k !== choice[i] && nets[k]! > other) other = nets[k]!;
  return nets[choice[i]!]! - other;
}

/** Takes a resource from whom it costs least, but not from her for whom it is wanted. */
function eject(search: Search, r: number, wantedFor: number): boolean {
  const { standing, near, random } = search;
  const chance = CHANCE * standing.prices[r]!;
  let [worst, least] = [NONE, Infinity];
  for (let at = r * WIDTH, end = at + near.counts[r]!; at < end; at += 1) {
    const i = near.customers[at]!;
    if (i === wantedFor || standing.choice[i] !== near.candidates[at]) continue;
    const loss = (lossOf(standing, i) + chance * amountOf(standing.problem, near.candidates[at]!, r)) * (0.25 + random());
    if (loss < least) [worst, least] = [i, loss];
  }
  if (worst === NONE) return false;
  move(search, worst, NONE);
  return true;
}

/** Gives what came free to whom it gains most. */
function refill(search: Search, r: number): void {
  const { standing, near } = search;
  const { problem, choice, room } = standing;
  if (room[r] === 0) return;
  let [best, gain] = [NONE, ROUNDING];
  for (let at = r * WIDTH, end = at + near.counts[r]!; at < end; at += 1) {
    const more = problem.values[near.candidates[at]!]! - valueOf(problem, choice[near.customers[at]!]!);
    if (more > gain && fits(standing, near.customers[at]!, near.candidates[at]!)) [best, gain] = [at, more];
  }
  if (best !== NONE) move(search, near.customers[best]!, near.candidates[best]!);
}

/** Makes room for a candidate; false when too many would have to give way. */
function clear(search: Search, i: number, k: number): boolean {
  const { standing: { problem, room, choice } } = search;
  for (let u = problem.firstUse[k]!, ejected = 0; u < problem.firstUse[k + 1]!; u += 1) {
    const r = problem.useResources[u]!;
    while (room[r]! + amountOf(problem, choice[i]!, r) < problem.useAmounts[u]!) {
      if (ejected === MOST_EJECTED || !eject(search, r, i)) return false;
      ejected += 1;
    }
  }
  return true;
}

function attempt(search: Search, i: number, k: number): boolean {
  const { standing, trail } = search;
  const { problem } = standing;
  if (!clear(search, i, k)) return false;
  const ejected = trail.customers.length;
  move(search, i, k);
  for (let t = 0; t < ejected; t += 1) {
    const next = bestThatFits(standing, trail.customers[t]!);
    if (next !== NONE) move(search, trail.customers[t]!, next);
  }
  for (let t = 0, end = trail.customers.length; t < end; t += 1) {
    const before = trail.before[t]!;
    if (before === NONE) continue;
    for (let u = problem.firstUse[before]!; u < problem.firstUse[before + 1]!; u += 1) refill(search, problem.useResources[u]!);
  }
  return trail.gain > ROUNDING;
}

/** Tries so many exchanges among the candidates near to changing hands, drawn at random. */
export function improve(standing: Standing, near: Near, { tries, random }: { readonly tries: number; readonly random: () => number }): void {
  const places: number[] = [];
  for (const [r, count] of near.counts.entries()) for (let c = 0; c < count; c += 1) places.push(r * WIDTH + c); // also where the price is 0: whole uses collide there too
  const trail: Trail = { customers: [], before: [], gain: 0 };
  for (let t = 0; t < (places.length ? tries : 0); t += 1) {
    const at = places[Math.floor(random() * places.length)]!;
    const [i, k] = [near.customers[at]!, near.candidates[at]!];
    if (standing.choice[i] === k) continue;
    trail.customers.length = trail.before.length = trail.gain = 0;
    if (attempt({ standing, near, trail, random }, i, k)) continue;
    for (let back = trail.customers.length - 1; back >= 0; back -= 1) give(standing, trail.customers[back]!, trail.before[back]!);
  }
}
