import { columnsOf, fits } from './read-object.ts';
import { formatOf, type Connects, type System } from './types.ts';

export type Recognised = { readonly connects: Connects; readonly format: string };
type File = { readonly header: readonly string[]; readonly fileName: string };

const NAMED = 5; // a file that is called like the object is it, where the columns leave a doubt
/** How much of a file an object explains: its columns that are read, and a name that says so. */
function likeness({ mapping, object }: Connects, { header, fileName }: File): number {
  const name = fileName.toLowerCase().replace(/\.(csv|tsv|txt|gz|zip|json|ndjson)\b.*$/, '').split(/[/\\]/).at(-1) ?? '';
  return columnsOf(mapping, header).read.length + (name.includes(object.toLowerCase().replace(/(_vod__c|__v)$/, '')) ? NAMED : 0);
}

/**
 * Which object of which system a file is, by its header: the one that explains most of its columns. A file may be loaded as several things; they come in the
 * order in which they are loaded. Nothing where it is nobody's export.
 */
export function recogniseObject(all: readonly Connects[], file: File, system?: System): Recognised[] {
  const candidates = all.filter((one) => (system === undefined || one.system === system) && fits(one.mapping, file.header));
  const best = candidates.filter(({ part }) => part === undefined).map((connects) => ({ connects, likeness: likeness(connects, file) })).sort((a, b) => b.likeness - a.likeness)[0]?.connects;
  if (!best) return [];
  return candidates.filter(({ system: of, object }) => of === best.system && object === best.object).toSorted((a, b) => a.order - b.order).map((connects) => ({ connects, format: formatOf(connects) }));
}
