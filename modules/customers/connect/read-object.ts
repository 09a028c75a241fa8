import { Problem } from '#platform/problem';
import { Columns, textOf } from '../import/cells.ts';
import { applySteps } from '../import/mapping/apply-steps.ts';
import type { Cells, Fault } from '../import/types.ts';
import { objectMapping, type Connects, type ObjectMapping } from './types.ts';
import { valueOf } from './values.ts';

/** What a line says: the mapped fields, and the columns that nobody mapped as they came. Empty is not said. */
export type Said = { readonly get: (field: string) => string; readonly values: Readonly<Record<string, string>>; readonly rest: Readonly<Record<string, string>> };
/** What a line said, of the values that were kept of it. */
export const saidOf = (values: Said['values'], rest: Said['rest'] = {}): Said => ({ get: (field) => values[field] ?? '', values, rest });
type ReadObject = { readonly ok: true; readonly said: Said } | { readonly ok: false; readonly faults: readonly Fault[] };

/** The clockwork of Salesforce and Vault: it turns at each export and says nothing of the customer. */
const CLOCKWORK = [
  'SystemModstamp', 'LastModifiedDate', 'LastModifiedById', 'LastViewedDate', 'LastReferencedDate', 'LastActivityDate', 'MayEdit', 'IsLocked', 'CreatedById', 'PhotoUrl', 'Mobile_ID_vod__c',
  'Mobile_Last_Modified_Datetime_vod__c', 'Mobile_Created_Datetime_vod__c', 'Last_Device_vod__c', 'modified_date__v', 'modified_by__v', 'created_by__v', 'mobile_id__v', 'mobile_last_modified_datetime__v',
  'mobile_created_datetime__v', 'last_device__v', 'global_id__sys', 'link__sys',
] as const;

const anyOf = (need: string): string[] => need.split('|');

/** Whether a header has what the object needs. */
export const fits = ({ needs }: ObjectMapping, header: readonly string[]): boolean => {
  const columns = new Columns(header);
  return needs.every((need) => anyOf(need).some((name) => columns.has(name)));
};

/** The mapping that a company made of ours, or ours. */
export function mappingFor(connects: Connects, given: unknown): ObjectMapping {
  if (given === undefined || given === null) return connects.mapping;
  const parsed = objectMapping.safeParse(given);
  if (!parsed.success) throw new Problem('customers.import_mapping', { fields: parsed.error.issues.map((issue) => ({ field: issue.path.join('.') || 'mapping', message: issue.message })), detail: 'Copy the mapping of the connector and change its columns.' });
  const known = new Set(connects.mapping.fields.map(({ field }) => field));
  const strange = parsed.data.fields.filter(({ field }) => !known.has(field));
  if (parsed.data.object !== connects.object || parsed.data.system !== connects.system) throw new Problem('customers.import_mapping', { detail: `This mapping is for ${parsed.data.object} of ${parsed.data.system}, the file is loaded as ${connects.object} of ${connects.system}.` });
  if (strange.length) throw new Problem('customers.import_mapping', { fields: strange.map(({ field }) => ({ field, message: `is no field of ${connects.object}; its fields are ${[...known].join(', ')}` })) });
  return parsed.data;
}

/** Which columns of a file a mapping reads, and which it keeps beside the record as they came. */
export function columnsOf(mapping: ObjectMapping, header: readonly string[]): { readonly read: readonly string[]; readonly kept: readonly string[] } {
  const named = new Set(mapping.fields.flatMap(({ from }) => from).map((name) => name.toLowerCase()));
  const left = new Set([...CLOCKWORK, ...mapping.ignore].map((name) => name.toLowerCase()));
  const names = header.map((name) => name.trim()).filter((name) => name !== '' && !/^zvod_/i.test(name)); // zvod_: parts of Veeva's own page layouts
  return { read: names.filter((name) => named.has(name.toLowerCase())), kept: names.filter((name) => !named.has(name.toLowerCase()) && !left.has(name.toLowerCase())) };
}

/** Reads the lines of one file by a mapping; made from the file's header. */
function openObject(mapping: ObjectMapping, header: readonly string[]): (cells: Cells) => ReadObject {
  const columns = new Columns(header);
  const missing = mapping.needs.filter((need) => !anyOf(need).some((name) => columns.has(name)));
  if (missing.length) {
    throw new Problem('customers.import_header', {
      detail: `The first line lacks ${missing.map((need) => anyOf(need).map((name) => `“${name}”`).join(' or ')).join(', ')}, which ${mapping.object} needs. Where your columns have other names, copy the mapping and put yours in.`,
      fields: missing.map((need) => ({ field: anyOf(need)[0] as string, message: 'is not a column of the file' })),
    });
  }
  const tellers = mapping.fields.map(({ field, from, as, do: steps }) => ({ field, as, steps, from, places: from.map((name) => columns.at(name)) }));
  const kept = columnsOf(mapping, header).kept.map((name) => ({ name, place: columns.at(name) }));
  return (cells) => {
    const values = new Map<string, string>();
    const faults: Fault[] = [];
    for (const { field, as, steps, from, places } of tellers) {
      const at = places.findIndex((place) => place >= 0 && textOf(cells.cell(place)) !== '');
      const told = applySteps(steps, at < 0 ? '' : textOf(cells.cell(places[at] as number)));
      const value = told.ok ? valueOf(as, told.text) : told;
      if (value.ok) values.set(field, value.text);
      else faults.push({ field: from[Math.max(at, 0)] ?? field, reason: value.reason, remedy: value.remedy });
    }
    if (faults.length) return { ok: false, faults };
    const rest = Object.fromEntries(kept.flatMap(({ name, place }) => { const text = textOf(cells.cell(place)); return text ? [[name, text] as const] : []; }));
    return { ok: true, said: saidOf(Object.fromEntries([...values].filter(([, text]) => text !== '')), rest) };
  };
}

type File = { readonly header: readonly string[]; readonly mapping?: unknown };
type Refused = Extract<ReadObject, { ok: false }>;

/** How the lines of one file are read: by a company's mapping or ours, then by what the object makes of what a line says. */
export function openLines<T>(connects: Connects, { header, mapping }: File, rowOf: (said: Said) => T): (cells: Cells) => T | Refused {
  const read = openObject(mappingFor(connects, mapping), header);
  return (cells) => {
    const told = read(cells);
    return told.ok ? rowOf(told.said) : told;
  };
}

const NO_ID: Refused = { ok: false, faults: [{ field: 'Id', reason: 'is empty', remedy: 'Export the record with its id.' }] };

/** The same for objects whose lines are records by their id. */
export const openRecords = <T extends object>(connects: Connects, file: File, recordOf: (said: Said) => T) =>
  openLines(connects, file, (said) => (said.get('key') ? { ok: true as const, row: { key: said.get('key'), record: recordOf(said) } } : NO_ID));
