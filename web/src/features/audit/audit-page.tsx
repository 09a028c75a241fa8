import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { AuditTabs } from './audit-tabs.tsx';
import { copyHref, entriesQuery, isCustomerNumber, KINDS, peopleQuery, type Question } from './audit.ts';
import css from './audit.module.css';
import { ChainSheet } from './chain-sheet.tsx';
import { EntriesTable } from './entries-table.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { messages } from './messages.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.ensureQueryData(entriesQuery(search as Question));

const REST_MS = 250; // between two letters of quick typing

/** The audit trail: the question first, then its entries. */
export default function AuditPage() {
  const [search, set, hrefWith] = useUrlState<keyof Question | 'panel'>();
  const { panel, ...question } = search;
  const entries = useQuery(entriesQuery(question));
  const rows = entries.data?.rows;
  const open = rows?.find((entry) => String(entry.entryId) === panel);
  const cleared = hrefWith({ kind: undefined, by: undefined, who: undefined, action: undefined, customer: undefined, resource: undefined, record: undefined, from: undefined, until: undefined, cursor: undefined, panel: undefined });
  return (
    <Page title={messages.title} subtitle={messages.subtitle} place={[{ label: messages.place }]} actions={<Copies question={question} />}>
      <AuditTabs at="trail" />
      <ChainSheet />
      <Sheet><Filters question={question} onChange={(patch) => set({ ...patch, cursor: undefined, panel: undefined }, 'replace')} /></Sheet>
      <EntriesTable rows={rows} error={entries.error} onRetry={() => void entries.refetch()} currentId={panel} panelOf={(entry) => hrefWith({ panel: String(entry.entryId) })}
        empty={<>{messages.empty} <Link href={cleared}>{messages.clear}</Link></>}
        nextHref={entries.data?.nextCursor ? hrefWith({ cursor: entries.data.nextCursor, panel: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, panel: undefined }) : undefined} />
      {open && <EntryPanel entry={open} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}

/** The answer to take along: to be read and printed, or as a file that proves itself. */
function Copies({ question }: { readonly question: Question }) {
  if (!useMay('audit:export')) return null;
  return (
    <>
      <Button component="a" href={copyHref('copy', question)} target="_blank" rel="noopener">{messages.copies.readable}</Button>
      <Button component="a" href={copyHref('export', question)} download>{messages.copies.electronic}</Button>
    </>
  );
}

function Filters({ question, onChange }: { readonly question: Question; readonly onChange: (patch: Question) => void }) {
  const [name, setName] = useState('');
  const people = useQuery(peopleQuery(name));
  const settle = useDebouncedCallback(onChange, REST_MS);
  const typed = (part: 'action' | 'customer' | 'resource' | 'record') => (event: React.ChangeEvent<HTMLInputElement>) => settle({ [part]: event.currentTarget.value.trim() || undefined });
  return (
    <div className={css.filters}>
      <FilterChips label={messages.kind} options={[{ value: 'all', label: messages.kinds.all }, ...KINDS.map((value) => ({ value, label: messages.kinds[value] }))]} value={question.kind ?? 'all'} onChange={(kind) => onChange({ kind: kind === 'all' ? undefined : kind })} />
      <FilterChips label={messages.by} options={[{ value: 'all', label: messages.byAll }, { value: 'people', label: messages.byPeople }]} value={question.by === 'people' ? 'people' : 'all'} onChange={(by) => onChange({ by: by === 'people' ? by : undefined })} />
      <Select label={messages.who} placeholder={messages.anybody} searchable clearable data={(people.data?.rows ?? []).map((one) => ({ value: String(one.userId), label: one.name }))} value={question.who ?? null}
        onSearchChange={setName} onChange={(who) => onChange({ who: who ?? undefined })} />
      <TextInput label={messages.action} title={messages.actionNote} placeholder="consent.withdraw" defaultValue={question.action ?? ''} onChange={typed('action')} />
      <TextInput label={messages.customer} placeholder="C10003" error={question.customer && !isCustomerNumber(question.customer) ? messages.noCustomerNumber : undefined} defaultValue={question.customer ?? ''} onChange={typed('customer')} />
      <TextInput label={messages.resource} placeholder="consent.decision" defaultValue={question.resource ?? ''} onChange={typed('resource')} />
      <TextInput label={messages.recordNumber} placeholder="20771" defaultValue={question.record ?? ''} onChange={typed('record')} />
      <TextInput type="date" label={messages.from} value={question.from ?? ''} onChange={(event) => onChange({ from: event.currentTarget.value || undefined })} />
      <TextInput type="date" label={messages.until} value={question.until ?? ''} onChange={(event) => onChange({ until: event.currentTarget.value || undefined })} />
    </div>
  );
}
