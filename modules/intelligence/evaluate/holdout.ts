import { inverseNormal } from './normal.ts';

const POWER = 0.8; // the usual chance of seeing an effect that is there
const CONFIDENCE = 0.95; // two-sided

type Planned = { readonly audience: number; /** Share that gets nothing. */ readonly heldOut: number; /** The outcome's share without the action. */ readonly baseRate: number };

const factor = (): number => inverseNormal(0.5 + CONFIDENCE / 2) + inverseNormal(POWER);

/** The smallest difference of shares that an audience can show (four times in five, at 95 %), with its sentence. */
export function smallestEffect({ audience, heldOut, baseRate }: Planned): { readonly effect: number; readonly sentence: string } {
  const control = Math.round(audience * heldOut);
  const effect = control === 0 || control === audience ? Infinity : factor() * Math.sqrt(baseRate * (1 - baseRate) * (1 / control + 1 / (audience - control)));
  const sentence = effect < 1 - baseRate
    ? `With ${control.toLocaleString('en-US')} of ${audience.toLocaleString('en-US')} held out, this audience can show only effects above ${(100 * effect).toFixed(1)} points.`
    : 'This audience can show no effect: too few would be held out, or too few reached.';
  return { effect, sentence };
}

/** How many must be held out, and how many there must be in all, for a relative lift to be seen. */
export function holdoutFor({ baseRate, lift, heldOut }: { readonly baseRate: number; readonly lift: number; readonly heldOut: number }): { readonly control: number; readonly audience: number } {
  const control = (factor() ** 2 * baseRate * (1 - baseRate) * (1 + heldOut / (1 - heldOut))) / (baseRate * lift) ** 2;
  return { control: Math.ceil(control), audience: Math.ceil(control / heldOut) };
}

type Counted = { readonly reached: { readonly people: number; readonly came: number }; readonly heldOut: { readonly people: number; readonly came: number } };
type Lift =
  | { readonly seen: boolean; readonly lift: number; readonly low: number; readonly high: number; readonly sentence: string }
  | { readonly seen: false; readonly lift: null; readonly sentence: string };

const LEAST = 10; // people in an arm: below that an interval covers everything

/** Interval of one share (Wilson). */
function share({ people, came }: { readonly people: number; readonly came: number }): { readonly rate: number; readonly low: number; readonly high: number } {
  const z = inverseNormal(0.5 + CONFIDENCE / 2);
  const rate = came / people;
  const centre = (rate + (z * z) / (2 * people)) / (1 + (z * z) / people);
  const reach = (z / (1 + (z * z) / people)) * Math.sqrt((rate * (1 - rate)) / people + (z * z) / (4 * people * people));
  return { rate, low: centre - reach, high: centre + reach };
}

const points = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(100 * value).toFixed(1)}`;

/** Lift of those reached over those held out, in shares, with its 95 % interval (Newcombe), or the sentence that it cannot be seen. */
export function liftOf({ reached, heldOut }: Counted): Lift {
  if (reached.people < LEAST || heldOut.people < LEAST) return { seen: false, lift: null, sentence: 'The lift cannot be seen: too few were reached or held out.' };
  const [with_, without] = [share(reached), share(heldOut)];
  const lift = with_.rate - without.rate;
  const low = lift - Math.sqrt((with_.rate - with_.low) ** 2 + (without.high - without.rate) ** 2);
  const high = lift + Math.sqrt((with_.high - with_.rate) ** 2 + (without.rate - without.low) ** 2);
  const seen = low > 0 || high < 0;
  const interval = `${points(low)} to ${points(high)} points`;
  return { seen, lift, low, high, sentence: seen ? `Lift ${points(lift)} points (95 % interval ${interval}).` : `No lift can be seen with this audience: it lies within ${interval}.` };
}
