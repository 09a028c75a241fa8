import { DAY_MS, dateAfter } from '#platform/time';


/** The Monday of the ISO week in which a UTC day lies. */
export function mondayOf(day: string): string {
  const at = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, 10);
}

/** ISO 8601 number of the week that begins on a Monday: 2026-W47. */
export function isoWeek(monday: string): string {
  const thursday = new Date(Date.parse(`${monday}T00:00:00Z`) + 3 * DAY_MS);
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = 1 + Math.floor((thursday.getTime() - yearStart) / (7 * DAY_MS));
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/** The Mondays of the last weeks up to the one of a day, oldest first. */
export const lastWeeks = (day: string, weeks: number): string[] =>
  Array.from({ length: weeks }, (_, i) => dateAfter(mondayOf(day), -7 * (weeks - 1 - i)));
