import { sql, type Sql, type Queries } from '#platform/db';
import { Problem } from '#platform/problem';
import { clusterPairs, VETO, type Pair } from './cluster.ts';
import { bitsOf, learn, weightOf } from './model.ts';
import { compareBlocks, comparePairs, countFound, countRandom, estimateBlocks, stageRecords, tooCostly, type BlockCost, type Counted } from './record-set.ts';
import type { MatchModel, MatchRule, PatternCounts } from './types.ts';

export type Linked = {
  readonly records: number;
  readonly pairs: number;
  readonly model: MatchModel;
  readonly costs: readonly BlockCost[];
  /** Pairs with their weight in bits, those far below the limit left out. */
  readonly weighed: readonly Pair[];
  /** Records that are one, two and more each. */
  readonly clusters: readonly (readonly number[])[];
};

const RANDOM_PAIRS = 400_000; // fewer, and the rarest agreements among strangers are not seen at all
const FAR_BELOW = 12; // bits below the limit at which a pair is no evidence that clusters belong together: it is asked for if they are looked at
const AT_ONCE = 20_000;

function toMap(rows: readonly { pattern: number; count: number }[]): Map<number, number> {
  const map = new Map<number, number>();
  for (const { pattern, count } of rows) map.set(pattern, (map.get(pattern) ?? 0) + count);
  return map;
}

type Learnt = { readonly found: readonly Counted[]; readonly random: readonly { pattern: number; count: number }[]; readonly records: number; readonly taught?: PatternCounts };

/** Learns from what the blocks found: one lesson a block, in which the fields of its key teach nothing. */
function learnFrom(rule: MatchRule, { found, random, records, taught }: Learnt): MatchModel {
  const sessions = rule.block.map((parts, block) => {
    const within = found.filter(({ blocks }) => Math.floor(blocks / 2 ** block) % 2 === 1);
    const keyed = new Set(parts.map(({ field }) => field));
    const companies = new Set(rule.compare.filter(({ field, together }) => together !== null && keyed.has(field)).map(({ together }) => together));
    const fixed = new Set(rule.compare.flatMap(({ field, together }, place) => (keyed.has(field) || (together !== null && companies.has(together)) ? [place] : [])));
    return { patterns: toMap(within), fixed, pairs: within.reduce((sum, { count }) => sum + count, 0) };
  });
  return learn(rule, { random: toMap(random), sessions, found: toMap(found), records, ...(taught ? { taught } : {}) });
}

async function* foundPairs(tx: Queries, { rule, model }: { readonly rule: MatchRule; readonly model: MatchModel }, least: number): AsyncGenerator<Pair> {
  const patterns = await tx.rows<{ pattern: number }>(sql`select distinct pattern from pg_temp.match_found`);
  await tx.run(sql`create temp table match_weight (pattern bigint, bits real) on commit drop`);
  await tx.run(sql`insert into pg_temp.match_weight select * from unnest(${patterns.map(({ pattern }) => pattern)}::bigint[], ${patterns.map(({ pattern }) => weightOf(rule, model, pattern))}::real[])`);
  await tx.run(sql`
    declare pairs_found no scroll cursor for
    select f.l, f.r, case when f.veto then ${VETO}::real else w.bits + f.rarity end as bits from pg_temp.match_found f join pg_temp.match_weight w using (pattern)
     where f.veto or w.bits + f.rarity >= ${least}::real`);
  for (;;) {
    const rows = await tx.rows<Pair>(sql`fetch 20000 from pairs_found`); // a cursor, so that memory stays flat
    if (rows.length === 0) break;
    yield* rows;
  }
  await tx.run(sql`close pairs_found`);
  await tx.run(sql`drop table pg_temp.match_weight`);
}

type LinkOptions = {
  /** Transactions that work beside each other, one a core. */
  readonly txs: readonly Queries[];
  /** A select of record_id and the rule's fields. */
  readonly records: Sql;
  /** A model learnt before; left out, it is learnt now. */
  readonly model?: MatchModel | null;
  /** Pairs that somebody said are two, the smaller number first. */
  readonly forbidden?: readonly (readonly [number, number])[];
  /** Patterns of pairs that people have called one party. */
  readonly taught?: PatternCounts;
  readonly say?: (line: string) => void;
};

/** From records to clusters: blocks, compares, learns, weighs and joins. */
export async function link(rule: MatchRule, { txs, records: source, model: given, forbidden = [], taught, say = () => undefined }: LinkOptions): Promise<Linked> {
  const [first] = txs as [Queries, ...Queries[]];
  // Each works on a copy of its own, and on every second key.
  const shares = txs.map((_, part) => rule.block.flatMap((__, block) => (block % txs.length === part ? [block] : [])));
  const [records = 0] = await Promise.all(txs.map((tx, part) => stageRecords(tx, rule, { records: source, blocks: shares[part] ?? [] }))); // beside each other, one a core
  say('staged');
  const costs = (await Promise.all(txs.map((tx, part) => estimateBlocks(tx, shares[part] ?? [])))).flat().toSorted((a, b) => a.block - b.block); // as above
  const heavy = tooCostly(costs, records);
  if (heavy.length) {
    throw new Problem('customers.match_too_costly', { fields: heavy.map(({ block, pairs }) => ({ field: `block.${block}`, message: `${Math.round(pairs).toLocaleString('en-US')} pairs among ${records.toLocaleString('en-US')} records; add a field to this key` })) });
  }
  say('estimated');
  // beside each other, one a core
  const [random = []] = await Promise.all(txs.map(async (tx, part) => {
    const strangers = part === 0 && !given ? await countRandom(tx, rule, { records, wanted: RANDOM_PAIRS }) : []; // a connection does one thing at a time
    await compareBlocks(tx, rule, { costs, blocks: shares[part] ?? [] });
    return strangers;
  }));
  say('compared');
  const counted = (await Promise.all(txs.map(countFound))).flat();
  const model = given ?? learnFrom(rule, { found: counted, random, records, ...(taught ? { taught } : {}) });
  say('learnt');
  const limit = bitsOf(rule.join);
  const apart = new Set(forbidden.map(([l, r]) => `${l} ${r}`));
  const pairs: Pair[] = forbidden.map(([l, r]) => ({ l, r, bits: VETO }));
  // beside each other, one a core
  await Promise.all(txs.map(async (tx) => { for await (const pair of foundPairs(tx, { rule, model }, limit - FAR_BELOW)) if (!apart.has(`${pair.l} ${pair.r}`)) pairs.push(pair); }));
  say('weighed');
  const compare = async (asked: readonly (readonly [number, number])[]): Promise<number[]> => {
    const bits: number[] = [];
    for (let from = 0; from < asked.length; from += AT_ONCE) {
      const rows = await comparePairs(first, rule, asked.slice(from, from + AT_ONCE)); // parts of one list, so that memory stays flat
      for (const { pattern, rarity, veto } of rows) bits.push(veto ? VETO : weightOf(rule, model, pattern) + rarity);
    }
    return bits;
  };
  const clusters = await clusterPairs({ pairs, limit, compare });
  say('clustered');
  return { records, pairs: counted.reduce((sum, { count }) => sum + count, 0), model, costs, weighed: pairs, clusters };
}
