import { normal, type Random } from '../../../packages/engagement-world/index.ts';
import type { AllocationProblem } from './problem.ts';

// Customers with six ways to reach each of them, and what is scarce: minutes and mails of her representative, slots of the liaison of her region, mails of
// the head office, seats, money. A visit with its way takes 40 to 80 minutes of a day of 480 (every fifth person 240) less an hour at most for meetings:
// seven or eight, none of them in parts.

const DAY = 480;
const CHANNELS = 6;
const VISITS = { minutes: 40, spread: 9, step: 5 } as const;
/** From, and up to: ways and gifts differ. */
const CENTS = { visit: [300, 3_000], repMail: [5, 5], liaison: [1_500, 4_500], headMail: [2, 2], seat: [1_000, 4_000], letter: [40, 400] } as const;
const USES = [2, 2, 2, 2, 2, 1] as const; // visit, her representative's mail, liaison, head office's mail, seat, letter
const USES_EACH = USES.reduce((sum, uses) => sum + uses, 0);
const ANSWERS = [0.3, 0.12, 0.35, 0.07, 0.2, 0.04] as const;
const SPREAD = 0.7; // of the log odds between customers, as in the simulator
const CUSTOMERS_A_LIAISON = 10_000;

/** So many customers of so many representatives; the same random numbers make the same problem. */
export function makeAllocation({ customers, people, random }: { readonly customers: number; readonly people: number; readonly random: Random }): AllocationProblem {
  const between = ([from, to]: readonly [number, number]) => from + Math.floor(random() * (to - from + 1));
  const liaisons = Math.max(1, Math.round(customers / CUSTOMERS_A_LIAISON));
  const [mails, liaison, office, seats, money] = [people, 2 * people, 2 * people + liaisons, 2 * people + liaisons + 1, 2 * people + liaisons + 2];
  const capacities = new Float64Array(money + 1);
  for (let person = 0; person < people; person += 1) {
    capacities[person] = (person % 5 === 4 ? DAY / 2 : DAY) - VISITS.step * Math.floor(random() * 13);
    capacities[mails + person] = 10;
  }
  capacities.fill(Math.max(2, Math.round((customers / liaisons) * 0.004)), liaison, liaison + liaisons);
  capacities[office] = Math.round(customers * 0.1);
  capacities[seats] = Math.max(3, Math.round(customers * 0.008));
  capacities[money] = customers * 150;
  const candidates = customers * CHANNELS;
  const problem = {
    customerIds: Float64Array.from({ length: customers }, (_, at) => 1_000 + at), firstCandidate: Uint32Array.from({ length: customers + 1 }, (_, at) => at * CHANNELS),
    options: new Uint16Array(candidates), values: new Float64Array(candidates), firstUse: new Uint32Array(candidates + 1),
    useResources: new Uint32Array(customers * USES_EACH), useAmounts: new Uint32Array(customers * USES_EACH), capacities,
  };
  let use = 0;
  const add = (resource: number, amount: number) => { problem.useResources[use] = resource; problem.useAmounts[use] = amount; use += 1; };
  for (let at = 0; at < customers; at += 1) {
    const person = Math.floor((at * people) / customers);
    const own = [
      [person, VISITS.minutes + VISITS.step * Math.floor(random() * VISITS.spread), CENTS.visit], [mails + person, 1, CENTS.repMail],
      [liaison + Math.floor((at * liaisons) / customers), 1, CENTS.liaison], [office, 1, CENTS.headMail], [seats, 1, CENTS.seat], [money, between(CENTS.letter), null],
    ] as const;
    const worth = Math.exp(0.8 * normal(random));
    const liking = normal(random);
    for (const [option, [resource, amount, range]] of own.entries()) {
      const k = at * CHANNELS + option;
      const odds = (ANSWERS[option]! / (1 - ANSWERS[option]!)) * Math.exp(SPREAD * (0.5 * liking + 0.87 * normal(random)));
      problem.options[k] = option;
      problem.values[k] = worth * (odds / (1 + odds)) * (0.9 + 0.2 * random()) - 0.005;
      problem.firstUse[k] = use;
      add(resource, amount);
      if (range) add(money, between(range));
    }
  }
  problem.firstUse[candidates] = use;
  return problem;
}
