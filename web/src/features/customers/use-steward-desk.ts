import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
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

/** Where one stands in the queue, and which pairs are selected. */
function usePlace() {
  const [search, setSearch] = useUrlState<'view' | 'pair'>();
  const view: View = search.view === 'later' ? 'later' : 'open';
  const [limit, setLimit] = useState(STEP);
  const list = useQuery(pairsQuery(view, limit));
  const pairs = list.data?.rows ?? [];
  // Whoever looks at a pair keeps it: when somebody else decides it, no other slips under a key that is on its way down.
  const [shown, setShown] = useState<{ readonly id: string; readonly at: number }>();
  const [first] = pairs;
  const id = search.pair ?? shown?.id ?? (first && pairId(first));
  const found = pairs.findIndex((pair) => pairId(pair) === id);
  const current = pairs[found];
  if (id !== undefined && found >= 0 && (shown?.id !== id || shown.at !== found)) setShown({ id, at: found });
  const at = found >= 0 ? found : Math.min(shown?.at ?? 0, Math.max(0, pairs.length - 1));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = pairs.filter((pair) => chosen.has(pairId(pair)));
  const choose = (pair: Pair | undefined) => { if (!pair) setShown(undefined); setSearch({ pair: pair && pairId(pair) }, 'replace'); };
  const toggle = (pair: Pair | undefined, on?: boolean) => {
    if (!pair) return;
    const next = new Set(chosen);
    if (on ?? !next.has(pairId(pair))) next.add(pairId(pair)); else next.delete(pairId(pair));
    setChosen(next);
  };
  const move = (by: number, event?: KeyboardEvent) => {
    const to = current ? pairs[Math.min(Math.max(0, at + by), pairs.length - 1)] : pairs[at]; // from one that is gone to the one in its place
    if (event?.shiftKey) setChosen(new Set([...chosen, ...[current, to].flatMap((pair) => (pair ? [pairId(pair)] : []))]));
    if (to) choose(to);
  };
  const setView = (next: string) => { setChosen(new Set()); setShown(undefined); setSearch({ view: next === 'open' ? undefined : next, pair: undefined }); };
  return { view, limit, list, pairs, at, current, isGone: id !== undefined && list.data !== undefined && !current, after: current && pairs[at + 1], chosen, selected, choose, toggle, move, setView, clear: () => setChosen(new Set()), showMore: list.data?.nextCursor && limit < MOST ? () => setLimit(MOST) : undefined };
}

/** What one decides, and the way back. */
function useDeeds({ view, limit, pairs, at, current, selected, choose, clear }: ReturnType<typeof usePlace>) {
  const client = useQueryClient();
  const [winner, setWinner] = useState<{ readonly pair: string; readonly id: number }>();
  const [refusals, setRefusals] = useState<readonly Decided[]>([]);
  const [deed, setDeed] = useState<Deed>();
  const [bulk, setBulk] = useState(false);
  const currentId = current && pairId(current);
  const winnerId = winner && winner.pair === currentId ? winner.id : undefined; // another pair, another suggestion
  const refresh = () => void client.invalidateQueries({ queryKey: ['customers.pair'] });
  const settle = (verdict: Deed['verdict'], results: readonly Decided[]) => {
    const done = results.filter(({ ok }) => ok);
    setRefusals(results.filter(({ ok }) => !ok));
    clear();
    if (done.length) { setDeed({ verdict, done }); toast(words.done[verdict](done.length)); }
    const gone = new Set(done.map(pairId));
    choose([...pairs.slice(at), ...pairs.slice(0, at).toReversed()].find((pair) => !gone.has(pairId(pair))));
    // What is decided leaves the list at once: whoever works by keys does not wait for the server to say so again.
    client.setQueryData(pairsQuery(view, limit).queryKey, (old) => old && { ...old, rows: old.rows.filter((pair) => !gone.has(pairId(pair))), waiting: { ...old.waiting, [view]: Math.max(0, old.waiting[view] - gone.size) } });
    refresh();
  };
  // A pair is sent once; the next one may be decided while the answer is on its way, or who is quick would lose a key.
  const sending = useRef(new Set<string>());
  const decide = useMutation({
    mutationFn: ({ verdict, on }: { readonly verdict: Deed['verdict']; readonly on: readonly (Pair & { readonly winnerId?: number | undefined })[] }) => judge(on, verdict),
    onSuccess: (results, { verdict }) => settle(verdict, results),
    onSettled: (_results, _error, { on }) => { for (const pair of on) sending.current.delete(pairId(pair)); },
  });
  const undo = useMutation({
    mutationFn: () => (deed ? takeBack(deed) : Promise.resolve(0)),
    onSuccess: (count) => { setDeed(undefined); setRefusals([]); toast(words.undone(count)); refresh(); },
  });
  const say = (verdict: Deed['verdict']) => {
    if (!current) return;
    if (verdict === 'same' && selected.length > 1) return setBulk(true);
    const on = selected.length ? selected : [{ ...current, winnerId }];
    if (on.some((pair) => sending.current.has(pairId(pair)))) return;
    for (const pair of on) sending.current.add(pairId(pair));
    decide.mutate({ verdict, on });
  };
  const takeItBack = () => { if (deed && !undo.isPending) undo.mutate(); else if (!deed) toast(words.nothingToUndo); };
  return { winnerId, setWinnerId: (id: number) => setWinner(currentId ? { pair: currentId, id } : undefined), refusals, deed, bulk, setBulk, settle, decide, undo, say, takeItBack };
}

/** The desk: its queue, the deeds, and the keys for all of it. */
export function useStewardDesk() {
  const place = usePlace();
  const deeds = useDeeds(place);
  const [allFields, setAllFields] = useState(false);
  const { list, pairs, current, move, toggle } = place;
  useKeys([
    { keys: 'J', label: words.next, run: (event) => move(1, event) }, { keys: 'ArrowDown', label: words.next, run: (event) => move(1, event) },
    { keys: 'K', label: words.previous, run: (event) => move(-1, event) }, { keys: 'ArrowUp', label: words.previous, run: (event) => move(-1, event) },
    { keys: 'M', label: words.merge, run: () => deeds.say('same') }, { keys: 'N', label: words.different, run: () => deeds.say('different') }, { keys: 'Z', label: words.later, run: () => deeds.say('later') }, { keys: 'U', label: words.undo, run: deeds.takeItBack },
    { keys: 'X', label: words.pick, run: () => toggle(current) }, { keys: 'D', label: words.toggle, run: () => setAllFields(!allFields) },
  ]);
  return { ...place, ...deeds, pairs: list.data ? pairs : undefined, waiting: list.data?.waiting, error: list.error, retry: () => void list.refetch(), allFields, setAllFields };
}

export type Desk = ReturnType<typeof useStewardDesk>;
