const FIRST_PATIENT = 1_000_000_000_000;

export const STEPS = ['account', 'permission', 'known', 'patient', 'rows', 'member', 'break_glass'] as const;
/** One link of the chain: what was asked, whether it holds, and what says so. */
export type Step = { readonly kind: (typeof STEPS)[number]; readonly holds: boolean; readonly words: string | null; readonly until: string | null };

export const REMEDIES = ['reactivate', 'change_role', 'assign', 'break_glass', 'other_number'] as const;
export type Remedy = { readonly kind: (typeof REMEDIES)[number]; readonly roles: readonly string[] };

export type Facts = {
  readonly active: boolean;
  /** The role opens customers at all. */
  readonly opens: boolean;
  readonly sight: 'all' | 'own' | 'none';
  readonly customerId: number;
  /** Whether there is such a customer; null where that would tell too much. */
  readonly known: boolean | null;
  readonly member: boolean;
  /** End of temporary access that is open now. */
  readonly until: string | null;
  /** The rows of customers that the policy gives the role, in its own words. */
  readonly rows: string | null;
};

const step = (kind: Step['kind'], holds: boolean, more: Partial<Step> = {}): Step => ({ kind, holds, words: null, until: null, ...more });

/** The chain of what decides, in the order in which it binds. */
export function chainOf(facts: Facts): Step[] {
  const patient = facts.customerId >= FIRST_PATIENT;
  const own = facts.sight === 'own' && !patient;
  return [
    step('account', facts.active),
    step('permission', facts.opens),
    ...(facts.known === null || patient ? [] : [step('known', facts.known)]),
    ...(patient ? [step('patient', false)] : []),
    step('rows', facts.sight !== 'none' && !patient, { words: facts.rows }),
    ...(own ? [step('member', facts.member)] : []),
    ...(own && (facts.until || !facts.member) ? [step('break_glass', facts.until !== null, { until: facts.until })] : []),
  ];
}

/** Who could grant what is missing. For patients there is nothing to grant here. */
export function remediesOf(facts: Facts, may: { readonly assign: readonly string[]; readonly breakGlass: boolean }): Remedy[] {
  if (facts.customerId >= FIRST_PATIENT) return [];
  const reached = facts.sight === 'all' || facts.member || facts.until !== null;
  return [
    ...(facts.active ? [] : [{ kind: 'reactivate', roles: ['administrator'] } as const]),
    ...(facts.opens && facts.sight !== 'none' ? [] : [{ kind: 'change_role', roles: ['administrator'] } as const]),
    ...(facts.known === false ? [{ kind: 'other_number', roles: [] } as const] : []),
    ...(facts.sight === 'own' && !reached && facts.known !== false ? [{ kind: 'assign', roles: may.assign } as const, ...(may.breakGlass && facts.active ? [{ kind: 'break_glass', roles: [] } as const] : [])] : []),
  ];
}
