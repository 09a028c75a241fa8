import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AREAS } from './lists/areas.ts';
import { EMPIRE_PRESCRIBERS, PAYERS } from './lists/accounts.ts';
import { ANSWERS } from './lists/answers.ts';
import { COLLEAGUES } from './lists/people.ts';
import { makeWorld } from './make-world.ts';

const world = makeWorld();

function passesLuhn(npi: string): boolean {
  const sum = [...`80840${npi}`].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

test('exactly 3,091 prescribers are in the networks of Empire’s three plans, by their practices or themselves', () => {
  const members = new Set(world.empire.map(({ member }) => member));
  const inside = world.prescribers.filter(({ id, practice, second }) => members.has(id) || members.has(practice) || (second !== null && members.has(second)));
  assert.equal(inside.length, EMPIRE_PRESCRIBERS);
  assert.ok(inside.every(({ area }) => AREAS[area]?.state === 'NY'));
});

test('every NPI has its check digit, and none occurs twice', () => {
  assert.ok(world.prescribers.every(({ npi }) => /^1999\d{6}$/.test(npi) && passesLuhn(npi)));
  assert.equal(new Set(world.prescribers.map(({ npi }) => npi)).size, world.prescribers.length);
});

test('nobody of the demo company can be written to or called: addresses end in .example, numbers are those kept for fiction', () => {
  assert.ok(world.prescribers.every(({ email }) => email === null || /^[a-z.0-9]+@[a-z-]+\.example$/.test(email)));
  assert.equal(new Set(world.prescribers.flatMap(({ email }) => email ?? [])).size, world.prescribers.filter(({ email }) => email).length);
  assert.ok(world.practices.every(({ phone }) => /^\+1 \d{3}-555-01\d\d$/.test(phone)));
  assert.ok(COLLEAGUES.every(({ email }) => email.endsWith('@abc.example')));
});

test('the company has the size that its pages speak of', () => {
  assert.deepEqual(
    [world.prescribers.length, world.practices.length, world.hospitals.length, PAYERS.length, PAYERS.flatMap(({ plans }) => plans).length, AREAS.length, ANSWERS.length >= 40],
    [12_000, 900, 60, 14, 60, 40, true]);
  const seen = AREAS.map((_, area) => world.prescribers.filter((one) => one.area === area && one.targeted).length);
  assert.ok(Math.min(...seen) >= 75 && Math.max(...seen) <= 320, seen.join(' '));
});

test('Lakeside Heart is Dr Osei and her two colleagues', () => {
  assert.deepEqual(world.prescribers.filter(({ practice, second }) => [practice, second].includes(2_001)).map(({ given, family }) => `${given} ${family}`), ['Amara Osei', 'Priya Nair', 'Owen Blake']);
});

test('the same world is made each time', () => {
  assert.deepEqual(makeWorld(), world);
});
