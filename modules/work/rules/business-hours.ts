import { dateAfter, instantOf, localOf } from '#platform/time';

const OPENS_AT = 8; // our desks answer Monday to Friday, 08:00 to 18:00 where she is
const CLOSES_AT = 18;
const MINUTE_MS = 60_000;

const isWorkday = (day: string): boolean => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const clockAt = (day: string, hour: number, zone: string): number => Date.parse(instantOf(day, hour * 60, zone));

function* openHours(from: string, zone: string): Generator<{ opens: number; closes: number }> {
  const begin = Date.parse(from);
  for (let { day } = localOf(from, zone); ; day = dateAfter(day, 1)) {
    if (!isWorkday(day)) continue;
    const opens = Math.max(begin, clockAt(day, OPENS_AT, zone));
    const closes = clockAt(day, CLOSES_AT, zone);
    if (opens < closes) yield { opens, closes };
  }
}

/** The instant by which so many minutes of business hours have passed in a zone. */
export function addBusinessMinutes(from: string, minutes: number, zone: string): string {
  let left = minutes * MINUTE_MS;
  for (const { opens, closes } of openHours(from, zone)) {
    if (left <= closes - opens) return new Date(opens + left).toISOString();
    left -= closes - opens;
  }
  throw new Error('unreachable: there is always a next workday');
}

/** How many minutes of business hours lie between two instants. */
export function businessMinutesBetween(from: string, to: string, zone: string): number {
  const end = Date.parse(to);
  let sum = 0;
  for (const { opens, closes } of openHours(from, zone)) {
    if (opens >= end) break;
    sum += Math.min(closes, end) - opens;
    if (closes >= end) break;
  }
  return sum / MINUTE_MS;
}

/** The last instant of a local day: what is due before it is due today. */
export const endOfDay = (at: string, zone: string): string => instantOf(dateAfter(localOf(at, zone).day, 1), 0, zone);

/** The first instant of a local day. */
export const startOfDay = (at: string, zone: string): string => instantOf(localOf(at, zone).day, 0, zone);
