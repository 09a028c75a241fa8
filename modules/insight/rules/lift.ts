import { wilson } from './wilson.ts';

export type Arm = { readonly decided: number; readonly customers: number; readonly responders: number };
export type Lift =
  | { readonly seen: true; readonly value: number; readonly low: number; readonly high: number; readonly sentence: string }
  | { readonly seen: false; readonly sentence: string };

const FEWEST = 30; // an arm with fewer says more of chance than of us
const POWER = 1.959964 + 0.841621; // 5 % two-sided, 80 % power
const DEFAULT_RATE = 0.5; // the widest, where no base rate is known

/** The smallest difference of two shares that 80 of 100 such trials would find. */
export function smallestDetectable(treated: number, heldOut: number, rate: number): number {
  if (treated <= 0 || heldOut <= 0) return 1;
  const spread = Math.max(rate * (1 - rate), 1 / (4 * Math.min(treated, heldOut))); // a rate of 0 of 40 is not a rate of 0
  return Math.min(1, POWER * Math.sqrt(spread * (1 / treated + 1 / heldOut)));
}

const points = (share: number) => `${(share * 100).toFixed(1)} points`;
const count = (value: number) => value.toLocaleString('en-US');

/** Newcombe's interval for the difference of two shares, made from their Wilson intervals. */
function difference(treated: Arm, heldOut: Arm): { value: number; low: number; high: number } {
  const [one, two] = [wilson(treated.responders, treated.customers), wilson(heldOut.responders, heldOut.customers)];
  const value = (one.value ?? 0) - (two.value ?? 0);
  return {
    value,
    low: value - Math.hypot((one.value ?? 0) - one.low, two.high - (two.value ?? 0)),
    high: value + Math.hypot(one.high - (one.value ?? 0), (two.value ?? 0) - two.low),
  };
}

/**
 * What orchestration added over those held out by chance, or the sentence why that cannot be seen yet. It is seen once both arms have thirty
 * customers whose month of outcome is on file; an interval across zero is told as such, never hidden.
 */
export function liftOf(treated: Arm, heldOut: Arm | null): Lift {
  if (heldOut === null) return { seen: false, sentence: 'Not shown to your role: who was held out is kept from those who pick single customers.' };
  if (treated.decided === 0 && heldOut.decided === 0) return { seen: false, sentence: 'Cannot be seen: nothing was decided in the last 12 weeks.' };
  if (heldOut.decided === 0) return { seen: false, sentence: `Cannot be seen: ${count(treated.decided)} were chosen and nobody was held out.` };
  if (treated.customers < FEWEST || heldOut.customers < FEWEST) {
    const rate = heldOut.customers + treated.customers > 0 ? (heldOut.responders + treated.responders) / (heldOut.customers + treated.customers) : DEFAULT_RATE;
    const least = smallestDetectable(treated.decided, heldOut.decided, rate);
    const waiting = treated.customers === 0 && heldOut.customers === 0 ? 'the month after the decision is not on file yet' : `an outcome is on file for ${count(treated.customers)} and ${count(heldOut.customers)}`;
    return { seen: false, sentence: `Cannot be seen yet: ${count(treated.decided)} chosen, ${count(heldOut.decided)} held out; ${waiting}. These arms can show a difference of ${points(least)} or more.` };
  }
  const { value, low, high } = difference(treated, heldOut);
  const pooled = (treated.responders + heldOut.responders) / (treated.customers + heldOut.customers);
  const spans = low <= 0 && high >= 0 ? `; no difference is not excluded, these arms can show ${points(smallestDetectable(treated.customers, heldOut.customers, pooled))} or more` : '';
  return { seen: true, value, low, high, sentence: `${count(treated.customers)} chosen against ${count(heldOut.customers)} held out by chance${spans}` };
}
