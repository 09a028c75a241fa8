import { factsSql, listRules, refusalSql, type Candidate, type GateContext } from '#gate';
import { askGate, makeHistories, makeRules, mayTouch, randomHistories, type Known } from '#gate/makers';
import { CHANNELS } from '#interactions';
import { ENGINE, appUrl, openDatabase, sql } from '#platform/db';
import { makeProduct, testDatabase } from '#platform/testing';
import { BENCH_NOW, openBenchWorld } from './world.ts';

// The gate asked about every prescriber on every channel, in stretches as a cascade asks, and compared with the plain reading of the policy on random
// histories. Floor: one read of the same rows, with nothing decided.
//   npm run bench -- gate [prescribers] [interactions] [histories]

const [customers = 1_000_000, interactions = 20_000_000, histories = 100_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- gate`.');
const STRETCH = 50_000;
const FIRST = 1_001;
const AT_ONCE = 5_000;
const SEED = 20_261_123;

const say = (line: string) => process.stdout.write(`${line}\n`);
const candidatesFor = (productId: number): Candidate[] => CHANNELS.map((channel) => ({ channel, function: channel === 'event' ? 'sales' : 'marketing', purpose: 'promotion', productId, market: 'US', versionId: null }));
const contextAt = async (tx: Parameters<typeof listRules>[0], range?: GateContext['range']): Promise<GateContext> =>
  ({ now: BENCH_NOW, purpose: 'promotion', market: 'US', rules: await listRules(tx, { purpose: 'promotion', market: 'US', now: BENCH_NOW }), ...(range ? { range } : {}) });

/** How many answers differ from the plain reading's, of how many, and which codes came up. */
async function compareWithOracle(): Promise<{ answers: number; differing: number; codes: number }> {
  await using db = await testDatabase();
  const products = { this: await makeProduct(db), other: await makeProduct(db, { code: 'OTHER' }) };
  await makeRules(db.owner);
  const candidates = candidatesFor(products.this);
  const codes = new Set<string>();
  let [answers, differing] = [0, 0];
  for (let after = 0; after < histories; after += AT_ONCE) { // stretch by stretch: a hundred thousand histories at once are a gigabyte of JSON
    const known = await makeHistories(db.owner, randomHistories(Math.min(AT_ONCE, histories - after), SEED + after), { now: BENCH_NOW, products, after });
    await db.read(ENGINE, async (tx) => {
      const context = await contextAt(tx);
      for (const [place, row] of (await askGate(tx, known, { candidates, context })).entries()) {
        row.answers.forEach((answer, at) => {
          answers += 1;
          codes.add(answer?.split(' ')[0] ?? 'allowed');
          if (answer !== mayTouch(known[place] as Known, candidates[at] as Candidate, { context, products })) differing += 1;
        });
      }
    });
  }
  return { answers, differing, codes: codes.size };
}

const compared = await compareWithOracle();
say(`${compared.answers.toLocaleString('en-US')} answers on ${histories.toLocaleString('en-US')} random histories, ${compared.codes} kinds of answer, ${compared.differing} unlike the plain reading`);
if (compared.differing > 0) process.exitCode = 1;
const { url, owner, world, close } = await openBenchWorld(base, 'gate', { customers, interactions, say });
const db = openDatabase({ url: appUrl(url, 'bench'), clock: () => new Date(BENCH_NOW) });
try {
  const candidates = candidatesFor(world.productId);
  const stretches = Array.from({ length: Math.ceil(customers / STRETCH) }, (_, place) => ({ after: FIRST - 1 + place * STRETCH, through: FIRST - 1 + Math.min(customers, (place + 1) * STRETCH) }));
  const secondsOf = async (work: (range: (typeof stretches)[number]) => Promise<unknown>) => {
    const begun = performance.now();
    for (const range of stretches) await work(range);
    return (performance.now() - begun) / 1000;
  };
  const bare = await secondsOf(({ after, through }) => owner.rows(sql`
    select count(*), max(c.time_zone) from customers.customer c
      left join (select customer_id, count(*), max(occurred_at) from interactions.interaction where customer_id > ${after}::bigint and customer_id <= ${through}::bigint and occurred_at > ${BENCH_NOW}::timestamptz - interval '30 days' group by 1) i using (customer_id)
      left join (select customer_id, count(*), max(decision_id) from consent.decision where customer_id > ${after}::bigint and customer_id <= ${through}::bigint group by 1) d using (customer_id)
      left join (select customer_id, count(*), max(kind) from customers.contact_point where customer_id > ${after}::bigint and customer_id <= ${through}::bigint group by 1) p using (customer_id)
     where c.customer_id > ${after}::bigint and c.customer_id <= ${through}::bigint`));
  let allowed = 0;
  const took = await secondsOf((range) => db.read(ENGINE, async (tx) => {
    const context = await contextAt(tx, range);
    const found = await tx.one<{ allowed: number }>(sql`
      with ${factsSql(sql`select customer_id as key, customer_id, ${world.productId}::integer as product_id, 0 as pending from customers.v_customer where customer_id > ${range.after}::bigint and customer_id <= ${range.through}::bigint`, context)}
      select sum(${sql.join(candidates.map((candidate) => sql`case when (${refusalSql(candidate, context, null)}) is null then 1 else 0 end`), ' + ')}) as allowed from facts f`);
    allowed += Number(found.allowed);
  }));
  const asked = customers * candidates.length;
  say(`${asked.toLocaleString('en-US')} candidates, ${allowed.toLocaleString('en-US')} allowed: ${took.toFixed(1)} s; floor, one read of the same rows, ${bare.toFixed(1)} s`);
  const rate = (seconds: number) => Math.round(asked / seconds);
  say(JSON.stringify({ bench: 'gate', figures: { gate_per_s: { value: rate(took), unit: 'candidates/s', floor: rate(bare), ratio: Number((took / bare).toFixed(2)) }, oracle_differences: { value: compared.differing, unit: 'answers' } } }));
} finally {
  await db.close();
  await close();
}
