import { sql, type Sql, type Tx } from '#platform/db';
import { factsSql } from './facts.ts';
import { contentRefusals, listRules } from './reads.ts';
import { notBeforeSql, refusalSql } from './refusal.ts';
import type { Candidate, GateContext } from './types.ts';

export type Rechecked = {
  readonly key: number;
  /** The code and the record that refuses, or null. */
  readonly refusal: string | null;
  /** Not to leave before this instant: later than now in quiet hours. */
  readonly notBefore: string;
};

type Combination = Candidate & { readonly combination: number };

async function combinationsOf(tx: Tx, touches: Sql): Promise<Combination[]> {
  return tx.rows<Combination>(sql`
    select row_number() over (order by channel, function, purpose, market, product_id, version_id) as combination, channel, function, purpose, product_id, market, version_id
      from (select distinct channel, function, purpose, product_id, market, version_id from (${touches}) t) d`);
}

async function recheckGroup(tx: Tx, touches: Sql, group: readonly Combination[]): Promise<Rechecked[]> {
  const [first] = group as [Combination];
  const { purpose, market } = first;
  const rules = await listRules(tx, { purpose, market, now: tx.now });
  const context: GateContext = { now: tx.now, purpose, market, rules };
  const content = await contentRefusals(tx, group, tx.now);
  const same = (candidate: Combination) => sql`(t.channel = ${candidate.channel} and t.function = ${candidate.function}
    and t.product_id is not distinct from ${candidate.productId}::integer and t.version_id is not distinct from ${candidate.versionId}::integer)`;
  return tx.rows<Rechecked>(sql`
    with touches as materialized (select * from (${touches}) t where t.purpose = ${purpose} and t.market = ${market}),
    ${factsSql(sql`select key, customer_id, product_id, 0 as pending from touches`, context)}
    select f.key,
           case ${sql.join(group.map((candidate, index) => sql`when ${same(candidate)} then ${refusalSql(candidate, context, content[index] ?? null)}`), '\n')} end as refusal,
           case ${sql.join(group.map((candidate) => sql`when ${same(candidate)} then ${notBeforeSql(context, candidate)}`), '\n')} end as not_before
      from facts f join touches t on t.key = f.key`);
}

/**
 * The gate's second look, in the transaction that claims touches: consent, prohibitions, caps, quiet hours and content as they stand now. `touches`
 * yields key, customer_id, channel, function, purpose, product_id, market, version_id.
 */
export async function recheck(tx: Tx, touches: Sql): Promise<Rechecked[]> {
  const combinations = await combinationsOf(tx, touches);
  const groups = Map.groupBy(combinations, ({ purpose, market }) => `${purpose} ${market}`);
  const found: Rechecked[] = [];
  for (const group of groups.values()) found.push(...await recheckGroup(tx, touches, group)); // one group a purpose and market: nearly always one
  return found;
}
