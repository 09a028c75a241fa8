import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { Figures, type FigureItem } from '../../ui/figures.tsx';
import { formatNumber, formatTime } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { lineQuery, type Case, type Line } from './console.ts';
import { messages } from './messages.ts';
import { StartCallDialog } from './start-call-dialog.tsx';
import { useFollowLine } from './use-follow.ts';
import { useLineTitle } from './use-line-title.ts';

const NEEDS = 7; // more than that is the line itself

const columns: readonly Column<Case>[] = [
  { id: 'customer', head: messages.home.heads.customer, cell: (one) => <b>{one.customerName ?? messages.caseName(one.caseId)}</b> },
  { id: 'kind', head: messages.home.heads.what, cell: (one) => [messages.channels[one.channel] ?? one.channel, one.productName, messages.kinds[one.kind] ?? one.kind].filter(Boolean).join(' · ') },
  { id: 'owner', head: messages.home.heads.owner, cell: (one) => one.ownerName ?? messages.home.nobodyYet, narrow: 'hide' },
  { id: 'state', head: messages.home.heads.state, cell: (one) => messages.states[one.state] ?? one.state, narrow: 'hide' },
  { id: 'due', head: messages.home.heads.clock, cell: (one) => <ClockChip due={one.dueAt} soonMinutes={30} />, end: true, narrow: 'end' },
];

function figuresOf({ counts, now }: Line): readonly FigureItem[] {
  const { figures, definitions } = messages.home;
  const asOf = messages.home.asOf(formatTime(now));
  return [
    { label: figures.waiting, value: formatNumber(counts.waiting), definition: definitions.waiting, asOf, href: paths.contactCentre() },
    { label: figures.risk, value: formatNumber(counts.atRisk + counts.overdue), comparison: counts.overdue > 0 ? messages.home.over(counts.overdue) : undefined, definition: definitions.risk, asOf, href: paths.contactCentre() },
    { label: figures.handed, value: formatNumber(counts.handedOverToday), definition: definitions.handed, asOf, href: paths.handOvers() },
    { label: figures.first, value: formatNumber(counts.answeredFirstTimeToday), comparison: messages.home.ofClosed(counts.closedToday), definition: definitions.first, asOf, href: paths.cases({ filter: 'closed' }) },
    { label: figures.closed, value: formatNumber(counts.closedToday), definition: definitions.closed, asOf, href: paths.cases({ filter: 'closed' }) },
  ];
}

/** The contact centre's home: who waits and how long. */
export default function ContactCentreHome() {
  useFollowLine();
  const [starting, setStarting] = useState(false);
  const line = useQuery(lineQuery());
  const title = useLineTitle();
  const waiting = line.data?.cases.filter((one) => one.state !== 'handed_over').slice(0, NEEDS);
  return (
    <Page title={title} place={[{ label: messages.home.place }]} actions={<><Button variant="filled" onClick={() => setStarting(true)}>{messages.startCall}</Button><Link href={paths.contactCentre()}>{messages.home.console}</Link></>}>
      {line.data && <Figures items={figuresOf(line.data)} label={messages.today} />}
      <DataTable label={messages.home.needs} title={messages.home.needs} columns={columns} rows={waiting} rowId={(one) => String(one.caseId)} rowName={(one) => one.customerName ?? messages.caseName(one.caseId)}
        hrefOf={(one) => paths.contactCase({ caseId: String(one.caseId) })} empty={messages.home.noneNeeds} error={line.error ?? undefined} onRetry={() => void line.refetch()} />
      {starting && <StartCallDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}
