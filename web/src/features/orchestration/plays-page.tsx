import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { FunctionMark } from '../../ui/function-mark.tsx';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { functionOfEvent } from './functions.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { currentOf, playsQuery, type Play } from './plays.ts';
import { Sections } from './sections.tsx';

const words = messages.play;
export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(playsQuery());

/** Whether a version of a play is in force. */
export const PlayState = ({ state }: { readonly state: string }) => <StateChip state={state === 'live' ? 'allowed' : 'neutral'}>{words.states[state] ?? state}</StateChip>;
const hrefOf = (row: Play): string => paths.play({ playId: String(row.playId) });

const columns: readonly Column<Play>[] = [
  { id: 'name', head: words.columns.name, cell: (row) => <Link plain className={css.link} href={hrefOf(row)}><b>{row.name}</b></Link> },
  { id: 'on', head: words.columns.on, cell: (row) => <FunctionMark of={functionOfEvent(row.onEvent)}>{messages.events[row.onEvent] ?? row.onEvent}</FunctionMark> },
  { id: 'state', head: words.columns.state, narrow: 'end', cell: (row) => <PlayState state={row.state} /> },
  { id: 'version', head: words.columns.version, narrow: 'hide', cell: (row) => `v${row.version}` },
  { id: 'cascades', head: words.columns.cascades, end: true, narrow: 'hide', cell: (row) => formatNumber(row.cascades) },
  { id: 'saved', head: words.columns.saved, narrow: 'hide', cell: (row) => <time dateTime={row.createdAt} title={formatInstant(row.createdAt)}>{formatWhen(row.createdAt)}</time> },
];

/** Every play: which event it follows, and how many cascades it started. */
export default function PlaysPage() {
  const { data: plays, error, refetch } = useQuery(playsQuery());
  const current = plays && currentOf(plays);
  return (
    <Page title={current ? words.title(current.filter((one) => one.state === 'live').length) : messages.plays} subtitle={words.subtitle}
      place={[{ label: messages.place, href: paths.orchestration() }, { label: messages.plays }]}>
      <Sections current="plays" />
      <DataTable<Play> label={messages.plays} columns={columns} rows={current} rowId={(row) => String(row.playId)} rowName={(row) => row.name} hrefOf={hrefOf} empty={words.empty} error={error} onRetry={() => void refetch()} />
    </Page>
  );
}
