import { sql, type Tx } from '#platform/db';
import type { Importer, ReadRow, SourceFormat } from '../import/types.ts';
import { accountRow, addressRow, relationRow } from './account-facts.ts';
import { ACCOUNTS, ADDRESSES, RELATIONS, USERS } from './definitions.ts';
import { fits, openLines, openRecords, type Said } from './read-object.ts';
import { formatOf, type Connects } from './types.ts';

// The customers' own part of a connector: accounts and contacts as parties, addresses and affiliations as further source records of them.

type Line = (said: Said, source: string, object: string) => ReadRow;

function sourceFormat(connects: Connects, line: Line, parent?: string): SourceFormat {
  return {
    format: formatOf(connects), source: connects.system, oneNumber: false, connects, ...(parent ? { parent } : {}),
    recognises: ({ header }) => fits(connects.mapping, header),
    open: (file) => openLines(connects, file, (said) => line(said, connects.system, connects.object)),
  };
}

const parentOf = ({ mapping }: Connects, field: string): string => mapping.fields.find((one) => one.field === field)?.from[0] ?? field;

/** Objects that become customers, and what hangs on them. */
export const connectedFormats: readonly SourceFormat[] = [
  ...ACCOUNTS.map((one) => sourceFormat(one, accountRow)), ...ADDRESSES.map((one) => sourceFormat(one, addressRow, parentOf(one, 'account'))), ...RELATIONS.map((one) => sourceFormat(one, relationRow, parentOf(one, 'member'))),
];

type PersonRow = { readonly key: string; readonly digest: string; readonly record: { email: string; function: string } };

/** Who of theirs is who of ours, by the mail address; who is nobody here keeps the work that the source says. */
async function upsertPeople(tx: Tx, { source, importId, rows }: { source: string; importId: number; rows: readonly PersonRow[] }) {
  const written = await tx.rows<{ fresh: boolean }>(sql`
    insert into customers.source_person as s (source, source_key, user_id, function, digest, import_id)
    select ${source}, e.key, p.user_id, coalesce(p.function, nullif(e.record ->> 'function', '')), e.digest || coalesce(':' || p.user_id, ''), ${importId}::bigint
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(key text, digest text, record jsonb)
      left join access.v_person p on lower(p.email) = e.record ->> 'email'
    on conflict (source, source_key) do update set user_id = excluded.user_id, function = excluded.function, digest = excluded.digest, import_id = excluded.import_id where s.digest <> excluded.digest
    returning xmax = 0 as fresh`);
  const loaded = written.filter(({ fresh }) => fresh).length;
  return { loaded, changed: written.length - loaded, unchanged: rows.length - written.length };
}

const userImporter = (connects: Connects): Importer => ({
  format: formatOf(connects), connects,
  recognises: ({ header }) => fits(connects.mapping, header),
  open: (file) => openRecords(connects, file, ({ get }) => ({ email: get('email'), function: get('function') })),
  write: (tx, { importId, rows }) => upsertPeople(tx, { source: connects.system, importId, rows: rows as readonly PersonRow[] }),
  undo: async (tx, importId) => { const removed = await tx.run(sql`delete from customers.source_person where import_id = ${importId}::bigint`); return { seen: removed, removed, restored: 0, kept: 0 }; },
});

/** Users of another CRM. */
export const peopleImporters: readonly Importer[] = USERS.map(userImporter);
