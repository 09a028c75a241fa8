import { Button, Checkbox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Empty } from '../../ui/empty.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { likelyOf, pairId, type Pair } from './steward-desk.ts';
import css from './steward.module.css';
import { stewardWords as words } from './steward-messages.ts';
import type { Desk } from './use-steward-desk.ts';

function Row({ pair, desk }: { readonly pair: Pair; readonly desk: Desk }) {
  const here = desk.current !== undefined && pairId(desk.current) === pairId(pair);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => { if (here) row.current?.scrollIntoView({ block: 'nearest' }); }, [here]);
  return (
    <li ref={row} className={css.row} data-current={here || undefined}>
      <Checkbox size="xs" checked={desk.chosen.has(pairId(pair))} onChange={(event) => desk.toggle(pair, event.currentTarget.checked)} aria-label={words.select(pair.leftName, pair.rightName)} />
      <button type="button" aria-current={here ? 'true' : undefined} onClick={() => desk.choose(pair)}>
        <span><b>{pair.leftName}</b><small>{[pair.leftPlace, pair.leftSource].filter(Boolean).join(' · ')}</small></span>
        <span><b>{pair.rightName}</b><small>{[pair.rightPlace, pair.rightSource].filter(Boolean).join(' · ')}</small></span>
        <span className={css.likely} title={words.probability(likelyOf(pair.probability))}>{likelyOf(pair.probability)}</span>
      </button>
    </li>
  );
}

/** The pairs that wait, the likeliest first. */
export function StewardQueue({ desk }: { readonly desk: Desk }) {
  const { pairs, waiting, view } = desk;
  return (
    <Sheet flush label={words.queue}>
      <div className={css.bar}>
        <FilterChips label={words.queue} value={view} onChange={desk.setView} options={[{ value: 'open', label: words.views.open, count: waiting && formatNumber(waiting.open) }, { value: 'later', label: words.views.later, count: waiting && formatNumber(waiting.later) }]} />
        {desk.selected.length > 0 && <span role="status">{words.selected(desk.selected.length)} <Button size="xs" variant="subtle" onClick={desk.clear}>{words.clear}</Button></span>}
      </div>
      {desk.error ? <div className={css.pad}><Problem error={desk.error} onRetry={desk.retry} /></div>
        : pairs === undefined ? <div className={css.pad}><Skeleton lines={6} row /></div>
          : pairs.length === 0 ? <Empty>{view === 'open' ? words.empty : words.emptyLater}</Empty>
            : <ul className={css.list} aria-label={words.queue}>{pairs.map((pair) => <Row key={pairId(pair)} pair={pair} desk={desk} />)}</ul>}
      {desk.showMore && <div className={css.pad}><Button size="xs" variant="subtle" onClick={desk.showMore}>{words.more}</Button></div>}
    </Sheet>
  );
}
