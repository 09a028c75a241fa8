import { normal, seeded, type Random } from './random.ts';

/** How a world is made. Defaults are the world that the benchmark reports. */
export type WorldShape = {
  readonly customers: number;
  readonly channels: number;
  readonly features: number;
  readonly days: number;
  /** Share of the customers contacted each day. */
  readonly contacted: number;
  /** Logit of the middle channel for the middle customer. */
  readonly base: number;
  readonly channelSd: number;
  readonly featureSd: number;
  /** Of each customer with each channel, on the logit scale. */
  readonly customerSd: number;
  /** Share of that variance which customers of one specialty, segment and region have in common. */
  readonly shared: number;
  /** A day's step of each coefficient. */
  readonly driftSd: number;
  /** The day on which a formulary win moves the channels of those it reaches; none when it lies past the end. */
  readonly breakDay: number;
  readonly reached: number;
  readonly breakSd: number;
  /** Mean delay of a positive answer, in days. */
  readonly delay: number;
  /** After so many days an answer no longer counts, and silence is a no. */
  readonly window: number;
};

// base, channelSd and featureSd were set once so that a random choice, the best fixed channel and an oracle that sees features alone reach 0.40, 0.61 and 0.89
// of the full oracle, the published figures of this world; no learner was run for it.
const SHAPE: WorldShape = {
  customers: 4000, channels: 6, features: 8, days: 240, contacted: 0.1, base: -2.2, channelSd: 0.5, featureSd: 0.35, customerSd: 0.7, shared: 0, driftSd: 0.01,
  breakDay: 120, reached: 0.5, breakSd: 0.5, delay: 5, window: 14,
};

/** Attributes that a company knows of a customer, as small whole numbers. */
export type Attributes = { readonly specialty: number; readonly segment: number; readonly region: number };

export type World = {
  readonly shape: WorldShape;
  readonly seed: number;
  /** customers × features, row after row. */
  readonly features: Float64Array;
  readonly attributes: readonly Attributes[];
  /** 1 for those whom the formulary win reaches. */
  readonly reached: Uint8Array;
  /** Who is contacted, day after day. */
  readonly contacts: readonly Int32Array[];
  /** For each contact, what decides its outcome and its delay, whatever the channel: policies are compared on the same luck. */
  readonly luck: readonly Float64Array[];
  readonly delays: readonly Float64Array[];
  /** The true chance of a positive answer. */
  chance(day: number, customer: number, channel: number): number;
};

type Truth = { readonly coefficients: readonly Float64Array[]; readonly effects: Float64Array; readonly shift: Float64Array };

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Evenly spread levels in random order: how far channels differ is the same in each world. */
function levels(random: Random, { channels, base, channelSd }: WorldShape): number[] {
  const even = Array.from({ length: channels }, (_, channel) => (channels === 1 ? 0 : (2 * channel) / (channels - 1) - 1));
  const spread = Math.sqrt(even.reduce((sum, one) => sum + one * one, 0) / channels) || 1;
  for (let i = channels - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [even[i], even[j]] = [even[j] as number, even[i] as number];
  }
  return even.map((one) => base + (channelSd * one) / spread);
}

/** Coefficients of each day: an intercept and the features, channel after channel, on a random walk. */
function walk(random: Random, shape: WorldShape): Float64Array[] {
  const width = shape.features + 1;
  const first = new Float64Array(shape.channels * width);
  for (const [channel, level] of levels(random, shape).entries()) {
    first[channel * width] = level;
    for (let f = 1; f < width; f += 1) first[channel * width + f] = shape.featureSd * normal(random);
  }
  const days = [first];
  while (days.length < shape.days) days.push((days.at(-1) as Float64Array).map((value) => value + shape.driftSd * normal(random)));
  return days;
}

function effectsOf(random: Random, shape: WorldShape, attributes: readonly Attributes[]): Float64Array {
  const { customers, channels, customerSd, shared } = shape;
  const cells = new Map<string, Float64Array>();
  const effects = new Float64Array(customers * channels);
  for (const [customer, { specialty, segment, region }] of attributes.entries()) {
    const key = `${specialty}/${segment}/${region}`;
    const cell = cells.get(key) ?? new Float64Array(channels).map(() => normal(random));
    cells.set(key, cell);
    for (let channel = 0; channel < channels; channel += 1) {
      effects[customer * channels + channel] = customerSd * (Math.sqrt(shared) * (cell[channel] as number) + Math.sqrt(1 - shared) * normal(random));
    }
  }
  return effects;
}

/** So many different customers of all, by chance. */
function sample(random: Random, of: number, size: number): Int32Array {
  const all = Int32Array.from({ length: of }, (_, index) => index);
  for (let i = 0; i < size; i += 1) {
    const j = i + Math.floor(random() * (of - i));
    [all[i], all[j]] = [all[j] as number, all[i] as number];
  }
  return all.slice(0, size);
}

function truthOf(random: Random, shape: WorldShape, attributes: readonly Attributes[]): Truth {
  return { coefficients: walk(random, shape), effects: effectsOf(random, shape, attributes), shift: new Float64Array(shape.channels).map(() => shape.breakSd * normal(random)) };
}

/** A world: the same for the same seed and shape. */
export function makeWorld(seed: number, changed: Partial<WorldShape> = {}): World {
  const shape = { ...SHAPE, ...changed };
  const random = seeded(seed);
  const { customers, channels, features: width, days } = shape;
  const features = new Float64Array(customers * width).map(() => normal(random));
  const below = (count: number) => Math.floor(random() * count);
  const attributes = Array.from({ length: customers }, () => ({ specialty: below(5), segment: below(3), region: below(4) }));
  const reached = new Uint8Array(customers).map(() => (random() < shape.reached ? 1 : 0));
  const { coefficients, effects, shift } = truthOf(random, shape, attributes);
  const contacts = Array.from({ length: days }, () => sample(random, customers, Math.round(customers * shape.contacted)));
  const luck = contacts.map((one) => new Float64Array(one.length).map(() => random()));
  const delays = contacts.map((one) => new Float64Array(one.length).map(() => -shape.delay * Math.log(1 - random())));
  const chance = (day: number, customer: number, channel: number): number => {
    const [today, at] = [coefficients[day] as Float64Array, channel * (width + 1)];
    let logit = (today[at] as number) + (effects[customer * channels + channel] as number);
    for (let f = 0; f < width; f += 1) logit += (today[at + 1 + f] as number) * (features[customer * width + f] as number);
    if (day >= shape.breakDay && reached[customer] === 1) logit += shift[channel] as number;
    return sigmoid(logit);
  };
  return { shape, seed, features, attributes, reached, contacts, luck, delays, chance };
}
