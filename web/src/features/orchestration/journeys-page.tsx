import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { formatDate, formatInstant, formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { StateChip, type ChipState } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { journeysQuery, totalOf, type Journey } from './journeys.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { Sections } from './sections.tsx';

const words = messages.journey;
const CHIP: Readonly<Record<string, ChipState>> = { live: 'allowed', template: 'neutral', draft: 'planned', retired: 'neutral' };

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(journeysQuery());

/** Where a version of a journey stands. */
export const JourneyState = ({ state }: { readonly state: string }) => <StateChip state={CHIP[state] ?? 'neutral'}>{words.states[state] ?? state}</StateChip>;

const hrefOf = (row: Journey): string => paths.journey({ journeyId: String(row.journeyVersionId) });

const columns: readonly Column<Journey>[] = [
  { id: 'name', head: words.columns.name, cell: (row) => <Link plain className={css.link} href={hrefOf(row)}><b>{row.name}</b></Link> },
  { id: 'version', head: words.columns.version, cell: (row) => `v${row.version}` },
  { id: 'state', head: words.columns.state, narrow: 'end', cell: (row) => <JourneyState state={row.state} /> },
  { id: 'underWay', head: words.columns.underWay, end: true, cell: (row) => formatNumber(totalOf(row)) },
  { id: 'created', head: words.columns.created, narrow: 'hide', cell: (row) => <time dateTime={row.createdAt} title={formatInstant(row.createdAt)}>{formatDate(row.createdAt)}</time> },
];

/** Every journey with how many are under way in it. */
export default function JourneysPage() {
  const { data: journeys, error, refetch } = useQuery(journeysQuery());
  const total = (journeys ?? []).reduce((sum, journey) => sum + totalOf(journey), 0);
  return (
    <Page title={journeys ? words.title(total) : messages.journeys} subtitle={words.subtitle}
      place={[{ label: messages.place, href: paths.orchestration() }, { label: messages.journeys }]}>
      <Sections current="journeys" />
      <DataTable<Journey> label={messages.journeys} columns={columns} rows={journeys} rowId={(row) => String(row.journeyVersionId)} rowName={(row) => `${row.name}, v${row.version}`}
        hrefOf={hrefOf} empty={words.empty} error={error} onRetry={() => void refetch()} waitingFor={words.waiting} />
    </Page>
  );
}
