import { sql, type Sql, type Queries } from '#platform/db';
import { keySql, patternSql, raritySql, vetoSql } from './levels.ts';
import type { ComparedField, MatchRule } from './types.ts';

// The records that are compared, in temporary tables of one transaction: several transactions can each hold a copy and look through different blocks, so that
// every core works and nothing is left behind by whoever is killed.

const RAREST = 0.000_05; // a value that stands once among a million says little more than one that stands fifty times: misspellings are rare, too
const LARGEST_BLOCK = 1_000; // a key that more records share than this finds nothing that a finer key does not find
const PAIRS_PER_RECORD = 50;

const fieldsOf = (rule: MatchRule): readonly string[] =>
  [...new Set([...rule.compare.flatMap(({ field, swappedWith }) => [field, ...(swappedWith ? [swappedWith] : [])]), ...rule.block.flat().map(({ field }) => field), ...rule.never])];

/** A value of relation `s` as it is compared. Most are plain ASCII, for which the C collation is several times as fast. */
export const plainSql = (field: string): Sql => sql.trusted(`nullif(btrim(case when octet_length(s.${field}::text) = length(s.${field}::text) then lower(s.${field}::text collate "C")
  else translate(lower(s.${field}::text), 'áàâäãåçéèêëíìîïñóòôöõøúùûüýÿ', 'aaaaaaceeeeiiiinooooooouuuuyy') end), '') as f_${field}`);
const keyColumn = (place: number): Sql => sql.trusted(`k_${place}`);

/** How rare each value of a field is, in bits, as far as rarity counts in it. Floating point throughout: logarithms of numerics are slow. */
const rarityJoin = ({ field, rarity }: ComparedField, records: number): Sql => sql.trusted(`left join (
  select f_${field} as v, (-${rarity}::float8 * ln(greatest(count(*)::float8 / ${Math.max(1, records)}, ${RAREST}::float8)) / ln(2::float8))::real as bits
    from pg_temp.match_plain where f_${field} is not null group by 1) c_${field} on c_${field}.v = p.f_${field}`);

/** Copies a select of record_id and the rule's fields into pg_temp.match_record, with keys and rarities. Returns how many records there are. */
export async function stageRecords(tx: Queries, rule: MatchRule, records: Sql): Promise<number> {
  const rare = rule.compare.filter(({ rarity }) => rarity > 0);
  await tx.run(sql`drop table if exists pg_temp.match_plain, pg_temp.match_record, pg_temp.match_found`);
  await tx.run(sql`create temp table match_plain on commit drop as select s.record_id::bigint as record_id, row_number() over () - 1 as place, ${sql.join(fieldsOf(rule).map(plainSql))} from (${records}) s`);
  await tx.run(sql`analyze pg_temp.match_plain`); // else the planner takes it for small
  const { count } = await tx.one<{ count: number }>(sql`select count(*) as count from pg_temp.match_plain`);
  await tx.run(sql`
    create temp table match_record on commit drop as
    select p.*, ${sql.join(rule.block.map((parts, place) => sql`${keySql(parts)} as ${keyColumn(place)}`))}
           ${sql.join(rare.map(({ field }) => sql.trusted(`, c_${field}.bits as r_${field}`)), '')}
      from pg_temp.match_plain p
      ${sql.join(rare.map((field) => rarityJoin(field, count)), '\n')}`);
  await tx.run(sql`analyze pg_temp.match_record`);
  return count;
}

export type BlockCost = { readonly block: number; readonly pairs: number; readonly largest: number; /** Keys that are passed over, because too many share them. */ readonly skipped: readonly string[] };

/** What these blocks would cost, before anything is compared. */
export const estimateBlocks = async (tx: Queries, blocks: readonly number[]): Promise<readonly BlockCost[]> => (blocks.length === 0 ? [] : tx.rows<BlockCost>(sql`
  ${sql.join(blocks.map((place) => sql`
  select ${sql.trusted(String(place))} as block, coalesce(sum(n * (n - 1) / 2) filter (where n <= ${LARGEST_BLOCK}::integer), 0)::float8 as pairs, coalesce(max(n), 0) as largest,
         coalesce(array_agg(k::text) filter (where n > ${LARGEST_BLOCK}::integer), '{}') as skipped
    from (select ${keyColumn(place)} as k, count(*) as n from pg_temp.match_record where ${keyColumn(place)} is not null group by 1 having count(*) > 1) b`), ' union all ')}`));

/** Blocks that cost more pairs than a run can bear; a finer key is the remedy. */
export const tooCostly = (costs: readonly BlockCost[], records: number): readonly BlockCost[] => costs.filter(({ pairs }) => pairs > PAIRS_PER_RECORD * Math.max(1_000, records));

