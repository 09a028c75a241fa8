export type { FieldClass, Policy } from '#platform/auth';
export type { Role } from '#platform/db';
