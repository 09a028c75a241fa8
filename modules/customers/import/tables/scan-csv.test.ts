import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvScanner } from './scan-csv.ts';

function scan(text: string, size = 7): string[][] {
  const scanner = new CsvScanner();
  const bytes = Buffer.from(text);
  const rows: string[][] = [];
  const read = (chunk: Buffer, last: boolean) => { for (const line of scanner.push(chunk, last)) rows.push(Array.from({ length: line.width }, (_, place) => line.cell(place))); };
  for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size), false);
  read(Buffer.alloc(0), true);
  return rows;
}

test('whatever is written as CSV reads back as a general parser reads it, however the bytes are cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', '0', '漢'), maxLength: 6 });
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), fc.boolean(), fc.integer({ min: 1, max: 40 }), fc.boolean(), (table, windows, size, ended) => {
    const end = windows ? '\r\n' : '\n';
    const text = table.map((row) => row.map((value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',')).join(end) + (ended ? end : '');
    assert.deepEqual(scan(text, size), parse(text, { skip_empty_lines: true, relax_column_count: true, record_delimiter: end }));
  }));
});

test('lines are numbered where they begin, empty ones are left out, and a stray quotation mark stays text', () => {
  const scanner = new CsvScanner();
  const lines = [...scanner.push(Buffer.from('a,b\n\n"x\ny",2\n"5" tall",3\r\nlast,4'), true)].length;
  assert.equal(lines, 4);
  const numbers: number[] = [];
  for (const { line } of new CsvScanner().push(Buffer.from('a,b\n\n"x\ny",2\nlast,4'), true)) numbers.push(line);
  assert.deepEqual(numbers, [1, 3, 5]);
  assert.deepEqual(scan('"5" tall",3\n'), [['5" tall', '3']]);
});

test('a quotation mark that is never closed is told with its line, also where the file ends, and does not fill the memory', () => {
  assert.throws(() => scan('a,b\n1,"open\n2,3\n'), /from line 2 on/);
  const scanner = new CsvScanner();
  assert.throws(() => {
    for (const _ of scanner.push(Buffer.from('a,b\n1,"open'))) void _;
    for (let n = 0; n < 40; n += 1) for (const _ of scanner.push(Buffer.alloc(60_000, 'x'))) void _;
  }, /from line 2 on/);
});
