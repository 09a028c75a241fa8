import { sql, type Tx } from '#platform/db';
import type { Stored } from './file-store.ts';

export type NewFile = Stored & { readonly name: string; readonly origin: 'upload' | 'url' | 'inbox' };

export const insertFile = async (tx: Tx, { name, origin, storedAs, size, digest }: NewFile): Promise<number> => (await tx.one<{ fileId: number }>(sql`
  insert into customers.import_file (name, origin, stored_as, size, digest, added_by, added_at)
  values (${name}, ${origin}, ${storedAs}, ${size}::bigint, ${digest}, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)
  returning file_id`)).fileId;

export const setFileState = (tx: Tx, fileId: number, { state, failure }: { state: 'done' | 'failed' | 'removed'; failure: string | null }) => tx.run(sql`
  update customers.import_file set state = ${state}, failure = ${failure} where file_id = ${fileId}::bigint`);

/** Takes a file that waits, or whose load has ended; nobody else loads it meanwhile. */
export const claimFile = (tx: Tx, file: { fileId: number; format: string; mapping: unknown; importId: number; options: object }) => tx.run(sql`
  update customers.import_file f
     set state = 'loading', format = ${file.format}, mapping = ${file.mapping === undefined ? null : JSON.stringify(file.mapping)}::jsonb, import_id = ${file.importId}::bigint, options = ${JSON.stringify(file.options)}::jsonb, failure = null
   where file_id = ${file.fileId}::bigint and (f.state in ('ready', 'failed', 'done')
          or f.state = 'loading' and exists (select from customers.import_run r where r.import_id = f.import_id and r.state <> 'running'))`);

export const setFileImport = (tx: Tx, fileId: number, importId: number) => tx.run(sql`
  update customers.import_file set import_id = ${importId}::bigint where file_id = ${fileId}::bigint`);

/** The next version of a mapping; the one before is kept, retired. */
export const insertMapping = async (tx: Tx, { name, definition }: { name: string; definition: unknown }): Promise<{ mappingId: number; version: number }> => {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`customers.import_mapping ${name}`}, 0))`);
  await retireMapping(tx, name);
  return tx.one(sql`
    insert into customers.import_mapping (name, version, definition, created_by, created_at)
    select ${name}, coalesce(max(m.version), 0) + 1, ${JSON.stringify(definition)}::jsonb, ${tx.actor.userId}::integer, ${tx.now}::timestamptz
      from customers.import_mapping m where m.name = ${name}
    returning mapping_id, version`);
};

export const retireMapping = (tx: Tx, name: string) => tx.run(sql`update customers.import_mapping set state = 'retired' where name = ${name} and state = 'live'`);
