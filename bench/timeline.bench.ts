import { listTimeline } from '#interactions';
import { appUrl, openDatabase, sql, type Actor } from '#platform/db';
import { compared, HEAD, timesOf } from './percentiles.ts';
import { BENCH_NOW, openBenchWorld } from './world.ts';

// The first page of a customer's timeline among twenty million interactions of two years, under row-level security. Floor: the same rows by the table's owner.
//   npm run bench -- timeline [prescribers] [interactions]

const [customers = 1_000_000, interactions = 20_000_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- timeline`.');
const SAMPLE = 400;
const PAGE = 20;

const say = (line: string) => process.stdout.write(`${line}\n`);
const { url, owner, close } = await openBenchWorld(base, 'timeline', { customers, interactions, say });
const db = openDatabase({ url: appUrl(url, 'bench'), clock: () => new Date(BENCH_NOW) });
try {
  const people = await owner.rows<{ customerId: number }>(sql`select customer_id from customers.customer where kind = 'hcp' order by hashint8(customer_id + 11) limit ${SAMPLE}::integer`);
  const ids = people.map(({ customerId }) => customerId);
  const medical: Actor = { kind: 'person', role: 'medical', userId: 9002 };
  const marketing: Actor = { kind: 'person', role: 'marketing', userId: 9002 };
  const first = (actor: Actor) => (customerId: number) => db.read(actor, (tx) => listTimeline(tx, { customerId, limit: PAGE }));
  const bare = (id: number) => owner.rows(sql.prepared`select * from interactions.interaction where customer_id = ${id}::bigint and occurred_at > ${BENCH_NOW}::timestamptz - interval '2 years' order by occurred_at desc, interaction_id desc limit ${PAGE + 1}::integer`);
  const floor = await timesOf(ids, bare);
  const commercial = compared('first page, marketing', await timesOf(ids, first(marketing)), floor);
  const liaison = compared('first page, medical', await timesOf(ids, first(medical)), floor);
  for (const line of ['', HEAD, commercial.line, liaison.line]) say(line);
  say(JSON.stringify({ bench: 'timeline', figures: { timeline_p99_ms: commercial.figure, timeline_medical_p99_ms: liaison.figure } }));
} finally {
  await db.close();
  await close();
}
