import type { PersonChanges, PersonState } from '../types.ts';

type Person = { readonly userId: number; readonly role: string; readonly state: PersonState };
type Refusal = 'own_role' | 'own_account' | 'last_administrator' | 'manager_circle' | 'manager_inactive';
export type Decision = { readonly ok: true } | { readonly ok: false; readonly reason: Refusal };

type Question = {
  readonly person: Person;
  readonly actorId: number | null;
  /** Everybody who is an active administrator now. */
  readonly administrators: readonly number[];
};

const YES: Decision = { ok: true };
const isLast = ({ person, administrators }: Question): boolean => administrators.length === 1 && administrators[0] === person.userId;

/** Whether a person may be changed so: nobody her own role, the last administrator not at all, and no manager below herself. */
export function mayChangePerson(question: Question, changes: PersonChanges, manager: { readonly active: boolean; readonly chain: readonly number[] } | null): Decision {
  const { person, actorId } = question;
  const newRole = changes.role !== undefined && changes.role !== person.role;
  if (newRole && actorId === person.userId) return { ok: false, reason: 'own_role' };
  if (newRole && isLast(question)) return { ok: false, reason: 'last_administrator' };
  if (manager && !manager.active) return { ok: false, reason: 'manager_inactive' };
  if (manager?.chain.includes(person.userId)) return { ok: false, reason: 'manager_circle' };
  return YES;
}

/** Whether a person may be deactivated. */
export function mayDeactivate(question: Question): Decision {
  if (question.actorId === question.person.userId) return { ok: false, reason: 'own_account' };
  return isLast(question) ? { ok: false, reason: 'last_administrator' } : YES;
}
