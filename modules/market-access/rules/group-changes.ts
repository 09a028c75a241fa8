import type { PositionRow } from '../types.ts';

export type ChangeGroup = Pick<PositionRow, 'payerId' | 'payerName' | 'change' | 'status' | 'tier' | 'restrictions' | 'effectiveFrom' | 'source' | 'recordedAt' | 'recordedByName' | 'eventId'> & {
  readonly plans: readonly { readonly planId: number; readonly planName: string }[];
  readonly coveredLives: number;
};

/** One line a thing that happened: plans that one save moved in the same way belong together. Rows come newest first and stay so. */
export function groupChanges(rows: readonly PositionRow[]): ChangeGroup[] {
  const groups = Map.groupBy(rows, (row) => `${row.payerId} ${row.recordedAt} ${row.change} ${row.effectiveFrom}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { payerId, payerName, change, status, tier, restrictions, effectiveFrom, source, recordedAt, recordedByName, eventId } = first;
    return [{
      payerId, payerName, change, status, tier, restrictions, effectiveFrom, source, recordedAt, recordedByName, eventId,
      plans: group.map(({ planId, planName }) => ({ planId, planName })), coveredLives: group.reduce((sum, row) => sum + row.coveredLives, 0),
    }];
  });
}
