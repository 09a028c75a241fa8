import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { clusterPairs, VETO } from './cluster.ts';
import { makeDuplicates } from './makers.ts';
import { matchOne } from './match-one.ts';
import { bitsOf, chanceOf } from './model.ts';
import { parseRule } from './parse-rule.ts';
import { runMatch, startMatch } from './run-match.ts';
import { publishRule, saveRule, tryRule } from './save-rule.ts';
import { PRESCRIBER_RULE } from './starter.ts';

const PEOPLE = 600;
const TWICE = 60;
const makeThem = (db: TestDatabase) => makeDuplicates(db, { people: PEOPLE, twice: TWICE });

const pairsOf = (db: TestDatabase) => db.owner.rows<{ customerId: number; otherId: number; probability: number; state: string; evidence: { field: string; level: string; bits: number }[] }>(sql`
  select customer_id, other_id, probability, state, evidence from customers.match_pair order by customer_id, other_id`);

test('a run puts before the stewards whoever stands twice, with the evidence of each field, and leaves what they have settled', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await makeThem(db);
  await runMatch(db, (await startMatch(db, steward)).runId);
  const found = await pairsOf(db);
  const right = found.filter(({ customerId, otherId }) => otherId === customerId + 10_000);
  assert.ok(right.length >= TWICE * 0.95, `${right.length} of ${TWICE} found`);
  assert.deepEqual(found.filter(({ customerId, otherId, probability }) => otherId !== customerId + 10_000 && probability > 0.99), []);
  const [first] = right;
  assert.ok(first);
  assert.equal(first.evidence.filter(({ field, bits }) => ['phone', 'line', 'city', 'state', 'postal'].includes(field) && bits > 0).length, 1, 'a practice is one witness');
  assert.ok(Math.abs((first.evidence ?? []).reduce((sum, { bits }) => sum + bits, 0) + bitsOf((await lambdaOf(db))) - bitsOf(first.probability)) < 0.5, 'the fields add up to the chance');

  await db.owner.run(sql`insert into customers.match_verdict (customer_id, other_id, verdict, evidence, decided_by, decided_at) select customer_id, other_id, 'different', evidence, ${steward.userId}::integer, found_at from customers.match_pair where customer_id = ${first.customerId}::bigint`);
  await db.owner.run(sql`update customers.match_pair set state = 'different' where customer_id = ${first.customerId}::bigint`);
  await db.owner.run(sql`update customers.customer set status = 'deactivated' where customer_id = ${right[1]!.otherId}::bigint`);
  await runMatch(db, (await startMatch(db, steward)).runId);
  const again = await pairsOf(db);
  assert.equal(again.find(({ customerId }) => customerId === first.customerId)?.state, 'different');
  assert.equal(again.find(({ otherId }) => otherId === right[1]!.otherId)?.state, 'gone');
  assert.equal(again.filter(({ state }) => state === 'open').length, found.length - 2);
});

test('two records that a steward called two before anybody proposed them are not proposed', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await makeThem(db);
  await db.owner.run(sql`insert into customers.match_verdict (customer_id, other_id, verdict, decided_at) values (${PEOPLE}, ${PEOPLE + 10_000}, 'different', ${db.clock().toISOString()}::timestamptz)`);
  await runMatch(db, (await startMatch(db, steward)).runId);
  const found = await pairsOf(db);
  assert.ok(found.some(({ otherId }) => otherId === PEOPLE + 9_999), 'her neighbours are proposed');
  assert.ok(!found.some(({ otherId }) => otherId === PEOPLE + 10_000));
});

const lambdaOf = async (db: TestDatabase): Promise<number> => (await db.owner.one<{ lambda: number }>(sql`select (model ->> 'lambda')::float8 as lambda from customers.match_rule where state = 'live'`)).lambda;

test('whoever is being typed is recognised, misspelt or not, and only by who may see her', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const field = await makePerson(db, { role: 'field' });
  await makeThem(db);
  await runMatch(db, (await startMatch(db, steward)).runId);
  const known = await db.owner.one<{ given: string; family: string; line: string; city: string }>(sql`select c.given_name as given, c.family_name as family, a.line1 as line, a.city from customers.customer c join customers.address a using (customer_id) where customer_id = 17`);
  const typed = { given: known.given, family: `${known.family.slice(0, 3)}z${known.family.slice(4)}`, line: known.line, city: known.city, state: 'ny', phone: '5550040199' };
  const [likeliest] = await db.read(steward, (tx) => matchOne(tx, typed));
  assert.equal(likeliest?.customerId, 17);
  assert.ok(likeliest && likeliest.probability > 0.9);
  assert.deepEqual(await db.read(field, (tx) => matchOne(tx, typed)), []);
  const [other] = await db.read(steward, (tx) => matchOne(tx, { ...typed, npi: '1999999999' }));
  assert.ok(!other || other.veto, 'another NPI is another person');
});

