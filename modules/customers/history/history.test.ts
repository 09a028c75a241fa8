import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ENGINE, sql, type Actor } from '#platform/db';
import { deliverEvents, emit } from '#platform/events';
import { makePerson, testDatabase, type TestDatabase } from '#platform/testing';
import { addContactPoints, getCustomer, getCustomerRecord, mergeCustomers, runImport, setOwners, undoImport, undoMerges, updateCustomer } from '../index.ts';
import { handlers } from '../events.ts';
import { customersMoves } from '../merge/own-moves.ts';
import { getRecord, recordAt } from './record-at.ts';
import { holdPlace } from './horizon.ts';
import { listChanges, type FeedPage } from './list-changes.ts';
import { plainRecords } from './reads.ts';
import { changeRoutes } from './routes.ts';
import type { PlainRecord } from './types.ts';

// Random histories of one master: what a follower ends with must be what is on file, and what was read at an instant must be read again as of that instant.

const HISTORIES = Number(process.env['TUTTI_HISTORIES'] ?? 1); // eslint-disable-line -- how thorough a run is, is the caller's choice
const SEED = Number(process.env['TUTTI_SEED'] ?? 20_261_123); // eslint-disable-line -- the same
const PEOPLE = 4; // and two practices

type Op =
  | { readonly op: 'import'; readonly p: number; readonly city: string; readonly degree: string; readonly phone: number }
  | { readonly op: 'edit' | 'phone' | 'own'; readonly p: number; readonly n: number }
  | { readonly op: 'close' | 'reopen' | 'bounce'; readonly p: number }
  | { readonly op: 'affiliate'; readonly p: number; readonly o: number }
  | { readonly op: 'merge'; readonly p: number; readonly q: number }
  | { readonly op: 'merge_places' | 'undo_import' | 'follow' }
  | { readonly op: 'undo'; readonly which: number };

const person = fc.nat(PEOPLE - 1);
const anOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constant('import' as const), p: fc.nat(PEOPLE + 1), city: fc.constantFrom('Utica', 'Albany', ''), degree: fc.constantFrom('MD', 'DO', ''), phone: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constantFrom('edit' as const, 'phone' as const, 'own' as const), p: person, n: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constantFrom('close' as const, 'reopen' as const, 'bounce' as const), p: person }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('affiliate' as const), p: person, o: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('merge' as const), p: person, q: person }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constantFrom('merge_places' as const, 'undo_import' as const, 'follow' as const) }) },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('undo' as const), which: fc.nat(5) }) },
);

const MAPPING = { Id: 'id', Name: 'name', Kind: 'kind', City: 'city', State: 'state', Mail: 'email', Phone: 'phone', Degree: 'credential' };
const csv = (text: string) => (async function* bytes() { yield Buffer.from(text); })();
const lineOf = (p: number, { city, degree, phone }: { city: string; degree: string; phone: number }): string => {
  const place = p >= PEOPLE;
  return [`r${p}`, place ? `Practice ${p}` : `Ann Alpha${p}`, place ? 'hco' : 'hcp', city, city ? 'NY' : '', place ? '' : `${p}@x.example`, `212555010${phone}`, place ? '' : degree].join(',');
};

/** Whoever follows the changes and knows nothing else. */
class Follower {
  readonly records = new Map<number, PlainRecord>();
  cursor = '0';
  async follow(db: TestDatabase, actor: Actor, limit: number): Promise<void> {
    for (let more = true; more;) {
      const page = await db.read(actor, (tx) => listChanges(tx, { cursor: this.cursor, limit }));
      for (const { customerId, record } of page.rows) {
        if (record) this.records.set(customerId, record);
        else this.records.delete(customerId);
      }
      ({ more } = page);
      this.cursor = page.nextCursor;
    }
  }
}

class World {
  readonly db: TestDatabase;
  readonly steward: Actor & { userId: number };
  readonly other: number;
  readonly follower = new Follower();
  readonly ids: number[] = [];
  readonly seen: { at: string; asked: number; record: object }[] = [];
  #at = Date.parse('2026-11-23T14:00:00.000Z');
  #lastImport: number | null = null;
  constructor(db: TestDatabase, steward: Actor & { userId: number }, other: number) {
    this.db = db;
    this.steward = steward;
    this.other = other;
  }

  async load(lines: readonly string[]): Promise<void> {
    const { importId } = await runImport(this.db, this.steward, { format: 'csv', fileName: 'crm.csv', mapping: MAPPING, body: csv(`Id,Name,Kind,City,State,Mail,Phone,Degree\n${lines.join('\n')}\n`) });
    this.#lastImport = importId;
  }

  async begin(): Promise<void> {
    this.tick();
    await this.load(Array.from({ length: PEOPLE + 2 }, (_, p) => lineOf(p, { city: p % 2 ? 'Utica' : '', degree: 'MD', phone: p % 3 })));
    this.#lastImport = null;
    const rows = await this.db.owner.rows<{ customerId: number }>(sql`select customer_id from customers.identifier where system = 'csv' order by value`);
    this.ids.push(...rows.map((row) => row.customerId));
  }

