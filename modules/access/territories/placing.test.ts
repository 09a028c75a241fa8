import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ENGINE, sql } from '#platform/db';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { makeForce, makeRule, makeTerritory } from '../makers.ts';
import { EVERYBODY, places } from './placing-sql.ts';

// Where customers lie, decided one by one in the plainest way: what the set-based statement must agree with.

type Person = { readonly id: number; readonly kind: string; readonly specialty: string | null; readonly city: string; readonly state: string; readonly postal: string; readonly decile: number | null };
type Rule = { readonly territory: number; readonly priority: number; readonly states: string[]; readonly postal: string[]; readonly cities: string[]; readonly specialties: string[]; readonly kinds: string[]; readonly under: boolean; readonly decileFrom: number | null };
type Exception = { readonly person: number; readonly territory: number | null; readonly kind: 'include' | 'exclude' };
type Lies = { readonly territory: number; readonly tied: number[] } | null;

const PRACTICE = 900;
const [KINDS, STATES, CITIES, CODES] = [['hcp', 'contact'], ['NY', 'NJ'], ['albany', 'newark'], ['10016', '10021', '11201', '07102']];
const BEGINNINGS = ['1', '10', '100', '10016', '112', '07'];
const SPECIALTIES = ['207RC0000X', '207Q00000X'];

/** How strongly a rule names a customer; null: not at all. */
function strength(rule: Rule, person: Person, members: ReadonlySet<number>): number | null {
  const missing = (list: readonly string[], value: string | null) => list.length > 0 && !list.includes(value ?? '');
  if (missing(rule.kinds, person.kind) || missing(rule.specialties, person.specialty) || missing(rule.states, person.state) || missing(rule.cities, person.city)) return null;
  if (rule.decileFrom !== null && (person.decile ?? 0) < rule.decileFrom) return null;
  const fitting = rule.postal.filter((beginning) => person.postal.startsWith(beginning)).map((beginning) => beginning.length);
  if (rule.postal.length > 0 && fitting.length === 0) return null;
  if (rule.under && !members.has(person.id)) return null;
  const place = rule.under ? 1024 : rule.postal.length > 0 ? 8 * (10 + Math.max(...fitting)) : rule.cities.length > 0 ? 72 : rule.states.length > 0 ? 40 : 0;
  return rule.priority * 2048 + place + (rule.specialties.length > 0 ? 4 : 0) + (rule.decileFrom === null ? 0 : 2) + (rule.kinds.length > 0 ? 1 : 0);
}

function liesIn(person: Person, { rules, exceptions, members }: { rules: readonly Rule[]; exceptions: readonly Exception[]; members: ReadonlySet<number> }): Lies {
  const hers = exceptions.filter((one) => one.person === person.id);
  const barred = (territory: number) => hers.some((one) => one.kind === 'exclude' && (one.territory === null || one.territory === territory));
  const included = hers.filter((one) => one.kind === 'include' && one.territory !== null && !barred(one.territory)).at(-1);
  if (included) return { territory: included.territory as number, tied: [] };
  const named = rules.flatMap((rule) => { const strong = strength(rule, person, members); return strong === null || barred(rule.territory) ? [] : [{ rule, strong }]; });
  const most = Math.max(...named.map(({ strong }) => strong));
  const first = named.filter(({ strong }) => strong === most);
  const won = first[0]?.rule.territory;
  return won === undefined ? null : { territory: won, tied: [...new Set(first.map(({ rule }) => rule.territory).filter((one) => one !== won))].sort((a, b) => a - b) };
}

const some = <T>(list: readonly T[]) => fc.subarray([...list], { maxLength: 2 });
const person = (id: number): fc.Arbitrary<Person> => fc.record({
  id: fc.constant(id), kind: fc.constantFrom(...KINDS as string[]), specialty: fc.constantFrom(...SPECIALTIES, null), city: fc.constantFrom(...CITIES as string[]), state: fc.constantFrom(...STATES as string[]), postal: fc.constantFrom(...CODES as string[]), decile: fc.option(fc.integer({ min: 1, max: 10 })),
});
const rule = fc.record({
  territory: fc.integer({ min: 0, max: 3 }), priority: fc.constantFrom(0, 0, 0, 5), states: some(STATES as string[]), postal: some(BEGINNINGS), cities: some(CITIES as string[]), specialties: some(SPECIALTIES), kinds: some(KINDS as string[]), under: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  decileFrom: fc.option(fc.integer({ min: 1, max: 10 })),
}).filter((one) => one.under || one.states.length + one.postal.length + one.cities.length + one.specialties.length + one.kinds.length > 0);
const PEOPLE = 25;
const worlds = fc.record({
  people: fc.tuple(...Array.from({ length: PEOPLE }, (_, index) => person(index + 1))), rules: fc.array(rule, { maxLength: 8 }), members: fc.subarray(Array.from({ length: PEOPLE }, (_, index) => index + 1)),
  exceptions: fc.array(fc.record({ person: fc.integer({ min: 1, max: PEOPLE }), territory: fc.option(fc.integer({ min: 0, max: 3 })), kind: fc.constantFrom('include' as const, 'exclude' as const) }).filter((one) => one.kind === 'exclude' || one.territory !== null), { maxLength: 8 }),
});
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

