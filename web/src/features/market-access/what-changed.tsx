import { paths } from '../../app/paths.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatAgo, formatDate, formatInstant, formatShort } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import css from './market-access.module.css';
import type { AccessHome, ChangeGroup } from './market-access.ts';
import { messages } from './messages.ts';
import { ChangeChip } from './positions-table.tsx';

/** What was recorded lately, one line a save, with the way to what it started. */
export function WhatChanged({ home, productName }: { readonly home: AccessHome | undefined; readonly productName: string }) {
  return (
    <Sheet title={messages.changed} aside={home && messages.since(formatDate(home.since.slice(0, 10), 'short'))} flush>
      {!home ? <Skeleton row /> : home.changed.length === 0 ? <Empty>{messages.emptyChanges}</Empty>
        : <ul className={css.rows}>{home.changed.slice(0, 8).map((group) => <ChangeRow key={`${group.payerId}${group.recordedAt}${group.change}`} group={group} productName={productName} />)}</ul>}
    </Sheet>
  );
}

function ChangeRow({ group, productName }: { readonly group: ChangeGroup; readonly productName: string }) {
  const facts = [messages.tier(group.tier), messages.plans(group.plans.length), `${formatShort(group.coveredLives)} ${messages.columns.lives.toLowerCase()}`, messages.from('', group.effectiveFrom).trim(), group.source, group.recordedByName && messages.by(group.recordedByName)];
  return (
    <li>
      <time dateTime={group.recordedAt} title={formatInstant(group.recordedAt)}>{formatAgo(group.recordedAt)}</time>
      <div>
        <Link plain href={paths.account({ customerId: String(group.payerId) })}><b>{messages.changeLine(group.payerName, productName, messages.changeWhat[group.change])}</b></Link>
        <p>{facts.filter(Boolean).join(' · ')} {group.eventId !== null && <Link href={paths.cascades({ eventId: group.eventId })}>{messages.cascade}</Link>}</p>
      </div>
      <ChangeChip change={group.change} />
    </li>
  );
}
