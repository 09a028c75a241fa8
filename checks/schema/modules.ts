import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#platform/config';
import { testDatabase } from '#platform/testing';
import { readCatalogue } from './catalogue.ts';
import { readNotes, schemaText } from './print.ts';

/** A module's schema: its word, with an underscore where the folder has a hyphen. */
export const schemaOf = (module: string): string => module.replaceAll('-', '_');

export const MODULES: readonly string[] = readdirSync(join(ROOT, 'modules')).filter((name) => !name.includes('.')).sort();

/** The text of each module's schema.sql, by file; a module without tables has none. */
export async function moduleSchemas(): Promise<ReadonlyMap<string, string>> {
  await using db = await testDatabase();
  const catalogue = await readCatalogue(db.owner);
  const notes = readNotes();
  return new Map(MODULES.filter((module) => catalogue.tables.some((table) => table.schema === schemaOf(module)))
    .map((module) => [`modules/${module}/schema.sql`, schemaText(catalogue, schemaOf(module), notes)]));
}
