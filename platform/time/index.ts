// Pure: what the clock shows now is the caller's to say, so that rules may reckon with it.

const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

export type Local = { readonly day: string; readonly minutes: number; readonly weekday: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  formats.set(zone, made);
  return made;
}

/** Day, minutes since midnight and weekday (1 Monday to 7 Sunday) that the clocks of a zone show. */
export function localOf(instant: string, zone: string): Local {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return { day, minutes: Number(parts['hour']) * 60 + Number(parts['minute']), weekday: new Date(`${day}T00:00:00Z`).getUTCDay() || 7 };
}

const offsetAt = (at: number, zone: string): number => {
  const { day, minutes } = localOf(new Date(at).toISOString(), zone);
  return Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS - Math.floor(at / MINUTE_MS) * MINUTE_MS;
};

/** The instant at which a zone's clocks show so many minutes of a day. The offset is asked twice, since it may change between guess and answer. */
export function instantOf(day: string, minutes: number, zone: string): string {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  const guess = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(guess, zone)).toISOString();
}

/** The date so many days after a date, or after the UTC date of an instant; before it, when negative. */
export const dateAfter = (day: string, days: number): string => new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
/** The instant so many days of 24 hours after an instant; before it, when negative. */
export const instantAfter = (instant: string, days: number): string => new Date(Date.parse(instant) + days * DAY_MS).toISOString();
export const minutesAfter = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * MINUTE_MS).toISOString();
/** Minutes since midnight of a clock such as 07:30. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
