import type { Tx } from '#platform/db';
import { dateAfter } from '#platform/time';
import { accessFigures, listHistory } from './reads.ts';
import { groupChanges, type ChangeGroup } from './rules/group-changes.ts';

type AccessFigure = {
  readonly code: 'lives_at_tier2' | 'plans_at_tier2' | 'restricted_plans' | 'upcoming';
  readonly value: number;
  readonly of: number | null;
  readonly before: { readonly value: number; readonly on: string } | null;
  readonly definition: string;
  /** Where the rows behind the number are. */
  readonly members: string;
};

export type AccessHome = { readonly productId: number; readonly asOf: string; readonly since: string; readonly figures: readonly AccessFigure[]; readonly changed: readonly ChangeGroup[] };

const COMPARED_DAYS = 30;
const RECENT_DAYS = 14; // longer than a holiday week, short enough to be read

/** What stands and what changed at the reader's accounts for one product. */
export async function accessHome(tx: Tx, { productId, asOf, mineOnly }: { productId: number; asOf: string; mineOnly: boolean }): Promise<AccessHome> {
  const before = dateAfter(asOf, -COMPARED_DAYS);
  const since = `${dateAfter(asOf, -RECENT_DAYS)}T00:00:00Z`;
  const figures = await accessFigures(tx, { productId, asOf, before, mineOnly });
  const rows = await listHistory(tx, { productId, since, mineOnly, changesOnly: true });
  const members = (filter: string) => `/api/market-access/positions?productId=${productId}&asOf=${asOf}&mine=${mineOnly}&show=${filter}`;
  return {
    productId, asOf, since, changed: groupChanges(rows),
    figures: [
      { code: 'lives_at_tier2', value: figures.livesAtTier2, of: figures.lives, before: null, members: members('tier2'), definition: 'Covered lives of the plans on which the product stands at tier 1 or 2 today, as the plans state them.' },
      { code: 'plans_at_tier2', value: figures.plansAtTier2, of: figures.plans, before: { value: figures.plansAtTier2Before, on: before }, members: members('tier2'), definition: 'Plans on which the product stands at tier 1 or 2 today, of all plans on file.' },
      { code: 'restricted_plans', value: figures.restrictedPlans, of: figures.coveredPlans, before: null, members: members('restricted'), definition: 'Plans that cover the product and ask for prior authorisation (PA) or step therapy (ST) today, of the plans that cover it.' },
      { code: 'upcoming', value: figures.upcoming, of: null, before: null, members: members('upcoming'), definition: 'Plans on which a change is recorded that takes effect after today.' },
    ],
  };
}
