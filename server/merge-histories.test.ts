import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recordDecisions, recordRestriction } from '#consent';
import { addContactPoints, getCustomer, mergeCustomers, runImport, setOwners, undoMerges, updateCustomer } from '#customers';
import { recordInteractions } from '#interactions';
import { ENGINE, sql, type Actor } from '#platform/db';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { moves } from './moves.ts';

// Every history is lived twice in one database: by parties that are merged and parted again, and by their twins, who never are and to whom only what
// happened is done. In the end each must be what its twin is. Histories run abreast, step by step, so that the statements are few.

const HISTORIES = Number(process.env['TUTTI_HISTORIES'] ?? 25); // eslint-disable-line -- how thorough a run is, is the caller's choice: 10,000 took its time
const SEED = Number(process.env['TUTTI_SEED'] ?? 20_261_123); // eslint-disable-line -- the same
const ABREAST = 500;
const PEOPLE = 4;
const PARTIES = 6; // four people and two practices

type Op =
  | { readonly op: 'import'; readonly p: number; readonly degree: string; readonly city: string; readonly phone: number }
  | { readonly op: 'edit'; readonly p: number; readonly degree: string }
  | { readonly op: 'say'; readonly p: number; readonly granted: boolean; readonly channel: 'email' | 'visit' }
  | { readonly op: 'restrict' | 'visit' | 'mail' | 'bounce'; readonly p: number }
  | { readonly op: 'own'; readonly p: number; readonly user: number }
  | { readonly op: 'phone'; readonly p: number; readonly phone: number }
  | { readonly op: 'affiliate'; readonly p: number; readonly o: number }
  | { readonly op: 'merge'; readonly p: number; readonly others: readonly number[] }
  | { readonly op: 'merge_places' }
  | { readonly op: 'undo'; readonly which: number };
type Of<K extends Op['op']> = Extract<Op, { op: K }>;
type History = { readonly ops: readonly Op[]; readonly order: readonly number[] };

const person = fc.nat(PEOPLE - 1);
const degree = fc.constantFrom('', 'MD', 'DO', 'NP');
const phone = fc.nat(2);
const anOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ op: fc.constant('import' as const), p: fc.nat(PARTIES - 1), degree, city: fc.constantFrom('', 'Utica', 'Albany'), phone }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('edit' as const), p: person, degree: fc.constantFrom('MD', 'DO', 'PA') }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('say' as const), p: person, granted: fc.boolean(), channel: fc.constantFrom('email' as const, 'visit' as const) }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constantFrom('restrict' as const, 'visit' as const, 'mail' as const, 'bounce' as const), p: person }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('own' as const), p: person, user: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('phone' as const), p: person, phone }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('affiliate' as const), p: person, o: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('merge' as const), p: person, others: fc.array(person, { minLength: 1, maxLength: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('merge_places' as const) }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('undo' as const), which: fc.nat(5) }) },
);
const aHistory: fc.Arbitrary<History> = fc.record({ ops: fc.array(anOp, { minLength: 3, maxLength: 12 }), order: fc.array(fc.nat(5), { minLength: 6, maxLength: 6 }) });

const csv = (text: string) => (async function* bytes() { yield Buffer.from(text); })();
const HOUR_MS = 3_600_000;

class World {
  readonly db: TestDatabase;
  readonly steward: Actor & { userId: number };
  readonly other: number;
  readonly histories: readonly History[];
  /** Customer numbers by history and party: of those who are merged, and of their twins. */
  readonly lived: number[][] = [];
  readonly twins: number[][] = [];
  #at = Date.parse('2026-11-23T14:00:00.000Z');
  constructor(db: TestDatabase, people: { steward: Actor & { userId: number }; other: number }, histories: readonly History[]) {
    this.db = db;
    this.steward = people.steward;
    this.other = people.other;
    this.histories = histories;
  }

