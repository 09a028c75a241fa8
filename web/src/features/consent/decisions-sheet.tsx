import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../app/session.ts';
import { formatDate, formatInstant, formatWhen } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { decisionsQuery, restrictionsQuery, type ConsentSearch, type Decision } from './consent.ts';
import css from './consent.module.css';
import { messages } from './messages.ts';

const heads = messages.decisionHeads;

const scopeOf = (row: Decision): string =>
  [messages.channels[row.channel] ?? row.channel, (messages.purposes[row.purpose] ?? row.purpose).toLowerCase(), row.productName ? messages.about(row.productName) : messages.allProducts].join(', ');

const noteOf = (row: Decision): string => (typeof row.evidence['note'] === 'string' ? `: ${row.evidence['note']}` : '');

const columns: readonly Column<Decision>[] = [
  { id: 'number', head: heads.number, width: 96, narrow: 'hide', cell: (row) => <span className="t-mono">{`C-${row.decisionId}`}</span> },
  { id: 'what', head: heads.what, narrow: 'title', cell: (row) => <span className={css.decision}><StateChip state={row.granted ? 'allowed' : 'refused'}>{row.granted ? messages.granted : messages.withdrawn}</StateChip>{scopeOf(row)}</span> },
  { id: 'source', head: heads.source, width: '28%', narrow: 'note', cell: (row) => `${messages.sources[row.source] ?? row.source}${noteOf(row)}` },
  { id: 'when', head: heads.when, width: 160, narrow: 'end', cell: (row) => <span title={formatInstant(row.effectiveAt)}>{formatWhen(row.effectiveAt)}{row.expiresAt ? ` – ${formatDate(row.expiresAt)}` : ''}</span> },
  { id: 'who', head: heads.who, width: '16%', narrow: 'hide', cell: (row) => row.recordedByName ?? '' },
];

export type DecisionsSheetProps = { readonly name: string; readonly search: ConsentSearch; readonly hrefWith: (patch: ConsentSearch) => string };

function Restrictions({ search }: { readonly search: ConsentSearch }) {
  const rows = useQuery(restrictionsQuery(search)).data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <ul className={css.restrictions} aria-label={messages.restrictions}>
      {rows.map((row) => (
        <li key={row.restrictionId}>
          <StateChip state={row.inForce ? 'refused' : 'neutral'}>{row.productName ? `${messages.restrictionKinds[row.kind]}: ${row.productName}` : messages.restrictionKinds[row.kind]}</StateChip>
          <span>{row.validTo && !row.inForce ? messages.ended(formatDate(row.validTo)) : messages.since(formatDate(row.validFrom))}. {row.reason} <span className="t-mono">{`C-${row.restrictionId}`}</span></span>
        </li>
      ))}
    </ul>
  );
}

/** All decisions of the customer that the question is about. */
export function DecisionsSheet({ name, search, hrefWith }: DecisionsSheetProps) {
  const decisions = useQuery(decisionsQuery(search));
  const mayRecord = useMay('consent:record');
  const { go } = useNavigation();
  return (
    <DataTable label={messages.decisions(name)} title={messages.decisions(name)} columns={columns} rows={decisions.data?.rows} rowId={(row) => String(row.decisionId)} rowName={scopeOf} empty={messages.noDecisions}
        aside={<><Button size="xs" variant="outline" aria-disabled={!mayRecord || undefined} data-disabled={!mayRecord || undefined} onClick={() => { if (mayRecord) go(hrefWith({ panel: 'record' })); }}>{messages.recordVerb}</Button>{!mayRecord && <span className="t-quiet">{messages.recordRefused}</span>}</>}
        error={decisions.isError ? decisions.error : undefined} onRetry={() => void decisions.refetch()}
        nextHref={decisions.data?.nextCursor ? hrefWith({ cursor: decisions.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} foot={<Restrictions search={search} />} />
  );
}