  tick(): void {
    this.#at += 7 * 3_600_000;
    this.db.setNow(new Date(this.#at).toISOString());
  }

  id = (p: number): number => this.ids[p] ?? 0;

  /** What is changed for a practice is said by a file, as connectors do: here by the same hands that a source has. */
  async affiliate(p: number, o: number): Promise<void> {
    const source = { format: 'made', recognises: () => false, oneNumber: false, open: () => (cells: { cell: (place: number) => string }) => ({ ok: true as const, row: {
      key: `a${p}`, idSystem: 'csv', idValue: cells.cell(0), facts: { affiliations: cells.cell(1) ? [{ system: 'csv', value: cells.cell(1), role: 'practises_at' }] : [] } } }) } as const;
    await runImport(this.db, this.steward, { format: 'made', fileName: 'a.csv', formats: { sources: [source], importers: [] }, body: csv(`who,where\nr${p},${o ? `r${PEOPLE + o - 1}` : ''}\n`) });
  }

  async act(op: Op): Promise<void> {
    this.tick();
    switch (op.op) {
      case 'import': return this.load([lineOf(op.p, op)]);
      case 'undo_import': { const importId = this.#lastImport; this.#lastImport = null; if (importId !== null) await undoImport(this.db, this.steward, importId); return; }
      case 'edit': case 'close': case 'reopen': {
        const { version } = await this.db.read(this.steward, (tx) => getCustomer(tx, this.id(op.p)));
        const changes = op.op === 'edit' ? { credential: ['MD', 'DO', 'NP'][op.n] ?? 'MD', city: ['Troy', 'Rome', 'Cohoes'][op.n] ?? 'Troy' } : { status: op.op === 'close' ? 'inactive' as const : 'active' as const };
        await updateCustomer(this.db, this.steward, { customerId: this.id(op.p), version, changes, reason: 'Said so' });
        return;
      }
      case 'phone': await this.db.transaction(this.steward, (tx) => addContactPoints(tx, [{ customerId: this.id(op.p), kind: 'phone', value: `212555010${op.n}`, source: 'steward' }])); return;
      case 'own': await this.db.transaction(this.steward, (tx) => setOwners(tx, [{ customerId: this.id(op.p), function: 'sales', userId: op.n ? this.other : this.steward.userId }])); return;
      case 'affiliate': return this.affiliate(op.p, op.o + 1);
      case 'bounce': return this.affiliate(op.p, 0); // the source takes her affiliation back
      case 'merge': return this.merge(op.p, op.q);
      case 'merge_places': return this.merge(PEOPLE, PEOPLE + 1);
      case 'undo': return this.undo(op.which);
      case 'follow': return this.follower.follow(this.db, this.steward, 2);
    }
  }

  async merge(p: number, q: number): Promise<void> {
    if (p !== q) await mergeCustomers(this.db, this.steward, { moves: [customersMoves], wanted: [{ winnerId: this.id(p), loserId: this.id(q), reason: 'One person' }] });
  }

  async undo(which: number): Promise<void> {
    const standing = await this.db.owner.rows<{ mergeId: number }>(sql`select merge_id from customers.merge where undone_at is null order by merge_id`);
    const one = standing[which % Math.max(1, standing.length)];
    if (one) await undoMerges(this.db, this.steward, { moves: [customersMoves], mergeIds: [one.mergeId], reason: 'Two persons' });
  }

  /** Reads everybody and keeps what was read. */
  async look(): Promise<void> {
    const at = this.db.clock().toISOString();
    await this.db.read(this.steward, async (tx) => {
      for (const asked of this.ids) this.seen.push({ at, asked, record: await getCustomerRecord(tx, asked) });
    });
  }
}

const comparable = (record: object) => JSON.parse(JSON.stringify({ ...record, sortName: undefined, measures: undefined })) as unknown;

async function live(ops: readonly Op[]): Promise<void> {
  await using db = await testDatabase();
  const world = new World(db, await makePerson(db, { role: 'steward' }), (await makePerson(db, { role: 'field' })).userId);
  await world.begin();
  await world.look();
  for (const op of ops) { // one step after another
    await world.act(op);
    await world.look();
  }
  await world.follower.follow(db, world.steward, 3);
  const everybody = (await db.owner.rows<{ customerId: number }>(sql`select customer_id from customers.customer where status <> 'merged' order by 1`)).map((row) => row.customerId);
  const direct = await db.read(world.steward, (tx) => plainRecords(tx, everybody));
  assert.deepEqual([...world.follower.records].sort(([a], [b]) => a - b), [...direct].sort(([a], [b]) => a - b), `a follower: ${JSON.stringify(ops)}`);
  await db.read(world.steward, async (tx) => {
    for (const { at, asked, record } of world.seen) assert.deepEqual(comparable(await recordAt(tx, asked, at)), comparable(record), `C${asked} as of ${at}: ${JSON.stringify(ops)}`);
  });
  assert.equal(await db.read(world.steward, async (tx) => (await getRecord(tx, { customerId: world.id(0) })).asOf), null);
}

test(`who follows the changes from the beginning has what a direct read gives, and a record as of any instant is what was read then (${HISTORIES} histories)`, async () => {
  for (const ops of fc.sample(fc.array(anOp, { minLength: 10, maxLength: 14 }), { numRuns: HISTORIES, seed: SEED })) await live(ops); // a database each
});

test('a follower waits for who began to write before others committed', async () => {
  await using db = await testDatabase();
  const steward = await makePerson(db, { role: 'steward' });
  const made = (name: string) => sql`insert into customers.customer (kind, name, sort_name, source, created_at, updated_at) values ('hcp', ${name}, ${name}, 'test', '2026-01-01', '2026-01-01')`;
  const { promise: first, resolve: begun } = Promise.withResolvers<void>();
  const { promise: go, resolve: end } = Promise.withResolvers<void>();
  const slow = db.transaction(steward, async (tx) => {
    tx.markAudited();
    await holdPlace(tx);
    await tx.run(made('slow'));
    begun();
    await go;
  });
  await first;
  await db.transaction(steward, async (tx) => { tx.markAudited(); await holdPlace(tx); await tx.run(made('quick')); });
  const page = (cursor?: string) => db.read(steward, (tx) => listChanges(tx, { cursor, limit: 10 }));
  const early = await page();
  assert.deepEqual([early.rows, early.more], [[], false], 'nobody is told before the slow one');
  end();
  await slow;
  const late = await page(early.nextCursor);
  assert.deepEqual(late.rows.map(({ record, kinds }) => [record?.name, kinds]), [['slow', ['created']], ['quick', ['created']]]);
  assert.deepEqual((await page(late.nextCursor)).rows, []);
  await assert.rejects(page('nonsense'), { code: 'request.invalid' });
});

test('who follows the changes hears that somebody was erased, and that a file was taken back', async () => {
  await using db = await testDatabase();
  const world = new World(db, await makePerson(db, { role: 'steward' }), 0);
  await world.begin();
  const [erased = 0] = world.ids;
  const eventId = await db.transaction(ENGINE, (tx) => emit(tx, { type: 'privacy.erased', customerId: erased, key: 'privacy.erased:1', data: { requestId: 1 } }));
  await deliverEvents(handlers)({ db, log: null, signal: new AbortController().signal } as never, { eventId: eventId as number, customerId: erased, type: 'privacy.erased' });
  const { cursor } = world.follower;
  await world.load(['r9,Nora New,hcp,Utica,NY,,2125550109,MD']);
  await world.follower.follow(db, world.steward, 4);
  assert.equal(world.follower.records.has(erased), false);
  await world.act({ op: 'undo_import' });
  const { rows } = await db.read(world.steward, (tx) => listChanges(tx, { cursor: world.follower.cursor, limit: 10 }));
  assert.deepEqual(rows.map(({ kinds, record, tombstone }) => [kinds, record, tombstone?.state]), [[['removed'], null, 'removed']]);
  const told = (await db.read(world.steward, (tx) => listChanges(tx, { cursor, limit: 100 }))).rows.filter((row) => row.customerId === erased);
  assert.deepEqual(told.map(({ kinds, tombstone }) => [kinds, tombstone?.state]), [[['created'], 'erased'], [['erased'], 'erased']]);
});

test('whoever waits for a change is told as soon as there is one, and an empty page when there is none', async () => {
  await using db = await testDatabase();
  const world = new World(db, await makePerson(db, { role: 'steward' }), (await makePerson(db, { role: 'field' })).userId);
  await world.begin();
  const follow = (cursor: string, wait: number) => changeRoutes[0]?.handle({ db, actor: world.steward, input: { cursor, limit: 100, wait } } as never) as Promise<FeedPage>;
  const { nextCursor, rows } = await follow('0', 20);
  assert.equal(rows.length, PEOPLE + 2, 'what is there is not waited for');
  assert.deepEqual((await follow(nextCursor, 0)).rows, []);
  const waiting = follow(nextCursor, 20);
  await world.act({ op: 'own', p: 0, n: 1 });
  assert.deepEqual((await waiting).rows.map(({ kinds, fields, source }) => [kinds, fields, source]), [[['changed'], ['owners'], 'territories']]);
  const field = await makePerson(db, { role: 'field' });
  assert.deepEqual((await db.read(field, (tx) => listChanges(tx, { limit: 100 }))).rows, [], 'a representative hears of her own customers alone');
  await assert.rejects(db.read(field, (tx) => getRecord(tx, { customerId: world.id(0), asOf: '2026-11-23T21:00:00Z' })), { code: 'request.not_found' });
  assert.equal((await db.owner.rows(sql`select from audit.entry where action = 'customers.follow'`)).length, 2);
});
