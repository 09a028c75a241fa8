import type { Tx } from '#platform/db';
import { judge, type Told } from './record-access-event.ts';
import type { AccessEvent, Change } from './types.ts';

export type PreviewedAccessEvent = {
  readonly eventType: string | null;
  /** What the event would carry: ask orchestration with it what it would start. */
  readonly data: Told['data'] | null;
  readonly changes: readonly { readonly planId: number; readonly change: Change }[];
  readonly unchanged: readonly number[];
};

/** What saving would record and tell, by the very rules of the save; nothing is written. */
export async function previewAccessEvent(tx: Tx, given: AccessEvent): Promise<PreviewedAccessEvent> {
  const { input, changed, told } = await judge(tx, given);
  return {
    eventType: told?.type ?? null, data: told?.data ?? null,
    changes: changed.map(({ planId, change }) => ({ planId, change })), unchanged: input.planIds.filter((planId) => !changed.some((one) => one.planId === planId)),
  };
}
