import { queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type RowOf } from '../../api/call.ts';

export type Policy = RowOf<'/api/consent/policies'>;
export type RuleDiff = Answer<'/api/consent/policies/compare', 'post'>;
export type PolicyEffect = Answer<'/api/gate/policy-effects', 'post'>;

// The first part of a key is the live topic that makes it stale.
export const POLICY = 'consent.policy';

export const policiesQuery = () => queryOptions({ queryKey: [POLICY, 'US'], queryFn: ({ signal }) => get('/api/consent/policies', { query: { market: 'US' }, signal }) });

export const savePolicy = (text: string) => post('/api/consent/policies', { body: { text }, idempotencyKey: crypto.randomUUID() });
export const publishPolicy = (policyId: number, reason: string) => post('/api/consent/policies/{policyId}/publish', { path: { policyId }, body: { reason }, idempotencyKey: crypto.randomUUID() });

/** What a text would change, of the rules and of the gate's answers. */
export async function tryPolicy(text: string): Promise<{ readonly diff: RuleDiff; readonly effect: PolicyEffect }> {
  const [diff, effect] = await Promise.all([
    post('/api/consent/policies/compare', { body: { text }, idempotencyKey: crypto.randomUUID() }), post('/api/gate/policy-effects', { body: { text }, idempotencyKey: crypto.randomUUID() }),
  ]);
  return { diff, effect };
}
