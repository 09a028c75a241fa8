import type { ReactNode } from 'react';
import { formatInstant, formatNumber } from '../../ui/format.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import type { Entry } from './audit.ts';
import css from './audit.module.css';
import { messages } from './messages.ts';

const heads = messages.heads;
/** Who did it, in words: a person, the program, or somebody who is not signed in. */
export const whoOf = (entry: Entry): string => entry.actorName ?? (entry.actorKind === 'person' ? messages.visitor : messages.system);

const COLUMNS: readonly Column<Entry>[] = [
  { id: 'when', head: heads.when, width: 230, cell: (entry) => <time dateTime={entry.at}>{formatInstant(entry.at)}</time>, narrow: 'note' },
  { id: 'who', head: heads.who, cell: (entry) => <span className={css.two}>{whoOf(entry)}<span>{messages.roleOf(entry.actorRole)}</span></span>, narrow: 'note' },
  { id: 'what', head: heads.what, cell: (entry) => <span className="t-mono">{entry.action}</span>, narrow: 'title' },
  { id: 'record', head: heads.record, cell: (entry) => <span className={css.two}>{entry.resource}{entry.recordId ?? entry.customerId ? <span>{[entry.customerId ? `C${entry.customerId}` : '', entry.recordId].filter(Boolean).join(' · ')}</span> : null}</span>, narrow: 'hide' },
  { id: 'rows', head: heads.rows, cell: (entry) => formatNumber(entry.rows), end: true, width: 80, narrow: 'hide' },
  { id: 'why', head: heads.why, cell: (entry) => entry.reason ?? '', narrow: 'hide' },
];

type EntriesTableProps = {
  readonly rows: readonly Entry[] | undefined; readonly error: unknown; readonly onRetry: () => void; readonly panelOf: (entry: Entry) => string; readonly currentId?: string | undefined;
  readonly title?: string; readonly aside?: ReactNode; readonly empty?: ReactNode; readonly nextHref?: string | undefined; readonly firstHref?: string | undefined;
};

/** Entries of the trail, newest first. */
export function EntriesTable({ currentId, error, empty, ...rest }: EntriesTableProps) {
  return (
    <DataTable label={messages.entries} columns={COLUMNS} tall rowId={(entry) => String(entry.entryId)} rowName={(entry) => `${whoOf(entry)}, ${entry.action}`} waitingFor={messages.waiting}
      {...(currentId ? { currentId } : {})} error={error ?? undefined} empty={empty ?? messages.empty} {...rest} />
  );
}
