import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useUrlState } from '../../app/url-state.ts';
import { useKeys } from '../../ui/keys.ts';
import { toast } from '../../ui/toast.tsx';
import { judge, pairId, pairsQuery, undoMerge, type Decided, type Pair, type Verdict, type View } from './steward-desk.ts';
import { stewardWords as words } from './steward-messages.ts';

const STEP = 50; // pairs a page; more on demand
const MOST = 200;

type Deed = { readonly verdict: Exclude<Verdict, 'withdrawn'>; readonly done: readonly Decided[] };

async function takeBack({ verdict, done }: Deed): Promise<number> {
  if (verdict !== 'same') return (await judge(done, 'withdrawn')).length;
  for (const { mergeId } of done.toReversed()) if (mergeId !== null) await undoMerge(mergeId, ''); // the last first, one after another: each is a deed of its own in the trail
  return done.length;
}

/** The queue, where one stands in it, what is selected, and the deeds: everything that the desk's keys do. */
export function useStewardDesk() {
  const client = useQueryClient();
  const [search, setSearch] = useUrlState<'view' | 'pair'>();
  const view: View = search.view === 'later' ? 'later' : 'open';
  const [limit, setLimit] = useState(STEP);
  const list = useQuery(pairsQuery(view, limit));
  const pairs = list.data?.rows ?? [];
  const at = Math.max(0, pairs.findIndex((pair) => pairId(pair) === search.pair));
  const current: Pair | undefined = pairs[at];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [winnerId, setWinnerId] = useState<number>();
  const [allFields, setAllFields] = useState(false);
  const [refusals, setRefusals] = useState<readonly Decided[]>([]);
  const [bulk, setBulk] = useState(false);
  const [deed, setDeed] = useState<Deed>();
  const selected = pairs.filter((pair) => chosen.has(pairId(pair)));
  const currentId = current && pairId(current);
  useEffect(() => setWinnerId(undefined), [currentId]); // another pair, another suggestion

  const goTo = (index: number, how: 'push' | 'replace' = 'replace') => { const pair = pairs[Math.min(Math.max(0, index), pairs.length - 1)]; if (pair) setSearch({ pair: pairId(pair) }, how); };
  const toggle = (pair: Pair | undefined, on?: boolean) => {
    if (!pair) return;
    const next = new Set(chosen);
    if (on ?? !next.has(pairId(pair))) next.add(pairId(pair)); else next.delete(pairId(pair));
    setChosen(next);
  };
  const move = (by: number, event?: KeyboardEvent) => {
    if (event?.shiftKey) { const next = new Set(chosen); for (const pair of [current, pairs[at + by]]) if (pair) next.add(pairId(pair)); setChosen(next); }
    goTo(at + by);
  };
  const settle = (verdict: Deed['verdict'], results: readonly Decided[]) => {
    const done = results.filter(({ ok }) => ok);
    setRefusals(results.filter(({ ok }) => !ok));
    setChosen(new Set());
    if (done.length) { setDeed({ verdict, done }); toast(words.done[verdict](done.length)); }
    const gone = new Set(done.map(pairId));
    const next = [...pairs.slice(at), ...pairs.slice(0, at).toReversed()].find((pair) => !gone.has(pairId(pair)));
    setSearch({ pair: next && pairId(next) }, 'replace');
    // What is decided leaves the list at once: whoever works by keys does not wait for the server to say so again.
    client.setQueryData(pairsQuery(view, limit).queryKey, (old) => old && { ...old, rows: old.rows.filter((pair) => !gone.has(pairId(pair))), waiting: { ...old.waiting, [view]: Math.max(0, old.waiting[view] - gone.size) } });
    void client.invalidateQueries({ queryKey: ['customers.pair'] });
  };
  const decide = useMutation({
    mutationFn: ({ verdict, reason }: { verdict: Deed['verdict']; reason?: string }) => judge(selected.length ? selected : current ? [{ ...current, winnerId }] : [], verdict, reason),
    onSuccess: (results, { verdict }) => settle(verdict, results),
  });
  const undo = useMutation({
    mutationFn: () => (deed ? takeBack(deed) : Promise.resolve(0)),
    onSuccess: (count) => { setDeed(undefined); setRefusals([]); toast(words.undone(count)); void client.invalidateQueries({ queryKey: ['customers.pair'] }); },
  });
  const say = (verdict: Deed['verdict']) => {
    if (!current || decide.isPending) return;
    if (verdict === 'same' && selected.length > 1) setBulk(true); else decide.mutate({ verdict });
  };
  const takeItBack = () => { if (deed && !undo.isPending) undo.mutate(); else if (!deed) toast(words.nothingToUndo); };
  useKeys([
    { keys: 'J', label: words.next, run: (event) => move(1, event) }, { keys: 'ArrowDown', label: words.next, run: (event) => move(1, event) },
    { keys: 'K', label: words.previous, run: (event) => move(-1, event) }, { keys: 'ArrowUp', label: words.previous, run: (event) => move(-1, event) },
    { keys: 'M', label: words.merge, run: () => say('same') }, { keys: 'N', label: words.different, run: () => say('different') }, { keys: 'Z', label: words.later, run: () => say('later') }, { keys: 'U', label: words.undo, run: takeItBack },
    { keys: 'X', label: words.pick, run: () => toggle(current) }, { keys: 'D', label: words.toggle, run: () => setAllFields(!allFields) },
  ]);
  return {
    view, pairs: list.data ? pairs : undefined, waiting: list.data?.waiting, error: list.error, retry: () => void list.refetch(), current, chosen, selected, winnerId, setWinnerId, allFields, setAllFields, refusals, bulk, setBulk, deed, decide, undo, say, takeItBack, toggle,
    choose: (pair: Pair) => setSearch({ pair: pairId(pair) }, 'replace'), setView: (next: string) => { setChosen(new Set()); setSearch({ view: next === 'open' ? undefined : next, pair: undefined }); }, clear: () => setChosen(new Set()),
    showMore: list.data?.nextCursor && limit < MOST ? () => setLimit(MOST) : undefined, settle,
  };
}

export type Desk = ReturnType<typeof useStewardDesk>;
