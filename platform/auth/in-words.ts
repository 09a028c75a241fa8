import type { Role } from '#platform/db';
import type { FieldClass, Predicate } from './policy.ts';

// The policy in words, for the document that is made from it and for the pages that show it.

/** What each role is called. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  administrator: 'Administrator', market_access: 'Market access', marketing: 'Marketing', contact_centre: 'Contact centre', medical: 'Medical liaison', field: 'Representative',
  director: 'Director', steward: 'Data steward', reviewer: 'Content reviewer', safety: 'Drug safety', engine: 'The engine (automatic work)', privacy: 'Privacy office (carries data-subject requests out)', merger: 'Merging (moves rows between records of one party)', visitor: 'Visitor (not signed in)',
};
/** What each class of fields holds. */
export const CLASS_WORDS: Readonly<Record<FieldClass, string>> = {
  open: 'nothing that is protected', contact: 'addresses, telephone numbers, mail addresses', medical: 'what was said to medical affairs', phi: 'health of patients',
  safety: 'adverse events and complaints', finance: 'prices and terms', secret: 'passwords, keys, tokens',
};

const PREDICATES: Readonly<Record<Extract<Predicate, string>, string>> = {
  all: 'every row', professionals: 'of all customers but patients', territory: 'of customers of their own work', open: 'open content', not_held_out: 'not what is held back to measure',
};
const words = (names: readonly string[]) => names.map((name) => name.replaceAll('_', ' ')).join(' or ');

/** A predicate in words. */
export function inWords(predicate: Predicate): string {
  if (typeof predicate === 'string') return PREDICATES[predicate];
  if ('own' in predicate) return `rows that name them (${words(predicate.own)})`;
  if ('team' in predicate) return `rows of those whom they manage (${words([predicate.team])})`;
  if ('function' in predicate) return 'rows of their own function';
  return predicate.either.map(inWords).join(', or ');
}
