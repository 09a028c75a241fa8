import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { ROOT } from '#platform/config';
import { seeded } from '../packages/engagement-world/index.ts';
import type { Trial } from '#intelligence';

// Half of Kevin Hillstrom's e-mail challenge of 2008 (../shared/data/response): one arm of mail against no mail, the outcome is a visit.

const FILE = join(ROOT, '..', 'shared', 'data', 'response', 'hillstrom_email_half.csv.gz');
export const hillstromIsHere = (): boolean => existsSync(FILE);

type Row = Readonly<Record<string, string>>;
const one = (is: boolean) => (is ? 1 : 0);
const valuesOf = (row: Row): number[] => [
  Number(row['recency']), Math.log1p(Number(row['history'])), Number(row['mens']), Number(row['womens']), Number(row['newbie']),
  one(row['zip_code'] === 'Surburban'), one(row['zip_code'] === 'Rural'), one(row['channel'] === 'Web'), one(row['channel'] === 'Multichannel'),
];

/** Customers of one arm and of none, features brought to mean 0 and variance 1. */
export function readHillstrom(arm: 'Womens E-Mail' | 'Mens E-Mail'): Trial {
  const rows = (parse(gunzipSync(readFileSync(FILE)), { columns: true }) as Row[]).filter(({ segment }) => segment === arm || segment === 'No E-Mail');
  const values = rows.map(valuesOf);
  const width = values[0]?.length ?? 0;
  const features = new Float64Array(rows.length * width);
  for (let f = 0; f < width; f += 1) {
    const mean = values.reduce((sum, row) => sum + (row[f] as number), 0) / rows.length;
    const deviation = Math.sqrt(values.reduce((sum, row) => sum + ((row[f] as number) - mean) ** 2, 0) / rows.length);
    for (const [n, row] of values.entries()) features[n * width + f] = ((row[f] as number) - mean) / deviation;
  }
  return { width, features, treated: Uint8Array.from(rows, ({ segment }) => one(segment === arm)), outcome: Uint8Array.from(rows, ({ visit }) => Number(visit)) };
}

/** A part of a trial. */
function rowsOf({ width, features, treated, outcome }: Trial, rows: readonly number[]): Trial {
  const own = new Float64Array(rows.length * width);
  for (const [n, row] of rows.entries()) own.set(features.subarray(row * width, (row + 1) * width), n * width);
  return { width, features: own, treated: Uint8Array.from(rows, (row) => treated[row] as number), outcome: Uint8Array.from(rows, (row) => outcome[row] as number) };
}

/** Two halves by chance, each with as many of each arm and outcome. */
export function halves(trial: Trial, seed: number): { readonly learn: Trial; readonly test: Trial } {
  const random = seeded(seed);
  const taken = new Map<number, number>();
  const sides: [number[], number[]] = [[], []];
  for (const { row } of Array.from(trial.treated.keys(), (row) => ({ row, key: random() })).sort((a, b) => a.key - b.key)) {
    const kind = 2 * (trial.treated[row] as number) + (trial.outcome[row] as number);
    const place = taken.get(kind) ?? 0;
    sides[(place % 2) as 0 | 1].push(row);
    taken.set(kind, place + 1);
  }
  return { learn: rowsOf(trial, sides[0]), test: rowsOf(trial, sides[1]) };
}
