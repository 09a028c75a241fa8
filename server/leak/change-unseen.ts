import { sql, type Queries, type Sql } from '#platform/db';
import { columnsOf, makingOf, pick, rowOf, valueOf, type Column, type Random } from './random-world.ts';
import type { Somebody } from './world.ts';

// For tests alone: changes of the world that somebody cannot see. A change that would touch what she sees is taken back, so what is left differs in nothing of hers.

/** Who one is and what one's sight is made of, which numbers have become one (whoever asks for the old one is led to the new), and the books of the platform itself. */
const LEFT_ALONE = /^(access\.person|customers\.merge_member|audit\.|http\.|events\.handled)/;

export type Changer = {
  /** Changes something that she does not see, and says what; null when there was nothing to change. */
  readonly change: (who: Somebody) => Promise<string | null>;
};

const asHer = ({ role, userId }: Somebody): Sql => sql`select set_config('role', ${`tutti_${role}`}, true), set_config('tutti.user_id', ${String(userId)}, true), set_config('tutti.now', '2026-11-23T14:00:00.000Z', true)`;

/** What she sees of a table, in one word. */
async function seenOf(owner: Queries, table: Sql, who: Somebody): Promise<string> {
  await owner.one(asHer(who));
  try {
    await owner.run(sql.trusted('savepoint looking'));
    const { digest } = await owner.one<{ digest: string | null }>(sql`select md5(string_agg(md5(t::text), '' order by md5(t::text))) as digest from ${table} t`);
    return digest ?? 'nothing';
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    await owner.run(sql.trusted('rollback to looking'));
    return 'no right';
  } finally {
    await owner.run(sql.trusted('reset role'));
  }
}

export async function openChanger(owner: Queries, { tables, people, random }: { readonly tables: readonly string[]; readonly people: readonly number[]; readonly random: Random }): Promise<Changer> {
  const columns = await columnsOf(owner, tables.filter((table) => !LEFT_ALONE.test(table)));
  const byTable = [...Map.groupBy(columns, ({ table }) => table)];
  const making = makingOf(columns, people, random);
  const keys = new Map((await owner.rows<{ table: string; columns: string[] }>(sql`
    select n.nspname || '.' || c.relname as table, array_agg(a.attname::text) as columns from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indisprimary group by 1`)).map((row) => [row.table, row.columns]));
  let next = 200;
  const tried = new Map<string, { failed: number; done: number }>(); // a table of which a role sees everything is not tried for ever

  function statement(table: string, own: readonly Column[], who: Somebody): Sql {
    const name = sql.id(...table.split('.'));
    const hers = table === 'access.membership' ? sql`where user_id <> ${who.userId}` : sql``; // what decides on her sight is hers, though she may not read it
    const drawn = sql`select ctid, tableoid from (select ctid, tableoid from ${name} ${hers} order by md5(ctid::text || ${String(random())})) d limit ${1 + Math.floor(random() * 3)}`;
    const way = random();
    const free = own.filter((column) => !column.own && !keys.get(table)?.includes(column.column));
    if (way < 0.35 && free.length) {
      const column = pick(random, free);
      const row = rowOf(making, [column], next);
      const value = random() < 0.5 ? row[column.column] : valueOf(making, column, next);
      return sql`update ${name} set ${sql.id(column.column)} = (select ${sql.id(column.column)} from jsonb_populate_record(null::${name}, ${JSON.stringify({ [column.column]: value })}::jsonb)) where (ctid, tableoid) in (${drawn})`;
    }
    if (way < 0.6) return sql`delete from ${name} where (ctid, tableoid) in (${drawn})`;
    next += 1;
    const names = sql.join(own.map(({ column }) => sql.id(column)));
    const row = rowOf(making, own, next);
    if (table === 'access.membership' && row['user_id'] === who.userId) return sql`select 1`;
    return sql`insert into ${name} (${names}) overriding system value select ${names} from jsonb_populate_record(null::${name}, ${JSON.stringify(row)}::jsonb)`;
  }

  async function attempt(who: Somebody, [table, own]: readonly [string, readonly Column[]]): Promise<string | null> {
    const name = sql.id(...table.split('.'));
    await owner.run(sql.trusted('begin'));
    try {
      await owner.run(sql.trusted('set local session_replication_role = replica'));
      const before = await seenOf(owner, name, who);
      const change = statement(table, own, who);
      const changed = await owner.run(change);
      const unseen = changed > 0 && await seenOf(owner, name, who) === before;
      await owner.run(unseen ? sql.trusted('commit') : sql.trusted('rollback'));
      return unseen ? `${change.build().text.slice(0, 6)} ${table}` : null;
    } catch (error) {
      await owner.run(sql.trusted('rollback'));
      if (!/^(22|23)/.test((error as { code?: string }).code ?? '')) throw error;
      return null;
    }
  }

  return {
    async change(who) {
      for (let tries = 0; tries < 40; tries += 1) {
        const chosen = pick(random, byTable);
        const known = tried.get(`${who.role} ${chosen[0]}`) ?? { failed: 0, done: 0 };
        tried.set(`${who.role} ${chosen[0]}`, known);
        if (known.done === 0 && known.failed > 9) continue;
        const changed = await attempt(who, chosen);
        known[changed ? 'done' : 'failed'] += 1;
        if (changed) return changed;
      }
      return null;
    },
  };
}
