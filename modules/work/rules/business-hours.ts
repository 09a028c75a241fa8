const OPENS_AT = 8; // our desks answer Monday to Friday, 08:00 to 18:00 where she is
const CLOSES_AT = 18;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

type LocalDay = { readonly year: number; readonly month: number; readonly day: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
  formats.set(zone, made);
  return made;
}

function localOf(at: number, zone: string): LocalDay & { readonly asUtc: number } {
  const parts: Record<string, number> = {};
  for (const part of formatOf(zone).formatToParts(at)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, asUtc: Date.UTC(year, month - 1, day, hour, minute, second) };
}

const offsetAt = (at: number, zone: string): number => localOf(at, zone).asUtc - Math.floor(at / 1000) * 1000;

/** The instant at which the clocks of a zone show this hour. The offset is asked twice, since it may change between the guess and the answer. */
function instantOf({ year, month, day }: LocalDay, hour: number, zone: string): number {
  const wall = Date.UTC(year, month - 1, day, hour);
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

const nextDay = ({ year, month, day }: LocalDay): LocalDay => {
  const next = new Date(Date.UTC(year, month - 1, day) + DAY_MS);
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
};

const isWorkday = ({ year, month, day }: LocalDay): boolean => ![0, 6].includes(new Date(Date.UTC(year, month - 1, day)).getUTCDay());

function* openHours(from: number, zone: string): Generator<{ opens: number; closes: number }> {
  for (let day: LocalDay = localOf(from, zone); ; day = nextDay(day)) {
    if (!isWorkday(day)) continue;
    const opens = Math.max(from, instantOf(day, OPENS_AT, zone));
    const closes = instantOf(day, CLOSES_AT, zone);
    if (opens < closes) yield { opens, closes };
  }
}

/** The instant by which so many minutes of business hours have passed in a zone. */
export function addBusinessMinutes(from: string, minutes: number, zone: string): string {
  let left = minutes * MINUTE_MS;
  for (const { opens, closes } of openHours(new Date(from).getTime(), zone)) {
    if (left <= closes - opens) return new Date(opens + left).toISOString();
    left -= closes - opens;
  }
  throw new Error('unreachable: there is always a next workday');
}

/** How many minutes of business hours lie between two instants. */
export function businessMinutesBetween(from: string, to: string, zone: string): number {
  const end = new Date(to).getTime();
  let sum = 0;
  for (const { opens, closes } of openHours(new Date(from).getTime(), zone)) {
    if (opens >= end) break;
    sum += Math.min(closes, end) - opens;
    if (closes >= end) break;
  }
  return sum / MINUTE_MS;
}

/** The last instant of a local day: what is due before it is due today. */
export function endOfDay(at: string, zone: string): string {
  return new Date(instantOf(nextDay(localOf(new Date(at).getTime(), zone)), 0, zone)).toISOString();
}

/** The first instant of a local day. */
export const startOfDay = (at: string, zone: string): string => new Date(instantOf(localOf(new Date(at).getTime(), zone), 0, zone)).toISOString();
