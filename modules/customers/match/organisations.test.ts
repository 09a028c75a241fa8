import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { ROOT } from '#platform/config';
import { ENGINE, sql } from '#platform/db';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { levelsOf } from './levels.ts';
import { parseRule } from './parse-rule.ts';
import { runMatch, startMatch } from './run-match.ts';
import { ORGANISATION_RULE, PRESCRIBER_RULE } from './starter.ts';

type Organisation = { readonly id: number; readonly party: number; readonly kind: string; readonly name: string; readonly phone: string | null; readonly line: string; readonly city: string; readonly state: string; readonly postal: string; readonly ccn: string | null };

async function put(db: TestDatabase, organisations: readonly Organisation[]): Promise<void> {
  const now = db.clock().toISOString();
  await db.owner.run(sql`create temp table made as select * from jsonb_to_recordset(${JSON.stringify(organisations)}::jsonb) as x(id bigint, kind text, name text, phone text, line text, city text, state text, postal text, ccn text)`);
  await db.owner.run(sql`insert into customers.customer (customer_id, kind, name, sort_name, city, state, postal_code, source, created_at, updated_at) select id, kind, name, lower(name), city, state, postal, 'test', ${now}::timestamptz, ${now}::timestamptz from made`);
  await db.owner.run(sql`insert into customers.address (customer_id, type, line1, city, state, postal_code, source, recorded_at) select id, 'practice', line, city, state, postal, 'test', ${now}::timestamptz from made where line <> ''`);
  await db.owner.run(sql`insert into customers.contact_point (customer_id, kind, value, source, recorded_at) select id, 'phone', phone, 'test', ${now}::timestamptz from made where phone is not null`);
  await db.owner.run(sql`insert into customers.identifier (system, value, customer_id, source) select 'ccn', ccn, id, 'test' from made where ccn is not null`);
}

/** What is as good as certain, and what a steward is shown, against truth. */
async function held(db: TestDatabase, organisations: readonly Organisation[]) {
  await runMatch(db, (await startMatch(db, ENGINE, 'organisations')).runId);
  const party = new Map(organisations.map((one) => [one.id, one.party]));
  const pairs = await db.owner.rows<{ customerId: number; otherId: number; probability: number; certain: boolean }>(sql`select customer_id, other_id, probability, join_run is not null as certain from customers.match_pair`);
  const right = ({ customerId, otherId }: { customerId: number; otherId: number }) => party.get(customerId) === party.get(otherId);
  const certain = pairs.filter((pair) => pair.certain);
  const twice = organisations.length - new Set(party.values()).size;
  return { pairs, wrong: certain.filter((pair) => !right(pair)), recall: certain.filter(right).length / twice, shown: pairs.filter(right).length / twice, precision: pairs.filter(right).length / pairs.length };
}

const FIRST = ['Lakeside', 'Mercy', 'Harborview', 'Pinecrest', 'Saint Agnes', 'Kestrel', 'Northgate', 'Ambler', 'Cedar Hollow', 'Quincy', 'Tamarack', 'Verdant'];
const OWN = ['Abernathy', 'Bellweather', 'Castellan', 'Drummond', 'Eastlake', 'Fairmount', 'Greystone', 'Hollister', 'Ironwood', 'Juniper', 'Kilbride', 'Larchmont', 'Marblehead', 'Norwood', 'Oakhurst', 'Palisade', 'Rockaway', 'Stonebridge', 'Thornton', 'Underhill', 'Vandalia', 'Westerly', 'Yarrow'];
const SECOND = ['Medical Center', 'Community Hospital', 'Heart Associates', 'Family Practice', 'Surgery Center', 'Health System', 'Regional Hospital'];
const ABBREVIATED: readonly (readonly [string, string])[] = [['Medical Center', 'Med Ctr'], ['Community Hospital', 'Comm. Hosp., Inc.'], ['Heart Associates', 'Heart Assoc LLC'], ['Family Practice', 'Fam Practice PC'], ['Surgery Center', 'Surg. Ctr.'], ['Health System', 'Hlth System'], ['Regional Hospital', 'The Regional Hospital'], ['Saint', 'St.']];

