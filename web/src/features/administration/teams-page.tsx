import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatNumber } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { idOf, marketName, teamQuery, teamsQuery, type TeamRow } from './access.ts';
import css from './administration.module.css';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { messages } from './messages.ts';
import { TeamPanel } from './team-panel.tsx';

const words = messages.teams;
const { heads } = words;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(teamsQuery());

const COLUMNS: readonly Column<TeamRow>[] = [
  { id: 'name', head: heads.name, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}>{row.name}</span> },
  { id: 'lead', head: heads.lead, width: '24%', narrow: 'note', cell: (row) => row.leadName ?? <span className="t-quiet">{words.noLead}</span> },
  { id: 'function', head: heads.function, width: 150, narrow: 'hide', cell: (row) => messages.functions[row.function] ?? row.function },
  { id: 'market', head: heads.market, width: 150, narrow: 'hide', cell: (row) => marketName(row.market) },
  { id: 'members', head: heads.members, end: true, width: 110, narrow: 'end', cell: (row) => (row.state === 'ended' ? <StateChip state="refused">{words.ended}</StateChip> : formatNumber(row.members)) },
];

/** Teams: named, led, in a function and a market. */
export default function TeamsPage() {
  const [search, , hrefWith] = useUrlState<'panel'>();
  const { go } = useNavigation();
  const teams = useQuery(teamsQuery());
  const teamId = idOf(search.panel);
  const team = useQuery(teamQuery(teamId));
  const closed = hrefWith({ panel: undefined });
  const openOf = (made: number) => hrefWith({ panel: String(made) });
  return (
    <Page title={words.title(teams.data?.rows.filter(({ state }) => state === 'active').length)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.administration() }, { label: messages.tabs.teams }]}
      actions={<Button variant="filled" leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} onClick={() => go(hrefWith({ panel: 'new' }))}>{words.add}</Button>}>
      <AdministrationTabs at="teams" />
      <DataTable label={words.list} columns={COLUMNS} rows={teams.data?.rows} rowId={(row) => String(row.teamId)} rowName={(row) => row.name} panelOf={(row) => hrefWith({ panel: String(row.teamId) })} {...(search.panel ? { currentId: search.panel } : {})}
        isHatched={(row) => row.state === 'ended'} error={teams.error ?? undefined} onRetry={() => void teams.refetch()} empty={words.empty} />
      {search.panel === 'new' && <TeamPanel closeTo={closed} openOf={openOf} />}
      {team.data && teamId === team.data.teamId && <TeamPanel key={`${team.data.teamId}.${team.data.version}`} team={team.data} closeTo={closed} openOf={openOf} />}
    </Page>
  );
}
