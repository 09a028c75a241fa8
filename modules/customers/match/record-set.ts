import { sql, type Sql, type Queries } from '#platform/db';
import { keySql, patternSql, rareFields, rarityJoins, raritySql, sameKeySql, vetoSql } from './levels.ts';
import type { ComparedField, MatchRule } from './types.ts';
import { stageWords } from './words.ts';

// The records that are compared, in temporary tables of one transaction: several transactions can each hold a copy and look through different blocks, so that
// every core works and nothing is left behind by whoever is killed. Keys stand in a narrow table of their own: who is compared with whom is found without
// carrying everybody's fields along (a million records: 9 s of processor time for twelve blocks instead of 58).

const RAREST = 0.000_05; // a value that stands once among a million says little more than one that stands fifty times: misspellings are rare, too
const LARGEST_BLOCK = 1_000; // a key that more records share than this finds nothing that a finer key does not find
const PAIRS_PER_RECORD = 50;
const STRETCH = 500; // records that stay side by side when strangers are drawn

const fieldsOf = (rule: MatchRule): readonly string[] =>
  [...new Set([...rule.compare.flatMap(({ field, swappedWith }) => [field, ...(swappedWith ? [swappedWith] : [])]), ...rule.block.flat().map(({ field }) => field), ...rule.never])];

/** A value of relation `s` as it is compared. Most are plain ASCII, for which the C collation is several times as fast. */
export const plainSql = (field: string): Sql => sql.trusted(`nullif(btrim(case when octet_length(s.${field}::text) = length(s.${field}::text) then lower(s.${field}::text collate "C")
  else translate(lower(s.${field}::text), 'áàâäãåçéèêëíìîïñóòôöõøúùûüýÿ', 'aaaaaaceeeeiiiinooooooouuuuyy') end), '') as f_${field}`);
const keyColumn = (place: number): Sql => sql.trusted(`k_${place}`);
const maskOf = (blocks: readonly number[]): Sql => sql.trusted(String(blocks.reduce((sum, place) => sum + 2 ** place, 0)));

/** How rare each value of a field is, in bits, as far as rarity counts in it. Floating point throughout: logarithms of numerics are slow. */
async function stageRarity(tx: Queries, { field, rarity }: ComparedField, records: number): Promise<void> {
  await tx.run(sql.trusted(`
    create temp table match_rare_${field} on commit drop as
    select f_${field} as v, (-${rarity}::float8 * ln(greatest(count(*)::float8 / ${Math.max(1, records)}, ${RAREST}::float8)) / ln(2::float8))::real as bits
      from pg_temp.match_record where f_${field} is not null group by 1`));
  await tx.run(sql.trusted(`create unique index on pg_temp.match_rare_${field} (v)`));
  await tx.run(sql.trusted(`analyze pg_temp.match_rare_${field}`));
}

/** Reads the fields of words and puts them in the place of what was written. */
async function spellOut(tx: Queries, rule: MatchRule, { field, records }: { readonly field: string; readonly records: number }): Promise<void> {
  await tx.run(sql`alter table pg_temp.match_record rename to match_plain`);
  await stageWords(tx, field, records);
  const kept = fieldsOf(rule).filter((one) => one !== field).map((one) => `p.f_${one}`);
  await tx.run(sql.trusted(`
    create temp table match_record on commit drop as
    select p.record_id, p.place, ${[...kept, `coalesce(w.f_${field}, p.f_${field}) as f_${field}`, ...['t', 'w', 's', 'q'].map((prefix) => `w.${prefix}_${field}`)].join(', ')}
      from pg_temp.match_plain p left join pg_temp.match_words w using (record_id)`));
  await tx.run(sql`drop table pg_temp.match_plain`);
}