const same = (place: number): Sql => sql`l.${keyColumn(place)} = r.${keyColumn(place)}`;
const passedOver = (place: number, { skipped }: BlockCost): Sql => (skipped.length ? sql`and l.${keyColumn(place)} <> all(${skipped}::bigint[])` : sql.empty);

/** Compares the pairs of some blocks, each pair in the first of all blocks that finds it, into pg_temp.match_found. */
export async function compareBlocks(tx: Queries, rule: MatchRule, { costs, blocks }: { readonly costs: readonly BlockCost[]; readonly blocks: readonly number[] }): Promise<void> {
  await tx.run(sql`create temp table if not exists match_found (l bigint, r bigint, pattern bigint, rarity real, veto boolean, blocks integer) on commit drop`);
  const within = (place: number) => sql`(${same(place)} ${passedOver(place, costs[place]!)})`;
  const mask = sql.join(rule.block.map((_, place) => sql`case when ${within(place)} then ${sql.trusted(String(2 ** place))} else 0 end`), ' + ');
  for (const block of blocks) {
    const earlier = Array.from({ length: block }, (_, place) => sql`and ${within(place)} is not true`);
    // one statement a block, of which there are a dozen
    await tx.run(sql`
      insert into pg_temp.match_found
      select l.record_id, r.record_id, ${patternSql(rule)}, ${raritySql(rule)}, ${vetoSql(rule)}, ${mask}
        from pg_temp.match_record l join pg_temp.match_record r on ${same(block)} and l.record_id < r.record_id
       where true ${passedOver(block, costs[block]!)} ${sql.join(earlier, ' ')}`);
  }
}

export type Counted = { readonly pattern: number; readonly blocks: number; readonly count: number };

/** How often each pattern was found, by the blocks that find it. */
export const countFound = (tx: Queries): Promise<readonly Counted[]> => tx.rows<Counted>(sql`select pattern, blocks, count(*) as count from pg_temp.match_found group by 1, 2`);

/** Patterns of strangers: every record beside one that stands a fixed way off in an order that means nothing. */
export const countRandom = (tx: Queries, rule: MatchRule, { records, wanted }: { records: number; wanted: number }): Promise<readonly { pattern: number; count: number }[]> => {
  const ways = Math.max(1, Math.min(60, Math.ceil(wanted / Math.max(1, records))));
  const every = Math.max(1, Math.floor(records / wanted));
  return tx.rows(sql`
    select ${patternSql(rule)} as pattern, count(*) as count
      from generate_series(1, ${ways}::integer) w
      join pg_temp.match_record l on l.place % ${every}::integer = 0
      join pg_temp.match_record r on r.place = (l.place + 1 + (w * 7919::bigint + 104729) % greatest(1, ${records}::bigint - 1)) % ${records}::bigint
     where l.record_id <> r.record_id
     group by 1`);
};

/** Patterns of given pairs, in their order. */
export const comparePairs = (tx: Queries, rule: MatchRule, pairs: readonly (readonly [number, number])[]): Promise<readonly { pattern: number; rarity: number; veto: boolean }[]> => tx.rows(sql`
  select ${patternSql(rule)} as pattern, ${raritySql(rule)} as rarity, ${vetoSql(rule)} as veto
    from unnest(${pairs.map(([l]) => l)}::bigint[], ${pairs.map(([, r]) => r)}::bigint[]) with ordinality p(l, r, place)
    join pg_temp.match_record l on l.record_id = p.l join pg_temp.match_record r on r.record_id = p.r
   order by p.place`);

export type ReadPair = { readonly pattern: number; readonly left: Readonly<Record<string, string | null>>; readonly right: Readonly<Record<string, string | null>>; readonly rarity: Readonly<Record<string, number | null>> };

/** Given pairs with their values, in their order. */
export const readPairs = (tx: Queries, rule: MatchRule, pairs: readonly (readonly [number, number])[]): Promise<readonly ReadPair[]> => {
  const values = (record: 'l' | 'r', prefix: 'f' | 'r', fields: readonly string[]) => sql`jsonb_build_object(${sql.join(fields.map((field) => sql`${field}::text, ${sql.trusted(`${record}.${prefix}_${field}`)}`))})`;
  const compared = rule.compare.map(({ field }) => field);
  return tx.rows<ReadPair>(sql`
  select ${patternSql(rule)} as pattern, ${values('l', 'f', compared)} as "left", ${values('r', 'f', compared)} as "right", ${values('l', 'r', rule.compare.filter(({ rarity }) => rarity > 0).map(({ field }) => field))} as rarity
    from unnest(${pairs.map(([l]) => l)}::bigint[], ${pairs.map(([, r]) => r)}::bigint[]) with ordinality p(l, r, place)
    join pg_temp.match_record l on l.record_id = p.l join pg_temp.match_record r on r.record_id = p.r
   order by p.place`);
};
