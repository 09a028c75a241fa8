export type { FieldClass, Grant, Operation, Policy, Predicate, TablePolicy } from './policy.ts';
export { keepMembership, setMembership } from './membership.ts';
export { policySqlOf } from './policy-sql.ts';
export type { Person, Session } from './session.ts';
export { openSignIn, type SignIn } from './sign-in.ts';
