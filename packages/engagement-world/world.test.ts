import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captured, fixedPolicy, makeWorld, oraclePolicy, randomPolicy, run, segmentPolicy, type Answer, type Policy } from './index.ts';

const SMALL = { customers: 400, days: 60, breakDay: 30 };

test('a world is the same for the same seed, and another for another', () => {
  const [one, same, other] = [makeWorld(1, SMALL), makeWorld(1, SMALL), makeWorld(2, SMALL)];
  assert.deepEqual(one.contacts, same.contacts);
  assert.equal(one.chance(40, 7, 3), same.chance(40, 7, 3));
  assert.notEqual(one.chance(40, 7, 3), other.chance(40, 7, 3));
});

test('the oracle has everything, chance has nothing, the best fixed channel lies between', () => {
  const world = makeWorld(3, SMALL);
  const share = (policy: Policy) => captured(run(world, policy), 0, 60);
  assert.ok(Math.abs(share(oraclePolicy(world)) - 1) < 1e-9);
  assert.ok(Math.abs(share(randomPolicy(world))) < 0.05);
  const fixed = share(fixedPolicy(world));
  assert.ok(fixed > 0.1 && fixed < 0.7, `${fixed}`);
  assert.ok(share(segmentPolicy(world)) > 0);
});

test('a yes comes late and at most once, a no when the window has closed', () => {
  const world = makeWorld(4, SMALL);
  const heard: (Answer & { day: number })[] = [];
  run(world, { choose: (_day, customers) => customers.map(() => 0), hear: (day, answers) => { heard.push(...answers.map((answer) => ({ ...answer, day }))); } });
  assert.equal(new Set(heard.map(({ customer, sentOn }) => `${sentOn}/${customer}`)).size, heard.length);
  assert.ok(heard.filter(({ positive }) => !positive).every(({ day, sentOn }) => day - sentOn === world.shape.window + 1));
  const waits = heard.filter(({ positive, sentOn }) => positive && sentOn < 40).map(({ day, sentOn }) => day - 1 - sentOn);
  assert.ok(waits.every((wait) => wait >= 0 && wait < world.shape.window));
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  assert.ok(mean > 2.5 && mean < 5, `${mean}`);
});

test('a formulary win moves the chances of those it reaches, on its day, and of nobody else', () => {
  const world = makeWorld(5, { ...SMALL, driftSd: 0 });
  const moved = (customer: number) => [0, 1, 2, 3, 4, 5].some((channel) => world.chance(29, customer, channel) !== world.chance(30, customer, channel));
  assert.deepEqual(Array.from(world.reached.keys(), (customer) => moved(customer)), Array.from(world.reached, (one) => one === 1));
});