async function store(db: TestDatabase, world: World, ids: readonly number[]): Promise<void> {
  await db.owner.run(sql`delete from access.territory_rule`);
  await db.owner.run(sql`delete from access.territory_exception`);
  await db.owner.run(sql`delete from customers.affiliation`);
  await db.owner.run(sql`
    update customers.customer c set kind = p.kind, specialty = p.specialty, city = initcap(p.city), state = p.state, postal_code = p.postal, decile = p.decile
      from jsonb_to_recordset(${JSON.stringify(world.people)}::jsonb) as p(id bigint, kind text, specialty text, city text, state text, postal text, decile smallint) where p.id = c.customer_id`);
  // Half of the members belong to the practice itself, half to a part of it.
  await db.owner.run(sql`
    insert into customers.affiliation (customer_id, to_customer_id, role, valid_from, source)
    select m, ${PRACTICE}::bigint + m % 2, 'practises_at', date '2020-01-01', 'test' from unnest(${world.members}::bigint[]) m union all select ${PRACTICE + 1}::bigint, ${PRACTICE}::bigint, 'part_of', date '2020-01-01', 'test'`);
  for (const one of world.rules) await makeRule(db, ids[one.territory] as number, { ...one, underIds: one.under ? [PRACTICE] : [] }); // in their order: it tells who came first
  await db.owner.run(sql`
    insert into access.territory_exception (customer_id, sales_force_id, territory_id, kind, reason, valid_from)
    select e.person, f.sales_force_id, (${ids}::integer[])[e.territory + 1], e.kind, 'said so', '2026-01-01'
      from jsonb_to_recordset(${JSON.stringify(world.exceptions.map((one, place) => ({ ...one, place })))}::jsonb) as e(person bigint, territory integer, kind text, place integer), access.sales_force f order by e.place`);
}

test('for random territories every customer lies where one decides by hand: exclusion, inclusion, the stronger rule, and of equals the earlier with the others named', async () => {
  await using db = await testDatabase();
  const salesForceId = await makeForce(db);
  const ids = [await makeTerritory(db, { code: 'A' }), await makeTerritory(db, { code: 'B' }), await makeTerritory(db, { code: 'C' }), await makeTerritory(db, { code: 'D' })];
  await db.owner.run(sql`
    insert into customers.customer (customer_id, kind, name, sort_name, source, created_at, updated_at)
    select n, case when n >= ${PRACTICE} then 'hco' else 'hcp' end, 'Doc ' || n, 'doc', 'test', '2026-01-01', '2026-01-01' from (select generate_series(1, ${PEOPLE}::integer) as n union all select generate_series(${PRACTICE}::integer, ${PRACTICE + 1}::integer)) s`);
  await fc.assert(fc.asyncProperty(worlds, async (world) => {
    await store(db, world, ids);
    const rows = await db.read(ENGINE, (tx) => tx.rows<{ customerId: number; territoryId: number; tiedWith: number[] }>(sql`
      select p.customer_id, p.territory_id, p.tied_with from (${places({ alignmentId: 0, on: '2026-11-23' }, { salesForceIds: [salesForceId], people: EVERYBODY })}) p where p.customer_id <= ${PEOPLE}::integer order by 1`));
    const members = new Set(world.members);
    const expected = world.people.flatMap((one) => { const lies = liesIn(one, { ...world, members }); return lies ? [{ customerId: one.id, territoryId: ids[lies.territory], tiedWith: lies.tied.map((place) => ids[place]) }] : []; });
    assert.deepEqual(rows, expected);
  }), { numRuns: 60 });
});
