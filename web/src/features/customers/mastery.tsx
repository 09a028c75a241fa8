import { Button, Select, Text, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, put, type RowOf } from '../../api/call.ts';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { connection as words } from './connection-messages.ts';
import css from './customers.module.css';

type Mastery = RowOf<'/api/customers/masteries'>;
const OBJECTS = ['customer', 'interaction', 'consent'] as const;
type Row = { readonly market: string; readonly masters: Readonly<Partial<Record<(typeof OBJECTS)[number], Mastery>>> };

const masteriesQuery = () => queryOptions({ queryKey: ['customers.import', 'masteries'], queryFn: ({ signal }) => get('/api/customers/masteries', { signal }) });
const MASTERS = Object.entries(words.masters).map(([value, label]) => ({ value, label }));

const BACK = { calls: '/api/interactions/export-back.csv?what=calls', mails: '/api/interactions/export-back.csv?what=e-mails', consents: '/api/consent/export-back.csv?' } as const;
/** Salesforce alone has no object of its own for a consent; what it takes is a Task each. */
const TAKES = { veeva: ['calls', 'mails', 'consents'], vault: ['calls', 'mails', 'consents'], salesforce: ['calls', 'mails'] } as const;
type System = keyof typeof TAKES;

/** What was recorded here, as files for the other CRM. */
function Back({ market, named, system }: { readonly market: string; readonly named: string; readonly system: System }) {
  const of = `&system=${system}${market === '*' ? '' : `&market=${market}`}`;
  return <span className={css.back}>{TAKES[system].map((name) => <Link key={name} href={`${BACK[name]}${name === 'consents' ? of.slice(1) : of}`} download aria-label={words.download(words.files[name], named)}>{words.files[name]}</Link>)}</span>;
}

/** Which system has the last word on what, market by market, and what goes back to theirs. */
export function MasterySheet() {
  const client = useQueryClient();
  const masteries = useQuery(masteriesQuery());
  const [added, setAdded] = useState<readonly string[]>([]);
  const [market, setMarket] = useState('');
  const [system, setSystem] = useState<System>('veeva');
  const setting = useMutation({ mutationFn: (body: { object: (typeof OBJECTS)[number]; market: string; master: string }) => put('/api/customers/masteries', { body: body as never }), onSettled: () => void client.invalidateQueries({ queryKey: masteriesQuery().queryKey }) });
  const markets = [...new Set([...(masteries.data?.rows ?? []).map((one) => one.market).filter((one) => one !== '*'), ...added])].toSorted();
  const rows = [...markets, '*'].map((one): Row => ({ market: one, masters: Object.fromEntries((masteries.data?.rows ?? []).filter((mastery) => mastery.market === one).map((mastery) => [mastery.object, mastery])) }));
  const named = (one: string): string => (one !== '*' ? one : markets.length ? words.others : words.everywhere);
  const columns: readonly Column<Row>[] = [
    { id: 'market', head: words.heads2.market, width: 110, cell: (row) => named(row.market), narrow: 'title' },
    ...OBJECTS.map((object): Column<Row> => ({
      id: object, head: words.objects[object], narrow: 'note',
      cell: (row) => <div className={css.two}><Text hiddenFrom="sm" size="xs">{words.objects[object]}</Text><Select size="xs" aria-label={`${words.objects[object]}, ${named(row.market)}`} data={MASTERS} value={row.masters[object]?.master ?? 'nobody'} allowDeselect={false} disabled={setting.isPending} onChange={(master) => { if (master && master !== (row.masters[object]?.master ?? 'nobody')) setting.mutate({ object, market: row.market, master }); }} title={row.masters[object] ? words.setBy(row.masters[object].setByName ?? '', formatWhen(row.masters[object].setAt)) : undefined} /></div>,
    })),
    { id: 'back', head: words.heads2.back, cell: (row) => <Back market={row.market} named={named(row.market)} system={system} />, narrow: 'note' },
  ];
  const fits = /^[A-Z]{2}$/.test(market);
  return (
    <Sheet title={words.mastery} foot={(
      <form className={`${css.filters} ${css.low}`} onSubmit={(event) => { event.preventDefault(); if (fits) { setAdded([...added, market]); setMarket(''); } }}>
        <TextInput label={words.addMarket} description={words.addNote} value={market} onChange={(event) => setMarket(event.currentTarget.value.toUpperCase())} maxLength={2} w={170} />
        <Button type="submit" variant="outline" disabled={!fits}>{words.add}</Button>
        <Select label={words.heads2.back} data={Object.entries(words.systems).map(([value, label]) => ({ value, label }))} value={system} onChange={(value) => value && setSystem(value as System)} allowDeselect={false} w={190} ml="auto" />
      </form>
    )}>
      <div className={css.form}>
        <p className="t-quiet">{words.masteryNote}</p>
        {setting.error ? <Problem error={setting.error} kept /> : null}
        <DataTable label={words.mastery} columns={columns} rows={masteries.data ? rows : undefined} rowId={(row) => row.market} rowName={(row) => row.market} empty="" error={masteries.isError ? masteries.error : undefined} onRetry={() => void masteries.refetch()} />
        <p className="t-quiet">{words.backNote}</p>
      </div>
    </Sheet>
  );
}
