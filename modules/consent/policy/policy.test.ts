import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENGINE, sql } from '#platform/db';
import { makePerson, makeProduct, testDatabase } from '#platform/testing';
import { parsePolicy } from './parse-policy.ts';
import { printPolicy } from './print-policy.ts';
import { listStandingRules } from './reads.ts';
import { compareWithStanding, publishPolicy, savePolicy } from './save-policy.ts';

const TEXT = `policy: US
rules:
  - cap: 4 in 30 days
    sentence: At most four promotional touches in 30 days.
    source: Contact policy 3.1
  - blackout: 2026-12-20 to 2027-01-05
    channel: visit
    product: GLIDIM
    sentence: No visits about GLIDIM over the holidays.
    source: Contact policy 4
  - legal_basis: [consent]
    channel: phone
    sentence: Calls need a consent.
    source: Contact policy 5
  - quiet_hours: 20:00 to 08:00
    sentence: Nothing is sent between 20:00 and 08:00 in her own time.
    source: Contact policy 3.4
`;

test('a published text ends what it no longer says, begins what is new, and leaves the rest with its number', async () => {
  await using db = await testDatabase();
  await makeProduct(db, { code: 'GLIDIM' });
  const author = await makePerson(db, { role: 'administrator' });
  const standing = () => db.read(ENGINE, (tx) => listStandingRules(tx, 'US'));
  const first = await savePolicy(db, author, { text: TEXT });
  assert.deepEqual(await publishPolicy(db, author, { policyId: first.policyId, reason: 'The first one' }), { begun: 4, ended: 0, stayed: 0 });
  const before = await standing();
  const changed = TEXT.replace('4 in 30 days', '3 in 30 days').replace(/ {2}- legal_basis[^]*?(?= {2}- quiet)/, '');
  const { begins, ends, stays } = await db.read(author, (tx) => compareWithStanding(tx, changed));
  assert.deepEqual([begins.map(({ maxTouches }) => maxTouches), ends.map(({ kind }) => kind), stays], [[3], ['cap', 'legal_basis'], 2]);
  const second = await savePolicy(db, author, { text: changed });
  assert.deepEqual([second.version, await publishPolicy(db, author, { policyId: second.policyId, reason: 'Fewer touches' })], [2, { begun: 1, ended: 2, stayed: 2 }]);
  const after = await standing();
  for (const kind of ['blackout', 'quiet_hours']) assert.equal(after.find((one) => one.kind === kind)?.ruleId, before.find((one) => one.kind === kind)?.ruleId);
  await assert.rejects(publishPolicy(db, author, { policyId: first.policyId, reason: 'Again' }), { code: 'consent.policy_settled' });
  assert.deepEqual(await db.owner.rows(sql`select version, state from consent.policy order by version`), [{ version: 1, state: 'retired' }, { version: 2, state: 'live' }]);
});

test('rules in force, printed, read back as they are', async () => {
  await using db = await testDatabase();
  await makeProduct(db, { code: 'GLIDIM' });
  const author = await makePerson(db, { role: 'administrator' });
  const { policyId } = await savePolicy(db, author, { text: TEXT });
  await publishPolicy(db, author, { policyId, reason: 'The first one' });
  const printed = printPolicy('US', await db.read(ENGINE, (tx) => listStandingRules(tx, 'US')));
  const again = await db.read(author, (tx) => compareWithStanding(tx, printed));
  assert.deepEqual([again.begins, again.ends, again.stays], [[], [], 4]);
});

test('a text that cannot be is refused with each place and what would be right', async () => {
  const faults = (text: string) => { try { parsePolicy(text); return []; } catch (error) { return (error as { fields: { field: string; message: string }[] }).fields.map(({ field, message }) => `${field}: ${message}`); } };
  const one = (rule: string) => `policy: US\nrules:\n  - ${rule}\n    sentence: A sentence of its own.\n    source: Policy\n`;
  assert.deepEqual(faults(one('cap: lots')), ['rules.0.cap: as “4 in 30 days”']);
  assert.deepEqual(faults(one('blackout: 2026-02-30 to 2026-03-01')), ['rules.0.blackout: two days of the calendar, the earlier one first']);
  assert.deepEqual(faults(one('quiet_hours: 25:00 to 08:00')), ['rules.0.quiet_hours: two different times of the day']);
  assert.deepEqual(faults(one('whatever: 1')), ['rules.0: one of cap, gap, quiet_hours, blackout, legal_basis, licence_at_address']);
  assert.deepEqual(faults('policy: US\nrules: []\n'), ['rules: Too small: expected array to have >=1 items']);
  assert.match(faults('policy: US\n rules: [')[0] ?? '', /^line \d+: /);
  await using db = await testDatabase();
  const author = await makePerson(db, { role: 'administrator' });
  await assert.rejects(savePolicy(db, author, { text: TEXT }), { code: 'consent.policy_product_unknown' });
});
