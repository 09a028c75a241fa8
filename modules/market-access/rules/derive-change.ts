import type { Change, Standing } from '../types.ts';

const isCovered = (standing: Standing | null): standing is Standing => standing?.status === 'covered';

/**
 * What a new standing is against the one before it; null when it is the same. Coverage weighs more than tier, tier more than restrictions, and a
 * restriction that was added more than one that fell away: the reader is told the worst of it first.
 */
export function deriveChange(before: Standing | null, after: Standing): Change | null {
  if (!isCovered(after)) return isCovered(before) ? 'loss' : before ? null : 'baseline';
  if (!isCovered(before)) return 'win';
  const [from, to] = [before.tier ?? 0, after.tier ?? 0];
  if (to !== from) return to < from ? 'tier_improved' : 'tier_worsened';
  if (after.restrictions.some((code) => !before.restrictions.includes(code))) return 'restriction_added';
  return before.restrictions.some((code) => !after.restrictions.includes(code)) ? 'restriction_removed' : null;
}

export type AccessEventType = 'formulary.won' | 'formulary.lost' | 'formulary.changed';

/** The one event that several plans' changes make: a win is told before a loss, a loss before the rest; with the changes that it tells. */
export function eventOf(changes: readonly Change[]): { readonly type: AccessEventType; readonly tells: readonly Change[] } | null {
  if (changes.includes('win')) return { type: 'formulary.won', tells: ['win'] };
  if (changes.includes('loss')) return { type: 'formulary.lost', tells: ['loss'] };
  const rest = changes.filter((change) => change !== 'baseline');
  return rest.length ? { type: 'formulary.changed', tells: rest } : null;
}
