import { NEEDS_GRANT } from '#consent';
import { DAY_MS } from '#platform/time';
import type { Candidate, GateContext, LimitRule, RefusalCode } from '../types.ts';
import { NEEDS_ADDRESS } from '../types.ts';

type KnownDecision = {
  readonly decisionId: number; readonly channel: string; readonly purpose: string; readonly productId: number | null; readonly market: string;
  readonly granted: boolean; readonly effectiveAt: string; readonly expiresAt: string | null;
};

/** All that is known of one customer, unaggregated. */
export type KnownCustomer = {
  readonly customerId: number;
  readonly status: string;
  readonly licenceValidUntil: string | null;
  readonly decisions: readonly KnownDecision[];
  readonly restrictions: readonly { readonly restrictionId: number; readonly kind: string; readonly validFrom: string; readonly validTo: string | null }[];
  readonly touches: readonly { readonly at: string; readonly channel: string; readonly function: string }[];
  readonly addresses: readonly string[];
  /** Addresses that may not be used, or that mail came back from. */
  readonly barred?: readonly { readonly contactPointId: number; readonly kind: string; readonly state: 'withdrawn' | 'bounced' }[];
  readonly unwanted: readonly { readonly wishId: number; readonly channel: string }[];
  readonly pending: number;
};

const inForce = (from: string, to: string | null, now: number) => Date.parse(from) <= now && (to === null || Date.parse(to) > now);

function standing(customer: KnownCustomer, candidate: Candidate, now: number): { denied: number | null; granted: number | null } {
  const scopes = new Map<string, KnownDecision>();
  const newestFirst = [...customer.decisions].sort((a, b) => Date.parse(b.effectiveAt) - Date.parse(a.effectiveAt) || Number(a.granted) - Number(b.granted) || b.decisionId - a.decisionId);
  for (const decision of newestFirst) {
    const applies = [candidate.channel, 'any'].includes(decision.channel as never) && [candidate.purpose, 'any'].includes(decision.purpose as never)
      && (decision.productId === null || decision.productId === candidate.productId) && decision.market === candidate.market
      && inForce(decision.effectiveAt, decision.expiresAt, now);
    const scope = `${decision.channel} ${decision.purpose} ${decision.productId ?? 0}`;
    if (applies && !scopes.has(scope)) scopes.set(scope, decision);
  }
  const newest = (granted: boolean) => [...scopes.values()].filter((decision) => decision.granted === granted).reduce<number | null>((max, { decisionId }) => Math.max(max ?? 0, decisionId), null);
  return { denied: newest(false), granted: newest(true) };
}

function limit(rule: LimitRule, { customer, candidate, now }: { customer: KnownCustomer; candidate: Candidate; now: number }): RefusalCode | null {
  if (rule.channel !== 'any' && rule.channel !== candidate.channel) return null;
  const counted = customer.touches.filter((touch) => touch.function !== 'medical' && Date.parse(touch.at) <= now && Date.parse(touch.at) > now - (rule.windowDays ?? 0) * DAY_MS);
  if (rule.kind === 'cap' && rule.maxTouches !== null && rule.windowDays !== null) return counted.length + customer.pending >= rule.maxTouches ? 'cap_reached' : null;
  if (rule.kind === 'gap' && rule.windowDays !== null) return counted.some((touch) => rule.channel === 'any' || touch.channel === candidate.channel) ? 'minimum_gap' : null;
  return null;
}

/** May this candidate touch this customer at this instant? Null, or the refusal's code and the record that decides. */
export function mayTouch(customer: KnownCustomer, candidate: Candidate, context: GateContext): string | null {
  const now = Date.parse(context.now);
  const self = `customers.customer:${customer.customerId}`;
  if (customer.status !== 'active') return `not_active ${self}`;
  const prohibition = customer.restrictions.filter((r) => r.kind === 'do_not_contact' && inForce(r.validFrom, r.validTo, now)).map((r) => r.restrictionId).sort((a, b) => a - b)[0];
  if (prohibition !== undefined) return `do_not_contact consent.restriction:${prohibition}`;
  if (customer.licenceValidUntil !== null && customer.licenceValidUntil < context.now.slice(0, 10)) return `licence_not_valid ${self}`;
  if (candidate.function === 'medical' && candidate.purpose === 'promotion') return 'separation policy:medical';
  const kind = NEEDS_ADDRESS[candidate.channel];
  if (kind && !customer.addresses.includes(kind)) {
    for (const state of ['withdrawn', 'bounced'] as const) {
      const barred = (customer.barred ?? []).filter((point) => point.kind === kind && point.state === state).map((point) => point.contactPointId).sort((a, b) => b - a)[0];
      if (barred !== undefined) return `address_${state} customers.contact_point:${barred}`;
    }
    return `no_address ${self}`;
  }
  const { denied, granted } = standing(customer, candidate, now);
  if (denied !== null) return `consent_withdrawn consent.decision:${denied}`;
  if (NEEDS_GRANT.includes(candidate.channel) && granted === null) return `no_consent ${self}`;
  const wish = customer.unwanted.filter((w) => w.channel === candidate.channel).map((w) => w.wishId).sort((a, b) => b - a)[0];
  if (wish !== undefined) return `against_wish interactions.wish:${wish}`;
  for (const kindOfLimit of ['cap', 'gap'] as const) {
    for (const rule of context.rules.filter((r) => r.kind === kindOfLimit)) {
      const code = limit(rule, { customer, candidate, now });
      if (code) return `${code} consent.rule:${rule.ruleId}`;
    }
  }
  return null;
}
