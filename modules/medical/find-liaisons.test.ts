import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from '#platform/db';
import { makePerson, makeProduct, testDatabase, type TestDatabase } from '#platform/testing';
import { certifiedNow, findLiaisons } from './index.ts';

const NOW = '2026-11-23T14:00:00.000Z'; // Monday, 09:00 in New York, 06:00 in Los Angeles
const ZONES = ['America/New_York', 'America/Los_Angeles', 'Europe/London', 'Asia/Tokyo', 'Australia/Lord_Howe'] as const;

type Arranged = {
  zone: string; languages: string[]; certificates: { from: number; to: number }[]; presence: { state: 'available' | 'busy' | 'away'; until: number | null } | null; busy: { from: number; minutes: number }[];
};

const minutesLater = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const localIn = (zone: string, instant: string) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return { day: `${parts['year']}-${parts['month']}-${parts['day']}`, weekday: parts['weekday'] ?? '', hour: Number(parts['hour']) };
};
const dayLater = (days: number): string => new Date(Date.parse('2026-11-23') + days * 86_400_000).toISOString().slice(0, 10);

async function arrange(db: TestDatabase, productId: number, liaisons: readonly Arranged[]): Promise<number[]> {
  const ids: number[] = [];
  for (const one of liaisons) {
    const { userId } = await makePerson(db, { role: 'medical' });
    ids.push(userId);
    await db.owner.run(sql`update access.person set time_zone = ${one.zone}, languages = ${one.languages} where user_id = ${userId}`);
    for (const [at, certificate] of one.certificates.entries()) await db.owner.run(sql`insert into medical.certification (user_id, product_id, indication, valid_from, valid_to) values (${userId}, ${productId}, ${String(at)}, ${dayLater(certificate.from)}::date, ${dayLater(certificate.to)}::date)`);
    if (one.presence) await db.owner.run(sql`insert into work.presence (user_id, state, until, changed_at) values (${userId}, ${one.presence.state}, ${one.presence.until === null ? null : minutesLater(one.presence.until)}::timestamptz, ${NOW}::timestamptz)`);
    for (const block of one.busy) await db.owner.run(sql`insert into work.busy (user_id, starts_at, ends_at) values (${userId}, ${minutesLater(block.from)}::timestamptz, ${minutesLater(block.from + block.minutes)}::timestamptz)`);
  }
  return ids;
}

/** The same question answered the slow and obvious way. */
function oracle(one: Arranged): { offered: boolean; free: boolean; reason: string | null } {
  const local = localIn(one.zone, NOW);
  const valid = one.certificates.some((certificate) => dayLater(certificate.from) <= local.day && local.day <= dayLater(certificate.to));
  const ended = one.certificates.some((certificate) => dayLater(certificate.to) < local.day);
  const awake = !['Sat', 'Sun'].includes(local.weekday) && local.hour >= 8 && local.hour < 18;
  const state = one.presence && (one.presence.until === null || one.presence.until > 0) ? one.presence.state : 'away';
  const promised = state !== 'away' && one.presence?.until !== null;
  const reason = !valid ? (ended ? 'certificate_ended' : 'not_certified') : !one.languages.includes('en') ? 'language' : !awake && !promised ? 'outside_hours' : state === 'away' ? 'away' : null;
  const inBlock = one.busy.some((block) => block.from <= 0 && block.from + block.minutes > 0);
  return { offered: reason === null, free: reason === null && state === 'available' && !inBlock, reason };
}

const certificate = fc.record({ from: fc.integer({ min: -3, max: 2 }), length: fc.integer({ min: 0, max: 3 }) }).map(({ from, length }) => ({ from, to: from + length }));
const arranged: fc.Arbitrary<Arranged> = fc.record({
  zone: fc.constantFrom(...ZONES), languages: fc.constantFrom(['en'], ['es'], ['en', 'es']), certificates: fc.array(certificate, { maxLength: 2 }),
  presence: fc.option(fc.record({ state: fc.constantFrom('available', 'busy', 'away'), until: fc.option(fc.constantFrom(-5, 0, 1, 45, 300)) })),
  busy: fc.array(fc.record({ from: fc.integer({ min: -60, max: 120 }), minutes: fc.integer({ min: 1, max: 90 }) }), { maxLength: 3 }),
});

