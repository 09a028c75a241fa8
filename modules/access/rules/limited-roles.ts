import type { Policy } from '#platform/auth';
import { PERSON_ROLES, type PersonRole } from '../types.ts';

/** How far a role sees customers, by the policy itself: all, those of its own work, or none. */
export function sightOf(policy: Policy, role: PersonRole): 'all' | 'own' | 'none' {
  const grants = (policy.tables['customers.customer']?.read ?? []).filter((grant) => grant.to.includes(role));
  if (grants.length === 0) return 'none';
  return grants.every((grant) => grant.rows.includes('territory')) ? 'own' : 'all';
}

/** Roles that see the customers of their own work alone. */
export const limitedRoles = (policy: Policy): PersonRole[] => PERSON_ROLES.filter((role) => sightOf(policy, role) === 'own');