test('a rule is tried on the records and on the verdicts before it goes live, and only a draft can', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  await makeThem(db);
  await runMatch(db, (await startMatch(db, steward)).runId);
  await db.owner.run(sql`insert into customers.match_verdict (customer_id, other_id, verdict, evidence, decided_at) select customer_id, other_id, 'same', evidence, found_at from customers.match_pair where other_id = customer_id + 10000`);
  const { ruleId, version } = await saveRule(db, steward, { text: PRESCRIBER_RULE.replace('  - email\n', '') });
  assert.equal(version, 2);
  const trial = await tryRule(db, steward, { ruleId });
  assert.equal(trial.records, PEOPLE + TWICE);
  assert.ok(trial.recall && trial.recall.share > 0.9 && trial.recall.low < trial.recall.share);
  await publishRule(db, steward, { ruleId, reason: 'Mail says nothing here' });
  await assert.rejects(publishRule(db, steward, { ruleId, reason: 'Once more' }), { code: 'customers.match_rule_settled' });
  assert.deepEqual((await db.owner.rows<{ state: string }>(sql`select state from customers.match_rule order by version`)).map(({ state }) => state), ['retired', 'live']);
});

test('a rule that cannot be read names each field and what would be right', () => {
  assert.throws(() => parseRule('match: prescribers\nname: x\nblock: [npi]\ncompare: { npi: identifer, given: name }'), (error: { code: string; fields: { field: string }[] }) => error.code === 'customers.match_rule_invalid' && error.fields.some(({ field }) => field.startsWith('compare.npi')));
  assert.throws(() => parseRule('match: a\nname: x\nblock: [npi]\ncompare: { npi: identifier, given: name }\nreview: 1.7'), (error: { fields: { field: string; message: string }[] }) => { assert.deepEqual(error.fields[0], { field: 'review', message: 'a number between 0 and 1' }); return true; });
  assert.throws(() => parseRule('match: a\nname: x\nblock: [shoe]\ncompare: { npi: identifier, given: name }', ['npi', 'given']), { code: 'customers.match_rule_invalid' });
});

const pair = fc.record({ l: fc.integer({ min: 1, max: 12 }), r: fc.integer({ min: 1, max: 12 }), bits: fc.integer({ min: -8, max: 12 }) }).filter(({ l, r }) => l !== r).map(({ l, r, bits }) => ({ l: Math.min(l, r), r: Math.max(l, r), bits }));
const oncePerPair = fc.uniqueArray(pair, { selector: ({ l, r }) => `${l} ${r}`, maxLength: 40 });

test('clusters keep forbidden pairs and differing numbers apart, and each record stands in one', async () => {
  await fc.assert(fc.asyncProperty(oncePerPair, fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), { maxLength: 5 }), async (pairs, forbidden) => {
    const number = (record: number) => (record % 3 === 0 ? String(record % 2) : null);
    const isVetoed = (l: number, r: number) => (number(l) !== null && number(r) !== null && number(l) !== number(r)) || forbidden.some(([a, b]) => (a === l && b === r) || (a === r && b === l));
    const clusters = await clusterPairs({ pairs: pairs.map((one) => ({ ...one, bits: isVetoed(one.l, one.r) ? VETO : one.bits })), limit: 1, compare: async (asked) => asked.map(([l, r]) => (isVetoed(l, r) ? VETO : 5)) });
    const members = clusters.flat();
    assert.equal(new Set(members).size, members.length);
    for (const cluster of clusters) {
      assert.ok(!forbidden.some(([a, b]) => a !== b && cluster.includes(a) && cluster.includes(b)));
      assert.ok(new Set(cluster.map(number).filter((value) => value !== null)).size <= 1);
    }
  }), { numRuns: 200 });
});

test('two strong likenesses in a row do not make one of three when the ends are strangers', async () => {
  const strangers = async (asked: readonly (readonly [number, number])[]) => asked.map(() => -40);
  assert.deepEqual(await clusterPairs({ pairs: [{ l: 1, r: 2, bits: 12 }, { l: 2, r: 3, bits: 11 }], limit: 1, compare: strangers }), [[1, 2]]);
});

test('bits and chances are one scale', () => {
  for (const chance of [0.001, 0.2, 0.5, 0.99]) assert.ok(Math.abs(chanceOf(bitsOf(chance)) - chance) < 1e-9);
});