/** Copies a select of record_id and the rule's fields into pg_temp.match_record, with the keys of some blocks. Returns how many records there are. */
export async function stageRecords(tx: Queries, rule: MatchRule, { records, blocks }: { readonly records: Sql; readonly blocks: readonly number[] }): Promise<number> {
  const rare = rule.compare.filter(({ field }) => rareFields(rule).includes(field));
  await tx.run(sql`drop table if exists pg_temp.match_plain, pg_temp.match_record, pg_temp.match_key, pg_temp.match_pairs, pg_temp.match_found`);
  await tx.run(sql.trusted(`drop table if exists ${['match_word', ...rare.map(({ field }) => `match_rare_${field}`)].map((table) => `pg_temp.${table}`).join(', ')}`));
  await tx.run(sql`create temp table match_record on commit drop as select s.record_id::bigint as record_id, row_number() over () - 1 as place, ${sql.join(fieldsOf(rule).map(plainSql))} from (${records}) s`);
  const { count } = await tx.one<{ count: number }>(sql`select count(*) as count from pg_temp.match_record`);
  for (const { field } of rule.compare.filter(({ as }) => as === 'words')) await spellOut(tx, rule, { field, records: count }); // at most a few fields are of words
  for (const field of rare) await stageRarity(tx, field, count); // a handful of fields
  await tx.run(sql`create unique index on pg_temp.match_record (record_id)`);
  await tx.run(sql`analyze pg_temp.match_record (record_id)`); // else the planner takes it for small
  await tx.run(sql`create temp table match_key on commit drop as select record_id${sql.join(blocks.map((place) => sql`, ${keySql(rule.block[place]!)} as ${keyColumn(place)}`), '')} from pg_temp.match_record`);
  await tx.run(sql`analyze pg_temp.match_key`);
  return count;
}

export type BlockCost = { readonly block: number; readonly pairs: number; readonly largest: number; /** Keys that are passed over, because too many share them. */ readonly skipped: readonly string[] };

/** What these blocks would cost, before anything is compared. */
export const estimateBlocks = async (tx: Queries, blocks: readonly number[]): Promise<readonly BlockCost[]> => (blocks.length === 0 ? [] : tx.rows<BlockCost>(sql`
  ${sql.join(blocks.map((place) => sql`
  select ${sql.trusted(String(place))} as block, coalesce(sum(n * (n - 1) / 2) filter (where n <= ${LARGEST_BLOCK}::integer), 0)::float8 as pairs, coalesce(max(n), 0) as largest,
         coalesce(array_agg(k::text) filter (where n > ${LARGEST_BLOCK}::integer), '{}') as skipped
    from (select ${keyColumn(place)} as k, count(*) as n from pg_temp.match_key where ${keyColumn(place)} is not null group by 1 having count(*) > 1) b`), ' union all ')}`));

/** Blocks that cost more pairs than a run can bear; a finer key is the remedy. */
export const tooCostly = (costs: readonly BlockCost[], records: number): readonly BlockCost[] => costs.filter(({ pairs }) => pairs > PAIRS_PER_RECORD * Math.max(1_000, records));

/** Compares the pairs that some blocks find, each pair in the first of all blocks that finds it, into pg_temp.match_found. `blocks`: those of which the keys are staged here. */
export async function compareBlocks(tx: Queries, rule: MatchRule, { costs, blocks }: { readonly costs: readonly BlockCost[]; readonly blocks: readonly number[] }): Promise<void> {
  const passedOver = (key: Sql, place: number): Sql => (costs[place]!.skipped.length ? sql`and ${key} <> all(${costs[place]!.skipped}::bigint[])` : sql.empty);
  await tx.run(sql`create temp table match_found (l bigint, r bigint, pattern bigint, rarity real, veto boolean, blocks integer) on commit drop`);
  if (blocks.length === 0) return;
  await tx.run(sql`create temp table match_pairs on commit drop as ${sql.join(blocks.map((place) => sql`
    select l.record_id as l, r.record_id as r from pg_temp.match_key l join pg_temp.match_key r on l.${keyColumn(place)} = r.${keyColumn(place)} and l.record_id < r.record_id
     where true ${passedOver(sql`l.${keyColumn(place)}`, place)}`), ' union ')}`);
  await tx.run(sql`analyze pg_temp.match_pairs`);
  const mask = sql.join(rule.block.map((parts, place) => sql`case when ${sameKeySql(parts)} ${passedOver(keySql(parts, 'l.'), place)} then ${sql.trusted(String(2 ** place))} else 0 end`), ' + ');
  await tx.run(sql`
    insert into pg_temp.match_found
    select p.l, p.r, ${patternSql(rule)}, ${raritySql(rule)}, ${vetoSql(rule)}, m.blocks
      from pg_temp.match_pairs p join pg_temp.match_record l on l.record_id = p.l join pg_temp.match_record r on r.record_id = p.r
     cross join lateral (select ${mask} as blocks offset 0) m
           ${rarityJoins(rule)}
     where (m.blocks & -m.blocks) & ${maskOf(blocks)} <> 0`);
}

