import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayChangePerson, mayDeactivate } from './may-change-person.ts';

const adam = { userId: 1, role: 'administrator', state: 'active' } as const;
const bea = { userId: 2, role: 'field', state: 'active' } as const;

test('nobody changes his own role, and the last administrator stays one', () => {
  const cases = [
    [{ person: adam, actorId: 1, administrators: [1, 3] }, { role: 'field' }, 'own_role'],
    [{ person: adam, actorId: 3, administrators: [1] }, { role: 'field' }, 'last_administrator'],
    [{ person: adam, actorId: 3, administrators: [1, 3] }, { role: 'field' }, null],
    [{ person: adam, actorId: 1, administrators: [1] }, { role: 'administrator', name: 'Adam' }, null],
    [{ person: bea, actorId: 1, administrators: [1] }, { role: 'medical' }, null],
  ] as const;
  for (const [question, changes, reason] of cases) {
    const decision = mayChangePerson(question, changes, null);
    assert.equal(decision.ok ? null : decision.reason, reason);
  }
});

test('a manager is active and does not answer to the person', () => {
  const question = { person: bea, actorId: 1, administrators: [1] };
  assert.deepEqual(mayChangePerson(question, { managerId: 5 }, { active: false, chain: [5] }), { ok: false, reason: 'manager_inactive' });
  assert.deepEqual(mayChangePerson(question, { managerId: 5 }, { active: true, chain: [5, 2] }), { ok: false, reason: 'manager_circle' });
  assert.deepEqual(mayChangePerson(question, { managerId: 2 }, { active: true, chain: [2] }), { ok: false, reason: 'manager_circle' });
  assert.deepEqual(mayChangePerson(question, { managerId: 5 }, { active: true, chain: [5, 6] }), { ok: true });
});

test('nobody deactivates himself, and nobody the last administrator', () => {
  assert.deepEqual(mayDeactivate({ person: adam, actorId: 1, administrators: [1, 3] }), { ok: false, reason: 'own_account' });
  assert.deepEqual(mayDeactivate({ person: adam, actorId: 3, administrators: [1] }), { ok: false, reason: 'last_administrator' });
  assert.deepEqual(mayDeactivate({ person: adam, actorId: 3, administrators: [1, 3] }), { ok: true });
});