  tick(): void {
    this.#at += HOUR_MS;
    this.db.setNow(new Date(this.#at).toISOString());
  }

  /** The party of each history under whose number one is found now. */
  async roots(): Promise<(h: number, p: number) => number> {
    const rows = await this.db.owner.rows<{ customerId: number; rootId: number }>(sql`select customer_id, root_id from customers.merge_member`);
    const roots = new Map(rows.map((row) => [row.customerId, row.rootId]));
    return (h, p) => {
      const id = this.lived[h]?.[p] ?? 0;
      return this.lived[h]?.indexOf(roots.get(id) ?? id) ?? -1;
    };
  }

  ids = (h: number, p: number): [number, number] => [this.lived[h]?.[p] ?? 0, this.twins[h]?.[p] ?? 0];

  async load(rows: readonly { h: number; p: number; degree: string; city: string; phone: number }[]): Promise<void> {
    if (rows.length === 0) return;
    const lines = rows.flatMap(({ h, p, ...row }) => ['r', 't'].map((world) => {
      const place = p >= PEOPLE;
      return [`${world}${h}-${p}`, place ? `Practice ${p}` : `Ann Alpha${p}`, place ? 'hco' : 'hcp', row.city, row.city ? 'NY' : '', place ? '' : `${world}${h}-${p}@x.example`, `212555010${row.phone}`, place ? '' : row.degree].join(',');
    }));
    const unique = [...new Map(lines.map((line) => [line.split(',', 1)[0], line])).values()];
    await runImport(this.db, this.steward, {
      format: 'csv', fileName: 'crm.csv', mapping: { Id: 'id', Name: 'name', Kind: 'kind', City: 'city', State: 'state', Mail: 'email', Phone: 'phone', Degree: 'credential' },
      body: csv(`Id,Name,Kind,City,State,Mail,Phone,Degree\n${unique.join('\n')}\n`),
    });
  }

  async begin(): Promise<void> {
    const all = this.histories.flatMap((_, h) => Array.from({ length: PARTIES }, (__, p) => ({ h, p, degree: p % 2 ? 'MD' : '', city: p % 3 ? 'Utica' : '', phone: p % 3 })));
    await this.load(all);
    const rows = await this.db.owner.rows<{ value: string; customerId: number }>(sql`select value, customer_id from customers.identifier`);
    const found = new Map(rows.map((row) => [row.value, row.customerId]));
    this.histories.forEach((_, h) => {
      this.lived.push(Array.from({ length: PARTIES }, (__, p) => found.get(`r${h}-${p}`) ?? 0));
      this.twins.push(Array.from({ length: PARTIES }, (__, p) => found.get(`t${h}-${p}`) ?? 0));
    });
    const people = [...this.lived, ...this.twins].map((parties) => ({ people: parties.slice(0, PEOPLE), places: parties.slice(PEOPLE) }));
    const each = people.flatMap((one) => one.people);
    // Rows that stand in each other's way when two become one, and rows that hang on them.
    await this.db.owner.run(sql`
      insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source)
      select a, b, 'practises_at', '2020-01-01', 'made' from unnest(${people.flatMap((one) => one.people.flatMap((a) => one.places.map(() => a)))}::bigint[], ${people.flatMap((one) => one.people.flatMap(() => one.places))}::bigint[]) as n(a, b)`);
    await this.db.owner.run(sql`insert into orchestration.segment_member (customer_id, segment_id, since) select id, 1 + id % 2, '2026-11-01' from unnest(${each}::bigint[]) id`);
    await this.db.owner.run(sql`insert into orchestration.action (customer_id, action_id, cascade_id, candidate, channel, function, state, planned_for, changed_at) select id, 900000 + id, 1, 1, 'email', 'marketing', 'queued', '2026-11-01', '2026-11-01' from unnest(${each}::bigint[]) id`);
    await this.db.owner.run(sql`insert into channels.message (customer_id, action_id, cascade_id, function, version_id, address, not_before, queued_at) select id, 900000 + id, 1, 'marketing', 1, 'x', '2026-11-01', '2026-11-01' from unnest(${each}::bigint[]) id`);
    await this.db.owner.run(sql`insert into work.task (customer_id, kind, function, title, created_at) select id, 'call', 'sales', 'Call', '2026-11-01' from unnest(${each}::bigint[]) id`);
    await this.db.owner.run(sql`insert into access.membership (customer_id, user_id) select id, ${this.steward.userId}::integer from unnest(${each}::bigint[]) id`);
  }

  /** Does to the lived party what is done, and to a twin what of it concerns the twin. */
  async step(index: number): Promise<void> {
    this.tick();
    const root = await this.roots();
    const all = this.histories.flatMap((history, h) => { const op = history.ops[index]; return op ? [{ h, op }] : []; });
    const of = <K extends Op['op']>(kind: K) => all.filter((one): one is { h: number; op: Of<K> } => one.op.op === kind);
    await this.load(of('import').map(({ h, op }) => ({ h, p: op.p, degree: op.degree, city: op.city, phone: op.phone })));
    const told = (kind: Op['op']) => all.filter(({ op }) => op.op === kind).map(({ h, op }) => ({ h, p: root(h, (op as { p: number }).p), own: (op as { p: number }).p, op }));
    const both = told('say').flatMap(({ h, p, op }) => this.ids(h, p).map((customerId) => ({ customerId, op: op as Of<'say'> })));
    if (both.length) await this.db.transaction(this.steward, (tx) => recordDecisions(tx, both.map(({ customerId, op }) => ({ customerId, channel: op.channel, purpose: 'promotion' as const, granted: op.granted, source: 'form' }))));
    for (const { h, p } of told('restrict')) for (const customerId of this.ids(h, p)) await this.db.transaction(this.steward, (tx) => recordRestriction(tx, { customerId, kind: 'do_not_contact', reason: 'Asked for it', source: 'test' }));
    for (const { h, p, op } of told('edit')) {
      for (const customerId of this.ids(h, p)) {
        const { version } = await this.db.read(this.steward, (tx) => getCustomer(tx, customerId));
        await updateCustomer(this.db, this.steward, { customerId, version, changes: { credential: (op as Of<'edit'>).degree }, reason: 'Said so' });
      }
    }
    const owners = told('own').flatMap(({ h, p, op }) => this.ids(h, p).map((customerId) => ({ customerId, function: 'sales' as const, userId: (op as Of<'own'>).user ? this.other : this.steward.userId })));
    if (owners.length) await this.db.transaction(this.steward, (tx) => setOwners(tx, owners));
    const phones = told('phone').flatMap(({ h, p, op }) => this.ids(h, p).map((customerId) => ({ customerId, kind: 'phone' as const, value: `212555010${(op as Of<'phone'>).phone}`, source: 'steward' })));
    if (phones.length) await this.db.transaction(this.steward, (tx) => addContactPoints(tx, phones));
    await this.touch(told('visit').flatMap(({ h, p }) => this.ids(h, p)), null);
    const mails = told('mail').map(({ h, p, own }) => ({ lived: this.lived[h]?.[p] ?? 0, twin: this.twins[h]?.[own] ?? 0, address: `${h}-${own}@x.example` }));
    await this.touch(mails.map((one) => one.lived), mails.map((one) => `r${one.address}`));
    await this.touch(mails.map((one) => one.twin), mails.map((one) => `t${one.address}`));
    const bounced = told('bounce').flatMap(({ h, own }) => [`r${h}-${own}@x.example`, `t${h}-${own}@x.example`]);
    if (bounced.length) await this.db.owner.run(sql`update customers.contact_point set state = 'bounced', state_at = ${this.db.clock().toISOString()}::timestamptz, state_source = 'channels.message:1' where value = any(${bounced}::text[]) and state = 'active'`);
    const edges = told('affiliate').flatMap(({ h, p, op }) => { const place = root(h, PEOPLE + (op as Of<'affiliate'>).o); return [[this.lived[h]?.[p], this.lived[h]?.[place]], [this.twins[h]?.[p], this.twins[h]?.[place]]]; });
    if (edges.length) await this.db.owner.run(sql`insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source) select a, b, 'admits_to', '2026-01-01'::date + ${index}::integer, 'made' from unnest(${edges.map(([a]) => a)}::bigint[], ${edges.map(([, b]) => b)}::bigint[]) as n(a, b)`);
    await this.mergeAll(of('merge').flatMap(({ h, op }) => op.others.filter((q) => q !== op.p).map((q) => [this.lived[h]?.[op.p] ?? 0, this.lived[h]?.[q] ?? 0])));
    await this.mergeAll(of('merge_places').map(({ h }) => [this.lived[h]?.[PEOPLE] ?? 0, this.lived[h]?.[PEOPLE + 1] ?? 0]));
    await this.undo(of('undo').map(({ h, op }) => ({ h, which: op.which })));
  }

  async touch(customerIds: readonly number[], addresses: readonly string[] | null): Promise<void> {
    if (customerIds.length === 0) return;
    const channel = addresses ? 'email' as const : 'visit' as const;
    const ids = await this.db.transaction(ENGINE, (tx) => recordInteractions(tx, customerIds.map((customerId) => ({ customerId, function: 'sales' as const, channel, direction: 'out' as const, kind: addresses ? 'email_sent' as const : 'visit' as const, headline: 'Touch', source: 'test', content: { body: 'Hello' } }))));
    if (addresses) {
      await this.db.owner.run(sql`
        insert into channels.message (customer_id, function, version_id, address, state, not_before, queued_at, interaction_id)
        select c, 'marketing', 1, a, 'sent', ${this.db.clock().toISOString()}::timestamptz, ${this.db.clock().toISOString()}::timestamptz, i from unnest(${customerIds}::bigint[], ${addresses}::text[], ${ids}::bigint[]) as n(c, a, i)`);
    }
  }

  async mergeAll(pairs: readonly number[][]): Promise<void> {
    const wanted = pairs.map(([winnerId = 0, loserId = 0]) => ({ winnerId, loserId, reason: 'One person' }));
    if (wanted.length === 0) return;
    const { refused } = await mergeCustomers(this.db, this.steward, { moves, wanted });
    assert.deepEqual(refused.filter(({ reason }) => reason !== 'same_record'), []);
  }

  async undo(asked: readonly { h: number; which: number }[]): Promise<boolean> {
    const standing = await this.db.owner.rows<{ mergeId: number; customerId: number }>(sql`select merge_id, customer_id from customers.merge where undone_at is null order by merge_id`);
    const home = new Map(this.lived.flatMap((parties, h) => parties.map((id) => [id, h] as const)));
    const by = Map.groupBy(standing, ({ customerId }) => home.get(customerId) ?? -1);
    const mergeIds = asked.flatMap(({ h, which }) => { const mine = by.get(h) ?? []; return mine.length ? [mine[which % mine.length]?.mergeId ?? 0] : []; });
    if (mergeIds.length) await undoMerges(this.db, this.steward, { moves, mergeIds, reason: 'Two persons' });
    return standing.length > mergeIds.length;
  }

  /** What is on file of each party, told without the numbers that are different for twins. */
  async told(): Promise<{ lived: Map<string, string[]>; twins: Map<string, string[]> }> {
    const [lived, twins] = [new Map<string, string[]>(), new Map<string, string[]>()];
    const names = new Map([...this.lived.flatMap((parties, h) => parties.map((id, p) => [id, { key: `${h} ${p}`, into: lived }] as const)), ...this.twins.flatMap((parties, h) => parties.map((id, p) => [id, { key: `${h} ${p}`, into: twins }] as const))]);
    const tables = [...moves.flatMap(({ tables: list }) => list).filter((table) => 'moves' in table).map(({ table }) => table), 'customers.customer'];
    for (const table of tables) {
      const rows = await this.db.owner.rows<{ row: Record<string, unknown> }>(sql`select to_jsonb(t) as row from ${sql.id(...table.split('.'))} t`);
      for (const { row } of rows) {
        const { key, into } = names.get(Number(row['customer_id'])) ?? { key: `? ${String(row['customer_id'])}`, into: lived };
        const plain = Object.entries(row).filter(([name]) => !['version', 'digest', 'customer_id'].includes(name)).map(([name, value]) => {
          if (/(^|_)(customer_id|organisation_id)$/.test(name) && value !== null) return `${name}=${names.get(Number(value))?.key ?? String(value)}`;
          return name.endsWith('_id') && !['import_id', 'user_id'].includes(name) ? '' : `${name}=${JSON.stringify(value)}`;
        });
        const text = `${table} ${plain.join(' ')}`.replace(/"[rt](\d+-\d)/g, '"$1').replace(/"C\d+"/g, '"C"');
        into.set(key, [...into.get(key) ?? [], text]);
      }
    }
    return { lived, twins };
  }
}

/** How much evidence of how they answer there is of each party, touches and answers by channel, decayed to now. */
async function evidence(db: TestDatabase): Promise<Map<number, number[]>> {
  const rows = await db.owner.rows<{ customerId: number; parts: number[] }>(sql`
    select customer_id, array(select e * power(0.5::float8, extract(epoch from ${db.clock().toISOString()}::timestamptz - as_of) / (86400.0 * 90)) from unnest(touches || responses) with ordinality u(e, place) order by place) as parts from interactions.affinity`);
  return new Map(rows.map(({ customerId, parts }) => [customerId, parts.map(Number)]));
}

const ROUNDING = 1e-4; // sums are kept as four-byte numbers, rounded with each touch
const sumOf = (list: readonly number[][]): number[] => list.reduce<number[]>((sum, parts) => (sum.length ? sum.map((value, place) => value + (parts[place] ?? 0)) : parts), []);

/** Holds the evidence of those who are merged against the evidence of their twins, who are not: each party has what all of its records have. */
async function assertEvidence(world: World): Promise<void> {
  const [found, root] = [await evidence(world.db), await world.roots()];
  assert.ok([...found.values()].some((parts) => parts.some((value) => value > 0.5)), 'there is evidence to compare');
  world.lived.forEach((parties, h) => {
    const by = Map.groupBy(parties.map((_, p) => p), (p) => root(h, p));
    for (const [p, members] of by) {
      const lived = sumOf(members.flatMap((one) => { const parts = found.get(parties[one] ?? 0); return parts ? [parts] : []; }));
      const twins = sumOf(members.flatMap((one) => { const parts = found.get(world.twins[h]?.[one] ?? 0); return parts ? [parts] : []; }));
      const apart = Array.from({ length: Math.max(lived.length, twins.length) }, (_, place) => Math.abs((lived[place] ?? 0) - (twins[place] ?? 0)));
      assert.ok(apart.every((difference) => difference < ROUNDING), `evidence of party ${h} ${p}: ${lived.join(' ')} and ${twins.join(' ')}: ${JSON.stringify(world.histories[h])}`);
      if (members.length > 1) assert.ok(members.every((one) => one === p || (found.get(parties[one] ?? 0) ?? []).every((value) => value === 0)), `what was the evidence of a record lies with its party ${h} ${p}`);
    }
  });
}

async function live(histories: readonly History[]): Promise<void> {
  await using db = await testDatabase();
  const world = new World(db, { steward: await makePerson(db, { role: 'steward' }), other: (await makePerson(db, { role: 'field' })).userId }, histories);
  await world.begin();
  const longest = Math.max(...histories.map(({ ops }) => ops.length));
  for (let index = 0; index < longest; index += 1) await world.step(index); // a history is one step after another
  await assertEvidence(world);
  for (let index = 0; ; index += 1) {
    world.tick();
    if (!await world.undo(histories.map(({ order }, h) => ({ h, which: order[index % order.length] ?? 0 })))) break;
  }
  await assertEvidence(world);
  const { lived, twins } = await world.told();
  for (const [key, rows] of twins) {
    const h = Number(key.split(' ')[0]);
    assert.deepEqual((lived.get(key) ?? []).toSorted(), rows.toSorted(), `party ${key}: ${JSON.stringify(histories[h])}`);
  }
  const { left } = await db.owner.one<{ left: number }>(sql`select (select count(*) from customers.merge_move) + (select count(*) from customers.merge_member) as left`);
  assert.equal(left, 0, 'the books of merging are empty again');
}

test(`after any history of imports, edits, consents, touches, merges and undoings, each record is as if it had never been merged (${HISTORIES} histories)`, async () => {
  const histories = fc.sample(aHistory, { numRuns: HISTORIES, seed: SEED });
  for (let from = 0; from < histories.length; from += ABREAST) await live(histories.slice(from, from + ABREAST)); // a database for each part
});
