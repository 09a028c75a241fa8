import pg from 'pg';

const { builtins } = pg.types;
const instant = (text: string) => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
const arrayOf = (parse: (text: string) => unknown, oid: number) => (text: string) =>
  (pg.types.getTypeParser(oid as never, 'text') as (value: string) => unknown[])(text).map((cell) =>
    (cell === null ? null : parse(String(cell))));

const INT8_ARRAY = 1016;
const TIMESTAMPTZ_ARRAY = 1185;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: Number, // ids and counts stay far below 2^53
  [builtins.TIMESTAMPTZ]: instant,
  [builtins.DATE]: (text) => text, // a local date has no zone and must not get one
  [INT8_ARRAY]: arrayOf(Number, TEXT_ARRAY),
  [TIMESTAMPTZ_ARRAY]: arrayOf(instant, TEXT_ARRAY),
  [DATE_ARRAY]: arrayOf((text) => text, TEXT_ARRAY),
};

/** How values come back: ids and counts as numbers, instants as ISO text in UTC, dates as text, money (numeric) as text. */
export const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid as never, format as never),
} as pg.CustomTypesConfig;
