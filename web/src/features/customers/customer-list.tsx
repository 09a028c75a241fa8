import { Button, CloseButton, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Tag } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { listQuery, specialtiesQuery, type ListedCustomer, type ListSearch } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

const MOST_LETTERS = 200; // the server looks for no more
const REST_MS = 150; // between two letters of quick typing
const STATES = 'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY'.split(' ');
const words = messages.list;
const hrefOf = (row: ListedCustomer): string => paths.customer({ customerId: String(row.customerId) });

const COLUMNS: readonly Column<ListedCustomer>[] = [
  { id: 'name', head: words.heads.name, width: '28%', cell: (row) => <span><Link href={hrefOf(row)}>{row.name}</Link>{row.credential ? `, ${row.credential}` : ''} {row.status !== 'active' && <Tag>{messages.statuses[row.status]}</Tag>}</span>, narrow: 'title' },
  { id: 'kind', head: words.heads.kind, width: 130, cell: (row) => messages.kinds[row.kind] ?? row.kind, narrow: 'hide' },
  { id: 'specialty', head: words.heads.specialty, cell: (row) => row.specialtyName ?? '', narrow: 'note' },
  { id: 'at', head: words.heads.at, cell: (row) => (row.organisationId ? <Link href={paths.customer({ customerId: String(row.organisationId) })}>{row.organisationName}</Link> : ''), narrow: 'hide' },
  { id: 'place', head: words.heads.place, width: 170, cell: (row) => [row.city, row.state].filter(Boolean).join(', '), narrow: 'end' },
  { id: 'npi', head: words.heads.npi, width: 116, cell: (row) => <span className="t-mono">{row.npi ?? ''}</span>, narrow: 'hide' },
];

type FilterProps = { readonly search: ListSearch; readonly onChange: (patch: ListSearch) => void; readonly kinds: readonly string[] };

function Filters({ search, onChange, kinds }: FilterProps) {
  const [text, setText] = useState(search.search ?? '');
  const specialties = useQuery(specialtiesQuery());
  const settle = useDebouncedCallback((value: string) => onChange({ search: value.trim() || undefined }), REST_MS);
  const type = (value: string) => {
    setText(value);
    settle(value);
  };
  useKeys([{ keys: 'F', label: words.search, run: () => document.getElementById('customer-search')?.focus() }]);
  return (
    <div className={css.filters}>
      <TextInput id="customer-search" className={css.search} aria-label={words.search} placeholder={words.search} title={words.searchNote} value={text} onChange={(event) => type(event.currentTarget.value)} autoFocus={!search.search} autoComplete="off" maxLength={MOST_LETTERS}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />} rightSection={text && <CloseButton size="sm" aria-label={words.clear} onClick={() => type('')} />} />
      <FilterChips label={words.kind} options={[{ value: '', label: words.all }, ...kinds.map((kind) => ({ value: kind, label: messages.kindsPlural[kind] ?? kind }))]} value={search.kind ?? ''} onChange={(kind) => onChange({ kind: kind || undefined })} />
      <Select className={css.select} aria-label={words.state} placeholder={words.everyState} data={STATES} value={search.state ?? null} onChange={(state) => onChange({ state: state ?? undefined })} clearable searchable />
      {(specialties.data?.rows.length ?? 0) > 0 && (
        <Select className={css.select} aria-label={words.specialty} placeholder={words.everySpecialty} data={specialties.data?.rows.map((one) => ({ value: one.code, label: one.name }))} value={search.specialty ?? null} onChange={(specialty) => onChange({ specialty: specialty ?? undefined })} clearable searchable />
      )}
    </div>
  );
}

/** The list of customers: found as one types, filtered by chips, paged by key. */
export function CustomerList({ kinds }: { readonly kinds: readonly string[] }) {
  const [search, setSearch, hrefWith] = useUrlState<keyof ListSearch & string>();
  const mayImport = useMay('customers:import');
  const list = useQuery(listQuery(search, kinds));
  const filtered = Boolean(search.search || search.kind || search.state || search.specialty);
  const clear = { search: undefined, kind: undefined, state: undefined, specialty: undefined, cursor: undefined };
  const empty = filtered ? <>{words.emptyFiltered} <Link href={hrefWith(clear)}>{words.clear}</Link></> : <>{words.empty} {mayImport && <Button size="xs" component="a" href={paths.imports()}>{words.importFirst}</Button>}</>;
  return (
    <Sheet flush label={words.label}>
      <DataTable label={words.label} columns={COLUMNS} rows={list.data?.rows} rowId={(row) => String(row.customerId)} rowName={(row) => row.name} hrefOf={hrefOf} title={words.label} aside={<ExportMenu list="/customers" filters={{ search: search.search, kind: search.kind ?? (kinds.length ? kinds.join(',') : undefined), state: search.state, specialty: search.specialty }} />}
        filters={<Filters search={search} kinds={kinds} onChange={(patch) => setSearch({ ...patch, cursor: undefined }, 'replace')} />}
        empty={empty} error={list.isError ? list.error : undefined} onRetry={() => void list.refetch()} waitingFor={words.waiting} foot={words.foot}
        nextHref={list.data?.nextCursor ? hrefWith({ cursor: list.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Sheet>
  );
}
