import type { World } from './world.ts';

/** An answer, or the end of waiting for it. */
export type Answer = { readonly customer: number; readonly channel: number; readonly sentOn: number; readonly positive: boolean };

/** Chooses a channel for each contact of a day, and hears of answers when they are known. */
export type Policy = {
  choose(day: number, customers: Int32Array): ArrayLike<number>;
  hear?(day: number, answers: readonly Answer[]): void;
};

/** What each day brought in true chances (not in luck), beside the best and the mean over channels for the same contacts. */
export type Run = { readonly reward: Float64Array; readonly oracle: Float64Array; readonly random: Float64Array };

/** Best and mean chance of a customer's channels. */
function limits(world: World, day: number, customer: number): { best: number; mean: number } {
  let [best, sum] = [0, 0];
  for (let channel = 0; channel < world.shape.channels; channel += 1) {
    const chance = world.chance(day, customer, channel);
    best = Math.max(best, chance);
    sum += chance;
  }
  return { best, mean: sum / world.shape.channels };
}

/** Lets a policy live through the world. Answers of a day are heard the next morning, before anything is chosen. */
export function run(world: World, policy: Policy): Run {
  const { days, window } = world.shape;
  const known: Answer[][] = Array.from({ length: days + window + 2 }, () => []);
  const [reward, oracle, random] = [new Float64Array(days), new Float64Array(days), new Float64Array(days)];
  for (const [day, contacts] of world.contacts.entries()) {
    policy.hear?.(day, known[day] ?? []);
    const channels = policy.choose(day, contacts);
    for (const [place, customer] of contacts.entries()) {
      const channel = channels[place] as number;
      const chance = world.chance(day, customer, channel);
      const { best, mean } = limits(world, day, customer);
      reward[day] = (reward[day] as number) + chance;
      oracle[day] = (oracle[day] as number) + best;
      random[day] = (random[day] as number) + mean;
      const delay = world.delays[day]?.[place] as number;
      const positive = (world.luck[day]?.[place] as number) < chance && delay < window;
      known[day + 1 + (positive ? Math.floor(delay) : window)]?.push({ customer, channel, sentOn: day, positive });
    }
  }
  return { reward, oracle, random };
}

const sum = (values: Float64Array, from: number, to: number): number => values.subarray(from, to).reduce((total, value) => total + value, 0);

/** Share of the reward between random and oracle that was had from one day to another (not included). */
export function captured({ reward, oracle, random }: Run, from: number, to: number): number {
  const floor = sum(random, from, to);
  return (sum(reward, from, to) - floor) / (sum(oracle, from, to) - floor);
}
