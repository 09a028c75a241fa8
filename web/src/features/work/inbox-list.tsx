import { useRef, useState } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatAgo, formatNumber } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.ts';
import { Problem } from '../../ui/problem.tsx';
import { ItemButtons, ItemDialogs, useItemActions } from './inbox-actions.tsx';
import { messages } from './messages.ts';
import css from './work.module.css';
import { BUCKETS, type Bucket, type Inbox, type InboxItem } from './work.ts';

const keyOf = (item: InboxItem) => `${item.kind}-${item.id}`;

/** One list split by clock; J K move, E H A act on the entry at hand, and finishing moves on to the next. */
export function InboxList({ inbox, current, onChoose }: { readonly inbox: Inbox; readonly current: string | undefined; readonly onChoose: (key: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const all = BUCKETS.flatMap((bucket) => inbox.buckets[bucket]);
  const index = Math.min(at, Math.max(0, all.length - 1));
  const focusRow = (next: number) => {
    const to = Math.max(0, Math.min(all.length - 1, next));
    setAt(to);
    box.current?.querySelectorAll<HTMLElement>('[data-row]')[to]?.focus();
  };
  const hold = () => requestAnimationFrame(() => focusRow(index)); // the next entry takes the place of the one that left
  const actions = useItemActions(all[index], hold);
  useKeys(all.length === 0 ? [] : [
    { keys: 'J', label: messages.keys.next, run: () => focusRow(index + 1) },
    { keys: 'K', label: messages.keys.previous, run: () => focusRow(index - 1) },
    { keys: 'E', label: messages.keys.done, run: actions.done },
    { keys: 'H', label: messages.keys.snooze, run: actions.snooze },
    { keys: 'A', label: messages.keys.pass, run: actions.pass },
  ]);
  const startOf = (bucket: Bucket) => BUCKETS.slice(0, BUCKETS.indexOf(bucket)).reduce((sum, one) => sum + inbox.buckets[one].length, 0);
  return (
    <div ref={box}>
      {actions.error && <Problem error={actions.error} />}
      {BUCKETS.filter((bucket) => inbox.buckets[bucket].length > 0).map((bucket) => (
        <section key={bucket}>
          <h2 className={css.bucket}>{messages.buckets[bucket]}<span>{formatNumber(inbox.buckets[bucket].length)}</span></h2>
          <div role="grid" aria-label={messages.buckets[bucket]}>
            {inbox.buckets[bucket].map((item, place) => {
              const mine = startOf(bucket) + place;
              return <InboxRow key={keyOf(item)} item={item} isAt={mine === index} isCurrent={current === keyOf(item)} actions={actions} onFocus={() => setAt(mine)} onOpen={() => onChoose(keyOf(item))} />;
            })}
          </div>
        </section>
      ))}
      <ItemDialogs actions={actions} />
    </div>
  );
}

type RowProps = { readonly item: InboxItem; readonly isAt: boolean; readonly isCurrent: boolean; readonly actions: ReturnType<typeof useItemActions>; readonly onFocus: () => void; readonly onOpen: () => void };

function InboxRow({ item, isAt, isCurrent, actions, onFocus, onOpen }: RowProps) {
  const keyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget || !['Enter', ' '].includes(event.key)) return;
    event.preventDefault();
    if (event.key === ' ') onOpen();
    else actions.open();
  };
  return (
    <div role="row" className={css.row} data-row data-current={isCurrent || undefined} tabIndex={isAt ? 0 : -1} onFocus={onFocus} onKeyDown={keyDown} onMouseEnter={onFocus} aria-label={`${item.title}, ${item.customerName ?? ''}`}>
      <div role="gridcell" className={css.what}>
        <div><b>{item.title}</b> · {item.customerName ? <CustomerLink of={item.customerId}>{item.customerName}</CustomerLink> : <span className="t-quiet">{messages.noName}</span>}</div>
        <div className={css.why}>{whyOf(item)}</div>
      </div>
      <div role="gridcell">{item.dueAt && <ClockChip due={item.dueAt} plain={item.bucket === 'later' || item.bucket === 'waiting'} />}</div>
      <div role="gridcell" className={css.acts}>{isAt && <ItemButtons actions={actions} />}</div>
    </div>
  );
}

function whyOf(item: InboxItem): string {
  const asker = item.askedBy ?? (item.kind === 'case' ? messages.herself : messages.bySystem);
  const owner = item.kind === 'case' && !item.mine ? messages.queue : item.bucket === 'waiting' && item.ownerName && !item.mine ? messages.ofOwner(item.ownerName) : '';
  return [messages.asked(asker, formatAgo(item.askedAt)), item.reason, owner, messages.states[item.bucket === 'waiting' ? item.state : ''] ?? ''].filter(Boolean).join(' · ');
}
