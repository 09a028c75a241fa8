import { Button, FileButton, Select, TextInput } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { formatNumber, formatShare, formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './customers.module.css';
import { connection as connectionWords } from './connection-messages.ts';
import { mappingWords } from './mapping-messages.ts';
import { filesQuery, type ImportFile } from './imports.ts';
import { messages } from './messages.ts';
import type { Connection } from './use-connection.ts';
import type { Import } from './use-import.ts';

const words = messages.imports;
const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${formatNumber(Math.ceil(bytes / 1000))} kB` : `${formatNumber(bytes / 1_000_000, 1)} MB`);
const CHIP = { ready: 'due', loading: 'due', done: 'done', failed: 'harm', removed: 'neutral' } as const;
/** Mappings of tables; those of a CRM's objects are used by themselves. */
const isTable = ({ definition }: { readonly definition: unknown }): boolean => !(typeof definition === 'object' && definition !== null && 'object' in definition);
const DATA = /^(\d{5,}|\S+@\S+\.\S+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})$/; // numbers, addresses and days are no names of columns
const ACCEPT = '.csv,.tsv,.txt,.gz,.zip,.json,.ndjson,.jsonl,.xlsx,.parquet';

/** Where the file comes from, how it is made, and for a table of another system which column is which. */
export function ImportSource({ current, connection }: { readonly current: Import; readonly connection: Connection }) {
  const { file, sending } = current;
  const several = connection.sending;
  const busy = sending.isPending || several.isPending;
  const take = (chosen: readonly File[]) => { if (chosen.length > 1) several.mutate(chosen); else if (chosen[0]) sending.mutate(chosen[0]); };
  return (
    <Sheet title={words.source}>
      <div className={css.form}>
        <div className={css.drop} onDragOver={(event) => event.preventDefault()} onDrop={(event) => { event.preventDefault(); if (!busy) take([...event.dataTransfer.files]); }}>
          <IconFileUpload size={22} stroke={1.6} aria-hidden="true" />
          <span>{file ? words.chosen(file.name, sizeOf(file.size)) : words.inboxNote}</span>
          <FileButton multiple onChange={take} accept={ACCEPT} disabled={busy}>{(props) => <Button {...props} variant={file ? 'subtle' : 'filled'}>{file ? words.another : words.choose}</Button>}</FileButton>
        </div>
        {sending.isPending && <Sending current={current} />}
        {connection.sent && <p role="status">{connectionWords.sending(connection.sent.done, connection.sent.all)}</p>}
        <FromAddress current={current} />
        {[sending.error, several.error, addressFault(current.fetching.error) ? null : current.fetching.error, current.fileError, current.removing.error, current.forgetting.error].map((error, place) => (error ? <Problem key={String(place)} error={error} kept /> : null))}
        {file && current.draft && connection.fileIds.length === 0 && <Made current={current} />}
      </div>
    </Sheet>
  );
}

function Sending({ current }: { readonly current: Import }) {
  return (
    <div className={css.progress} role="status">
      <div className={css.bar} role="progressbar" aria-valuenow={Math.round(current.share * 100)} aria-valuemin={0} aria-valuemax={100} aria-label={words.sentPart('')}><span style={{ width: `${current.share * 100}%` }} /></div>
      <div className={css.foot}><span className="t-quiet">{words.sentPart(formatShare(current.share, 0))}</span><Button size="xs" variant="subtle" onClick={current.stop}>{words.stop}</Button></div>
    </div>
  );
}

const addressFault = (error: unknown): string | undefined => (error instanceof ProblemError ? error.fieldMessage('url') : undefined);

function FromAddress({ current: { fetching } }: { readonly current: Import }) {
  const [address, setAddress] = useState('');
  return (
    <form className={css.filters} onSubmit={(event) => { event.preventDefault(); if (address.trim()) fetching.mutate(address.trim()); }}>
      <TextInput className={css.search} label={words.url} description={words.urlNote} placeholder="https://" value={address} onChange={(event) => { setAddress(event.currentTarget.value); if (fetching.isError) fetching.reset(); }} error={addressFault(fetching.error)} disabled={fetching.isPending} />
      <Button type="submit" variant="outline" disabled={!address.trim()} loading={fetching.isPending} style={{ alignSelf: 'flex-end' }}>{words.fetch}</Button>
    </form>
  );
}

function Made({ current }: { readonly current: Import }) {
  const { file, draft, mappings } = current;
  if (!file || !draft) return null;
  const formats = mappings?.formats ?? [draft.format];
  return (
    <>
      <p className="t-quiet">{words.madeOf(words.kinds[file.container], file.separator ? words.separators[file.separator] : undefined, formatNumber(file.columns.length))}</p>
      {file.sampled === 0 ? <Notice title={words.noLines} /> : file.columns.some(({ column }) => DATA.test(column.trim())) && <Notice title={words.dataAbove} />}
      <div className={`${css.filters} ${css.low}`}>
        <Select label={words.format} data={formats.map((value) => ({ value, label: words.formats[value] ?? value }))} value={draft.format} onChange={(format) => format && current.edit({ format, saved: null })} allowDeselect={false} searchable w={340} maw="100%" />
        {file.sheets.length > 1 && <Select label={words.sheet} data={[...file.sheets]} value={current.sheet ?? file.sheets[0] ?? null} onChange={(sheet) => sheet && current.readAs({ sheet })} allowDeselect={false} />}
        {file.container === 'delimited' && <Select label={mappingWords.encoding} data={Object.entries(mappingWords.encodings).map(([value, label]) => ({ value, label }))} value={current.encoding} onChange={(letters) => letters && current.readAs({ letters })} allowDeselect={false} w={210} />}
        {draft.format === 'csv' && (
          <Select label={words.saved} data={[{ value: '', label: words.noSaved }, ...(mappings?.rows ?? []).filter(isTable).map((one) => ({ value: String(one.mappingId), label: words.savedNote(one.name, String(one.version)) }))]} value={draft.saved ? String(draft.saved.mappingId) : ''}
            onChange={(value) => current.edit({ saved: mappings?.rows.find((one) => String(one.mappingId) === value) ?? null })} allowDeselect={false} />
        )}
        {draft.saved && <Button variant="outline" onClick={current.editSaved}>{mappingWords.editSaved}</Button>}
        {draft.saved && <Button variant="subtle" loading={current.forgetting.isPending} onClick={() => draft.saved && current.forgetting.mutate(draft.saved.mappingId)}>{words.forget}</Button>}
      </div>
    </>
  );
}

/** Files that wait, those of the inbox folder among them. */
export function WaitingFiles({ current }: { readonly current: Import }) {
  const files = useQuery(filesQuery());
  const columns: readonly Column<ImportFile>[] = [
    { id: 'name', head: words.file, width: '36%', cell: (row) => <span className={css.two}><span>{row.name}</span><span>{row.failure ?? [words.origins[row.origin], row.addedByName].filter(Boolean).join(', ')}</span></span>, narrow: 'title' },
    { id: 'state', head: words.state, width: 130, cell: (row) => <StateChip state={CHIP[row.state]}>{words.fileStates[row.state]}</StateChip>, narrow: 'end' },
    { id: 'size', head: words.size, cell: (row) => <span className={css.whole}>{sizeOf(row.size)}</span>, end: true, narrow: 'hide' },
    { id: 'when', head: words.when, cell: (row) => <span className={css.whole}>{formatWhen(row.addedAt)}</span>, end: true, narrow: 'hide' },
    { id: 'act', head: <span className="t-hidden">{words.open}</span>, cell: (row) => (
      <span className={css.acts}>
        <Button size="xs" variant="outline" disabled={row.state === 'loading'} onClick={() => current.openFile(row.fileId)} aria-label={`${words.open}: ${row.name}`}>{words.open}</Button>
        <Button size="xs" variant="subtle" disabled={row.state === 'loading'} onClick={() => current.removing.mutate(row.fileId)} aria-label={`${words.remove}: ${row.name}`}>{words.remove}</Button>
      </span>
    ), end: true, narrow: 'note' },
  ];
  if (files.data?.rows.length === 0) return null;
  return (
    <Sheet flush label={words.waiting}>
      <DataTable label={words.waiting} title={words.waiting} columns={columns} rows={files.data?.rows} tall rowId={(row) => String(row.fileId)} rowName={(row) => row.name} empty={words.noFiles} error={files.isError ? files.error : undefined} onRetry={() => void files.refetch()} />
    </Sheet>
  );
}
