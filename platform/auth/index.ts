export type { FieldClass, Grant, Operation, Policy, Predicate, TablePolicy } from './policy.ts';
export { keepMembership, setMembership } from './membership.ts';
export { policySqlOf } from './policy-sql.ts';
export type { FindSession, Person, Session } from './session.ts';
export { openSignIn, type SignIn, type SignInOptions } from './sign-in.ts';