/** Chains with sites in many towns, campuses with several organisations behind one door and one number, insurers of one name by state; every third stands twice. */
function makeOrganisations(): Organisation[] {
  const made = Array.from({ length: 420 }, (_, n): Organisation => {
    const [campus, town] = [Math.floor(n / 3), Math.floor(n / 6) % 40];
    const payer = n % 21 === 20;
    return {
      id: n + 1, party: n + 1, kind: payer ? 'payer' : 'hco', name: payer ? `Empire Health Plan of Region ${String.fromCharCode(65 + n / 21)}` : `${n % 3 === 0 ? `${OWN[(n * 5) % OWN.length]} ` : ''}${FIRST[(n * 7) % FIRST.length]} ${SECOND[(n * 5 + Math.floor(n / 12)) % SECOND.length]}`,
      phone: `212${String(5_550_000 + campus)}`, line: `${100 + campus} ${['Elm', 'Oak', 'Union', 'Mill'][campus % 4]} Street`, city: `Town${town}`, state: ['NY', 'NJ', 'PA', 'CT'][town % 4] ?? 'NY', postal: String(10_000 + town * 37), ccn: n % 2 ? null : `33${String(1000 + n)}`,
    };
  });
  const again = made.filter(({ id }) => id % 3 === 0).map((one): Organisation => {
    const way = (one.id / 3) % 4;
    const short = ABBREVIATED.reduce((name, [long, brief]) => name.replace(long, brief), one.name);
    return { ...one, id: one.id + 10_000, ccn: null, name: way === 3 ? one.name.replace(/[aeiou](?=\w*$)/, '') : short, phone: way === 1 ? null : one.phone, ...(way === 2 ? { line: '', phone: null } : {}) };
  });
  return [...made, ...again];
}

test('organisations that another system abbreviates, misspells or knows little of are found again; chains, campuses and other numbers stay apart', async () => {
  await using db = await testDatabase();
  const organisations = makeOrganisations();
  await put(db, organisations);
  const { precision, shown, wrong, pairs } = await held(db, organisations);
  assert.deepEqual(wrong, []);
  assert.ok(precision > 0.97 && shown > 0.97, `of the pairs shown ${precision} right, ${shown} of the true ones shown`);
  const [example] = await db.owner.rows<{ evidence: { field: string; level: string; bits: number }[] }>(sql`select evidence from customers.match_pair where customer_id = 3 and other_id = 10003`);
  assert.ok(example?.evidence.some(({ field, level, bits }) => field === 'name' && level === 'same' && bits > 0), 'an abbreviation is the same name');
  const kinds = await db.owner.rows(sql`select l.kind from customers.match_pair p join customers.customer l using (customer_id) join customers.customer r on r.customer_id = p.other_id where l.kind <> r.kind`);
  assert.deepEqual(kinds, []);
  assert.ok(pairs.length > 0);
  await runMatch(db, (await startMatch(db, ENGINE)).runId);
  assert.equal((await db.owner.one<{ open: number }>(sql`select count(*) as open from customers.match_pair where state = 'open'`)).open, pairs.length, 'a run over prescribers leaves the pairs of organisations');
});

const HOSPITALS = join(ROOT, '..', 'shared', 'data', 'hco', 'hospital_general_information.csv.gz');
const SHORT: readonly (readonly [RegExp, string])[] = [[/\bHOSPITAL\b/g, 'HOSP'], [/\bMEDICAL\b/g, 'MED'], [/\bCENTER\b/g, 'CTR'], [/\bMEMORIAL\b/g, 'MEM'], [/\bREGIONAL\b/g, 'REG'], [/\bHEALTH\b/g, 'HLTH']];

test('real hospitals are found again in another system\'s words, and no two of them pass for one', { skip: existsSync(HOSPITALS) ? false : 'the public file of hospitals is not here' }, async () => {
  await using db = await testDatabase();
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(HOSPITALS)), { columns: true, trim: true });
  const organisations = rows.slice(0, 1_200).flatMap((row, n): Organisation[] => {
    const one: Organisation = { id: n + 1, party: n, kind: 'hco', name: row['Facility Name'] ?? '', phone: (row['Telephone Number'] ?? '').replace(/\D/g, '') || null, line: row['Address'] ?? '', city: row['City/Town'] ?? '', state: row['State'] ?? '', postal: row['ZIP Code'] ?? '', ccn: row['Facility ID'] ?? null };
    const name = n % 8 === 0 ? one.name.replace(/[AEIOU](?=[A-Z]+ )/, '') : SHORT.reduce((text, [long, short]) => text.replace(long, short), one.name);
    return n % 4 ? [one] : [one, { ...one, id: n + 10_001, ccn: null, name, ...(n % 12 === 0 ? { phone: null, line: '' } : {}) }];
  });
  await put(db, organisations);
  const { wrong, recall, shown } = await held(db, organisations);
  assert.deepEqual(wrong, []);
  assert.ok(recall > 0.95 && shown > 0.95, `recall ${recall}, shown ${shown}`);
});

test('no comparison has more levels than a pattern can tell apart from a missing value', () => {
  for (const rule of [PRESCRIBER_RULE, ORGANISATION_RULE]) {
    for (const field of parseRule(rule).compare) assert.ok(levelsOf({ ...field, swappedWith: field.as === 'words' ? null : 'another' }).length <= 7, field.field);
  }
});
