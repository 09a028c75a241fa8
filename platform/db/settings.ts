import type { Tx } from './database.ts';
import { sql } from './sql.ts';

/** Does some work under other settings of the planner, and puts back what was; a transaction that fails takes them with it. */
export async function withSettings<T>(tx: Tx, settings: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const set = (values: Readonly<Record<string, string>>) => tx.rows(sql`select set_config(name, value, true) from unnest(${Object.keys(values)}::text[], ${Object.values(values)}::text[]) s(name, value)`);
  const { before } = await tx.one<{ before: Record<string, string> }>(sql`select jsonb_object_agg(name, current_setting(name)) as before from unnest(${Object.keys(settings)}::text[]) name`);
  await set(settings);
  const result = await work();
  await set(before);
  return result;
}
