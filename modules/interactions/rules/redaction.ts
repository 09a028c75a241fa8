import type { Role } from '#platform/db';
import { QUESTION_KINDS, type Kind, type TouchFunction } from '../types.ts';

/** How much of a row a role is shown. It depends on the row's kind and function alone, never on what was said, so that it betrays nothing. */
export type Redaction = { readonly shown: 'shown' } | { readonly shown: 'in_part'; readonly sentence: string; readonly ask: 'medical' | 'contact_centre' };
export type ClosedLane = { readonly function: TouchFunction; readonly sentence: string };

const ANSWERERS: ReadonlySet<Role> = new Set(['contact_centre', 'medical', 'safety']);
const NAMES: Readonly<Partial<Record<Role, string>>> = {
  field: 'sales', market_access: 'market access', contact_centre: 'the contact centre', medical: 'medical', marketing: 'marketing',
};

export function redactionOf(role: Role, row: { readonly function: TouchFunction; readonly kind: Kind; readonly direction: 'in' | 'out' }): Redaction {
  if (row.function === 'medical' && role !== 'medical') {
    return { shown: 'in_part', sentence: 'What was said stays medical. You see that it took place.', ask: 'medical' };
  }
  if (QUESTION_KINDS.includes(row.kind) && !ANSWERERS.has(role)) {
    return { shown: 'in_part', sentence: 'What she asked is for those who answer. You see that she asked.', ask: 'contact_centre' };
  }
  return { shown: 'shown' };
}

/** Lanes that are closed to a role: the same words for every customer, with no count and no dates. */
export const closedLanes = (role: Role): readonly ClosedLane[] =>
  [{ function: 'patient_services', sentence: `Not shown to ${NAMES[role] ?? 'your role'}: patient data.` }];
