import { DAY_MS } from '../../ui/format.ts';

/** Between instants and what a date-and-time field shows, in a named zone. */

const PARTS: Intl.DateTimeFormatOptions = { hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' };

export function toInput(instant: string, timeZone: string): string {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone }).formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/** The instant at which the zone's clocks show this; undefined while the field is incomplete. */
export function fromInput(text: string, timeZone: string): string | undefined {
  const wall = Date.parse(`${text}:00Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) || Number.isNaN(wall)) return undefined;
  const offset = (at: number): number => Date.parse(`${toInput(new Date(at).toISOString(), timeZone)}:00Z`) - at;
  return new Date(wall - offset(wall - offset(wall))).toISOString();
}

export const dayBeside = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