export type Counted = { readonly pattern: number; readonly blocks: number; readonly count: number };

/** How often each pattern was found, by the blocks that find it. */
export const countFound = (tx: Queries): Promise<readonly Counted[]> => tx.rows<Counted>(sql`select pattern, blocks, count(*) as count from pg_temp.match_found group by 1, 2`);

/**
 * Patterns of strangers: every record beside one that stands a fixed way off, so that each counts as often as any other. The order in which they were written follows
 * practices and towns; stretches of it are shuffled, so that no rhythm of it meets the way. What was written side by side, which is often one party, is never paired.
 */
export const countRandom = (tx: Queries, rule: MatchRule, { records, wanted }: { records: number; wanted: number }): Promise<readonly { pattern: number; count: number }[]> => {
  const ways = Math.max(1, Math.min(60, Math.ceil(wanted / Math.max(1, records))));
  const every = Math.max(1, Math.floor(records / wanted));
  return tx.rows(sql`
    with shuffled as materialized (select record_id, row_number() over (order by hashint8(place / ${STRETCH}::integer), place) - 1 as place from pg_temp.match_record)
    select ${patternSql(rule)} as pattern, count(*) as count
      from generate_series(1, ${ways}::integer) w
      join shuffled a on a.place % ${every}::integer = 0
      join shuffled b on b.place = (a.place + 1 + (w * 7919::bigint + 104729) % greatest(1, ${records}::bigint - 1)) % ${records}::bigint
      join pg_temp.match_record l on l.record_id = a.record_id join pg_temp.match_record r on r.record_id = b.record_id
     where l.record_id <> r.record_id
     group by 1`);
};

const givenPairs = (pairs: readonly (readonly [number, number])[]): Sql => sql`unnest(${pairs.map(([l]) => l)}::bigint[], ${pairs.map(([, r]) => r)}::bigint[]) with ordinality p(l, r, place)
    join pg_temp.match_record l on l.record_id = p.l join pg_temp.match_record r on r.record_id = p.r`;

/** Patterns of given pairs, in their order. */
export const comparePairs = (tx: Queries, rule: MatchRule, pairs: readonly (readonly [number, number])[]): Promise<readonly { pattern: number; rarity: number; veto: boolean }[]> => tx.rows(sql`
  select ${patternSql(rule)} as pattern, ${raritySql(rule)} as rarity, ${vetoSql(rule)} as veto
    from ${givenPairs(pairs)} ${rarityJoins(rule)}
   order by p.place`);

export type ReadPair = { readonly pattern: number; readonly left: Readonly<Record<string, string | null>>; readonly right: Readonly<Record<string, string | null>>; readonly rarity: Readonly<Record<string, number | null>> };

/** Given pairs with their values, in their order. */
export const readPairs = (tx: Queries, rule: MatchRule, pairs: readonly (readonly [number, number])[]): Promise<readonly ReadPair[]> => {
  const compared = rule.compare.map(({ field }) => field);
  const object = (fields: readonly string[], value: (field: string) => string) => sql`jsonb_build_object(${sql.join(fields.map((field) => sql`${field}::text, ${sql.trusted(value(field))}`))})`;
  return tx.rows<ReadPair>(sql`
  select ${patternSql(rule)} as pattern, ${object(compared, (field) => `l.f_${field}`)} as "left", ${object(compared, (field) => `r.f_${field}`)} as "right", ${object(rareFields(rule), (field) => `c_${field}.bits`)} as rarity
    from ${givenPairs(pairs)} ${rarityJoins(rule)}
   order by p.place`);
};
