import { ProblemError, type ProblemBody } from '../../api/problem-error.ts';

export type Sample = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };
export type Format = 'nppes' | 'partd' | 'hospitals' | 'csv';

const SAMPLE_BYTES = 64 * 1024;
const SAMPLE_ROWS = 3;

async function headOf(file: File): Promise<string> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) return file.slice(0, SAMPLE_BYTES).text();
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < SAMPLE_BYTES) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

function* cellsOf(text: string): Generator<string[]> {
  let row: string[] = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    if (row.length > 1 || row[0]) yield row;
    row = [];
  }
}

/** The first line of a CSV file and a few after it, for choosing the format and guessing the mapping; the server reads the file itself. */
export async function readSample(file: File): Promise<Sample> {
  const rows: string[][] = [];
  for (const row of cellsOf((await headOf(file)).replace(/^\ufeff/, ''))) {
    rows.push(row);
    if (rows.length > SAMPLE_ROWS) break;
  }
  return { header: rows[0] ?? [], rows: rows.slice(1) };
}

/** The format that a first line looks like. */
export function guessFormat({ header }: Sample): Format {
  const names = new Set(header.map((name) => name.toLowerCase()));
  if (names.has('npi') && names.has('entity type code')) return 'nppes';
  if (names.has('prscrbr_npi')) return 'partd';
  return names.has('facility id') && names.has('facility name') ? 'hospitals' : 'csv';
}

export const FIELDS = ['id', 'npi', 'ccn', 'kind', 'name', 'given_name', 'family_name', 'credential', 'specialty', 'specialty_name', 'line1', 'line2', 'city', 'state', 'postal_code', 'county', 'phone', 'fax', 'email', 'language', 'decile', 'licence_valid_until'] as const;
export type Guess = { readonly field: string | null; readonly certain: boolean };

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/npi/, 'npi'], [/ccn|facility ?id/, 'ccn'], [/first|given/, 'given_name'], [/last|family|surname/, 'family_name'], [/e-?mail/, 'email'], [/phone|tel/, 'phone'], [/fax/, 'fax'], [/zip|post/, 'postal_code'],
  [/city|town/, 'city'], [/^state|province/, 'state'], [/county/, 'county'], [/street|address/, 'line1'], [/taxonomy/, 'specialty'], [/special/, 'specialty_name'], [/credential|degree/, 'credential'], [/decile/, 'decile'], [/name/, 'name'], [/(^|\W|_)(id|key)$/, 'id'],
];

/** A guess for each column, each field once; sure where the column is called as our field is. */
export function guessMapping({ header }: Sample): Readonly<Record<string, Guess>> {
  const taken = new Set<string>();
  return Object.fromEntries(header.map((column) => {
    const plain = column.toLowerCase().trim();
    const exact = FIELDS.find((field) => field === plain.replaceAll(/[\s-]+/g, '_'));
    const field = exact ?? WORDS.find(([word]) => word.test(plain))?.[1] ?? null;
    if (field === null || taken.has(field)) return [column, { field: null, certain: false }];
    taken.add(field);
    return [column, { field, certain: exact !== undefined }];
  }));
}

export type ImportResult = { readonly importId: number | null; readonly total: number; readonly loaded: number; readonly unchanged: number; readonly changed: number; readonly rejected: number; readonly rejects: readonly { readonly line: number; readonly field: string; readonly reason: string; readonly remedy: string; readonly raw: string }[] };
export type Upload = { readonly file: File; readonly format: Format; readonly mapping: Readonly<Record<string, string>> | undefined; readonly check: boolean };

/** Sends the file as it is; the browser streams it and says how far it is. */
export function uploadFile({ file, format, mapping, check }: Upload, on: { readonly progress: (share: number) => void; readonly signal: AbortSignal }): Promise<ImportResult> {
  const query = new URLSearchParams({ format, fileName: file.name, check: String(check), ...(mapping ? { mapping: JSON.stringify(mapping) } : {}) });
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', `/api/customers/imports?${query}`);
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.setRequestHeader('x-tutti-request', '1');
    sending.responseType = 'json';
    sending.upload.onprogress = (event) => { if (event.lengthComputable) on.progress(event.loaded / event.total); };
    const fail = (body: Partial<ProblemBody>) => reject(new ProblemError({ ...body, title: body.title ?? 'The server could not be reached', status: sending.status, code: body.code ?? 'network.unreachable' }));
    sending.onload = () => (sending.status < 300 ? resolve(sending.response as ImportResult) : fail((sending.response ?? {}) as Partial<ProblemBody>));
    sending.onerror = () => fail({});
    sending.onabort = () => fail({ title: 'The upload was stopped. What was loaded stays; load the same file again for the rest.', code: 'customers.import_broken_off' });
    on.signal.addEventListener('abort', () => sending.abort());
    sending.send(file);
  });
}
