import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { npiOf, runImport } from '#customers';
import { ROOT } from '#platform/config';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';

// An NPPES file with the true 330 columns, made by seed, through the importer: read, checked, compared, merged, golden records derived; then the same
// file again. Floor: a bare COPY of the same file into one table of text columns without an index, in the same run.
//   npm run bench -- import [rows]

const [rows = 100_000, seed = 20_261_123] = process.argv.slice(2, 4).map(Number);
const makesOnly = process.argv[4]; // the file is made in a process of its own, so that its memory is not counted
const say = (line: string) => process.stdout.write(`${line}\n`);

const NAMES = 'SMITH JOHNSON WILLIAMS BROWN JONES GARCIA MILLER DAVIS RODRIGUEZ MARTINEZ HERNANDEZ LOPEZ GONZALEZ WILSON ANDERSON THOMAS TAYLOR MOORE JACKSON MARTIN LEE PEREZ OSEI OKAFOR TANAKA'.split(' ');
const GIVEN = 'AMARA JAMES MARY JOHN PATRICIA ROBERT JENNIFER MICHAEL LINDA WILLIAM ELIZABETH DAVID BARBARA RICHARD SUSAN JOSEPH JESSICA THOMAS SARAH GRACE'.split(' ');
const CITIES = [['NEW YORK', 'NY', '100010001'], ['CHICAGO', 'IL', '606011234'], ['HOUSTON', 'TX', '770021111'], ['PORTLAND', 'ME', '041011234'], ['PHOENIX', 'AZ', '850031200']] as const;
const TAXONOMIES = ['207R00000X', '207Q00000X', '207RC0000X', '363L00000X', '207RE0101X'];

const HEADER_FILE = join(ROOT, 'bench/nppes-header.txt'); // the header line of the CMS file, version 1
const header = readFileSync(HEADER_FILE, 'utf8').trim();
const columns = header.split(',').map((name) => name.replaceAll('"', ''));
const at = (name: string) => columns.indexOf(name);

function random(state: number): () => number {
  return () => { // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function* fileLines(): Generator<string> {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  yield `${header}\n`;
  for (let n = 0; n < rows; n += 1) {
    const cells = Array.from({ length: columns.length }, () => '');
    const set = (name: string, value: string) => { cells[at(name)] = value; };
    const [city, state, zip] = pick(CITIES);
    const person = next() < 0.8;
    set('NPI', npiOf(n));
    set('Entity Type Code', person ? '1' : '2');
    if (person) {
      set('Provider Last Name (Legal Name)', `${pick(NAMES)}${n % 97 === 0 ? '-JONES' : ''}`);
      set('Provider First Name', pick(GIVEN));
      set('Provider Credential Text', 'M.D.');
      set('Provider Sex Code', next() < 0.5 ? 'F' : 'M');
    } else set('Provider Organization Name (Legal Business Name)', `${pick(NAMES)} MEDICAL GROUP ${n}, LLC`);
    for (const kind of ['Mailing', 'Practice Location']) {
      set(`Provider First Line Business ${kind} Address`, `${1 + (n % 9_000)} MAIN ST`);
      set(`Provider Business ${kind} Address City Name`, city);
      set(`Provider Business ${kind} Address State Name`, state);
      set(`Provider Business ${kind} Address Postal Code`, zip);
      set(`Provider Business ${kind} Address Country Code (If outside U.S.)`, 'US');
      set(`Provider Business ${kind} Address Telephone Number`, `212${String(2_000_000 + (n % 7_999_999)).padStart(7, '0')}`);
    }
    set('Provider Enumeration Date', '05/23/2005');
    set('Last Update Date', '07/08/2007');
    set('Healthcare Provider Taxonomy Code_1', pick(TAXONOMIES));
    set('Provider License Number_1', String(n));
    set('Provider License Number State Code_1', state);
    set('Healthcare Provider Primary Taxonomy Switch_1', 'Y');
    if (next() < 0.4) {
      set('Other Provider Identifier_1', `M${n}`);
      set('Other Provider Identifier Type Code_1', '5');
      set('Other Provider Identifier State_1', state);
    }
    yield `${cells.map((cell) => `"${cell}"`).join(',')}\n`;
  }
}

async function floorSeconds(db: TestDatabase, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: db.ownerUrl });
  await client.connect();
  await client.query(`create table floor_row (${columns.map((_, place) => `c${place} text`).join(', ')})`);
  const from = performance.now();
  await pipeline(createReadStream(file), client.query(copyFrom('copy floor_row from stdin (format csv, header)')));
  const took = (performance.now() - from) / 1000;
  await client.query('drop table floor_row');
  await client.end();
  return took;
}

async function loadSeconds(db: TestDatabase, file: string, expected: 'loaded' | 'unchanged'): Promise<number> {
  const steward = await makePerson(db, { role: 'steward' });
  const from = performance.now();
  const result = await runImport(db, steward, { format: 'nppes', fileName: 'made.csv', body: createReadStream(file) });
  if (result[expected] !== rows) throw new Error(`Expected ${rows} ${expected}: ${JSON.stringify(result)}`);
  return (performance.now() - from) / 1000;
}

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-import-'));
  try {
    const file = join(folder, 'made.csv');
    await promisify(execFile)(process.execPath, [import.meta.filename, String(rows), String(seed), file]);
    await using db = await testDatabase();
    const floor = await floorSeconds(db, file);
    const first = await loadSeconds(db, file, 'loaded');
    const again = await loadSeconds(db, file, 'unchanged');
    const rss = process.resourceUsage().maxRSS / 1024;
    const line = (name: string, seconds: number) => say(`${name.padEnd(34)} ${seconds.toFixed(1).padStart(8)} s ${Math.round(rows / seconds).toLocaleString('en-US').padStart(10)} rows/s`);
    say(`${rows.toLocaleString('en-US')} NPPES rows, ${Math.round(statSync(file).size / 1e6)} MB, seed ${seed}`);
    line('floor: bare COPY into text columns', floor);
    line('import into an empty master', first);
    line('the same file again', again);
    say(`peak memory of the process ${Math.round(rss)} MB`);
    const figure = (seconds: number) => ({ value: Math.round(rows / seconds), unit: 'rows/s', floor: Math.round(rows / floor), ratio: Number((seconds / floor).toFixed(2)) });
    say(JSON.stringify({ bench: 'import', figures: { nppes_rows_per_s: figure(first), unchanged_rows_per_s: figure(again), peak_rss_mb: { value: Math.round(rss), unit: 'MB', ceiling: 300 } } }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (makesOnly) await pipeline(Readable.from(fileLines()), createWriteStream(makesOnly));
else await measure();
