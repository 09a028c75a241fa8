import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { csvCell } from './csv.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
export type ExportRow = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ndjson: 'application/x-ndjson' };
const SHEET_ROWS = 1_048_576; // as many as a sheet may have

function cellOf(value: unknown): string | number {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((one) => String(cellOf(one))).join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as boolean | bigint);
}

async function* csv(columns: readonly string[], rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
  yield `\ufeff${columns.map(csvCell).join(',')}\r\n`; // the mark tells a spreadsheet that it is UTF-8
  for await (const row of rows) yield `${columns.map((column) => csvCell(cellOf(row[column]))).join(',')}\r\n`;
}

async function* ndjson(columns: readonly string[], rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column] ?? null])))}\n`;
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string) => text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').replace(/[&<>"]/g, (mark) => MARKS[mark] as string);

/** Texts are typed as such, so that none is a formula. */
const xlsxCell = (value: string | number) => (typeof value === 'number' && Number.isFinite(value) ? `<c><v>${value}</v></c>` : value === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${xml(String(value).slice(0, 32_767))}</t></is></c>`);

async function* sheet(columns: readonly string[], rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>${columns.map(xlsxCell).join('')}</row>`;
  let written = 1;
  for await (const row of rows) {
    if (written === SHEET_ROWS) break; // the list is longer than a sheet: CSV holds it all
    yield `<row>${columns.map((column) => xlsxCell(cellOf(row[column]))).join('')}</row>`;
    written += 1;
  }
  yield '</sheetData></worksheet>';
}

const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  '_rels/.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml': '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
};

function workbook(columns: readonly string[], rows: AsyncIterable<ExportRow>): NodeJS.ReadableStream {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(text), name);
  const sheetStream = Readable.from(sheet(columns, rows), { objectMode: false });
  sheetStream.on('error', (error) => zip.outputStream.emit('error', error));
  zip.addReadStream(sheetStream, 'xl/worksheets/sheet1.xml');
  zip.end();
  return zip.outputStream;
}

/** Rows as a file, made as they are read: memory does not grow with the list. */
export function writeRows(format: ExportFormat, columns: readonly string[], rows: AsyncIterable<ExportRow>): { type: string; body: NodeJS.ReadableStream } {
  const body = format === 'xlsx' ? workbook(columns, rows) : Readable.from(format === 'csv' ? csv(columns, rows) : ndjson(columns, rows), { objectMode: false });
  return { type: TYPES[format], body };
}
