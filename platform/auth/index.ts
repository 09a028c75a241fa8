export type { FieldClass, Grant, Operation, Policy, Predicate, TablePolicy } from './policy.ts';
export { CLASS_WORDS, inWords, ROLE_WORDS } from './in-words.ts';
export { keepMembership, setMembership } from './membership.ts';
export { policySqlOf } from './policy-sql.ts';
export type { Person, Session } from './session.ts';
export * from './sign-in/index.ts';
