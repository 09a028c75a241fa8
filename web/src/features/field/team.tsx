import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, type RowOf } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { Figures } from '../../ui/figures.tsx';
import { formatDay, formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './field.module.css';
import { messages } from './messages.ts';
import { TeamPanel } from './team-panel.tsx';

const words = messages.team;
type Member = RowOf<'/api/field/team'>;

const teamQuery = () => queryOptions({ queryKey: ['field', 'team'], queryFn: ({ signal }) => get('/api/field/team', { signal }) });

const Help = ({ of }: { readonly of: Member }) => <span className={css.chips}>{of.help.map((reason) => <StateChip key={reason} state="due">{words.help[reason](of)}</StateChip>)}</span>;

const columns: readonly Column<Member>[] = [
  { id: 'name', head: words.heads.name, narrow: 'title', cell: (row) => <b>{row.name}</b> },
  { id: 'territory', head: words.heads.territory, narrow: 'hide', cell: (row) => row.territory ?? '–' },
  { id: 'today', head: words.heads.today, end: true, width: 80, narrow: 'hide', cell: (row) => formatNumber(row.today) },
  { id: 'load', head: words.heads.load, narrow: 'note', cell: (row) => words.load(row.booked, row.waiting, row.room) },
  { id: 'tasks', head: words.heads.tasks, end: true, width: 100, narrow: 'hide', cell: (row) => formatNumber(row.openTasks) },
  { id: 'help', head: words.heads.help, narrow: 'end', cell: (row) => <Help of={row} /> },
];

const sum = (rows: readonly Member[], of: (row: Member) => number): number => rows.reduce((total, row) => total + of(row), 0);

function TeamFigures({ rows }: { readonly rows: readonly Member[] }) {
  const item = (id: keyof typeof words.figures, of: (row: Member) => number, comparison?: string) => ({ label: words.figures[id], value: formatNumber(sum(rows, of)), definition: words.definitions[id], ...(comparison ? { comparison } : {}) });
  return (
    <Figures label={words.label} items={[
      item('today', (row) => row.today), item('booked', (row) => row.booked, words.room(sum(rows, (row) => row.room ?? 0))), item('waiting', (row) => row.waiting),
      item('overdue', (row) => row.overdueTasks, words.openTasks(sum(rows, (row) => row.openTasks))), item('unreported', (row) => row.unreported),
    ]} />
  );
}

/** Home of a field manager: who may need help, and what the coming week of each holds. */
export function TeamHome() {
  const today = useNow();
  const [search, , hrefWith] = useUrlState<'panel'>();
  const team = useQuery(teamQuery());
  const rows = team.data?.rows;
  const open = rows?.find((row) => String(row.userId) === search.panel);
  return (
    <Page title={rows ? words.title(rows.filter((row) => row.help.length > 0).length, rows.length) : words.label} subtitle={formatDay(today)} place={[{ label: messages.home }]}>
      {rows && rows.length > 0 && <TeamFigures rows={rows} />}
      <DataTable label={words.label} title={words.label} aside={<Link href={paths.field()}>{words.ownDay}</Link>} columns={columns} rows={rows} rowId={(row) => String(row.userId)} rowName={(row) => row.name}
        panelOf={(row) => hrefWith({ panel: String(row.userId) })} {...(search.panel ? { currentId: search.panel } : {})} empty={words.none} error={team.error} onRetry={() => void team.refetch()} waitingFor={words.waitingFor} foot={words.foot} />
      {open && <TeamPanel key={open.userId} userId={open.userId} name={open.name} roleTitle={open.roleTitle} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
