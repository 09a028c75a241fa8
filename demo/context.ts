import type { Instant, Tx } from '#platform/db';
import { DAY_MS, instantAfter } from '#platform/time';
import type { Edge, Prescriber } from './make-prescribers.ts';
import type { Hospital, Practice } from './make-practices.ts';

/** The invented world before it is stored. */
export type World = { readonly practices: readonly Practice[]; readonly hospitals: readonly Hospital[]; readonly prescribers: readonly Prescriber[]; readonly empire: readonly Edge[] };

/** What each step of the load gets: the owner's transaction, the instant that everything is relative to, and the world. */
export type Load = { readonly tx: Tx; readonly now: Instant; readonly world: World };

/** A step stores its part and says how many rows it was. */
export type Step = { readonly name: string; readonly run: (load: Load) => Promise<number> };

/** So many days before (or, negative, after) the load. */
export const daysAgo = (now: Instant, days: number): Instant => instantAfter(now, -days);
export const dayOf = (instant: Instant): string => instant.slice(0, 10);

/** The newest workday not later than so many days before the load, at an hour in New York (winter or summer, to the hour). */
export function workday(now: Instant, days: number, hour: string): Instant {
  const at = new Date(Date.parse(now) - days * DAY_MS);
  while ([0, 6].includes(at.getUTCDay())) at.setUTCDate(at.getUTCDate() - 1);
  const date = at.toISOString().slice(0, 10);
  const noon = new Date(`${date}T12:00:00Z`);
  const there = Number(new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' }).format(noon));
  return new Date(Date.parse(`${date}T${hour}:00Z`) + (12 - there) * 3_600_000).toISOString();
}

/** As many rows as objects, for jsonb_to_recordset. */
export const asJson = (rows: readonly object[]): string => JSON.stringify(rows);
