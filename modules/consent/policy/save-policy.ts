import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { insertRules } from '../writes.ts';
import { diffPolicy } from './diff-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import { findPolicy, listStandingRules, productsByCode } from './reads.ts';
import type { Policy, RuleDiff } from './types.ts';
import { endRules, insertPolicy, lockMarket, setLive } from './writes.ts';

/** The products that a text names, by code. Fails with consent.policy_product_unknown, naming those that are not on file. */
export async function productsOf(tx: Tx, { rules, tests }: Policy): Promise<ReadonlyMap<string, number>> {
  const codes = [...new Set([...rules, ...tests].flatMap(({ product }) => product ?? []))];
  const known = await productsByCode(tx, codes);
  const strange = codes.filter((code) => !known.has(code));
  if (strange.length) throw new Problem('consent.policy_product_unknown', { fields: strange.map((code) => ({ field: 'product', message: `${code} is not on file` })) });
  return known;
}

/** What publishing a text would begin and end, of the rules in force now. */
export async function compareWithStanding(tx: Tx, text: string): Promise<RuleDiff> {
  const policy = parsePolicy(text);
  await productsOf(tx, policy);
  return diffPolicy(await listStandingRules(tx, policy.market), policy.rules);
}

/** Keeps a text as the next version of its market's rules, a draft. Fails with consent.policy_invalid, naming each field. */
export const savePolicy = (db: Db, actor: Actor, { text }: { readonly text: string }): Promise<{ policyId: number; version: number }> => db.transaction(actor, async (tx) => {
  const policy = parsePolicy(text);
  await productsOf(tx, policy);
  await lockMarket(tx, policy.market);
  const saved = await insertPolicy(tx, { market: policy.market, text });
  await audit(tx, { action: 'consent.save_policy', resource: 'consent.policy', recordId: saved.policyId, after: { market: policy.market, version: saved.version } });
  await announce(tx, { topic: 'consent.policy', permission: 'consent:rules' });
  return saved;
});

/** Puts a draft in force from now on: rules that it no longer says end, those that are new begin, the others stay as they are. */
export const publishPolicy = (db: Db, actor: Actor, { policyId, reason }: { readonly policyId: number; readonly reason: string }): Promise<{ begun: number; ended: number; stayed: number }> => db.transaction(actor, async (tx) => {
  const found = await findPolicy(tx, policyId);
  if (!found) throw new Problem('request.not_found');
  const policy = parsePolicy(found.text);
  await lockMarket(tx, policy.market);
  if (await setLive(tx, { policyId, market: policy.market, reason }) === 0) throw new Problem('consent.policy_settled');
  const products = await productsOf(tx, policy);
  const { begins, ends, stays } = diffPolicy(await listStandingRules(tx, policy.market), policy.rules);
  if (ends.length) await endRules(tx, ends.map(({ ruleId }) => ruleId));
  if (begins.length) await insertRules(tx, begins.map(({ product, ...rule }) => ({ ...rule, market: policy.market, ...(product ? { productId: products.get(product) as number } : {}) })));
  await audit(tx, { action: 'consent.publish_policy', resource: 'consent.policy', recordId: policyId, rows: begins.length + ends.length, after: { market: policy.market, version: found.version, begins, ends }, reason });
  await announce(tx, { topic: 'consent.rule', permission: 'consent:read_rules' }, { topic: 'consent.policy', permission: 'consent:rules' });
  return { begun: begins.length, ended: ends.length, stayed: stays };
});
