import type { AnchorKey } from '#platform/audit';
import type { Policy, SignIn } from '#platform/auth';
import type { Route } from '#platform/http';
import { entryRoutes } from './entries.ts';
import { proofRoutes } from './proof-routes.ts';
import { reasonRoutes } from './reason-routes.ts';
import { signatureRoutes } from './signature-routes.ts';

const BY_ITSELF = new Set(['engine', 'visitor', 'privacy']);

/** Tables of the product that a person adds to, changes or empties. */
export const changeable = (policy: Policy): string[] => Object.entries(policy.tables)
  .filter(([name, { insert = [], update = [], delete: removes = [] }]) => !/^(audit|events|http)\./.test(name) && [...insert, ...update, ...removes].some((grant) => grant.to.some((role) => !BY_ITSELF.has(role))))
  .map(([name]) => name).toSorted();

/** The trail: reading it, proving it, taking it along; why things change, and who signed. */
export const auditRoutes = ({ key, policy, signIn }: { readonly key: AnchorKey; readonly policy: Policy; readonly signIn: SignIn }): readonly Route[] => [
  ...entryRoutes(key), ...proofRoutes(key), ...reasonRoutes(changeable(policy)), ...signatureRoutes(signIn),
];
