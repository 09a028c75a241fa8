import { getCustomerRecord, listCustomers } from '#customers';
import { appUrl, openDatabase, sql, type Actor } from '#platform/db';
import { compared, HEAD, timesOf } from './percentiles.ts';
import { BENCH_NOW, openBenchWorld } from './world.ts';

// Finding a customer while her name is typed, and her whole record, among a million under row-level security, as somebody who may see all and as a
// representative who may see 500. Floor: the bare rows by the table's owner.
//   npm run bench -- search [prescribers] [interactions]

const [customers = 1_000_000, interactions = 20_000_000] = process.argv.slice(2).map(Number);
const base = process.env['TUTTI_TEST_URL']; // oxlint-disable-line node/no-process-env -- set by checks/bench.ts for its children
if (!base) throw new Error('Run it with `npm run bench -- search`.');
const SAMPLE = 300;
const SHOWN = 8;
const TERRITORY = 500;

const say = (line: string) => process.stdout.write(`${line}\n`);
const { url, owner, close } = await openBenchWorld(base, 'search', { customers, interactions, say });
const db = openDatabase({ url: appUrl(url, 'bench'), clock: () => new Date(BENCH_NOW) });
try {
  await owner.run(sql`insert into access.membership (customer_id, user_id) select customer_id, 1 from customers.customer where kind = 'hcp' order by hashint8(customer_id) limit ${TERRITORY}::integer`);
  await owner.run(sql`analyze access.membership`);
  const people = await owner.rows<{ customerId: number; givenName: string; familyName: string }>(sql`select customer_id, given_name, family_name from customers.customer where kind = 'hcp' order by hashint8(customer_id + 7) limit ${SAMPLE}::integer`);
  const marketing: Actor = { kind: 'person', role: 'marketing', userId: 9002 };
  const representative: Actor = { kind: 'person', role: 'field', userId: 1 };
  // What stands in the box while one types: three letters, five, the family name, and the family name with the given one.
  const typed = people.map(({ givenName, familyName }, place) => [familyName.slice(0, 3), familyName.slice(0, 5), familyName, `${familyName} ${givenName.slice(0, 3)}`][place % 4] ?? '');
  const find = (actor: Actor) => (search: string) => db.read(actor, (tx) => listCustomers(tx, { search, limit: SHOWN }));
  const bare = (search: string) => owner.rows(sql`select customer_id, name, specialty_name, city from customers.customer where sort_name >= ${search.toLowerCase()} collate "C" and sort_name < ${`${search.toLowerCase()}~`} collate "C" and status in ('active', 'inactive') order by sort_name, customer_id limit ${SHOWN}::integer`);
  const parts = ['customer', 'identifier', 'address', 'contact_point', 'specialty', 'affiliation', 'owner', 'measure'];
  const bareRecord = async (id: number) => { for (const part of parts) await owner.rows(sql.prepared`select * from ${sql.trusted(`customers.${part}`)} where customer_id = ${id}::bigint`); };
  const ids = people.map(({ customerId }) => customerId);
  const floor = await timesOf(typed, bare);
  const all = compared('typeahead, all customers', await timesOf(typed, find(marketing)), floor);
  const own = compared(`typeahead, a territory of ${TERRITORY}`, await timesOf(typed, find(representative)), floor);
  const page = compared('customer record', await timesOf(ids, (id) => db.read(marketing, (tx) => getCustomerRecord(tx, id))), await timesOf(ids, bareRecord));
  for (const line of ['', HEAD, all.line, own.line, page.line]) say(line);
  say(JSON.stringify({ bench: 'search', figures: { typeahead_p99_ms: all.figure, typeahead_territory_p99_ms: own.figure, customer_page_p99_ms: page.figure } }));
} finally {
  await db.close();
  await close();
}
