import { useSyncExternalStore } from 'react';

let count = 0;
const watchers = new Set<() => void>();

/** A feature with a queue of its own says how many changes wait on this device, for the offline strip. */
export function setWaitingChanges(next: number): void {
  if (next === count) return;
  count = next;
  for (const tell of watchers) tell();
}

export const useWaitingChanges = (): number => useSyncExternalStore((tell) => { watchers.add(tell); return () => watchers.delete(tell); }, () => count);
