import sax, { type Tag } from 'sax'; // CommonJS: its names are on the default alone
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { unreadable } from './unreadable.ts';
import { lineOf } from './line-of.ts';
import type { Line } from './scan-csv.ts';

// A workbook (ECMA-376) read sheet row by sheet row out of its zip: memory holds the shared texts and one chunk of the sheet, whatever its length.

const MOST_ENTRIES = 2_000;
const MOST_UNPACKED = 4 * 1024 ** 3;
const MOST_RATIO = 400; // plain sheets of repeated rows pack 1:100; what packs tighter is made to fill a disk
const MOST_SHARED = 96 << 20; // characters of shared texts
const MOST_COLUMNS = 16_384;
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]); // built in: ECMA-376 18.8.30
const EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

type Zip = { readonly file: ZipFile; readonly entries: ReadonlyMap<string, Entry> };

/** The parts of a zip file by name, refused where they would unpack to what no workbook is. */
export async function openZip(path: string): Promise<Zip> {
  const file = await new Promise<ZipFile>((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }, (error, opened) => (error ? reject(unreadable('The zip container is damaged.', error)) : resolve(opened)));
  });
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  await new Promise<void>((resolve, reject) => {
    file.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      if (entries.size >= MOST_ENTRIES || unpacked > MOST_UNPACKED) return reject(unreadable('It holds more than a workbook or an export does: it unpacks to over 4 GB, or has over 2,000 parts.'));
      if (entry.compressedSize > 0 && entry.uncompressedSize > 10 << 20 && entry.uncompressedSize / entry.compressedSize > MOST_RATIO) return reject(unreadable(`“${entry.fileName}” unpacks to over ${MOST_RATIO} times its size.`));
      entries.set(entry.fileName, entry);
      file.readEntry();
    });
    file.on('end', resolve);
    file.on('error', (error: unknown) => reject(unreadable('The zip container is damaged.', error)));
    file.readEntry();
  });
  return { file, entries };
}

/** The bytes of one part as they unpack; more than it said it holds is an error. */
export async function* partOf({ file, entries }: Zip, name: string): AsyncGenerator<Buffer> {
  const entry = entries.get(name);
  if (!entry) return;
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => { file.openReadStream(entry, (error, opened) => (error ? reject(unreadable('The zip container is damaged.', error)) : resolve(opened))); });
  try {
    for await (const chunk of stream) yield chunk as unknown as Buffer;
  } catch (error) {
    throw unreadable('The zip container is damaged.', error);
  }
}

type Seen = { readonly open?: (tag: Tag) => void; readonly text?: (text: string) => void; readonly close?: (name: string) => void };
const local = (name: string) => name.slice(name.indexOf(':') + 1);

function parserOf({ open, text, close }: Seen): sax.SAXParser {
  const parser = new sax.SAXParser(true);
  parser.onopentag = (tag) => open?.(tag as Tag);
  parser.ontext = (given) => text?.(given);
  parser.oncdata = (given) => text?.(given);
  parser.onclosetag = (name) => close?.(local(name));
  parser.ondoctype = () => { throw unreadable('The workbook declares entities, as no program writes them.'); };
  parser.onerror = (error) => { throw unreadable('The workbook is damaged.', error); };
  return parser;
}

async function parse(zip: Zip, name: string, seen: Seen): Promise<void> {
  const parser = parserOf(seen);
  const decoder = new TextDecoder();
  for await (const chunk of partOf(zip, name)) parser.write(decoder.decode(chunk, { stream: true }));
}

