import { sql, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import { Problem } from '#platform/problem';
import type { MappingDefinition } from '../mapping/types.ts';

export type ImportFile = {
  readonly fileId: number; readonly name: string; readonly origin: 'upload' | 'url' | 'inbox'; readonly storedAs: string; readonly size: number; readonly digest: string;
  readonly state: 'ready' | 'loading' | 'done' | 'failed' | 'removed'; readonly format: string | null; readonly mapping: unknown; readonly options: { readonly market?: string }; readonly importId: number | null; readonly failure: string | null;
  readonly addedByName: string | null; readonly addedAt: string; readonly addedBy: number | null;
};

const FILES = sql`
  select f.file_id, f.name, f.origin, f.stored_as, f.size, f.digest, f.state, f.format, f.mapping, f.options, f.import_id, f.failure, p.name as added_by_name, f.added_at, f.added_by
    from customers.import_file f left join access.v_person p on p.user_id = f.added_by`;

/** Files that wait or were loaded, newest first. */
export async function listFiles(tx: Tx, { limit, cursor }: { limit: number; cursor?: string }) {
  const key = fromCursor(cursor, 1);
  const rows = await tx.rows<ImportFile>(sql`${FILES} where f.state <> 'removed' and ${key ? sql`f.file_id < ${key[0]}::bigint` : sql`true`} order by f.file_id desc limit ${limit + 1}::integer`);
  return toPage(rows, limit, (row) => [row.fileId]);
}

/** The file, or request.not_found. */
export async function getFile(tx: Tx, fileId: number): Promise<ImportFile> {
  const file = await tx.maybe<ImportFile>(sql`${FILES} where f.file_id = ${fileId}::bigint and f.state <> 'removed'`);
  if (!file) throw new Problem('request.not_found');
  return file;
}

export type SavedMapping = { readonly mappingId: number; readonly name: string; readonly version: number; readonly definition: MappingDefinition; readonly createdByName: string | null; readonly createdAt: string };

/** Mappings that stand, by name. */
export const listMappings = (tx: Tx): Promise<SavedMapping[]> => tx.rows<SavedMapping>(sql`
  select m.mapping_id, m.name, m.version, m.definition, p.name as created_by_name, m.created_at
    from customers.import_mapping m left join access.v_person p on p.user_id = m.created_by
   where m.state = 'live' order by lower(m.name), m.name limit 500`);

export async function getMapping(tx: Tx, mappingId: number): Promise<{ name: string; definition: MappingDefinition }> {
  const found = await tx.maybe<{ name: string; definition: MappingDefinition }>(sql`select name, definition from customers.import_mapping where mapping_id = ${mappingId}::bigint`);
  if (!found) throw new Problem('request.not_found');
  return found;
}

export const isRunOnFile = async (tx: Tx, importId: number): Promise<boolean> => (await tx.rows(sql`select from customers.import_run where import_id = ${importId}::bigint`)).length > 0;

export const findMappingByName = (tx: Tx, name: string): Promise<{ mappingId: number } | undefined> => tx.maybe(sql`select mapping_id from customers.import_mapping where name = ${name} and state = 'live'`);
