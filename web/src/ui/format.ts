/** Numbers and dates as UX §7 writes them; the shell says once who reads. */

type Reader = { readonly locale: string; readonly timeZone: string };
export type When = Date | string | number;

/** What the browser calls its locale, where Intl knows it; some systems append what Intl refuses (`en-US@posix`). */
function localeOf(given: string | undefined): string {
  const [plain = ''] = (given ?? '').replaceAll('_', '-').split(/[@.]/);
  try {
    return Intl.getCanonicalLocales(plain)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

let reader: Reader = { locale: localeOf(globalThis.navigator?.language), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
let made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

/** Sets the reader's locale and zone for every format below. */
export function setReader(next: Partial<Reader>): void {
  const merged = { locale: next.locale ? localeOf(next.locale) : reader.locale, timeZone: next.timeZone || reader.timeZone };
  if (merged.locale === reader.locale && merged.timeZone === reader.timeZone) return;
  reader = merged;
  made = new Map();
}

function dates(options: Intl.DateTimeFormatOptions, locale = reader.locale): Intl.DateTimeFormat {
  const full = { timeZone: reader.timeZone, ...options };
  const key = `d${locale}${JSON.stringify(full)}`;
  const found = (made.get(key) as Intl.DateTimeFormat | undefined) ?? new Intl.DateTimeFormat(locale, full);
  made.set(key, found);
  return found;
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${JSON.stringify(options)}`;
  const found = (made.get(key) as Intl.NumberFormat | undefined) ?? new Intl.NumberFormat(reader.locale, options);
  made.set(key, found);
  return found;
}

const asDate = (when: When): Date => (when instanceof Date ? when : new Date(typeof when === 'string' && /^\d{4}-\d\d-\d\d$/.test(when) ? `${when}T12:00:00Z` : when));
const isLocalDate = (when: When): boolean => typeof when === 'string' && /^\d{4}-\d\d-\d\d$/.test(when);
const minus = (text: string): string => text.replace(/-/g, '−');

/** 3,091 — in full, with a true minus sign. */
export const formatNumber = (value: number, digits = 0): string =>
  minus(numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value));

/** 1 visit, 3,091 visits. */
export const plural = (count: number, one: string, many: string): string => `${formatNumber(count)} ${count === 1 ? one : many}`;

/** 41.2 M — for titles and figures above 10,000. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size < 10_000) return formatNumber(value);
  const [divisor, unit] = size >= 1e9 ? [1e9, 'bn'] : size >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  return `${formatNumber(value / divisor, 1)}\u202F${unit}`;
}

/** 18.4 % — of a share between 0 and 1. */
export const formatShare = (share: number, digits = 1): string => `${formatNumber(share * 100, digits)}\u202F%`;

/** + 0.34, − 0.08 — the sign always said. */
export const formatSigned = (value: number, digits = 2): string => `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value), digits)}`;

/** 95 %: 17.6 to 19.2 */
export const formatInterval = (low: number, high: number, digits = 1): string => `95\u202F%: ${formatNumber(low, digits)} to ${formatNumber(high, digits)}`;

function parts(when: When, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const zoned = isLocalDate(when) ? { ...options, timeZone: 'UTC' } : options;
  return Object.fromEntries(dates(zoned, 'en-US').formatToParts(asDate(when)).map((part) => [part.type, part.value]));
}

/** 23 Nov 2026; without the year when it is this one and `short`. */
export function formatDate(when: When, how: 'full' | 'short' = 'full', now: Date = new Date()): string {
  const { day, month, year } = parts(when, { day: 'numeric', month: 'short', year: 'numeric' });
  return how === 'short' && year === parts(now, { year: 'numeric' })['year'] ? `${day} ${month}` : `${day} ${month} ${year}`;
}

/** Monday, 23 November — the title of a day. */
export function formatDay(when: When): string {
  const { weekday, day, month } = parts(when, { weekday: 'long', day: 'numeric', month: 'long' });
  return `${weekday}, ${day} ${month}`;
}

/** 09:02, by the reader's locale and zone. */
export const formatTime = (when: When): string => dates({ hour: '2-digit', minute: '2-digit' }).format(asDate(when));

export const DAY_MS = 86_400_000;

/** Today 09:02 · Fri · 12 Nov · 12 Nov 2025: as near as it needs to be. */
export function formatWhen(when: When, now: Date = new Date()): string {
  const date = asDate(when);
  const sameDay = formatDate(date) === formatDate(now);
  if (sameDay && !isLocalDate(when)) return `Today ${formatTime(date)}`;
  if (sameDay) return 'Today';
  const away = Math.abs(date.getTime() - now.getTime());
  const short = formatDate(when, 'short', now);
  return away < 7 * DAY_MS ? `${parts(when, { weekday: 'short' })['weekday']} ${short}` : short;
}

/** "4 min ago" only under an hour; after that the instant. */
export function formatAgo(when: When, now: Date = new Date()): string {
  const minutes = Math.round((now.getTime() - asDate(when).getTime()) / 60_000);
  if (minutes < 0 || minutes >= 60) return formatWhen(when, now);
  return minutes < 1 ? 'now' : `${minutes} min ago`;
}

/** The exact instant with its zone, for hover and screen readers. */
export const formatInstant = (when: When): string =>
  `${formatDate(when)}, ${dates({ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' }).format(asDate(when))}`;

/** 11:42 in New York — her time, named, when one is about to contact her. */
export function formatHerTime(when: When, timeZone: string, city?: string): string {
  const name = city ?? timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return `${dates({ hour: '2-digit', minute: '2-digit', timeZone }).format(asDate(when))} in ${name}`;
}

/** 18 min · 1 h 40 · 3 days — a span of time. */
export function formatSpan(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.round(minutes / 1440)} days`;
}
