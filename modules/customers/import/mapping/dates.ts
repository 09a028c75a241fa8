import { instantOf, localOf } from '#platform/time';

// Dates as other systems write them. A form is made of YYYY YY, MMM MM M, DD D, HH H (with A: of twelve hours), mm, ss, A (AM or PM) and Z (Z or an offset); all else stands for itself.

const TOKENS = /YYYY|YY|MMM|MM|M|DD|D|HH|H|mm|ss|A|Z/g;
const DAYS = 'EXCEL';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const PATTERNS: Readonly<Record<string, string>> = {
  YYYY: '(\\d{4})', YY: '(\\d{2})', MMM: '([A-Za-z]{3,9})\\.?', MM: '(\\d{1,2})', M: '(\\d{1,2})', DD: '(\\d{1,2})', D: '(\\d{1,2})',
  HH: '(\\d{1,2})', H: '(\\d{1,2})', mm: '(\\d{2})', ss: '(\\d{2})(?:\\.\\d+)?', A: '([AaPp])\\.?[Mm]\\.?', Z: '(Z|[+-]\\d{2}:?\\d{2})',
};
const LAST_OF_EXCEL = 2_958_465; // 31 December 9999
const UTC = 'UTC';
const MINUTE_MS = 60_000;

export type DateForms = { readonly format: string; /** In which the times are written, where the text itself has no offset. */ readonly zone?: string | undefined; /** Whose calendar the day is of. */ readonly in?: string | undefined };

const formsOf = (format: string): string[] => format.split('|').map((one) => one.trim());

/** Whether each form, parted by |, says a day, a month and a year. */
export const isDateForm = (format: string): boolean => formsOf(format).every((form) => {
  const letters = (form.match(TOKENS) ?? []).map((token) => token.charAt(0)).filter((letter, place, all) => all.indexOf(letter) === place);
  const once = (form.match(TOKENS) ?? []).map((token) => (token === 'mm' ? 'mm' : token.charAt(0)));
  return form === DAYS || ['D', 'M', 'Y'].every((letter) => letters.includes(letter)) && new Set(once).size === once.length;
});

export const isZone = (zone: string): boolean => {
  try { return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== ''; } catch { return false; }
};

type Reader = (text: string) => ReadonlyMap<string, string> | null;

function readerOf(form: string): Reader {
  const order: string[] = [];
  const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  let pattern = '';
  let from = 0;
  for (const { 0: token, index } of form.matchAll(TOKENS)) {
    pattern += plain(form.slice(from, index)) + (PATTERNS[token] ?? '');
    order.push(token === 'mm' ? 'mm' : token.charAt(0));
    from = index + token.length;
  }
  const whole = new RegExp(`^${pattern}${plain(form.slice(from))}$`);
  return (text) => {
    const found = whole.exec(text);
    return found && new Map(order.map((letter, place) => [letter, found[place + 1] ?? '']));
  };
}

const two = (value: number | string): string => String(value).padStart(2, '0');

function dayOf(said: ReadonlyMap<string, string>): string | null {
  const [year = '', month = '', day = ''] = [said.get('Y'), said.get('M'), said.get('D')];
  const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const iso = `${year.length === 2 ? `20${year}` : year}-${two(named || month)}-${two(day)}`;
  return new Date(`${iso}T00:00:00Z`).toJSON()?.slice(0, 10) === iso ? iso : null;
}

function minutesOf(said: ReadonlyMap<string, string>): number | null {
  const half = said.get('A')?.toLowerCase();
  const hour = Number(said.get('H'));
  if (hour > (half ? 12 : 23) || half && hour === 0 || Number(said.get('mm') ?? 0) > 59 || Number(said.get('ss') ?? 0) > 59) return null;
  return (half ? hour % 12 + (half === 'p' ? 12 : 0) : hour) * 60 + Number(said.get('mm') ?? 0);
}

const minutesOfOffset = (offset: string): number => (offset === 'Z' ? 0 : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))));
const offsetText = (minutes: number): string => (minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`);

/** What the clocks of a zone show at an instant, with their offset. */
function shownIn(instant: string, zone: string, seconds: string): string {
  const { day, minutes } = localOf(instant, zone);
  const offset = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(instant)) / MINUTE_MS) + minutes;
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${seconds}${offsetText(offset)}`;
}

function timed(day: string, said: ReadonlyMap<string, string>, { zone, in: wanted }: DateForms): string | null {
  const minutes = minutesOf(said);
  if (minutes === null) return null;
  const seconds = two(said.get('ss') ?? '00');
  const offset = said.get('Z');
  if (offset === undefined && zone === undefined && wanted === undefined) return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${seconds}`;
  const at = offset === undefined ? instantOf(day, minutes, zone ?? UTC) : new Date(Date.parse(`${day}T00:00:00Z`) + (minutes - minutesOfOffset(offset)) * MINUTE_MS).toISOString();
  if (wanted !== undefined || offset === undefined) return shownIn(at, wanted ?? zone ?? UTC, seconds);
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${seconds}${offsetText(minutesOfOffset(offset))}`;
}

const ofExcel = (text: string): string | null => (/^\d{1,7}(\.\d+)?$/.test(text) && Number(text) >= 1 && Number(text) <= LAST_OF_EXCEL ? new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10) : null);

/** Reads days, or instants with their offset, by the first form that fits; null where none does. */
export function dateReader(forms: DateForms): (text: string) => string | null {
  const readers = formsOf(forms.format).map((form) => {
    if (form === DAYS) return ofExcel;
    const read = readerOf(form);
    return (text: string): string | null => {
      const said = read(text);
      const day = said && dayOf(said);
      return said && day && said.has('H') ? timed(day, said, forms) : day;
    };
  });
  return (text) => {
    for (const read of readers) {
      const day = read(text);
      if (day !== null) return day;
    }
    return null;
  };
}
