import { normal, seeded, type Random } from './random.ts';
import type { Answer, Policy } from './run.ts';
import type { World } from './world.ts';

const most = (count: number, of: (index: number) => number): number => {
  let [best, value] = [0, -Infinity];
  for (let index = 0; index < count; index += 1) {
    const one = of(index);
    if (one > value) [best, value] = [index, one];
  }
  return best;
};

/** Knows every chance. */
export const oraclePolicy = (world: World): Policy => ({
  choose: (day, customers) => customers.map((customer) => most(world.shape.channels, (channel) => world.chance(day, customer, channel))),
});

/** Any channel, each as likely. */
export function randomPolicy(world: World): Policy {
  const random = seeded(world.seed ^ 0x51ed27);
  return { choose: (_day, customers) => customers.map(() => Math.floor(random() * world.shape.channels)) };
}

/** One channel for everybody and always: the one that is best in hindsight. */
export function fixedPolicy(world: World): Policy {
  const best = most(world.shape.channels, (channel) => world.contacts.reduce((total, contacts, day) => contacts.reduce((sum, customer) => sum + world.chance(day, customer, channel), total), 0));
  return { choose: (_day, customers) => customers.map(() => best) };
}

/** A draw from the gamma distribution of a shape of 1 or more (Marsaglia and Tsang). */
function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

const SEGMENT_FEATURES = 3; // their signs make eight segments

/** Thompson sampling with a beta distribution for each of eight segments and each channel. */
export function segmentPolicy(world: World): Policy {
  const { channels, features } = world.shape;
  const random = seeded(world.seed ^ 0x2c1b3c6d);
  const segmentOf = (customer: number) => Array.from({ length: SEGMENT_FEATURES }, (_, f) => ((world.features[customer * features + f] as number) > 0 ? 2 ** f : 0)).reduce((sum, bit) => sum + bit, 0);
  const counts = Array.from({ length: 2 ** SEGMENT_FEATURES * channels }, () => ({ yes: 1, no: 1 }));
  const hear = (_day: number, answers: readonly Answer[]) => {
    for (const { customer, channel, positive } of answers) {
      const cell = counts[segmentOf(customer) * channels + channel];
      if (cell) cell[positive ? 'yes' : 'no'] += 1;
    }
  };
  const draw = ({ yes, no }: { yes: number; no: number }) => {
    const a = gamma(random, yes);
    return a / (a + gamma(random, no));
  };
  return { hear, choose: (_day, customers) => customers.map((customer) => most(channels, (channel) => draw(counts[segmentOf(customer) * channels + channel] ?? { yes: 1, no: 1 }))) };
}
