import { sql, type Tx } from '#platform/db';

type Entry = { readonly key: string; readonly digest: string; readonly record: object };

/** Keeps lines of a public list as they stand there; the same lines again change nothing. */
export async function upsertReference(tx: Tx, dataset: string, rows: readonly Entry[]): Promise<{ loaded: number; unchanged: number; changed: number }> {
  const written = await tx.rows<{ fresh: boolean }>(sql`
    insert into products.reference as r (dataset, key, name, search, detail, digest, changed_at)
    select ${dataset}, g.key, g.record ->> 'name', g.record ->> 'search', g.record -> 'detail', g.digest, ${tx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(key text, digest text, record jsonb)
    on conflict (dataset, key) do update
       set name = excluded.name, search = excluded.search, detail = excluded.detail, digest = excluded.digest, changed_at = excluded.changed_at
     where r.digest <> excluded.digest
    returning xmax = 0 as fresh`);
  const loaded = written.filter((one) => one.fresh).length;
  return { loaded, changed: written.length - loaded, unchanged: rows.length - written.length };
}
