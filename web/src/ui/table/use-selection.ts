import { useState } from 'react';

export type Selection = {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string, on?: boolean) => void;
  readonly extend: (id: string, order: readonly string[]) => void;
  readonly setAll: (ids: readonly string[]) => void;
  readonly clear: () => void;
};

/** Which rows are selected; `extend` takes all from the last one touched. */
export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();
  return {
    ids,
    toggle: (id, on) => {
      const next = new Set(ids);
      if (on ?? !ids.has(id)) next.add(id);
      else next.delete(id);
      setIds(next);
      setLast(id);
    },
    extend: (id, order) => {
      const [a, b] = [order.indexOf(last ?? id), order.indexOf(id)].sort((x, y) => x - y);
      setIds(new Set([...ids, ...order.slice(Math.max(0, a ?? 0), (b ?? 0) + 1)]));
    },
    setAll: (all) => setIds(new Set(all)),
    clear: () => setIds(new Set()),
  };
}
