import { useEffect, useRef, useSyncExternalStore } from 'react';

/** A verb a page offers to the palette; one that may not be done stays listed with its reason. */
export type Verb = { readonly id: string; readonly label: string; readonly run: () => void; readonly keys?: string; readonly refusedBecause?: string };

const sets = new Set<{ current: readonly Verb[] }>();
const watchers = new Set<() => void>();
let snapshot: readonly Verb[] = [];

function refresh(): void {
  snapshot = [...sets].flatMap((set) => set.current);
  for (const tell of watchers) tell();
}

/** Offers these verbs in the palette while the page is shown. */
export function useVerbs(verbs: readonly Verb[]): void {
  const set = useRef(verbs);
  const shape = verbs.map((verb) => `${verb.id}${verb.label}${verb.refusedBecause ?? ''}`).join('|');
  useEffect(() => { set.current = verbs; });
  useEffect(() => {
    sets.add(set);
    refresh();
    return () => {
      sets.delete(set);
      refresh();
    };
  }, [shape]);
}

const watch = (tell: () => void): (() => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

export const useOfferedVerbs = (): readonly Verb[] => useSyncExternalStore(watch, () => snapshot);