/** The names of a workbook's sheets in order, with the part that holds each. */
async function sheetsOf(zip: Zip): Promise<{ name: string; part: string }[]> {
  const [named, targets]: [{ name: string; id: string }[], Map<string, string>] = [[], new Map()];
  await parse(zip, 'xl/workbook.xml', { open: ({ name, attributes }) => { if (local(name) === 'sheet') named.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? '' }); } });
  await parse(zip, 'xl/_rels/workbook.xml.rels', { open: ({ name, attributes }) => { if (local(name) === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? ''); } });
  return named.map(({ name, id }) => ({ name, part: (targets.get(id) ?? '').replace(/^\//, '').replace(/^(?!xl\/)/, 'xl/') }));
}

async function sharedOf(zip: Zip): Promise<string[]> {
  const texts: string[] = [];
  let [inText, phonetic, current, sum] = [false, false, '', 0];
  await parse(zip, 'xl/sharedStrings.xml', {
    open: ({ name }) => { if (local(name) === 't') inText = true; else if (local(name) === 'rPh') phonetic = true; },
    text: (text) => { if (inText && !phonetic) current += text; },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        sum += current.length;
        if (sum > MOST_SHARED) throw unreadable('Its texts are too many to hold. Save the sheet as CSV UTF-8 and load that.');
        texts.push(current);
        current = '';
      }
    },
  });
  return texts;
}

/** Which cell styles show a number as a day. */
async function dateStylesOf(zip: Zip): Promise<ReadonlySet<number>> {
  const [own, dates] = [new Set<number>(), new Set<number>()];
  let [inCells, place] = [false, 0];
  await parse(zip, 'xl/styles.xml', {
    open: ({ name, attributes }) => {
      if (local(name) === 'numFmt' && /[ymdh]/i.test((attributes['formatCode'] ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))) own.add(Number(attributes['numFmtId']));
      if (local(name) === 'cellXfs') inCells = true;
      if (local(name) !== 'xf' || !inCells) return;
      const format = Number(attributes['numFmtId'] ?? 0);
      if (DATE_FORMATS.has(format) || own.has(format)) dates.add(place);
      place += 1;
    },
    close: (name) => { if (name === 'cellXfs') inCells = false; },
  });
  return dates;
}

const columnOf = (reference: string): number => [...reference.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function dayOf(serial: string): string {
  const at = new Date(EPOCH + Math.round(Number(serial) * DAY));
  if (Number.isNaN(at.getTime())) return serial;
  return Number.isInteger(Number(serial)) ? at.toISOString().slice(0, 10) : at.toISOString().slice(0, 19);
}

type Known = { readonly shared: readonly string[]; readonly dates: ReadonlySet<number> };

class SheetReader {
  readonly ready: Line[] = [];
  readonly #known: Known;
  #cells: string[] = [];
  #row = 0;
  #place = 0;
  #type = '';
  #style = 0;
  #value = '';
  #inValue = false;
  #width = 0;

  constructor(known: Known) {
    this.#known = known;
  }

  readonly seen: Required<Seen> = {
    open: ({ name, attributes }) => {
      const tag = local(name);
      if (tag === 'row') [this.#cells, this.#row, this.#place] = [[], Number(attributes['r'] ?? this.#row + 1), -1];
      else if (tag === 'c') {
        this.#place = attributes['r'] ? columnOf(attributes['r']) : this.#place + 1;
        [this.#type, this.#style, this.#value] = [attributes['t'] ?? '', Number(attributes['s'] ?? -1), ''];
      } else if (tag === 'v' || tag === 't') this.#inValue = true;
    },
    text: (text) => { if (this.#inValue) this.#value += text; },
    close: (name) => {
      if (name === 'v' || name === 't') this.#inValue = false;
      else if (name === 'c' && this.#value !== '' && this.#place >= 0 && this.#place < MOST_COLUMNS) this.#cells[this.#place] = this.#text();
      else if (name === 'row') this.#end();
    },
  };

  #text(): string {
    if (this.#type === 's') return this.#known.shared[Number(this.#value)] ?? '';
    if (this.#type === 'e') return '';
    if (this.#type === 'b') return this.#value === '1' ? 'true' : 'false';
    return this.#type === '' && this.#known.dates.has(this.#style) ? dayOf(this.#value) : this.#value;
  }

  /** A sheet has no width of its own: rows end at their last cell. So the first row that says anything gives it, and shorter ones are filled up. */
  #end(): void {
    if (!this.#cells.some((cell) => cell !== undefined && cell.trim() !== '')) return;
    this.#width ||= this.#cells.length;
    this.ready.push(lineOf(this.#row, Array.from({ length: Math.max(this.#width, this.#cells.length) }, (_, place) => this.#cells[place] ?? '')));
  }
}

/** The rows of one sheet, the first that says anything in front; the first sheet where none is named. */
export async function* readSheet(path: string, sheet?: string): AsyncGenerator<Line> {
  const zip = await openZip(path);
  try {
    const sheets = await sheetsOf(zip);
    const chosen = sheet === undefined ? sheets[0] : sheets.find(({ name }) => name === sheet);
    if (!chosen) throw unreadable(`The workbook has no sheet “${sheet ?? ''}”; it has ${sheets.map(({ name }) => `“${name}”`).join(', ') || 'none'}.`);
    const reader = new SheetReader({ shared: await sharedOf(zip), dates: await dateStylesOf(zip) });
    const parser = parserOf(reader.seen);
    const decoder = new TextDecoder();
    for await (const chunk of partOf(zip, chosen.part)) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield* reader.ready.splice(0);
    }
  } finally {
    zip.file.close();
  }
}

/** The sheets of a workbook by name. */
export async function listSheets(path: string): Promise<string[]> {
  const zip = await openZip(path);
  try {
    return (await sheetsOf(zip)).map(({ name }) => name);
  } finally {
    zip.file.close();
  }
}
