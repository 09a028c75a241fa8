import { listStandingRules, parsePolicy, productsOf, type Policy, type WrittenRule } from '#consent';
import { CHANNELS } from '#interactions';
import { sql, type Tx } from '#platform/db';
import { factsSql } from './facts.ts';
import { askedFor } from './reach.ts';
import { refusalSql } from './refusal.ts';
import type { Candidate, Channel, GateContext, GateRule } from './types.ts';

const SAMPLE = 5_000; // prescribers: a share is right to 1.4 points, nineteen times in twenty
const NEW = 1_000_000_000; // rules that are only proposed are numbered from here, and have no record

type Count = { readonly channel: Channel; readonly answer: string; readonly customers: number };
type TestResult = { readonly name: string; readonly expect: string; readonly got: string; readonly record: string | null; readonly passed: boolean };
export type PolicyEffect = { readonly sampled: number; /** By the rules in force. */ readonly standing: readonly Count[]; /** By the text. */ readonly proposed: readonly Count[]; readonly tests: readonly TestResult[] };

type Standing = WrittenRule & { readonly ruleId: number };
const gateRule = (rule: WrittenRule, ruleId: number, products: ReadonlyMap<string, number>): GateRule => ({
  ruleId, kind: rule.kind, channel: rule.channel ?? 'any', function: rule.function ?? null, productId: rule.product ? products.get(rule.product) ?? null : null, bases: rule.bases ?? null,
  maxTouches: rule.maxTouches ?? null, windowDays: rule.windowDays ?? null, quietFrom: rule.quietFrom ?? null, quietTo: rule.quietTo ?? null, firstOn: rule.firstOn ?? null, lastOn: rule.lastOn ?? null, sentence: rule.sentence,
});
const speaksOf = (rule: WrittenRule, purpose: string) => [purpose, 'any'].includes(rule.purpose ?? 'promotion');

const sampleSql = sql`
  select customer_id as key, customer_id, null::integer as product_id, 0 as pending from customers.v_customer where kind = 'hcp' and status = 'active' order by hashint8extended(customer_id, 7) limit ${SAMPLE}::integer`;

async function countAnswers(tx: Tx, context: GateContext): Promise<Count[]> {
  const candidates = CHANNELS.map((channel): Candidate => ({ channel, function: askedFor(channel), purpose: context.purpose, market: context.market, productId: null, versionId: null }));
  return tx.rows<Count>(sql`
    with ${factsSql(sampleSql, context)}
    select a.channel, coalesce(split_part(a.answer, ' ', 1), 'allowed') as answer, count(*)::integer as customers
      from facts f cross join lateral unnest(${CHANNELS}::text[], array[${sql.join(candidates.map((candidate) => refusalSql(candidate, context, null)))}]) as a(channel, answer)
     group by 1, 2 order by 1, 3 desc`);
}

type Proposed = { readonly policy: Policy; readonly rules: readonly GateRule[]; readonly products: ReadonlyMap<string, number> };

async function runTest(tx: Tx, test: Policy['tests'][number], { policy, rules, products }: Proposed): Promise<TestResult> {
  const productId = test.product ? products.get(test.product) ?? null : null;
  const context: GateContext = { now: test.at, purpose: test.purpose, market: policy.market, rules: rules.filter((_, place) => speaksOf(policy.rules[place] as WrittenRule, test.purpose)) };
  const candidates = CHANNELS.filter((channel) => channel === test.channel).map((channel): Candidate => ({ channel, function: test.function, purpose: test.purpose, market: policy.market, productId, versionId: null }));
  const found = await tx.maybe<{ answer: string | null }>(sql`
    with ${factsSql(sql`select customer_id as key, customer_id, ${productId}::integer as product_id, 0 as pending from customers.v_customer where customer_id = ${test.customerId}::bigint`, context)}
    select ${sql.join(candidates.map((candidate) => refusalSql(candidate, context, null)))} as answer from facts f`);
  const [got = 'allowed', record] = found ? found.answer?.split(' ') ?? [] : ['customer_unknown'];
  const place = Number(record?.replace('consent.rule:', '')) - NEW;
  return { name: test.name, expect: test.expect, got, record: place >= 0 ? policy.rules[place]?.sentence ?? null : record ?? null, passed: got === test.expect };
}

/**
 * What a text would change if it were in force: whom the gate would let through on each channel, now and then, among a sample of prescribers; and what it
 * says to the text's own test cases. Nothing is kept. Fails with consent.policy_invalid, naming each field.
 */
export async function policyEffect(tx: Tx, text: string): Promise<PolicyEffect> {
  const policy = parsePolicy(text);
  const products = await productsOf(tx, policy);
  const rules = policy.rules.map((rule, place) => gateRule(rule, NEW + place, products));
  const inForce: readonly Standing[] = await listStandingRules(tx, policy.market);
  const at = (list: readonly GateRule[]): GateContext => ({ now: tx.now, purpose: 'promotion', market: policy.market, rules: list });
  const standing = await countAnswers(tx, at(inForce.filter((rule) => speaksOf(rule, 'promotion')).map((rule) => gateRule(rule, rule.ruleId, products))));
  const proposed = await countAnswers(tx, at(rules.filter((_, place) => speaksOf(policy.rules[place] as WrittenRule, 'promotion'))));
  const tests: TestResult[] = [];
  for (const test of policy.tests) tests.push(await runTest(tx, test, { policy, rules, products })); // test cases: a person wrote each of them
  const [first] = CHANNELS;
  return { sampled: standing.filter(({ channel }) => channel === first).reduce((sum, { customers }) => sum + customers, 0), standing, proposed, tests };
}