test('the finder agrees with the obvious way of asking, for any liaisons', async () => {
  await using db = await testDatabase();
  const [asker, productId] = [await makePerson(db, { role: 'contact_centre' }), await makeProduct(db)];
  await fc.assert(fc.asyncProperty(fc.array(arranged, { minLength: 1, maxLength: 12 }), async (liaisons) => {
    await db.owner.run(sql`truncate medical.certification, work.presence, work.busy`);
    await db.owner.run(sql`update access.person set state = 'inactive' where role = 'medical'`);
    const ids = await arrange(db, productId, liaisons);
    const found = await db.read(asker, (tx) => findLiaisons(tx, { productId, market: 'US', language: 'en' }));
    for (const [at, userId] of ids.entries()) {
      const expected = oracle(liaisons[at] as Arranged);
      const person = found.people.find((one) => one.userId === userId);
      const refusal = found.notOffered.find((group) => group.people.some((one) => one.userId === userId))?.reason ?? null;
      assert.deepEqual({ offered: person !== undefined, free: person?.free ?? false, reason: refusal }, expected, JSON.stringify(liaisons[at]));
      if (person?.free) assert.ok(person.freeUntil && person.freeUntil > NOW);
    }
    assert.ok(found.people.every((person, at) => at === 0 || found.people[at - 1]?.free || !person.free), 'free come first');
  }), { numRuns: 12 });
});

test('a certificate counts by the day where the liaison is, to its last day', async () => {
  await using db = await testDatabase();
  const [asker, productId] = [await makePerson(db, { role: 'contact_centre' }), await makeProduct(db)];
  const [userId] = await arrange(db, productId, [{ zone: 'Pacific/Auckland', languages: ['en'], certificates: [{ from: -10, to: 0 }], presence: null, busy: [] }]) as [number];
  const at = (instant: string) => db.read(asker, (tx) => certifiedNow(tx, { userId, productId, market: 'US', at: instant }));
  assert.equal(await at('2026-11-23T10:00:00Z'), null); // still the 23rd in Auckland
  assert.equal((await at('2026-11-23T12:00:00Z'))?.reason, 'certificate_ended'); // the 24th there
  assert.equal((await db.read(asker, (tx) => certifiedNow(tx, { userId: asker.userId, productId, market: 'US', at: NOW })))?.reason, 'not_certified');
});

test('in the evening somebody is offered who said until when she is there, and nobody else', async () => {
  await using db = await testDatabase();
  const [asker, productId] = [await makePerson(db, { role: 'contact_centre' }), await makeProduct(db)];
  const evening = { zone: 'Asia/Tokyo', languages: ['en'], certificates: [{ from: -9, to: 9 }], busy: [] }; // 23:00 there
  const ids = await arrange(db, productId, [{ ...evening, presence: { state: 'available', until: 45 } }, { ...evening, presence: { state: 'available', until: null } }]);
  const found = await db.read(asker, (tx) => findLiaisons(tx, { productId, market: 'US' }));
  assert.deepEqual(found.people.map(({ userId, freeUntil }) => [userId, freeUntil]), [[ids[0], minutesLater(45)]]);
  assert.deepEqual(found.notOffered.map(({ reason, count }) => [reason, count]), [['outside_hours', 1]]);
});

test('who knows the customer comes before who does not, and a calendar that is full says from when she is free', async () => {
  await using db = await testDatabase();
  const [asker, productId] = [await makePerson(db, { role: 'contact_centre' }), await makeProduct(db)];
  const certified = { zone: 'America/New_York', languages: ['en'], certificates: [{ from: -9, to: 9 }], presence: { state: 'available' as const, until: null } };
  const ids = await arrange(db, productId, [{ ...certified, busy: [] }, { ...certified, busy: [{ from: 30, minutes: 30 }] }, { ...certified, busy: [{ from: -10, minutes: 30 }, { from: 20, minutes: 25 }] }]);
  await db.owner.run(sql`insert into interactions.interaction (customer_id, occurred_at, function, channel, direction, kind, person_id, headline, source, recorded_at)
    values (7, '2026-10-01T12:00:00Z', 'medical', 'phone', 'out', 'call', ${ids[1] ?? 0}, 'Medical call', 'test', ${NOW}::timestamptz)`);
  const found = await db.read(asker, (tx) => findLiaisons(tx, { productId, market: 'US', customerId: 7 }));
  assert.deepEqual(found.people.map(({ userId }) => userId), [ids[1], ids[0], ids[2]]);
  assert.deepEqual(found.people.map(({ freeUntil, freeFrom }) => freeUntil ?? freeFrom), [minutesLater(30), '2026-11-23T23:00:00.000Z', minutesLater(45)]);
});
