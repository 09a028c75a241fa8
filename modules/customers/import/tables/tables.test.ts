import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { openTable, type Table } from './open-table.ts';

async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const cell = (reference: string, value: string, more = '') => `<c r="${reference}"${more}>${value}</c>`;
const WORKBOOK = {
  'xl/workbook.xml': '<workbook xmlns:r="x"><sheets><sheet name="Notes" sheetId="1" r:id="rId1"/><sheet name="Doctors" sheetId="2" r:id="rId2"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
  'xl/sharedStrings.xml': '<sst><si><t>NPI</t></si><si><r><t>Na</t></r><r><t>me</t></r><rPh><t>x</t></rPh></si><si><t>Since &amp; until</t></si><si><t>Osei</t></si></sst>',
  'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
  'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>nothing here</t></is></c></row></sheetData></worksheet>',
  'xl/worksheets/sheet2.xml': `<worksheet><sheetData><row r="2">${cell('A2', '<v>0</v>', ' t="s"')}${cell('B2', '<v>1</v>', ' t="s"')}${cell('C2', '<v>2</v>', ' t="s"')}</row>`
    + `<row r="3">${cell('A3', '<v>1780042317</v>')}${cell('B3', '<v>3</v>', ' t="s"')}${cell('C3', '<v>45000</v>', ' s="1"')}</row><row r="9">${cell('A9', '<v>1003000126</v>')}</row><row r="10"/></sheetData></worksheet>`,
};

async function withFile<T>(bytes: string | Buffer, work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tutti-tables-'));
  try {
    writeFileSync(join(folder, 'file'), bytes);
    return await work(join(folder, 'file'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function rowsOf(table: Table): Promise<{ line: number; cells: string[] }[]> {
  const rows: { line: number; cells: string[] }[] = [];
  for (let next = await table.lines.next(); !next.done; next = await table.lines.next()) {
    const { line, cell: at } = next.value;
    rows.push({ line, cells: table.header.map((_, place) => at(place)) });
  }
  return rows;
}

const read = (bytes: string | Buffer, options = {}) => withFile(bytes, async (path) => {
  const table = await openTable({ path }, options);
  return { ...table, rows: await rowsOf(table) };
});

test('a sheet of a workbook reads as it is seen: shared and rich texts, days, gaps, and its rows where they stand', async () => {
  const bytes = await zipOf(WORKBOOK);
  const table = await read(bytes, { sheet: 'Doctors' });
  assert.deepEqual([table.container, table.sheets, table.header], ['xlsx', ['Notes', 'Doctors'], ['NPI', 'Name', 'Since & until']]);
  assert.deepEqual(table.rows, [{ line: 3, cells: ['1780042317', 'Osei', '2023-03-15'] }, { line: 9, cells: ['1003000126', '', ''] }]);
  await assert.rejects(read(bytes, { sheet: 'Nurses' }), { code: 'customers.import_unreadable', message: /no sheet “Nurses”; it has “Notes”, “Doctors”/ });
});

test('a zip that unpacks to hundreds of times its size, a damaged one, and one with two tables are refused; one with one table is read', async () => {
  await assert.rejects(read(await zipOf({ 'xl/workbook.xml': 'x', 'xl/worksheets/sheet1.xml': Buffer.alloc(40 << 20) })), /unpacks to over 400 times/);
  await assert.rejects(read((await zipOf(WORKBOOK)).subarray(0, 900)), { code: 'customers.import_unreadable' });
  await assert.rejects(read(await zipOf({ 'a.csv': 'x,y\n', 'b.csv': 'x,y\n' })), /several tables: /);
  assert.deepEqual((await read(await zipOf({ 'a.csv': 'x,y\n1,2\n', 'read me.pdf': 'no' }))).rows, [{ line: 2, cells: ['1', '2'] }]);
  const declared = { ...WORKBOOK, 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' };
  await assert.rejects(read(await zipOf(declared)), /declares entities/);
});

test('whatever separates the cells is found, packed or plain; letters of Windows and UTF-16 are known; what is no text is refused; no two columns have one name', async () => {
  for (const separator of [',', '\t', ';', '|']) assert.deepEqual((await read(`\ufeffa${separator}"b${separator}c"\n1${separator}2\n`)).header, ['a', `b${separator}c`]);
  assert.deepEqual((await read(gzipSync('a;b\n1;2\n'))).rows, [{ line: 2, cells: ['1', '2'] }]);
  assert.deepEqual((await read(Buffer.from('a;b\n\xe9;2\n', 'latin1'), { encoding: 'windows-1252' })).rows[0]?.cells, ['é', '2']);
  const [ansi, damaged] = [Buffer.from('a;b\nJos\xe9;2\n', 'latin1'), Buffer.concat([Buffer.from('a;b\nJosé;2\nMu'), Buffer.from([0xf1]), Buffer.from('oz;3\n')])];
  const told = async (bytes: Buffer) => { const { letters, rows } = await read(bytes); return [letters, rows.map(({ cells }) => cells[0])]; };
  assert.deepEqual(await told(ansi), ['windows-1252', ['José']]);
  assert.deepEqual(await told(damaged), ['utf-8', ['José', 'Mu\ufffdoz']]);
  assert.deepEqual(await told(Buffer.from('\ufeffa;b\nJosé;2\n', 'utf16le')), ['utf-16le', ['José']]);
  assert.deepEqual(await told(Buffer.from('\ufeffa;b\nJosé;2\n', 'utf16le').swap16()), ['utf-16be', ['José']]);
  await assert.rejects(read(Buffer.from(Array.from({ length: 2_000 }, (_, at) => (at * 7919) % 256))), { code: 'customers.import_unreadable', message: /no table/ });
  assert.deepEqual((await read('NPI,npi ,Name\n1,2,3\n')).header, ['NPI', 'npi (2)', 'Name']);
});

test('records of JSON are rows, one a line or in one long list, however deep; a broken one is told with its line', async () => {
  const records = [{ npi: '1', name: { first: 'A "x" \\ {', last: 'B' }, tags: ['p', 'q'] }, { npi: '2', extra: null, name: { first: 'C' } }];
  const expected = { header: ['npi', 'name.first', 'name.last', 'tags', 'extra'], cells: [['1', 'A "x" \\ {', 'B', 'p; q', ''], ['2', 'C', '', '', '']] };
  for (const text of [records.map((one) => JSON.stringify(one)).join('\n'), JSON.stringify(records, null, 2)]) {
    const table = await read(text);
    assert.deepEqual({ header: table.header, cells: table.rows.map(({ cells }) => cells) }, expected);
  }
  await assert.rejects(read('{"a":1}\n{"a":'), /begins in line 2 is not closed/);
  await assert.rejects(read('{"a":1}\n{"a" 2}'), /line 2 is no valid JSON/);
});
