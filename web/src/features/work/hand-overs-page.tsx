import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import { usePerson } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { ChoiceDialog } from './ask-dialogs.tsx';
import { messages } from './messages.ts';
import { useFollowWork } from './use-follow.ts';
import { WorkTabs } from './work-tabs.tsx';
import { handOversQuery, useWork, type HandOver } from './work.ts';

const wishOf = (one: HandOver) => [messages.wishes[one.wish] ?? one.wish, one.productName, one.preferredTime === 'any' ? '' : messages.times[one.preferredTime]].filter(Boolean).join(' · ');
const stateOf = (one: HandOver) => [messages.states[one.state] ?? one.state, one.declineReason ? (messages.declineReasons as Record<string, string>)[one.declineReason] : ''].filter(Boolean).join(': ');

const columns: readonly Column<HandOver>[] = [
  { id: 'customer', head: messages.heads.customer, cell: (one) => (one.customerName ? <CustomerLink of={one.customerId}>{one.customerName}</CustomerLink> : messages.noName) },
  { id: 'wish', head: messages.heads.wish, cell: wishOf },
  { id: 'from', head: messages.heads.from, cell: (one) => one.fromName ?? '', narrow: 'hide' },
  { id: 'to', head: messages.heads.to, cell: (one) => one.toName ?? '', narrow: 'hide' },
  { id: 'state', head: messages.heads.state, cell: (one) => <HandOverState one={one} />, narrow: 'note' },
  { id: 'when', head: messages.heads.when, cell: (one) => (one.state === 'requested' && one.dueAt ? <ClockChip due={one.dueAt} plain /> : formatWhen(one.decidedAt ?? one.createdAt)), end: true, narrow: 'end' },
];

function HandOverState({ one }: { readonly one: HandOver }) {
  const me = usePerson();
  const [declining, setDeclining] = useState(false);
  const work = useWork();
  if (one.state !== 'requested' || one.toUserId !== me?.userId) return <>{stateOf(one)}</>;
  const post = (verb: string, body: object, said: string) => {
    setDeclining(false);
    work.mutate({ path: `/hand-overs/${one.handOverId}/${verb}`, body }, { onSuccess: () => toast(said) });
  };
  return (
    <>
      {work.error && <Problem error={work.error} />}
      <Button size="xs" variant="outline" onClick={() => post('accept', {}, messages.accepted)}>{messages.verbs.accept}</Button>{' '}
      <Button size="xs" variant="subtle" onClick={() => setDeclining(true)}>{messages.verbs.decline}</Button>
      {declining && <ChoiceDialog title={messages.declineTitle} choices={messages.declineReasons} onClose={() => setDeclining(false)} onChoose={(reason) => post('decline', { reason }, messages.declined)} />}
    </>
  );
}

/** What colleagues handed me and what I handed over, newest first. */
export default function HandOversPage() {
  useFollowWork();
  const [search, , hrefWith] = useUrlState<'cursor'>();
  const list = useQuery(handOversQuery({ cursor: search.cursor }));
  return (
    <Page title={messages.handOversTitle} subtitle={messages.who} place={[{ label: messages.place, href: paths.work() }, { label: messages.tabs.handOvers }]}>
      <WorkTabs at="handOvers" />
      <DataTable label={messages.tabs.handOvers} columns={columns} rows={list.data?.rows} rowId={(one) => String(one.handOverId)} rowName={(one) => one.customerName ?? wishOf(one)} empty={messages.noHandOvers}
        error={list.error ?? undefined} onRetry={() => void list.refetch()}
        nextHref={list.data?.nextCursor ? hrefWith({ cursor: list.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Page>
  );
}
