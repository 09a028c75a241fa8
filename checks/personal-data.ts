import { testDatabase } from '#platform/testing';
import { sql } from '#platform/db';
import { catalogueFaults, personalData } from '../server/personal-data/index.ts';

// Every column of every migrated table has its place in the catalogue of personal data: of whom it tells, and what erasing does to it.

await using db = await testDatabase();
const rows = await db.owner.rows<{ table: string; columns: string[] }>(sql`
  select n.nspname || '.' || c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
   where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped and n.nspname !~ '^(pg_|information_schema|graphile_worker|public)'
   group by 1 order by 1`);
const faults = catalogueFaults(personalData, Object.fromEntries(rows.map(({ table, columns }) => [table, columns])));
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${rows.length} tables, ${rows.reduce((sum, row) => sum + row.columns.length, 0)} columns classified\n`);
process.exitCode = faults.length ? 1 : 0;
