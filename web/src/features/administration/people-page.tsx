import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { countsQuery, idOf, peopleQuery, type PeopleSearch, type PersonRow } from './access.ts';
import css from './administration.module.css';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { messages } from './messages.ts';
import { PeopleFilters } from './people-filters.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonPanel } from './person-panel.tsx';

const words = messages.people;
const { heads } = words;

export const loader = ({ search, queryClient }: LoadArguments) => Promise.all([queryClient.ensureQueryData(peopleQuery(search)), queryClient.prefetchQuery(countsQuery())]);

const COLUMNS: readonly Column<PersonRow>[] = [
  { id: 'name', head: heads.name, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}>{row.name}<span>{row.state === 'inactive' ? `${words.inactive} · ${row.roleTitle}` : row.roleTitle}</span></span> },
  { id: 'role', head: heads.role, width: 128, narrow: 'note', cell: (row) => messages.roles[row.role] },
  { id: 'function', head: heads.function, width: 124, narrow: 'hide', cell: (row) => messages.functions[row.function] },
  { id: 'teams', head: heads.teams, width: '14%', narrow: 'hide', cell: (row) => row.teams.join(', ') },
  { id: 'manager', head: heads.manager, width: '16%', narrow: 'hide', cell: (row) => row.managerName ?? '' },
  { id: 'seen', head: heads.seen, width: 120, narrow: 'end', cell: (row) => (row.lastSignInAt ? <time dateTime={row.lastSignInAt} title={formatInstant(row.lastSignInAt)}>{formatWhen(row.lastSignInAt)}</time> : <span className="t-quiet">{words.never}</span>) },
];

/** Who works here: everybody by name, and one person beside the list. */
export default function PeoplePage() {
  const [search, set, hrefWith] = useUrlState<keyof PeopleSearch>();
  const { go } = useNavigation();
  const people = useQuery(peopleQuery(search));
  const counts = useQuery(countsQuery()).data;
  const closed = hrefWith({ panel: undefined, edit: undefined });
  const userId = idOf(search.panel);
  return (
    <Page title={words.title(counts?.active)} subtitle={counts && words.subtitle(counts.inactive, counts.administrators)} place={[{ label: messages.place }, { label: messages.tabs.people }]}
      actions={<Button variant="filled" leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} onClick={() => go(hrefWith({ panel: 'new', edit: undefined }))}>{words.add}</Button>}>
      <AdministrationTabs at="people" />
      <DataTable label={words.list} columns={COLUMNS} tall rows={people.data?.rows} rowId={(row) => String(row.userId)} rowName={(row) => row.name} waitingFor={words.waiting} error={people.error ?? undefined} onRetry={() => void people.refetch()}
        filters={<PeopleFilters search={search} onChange={(patch) => set({ ...patch, cursor: undefined, panel: undefined, edit: undefined }, 'replace')} />} isHatched={(row) => row.state === 'inactive'}
        panelOf={(row) => hrefWith({ panel: String(row.userId), edit: undefined })} {...(search.panel ? { currentId: search.panel } : {})}
        empty={<>{words.empty} <Link href={hrefWith({ q: undefined, role: undefined, function: undefined, team: undefined, state: 'all', cursor: undefined })}>{words.clear}</Link></>}
        nextHref={people.data?.nextCursor ? hrefWith({ cursor: people.data.nextCursor, panel: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, panel: undefined }) : undefined} />
      {search.panel === 'new' && <PersonForm closeTo={closed} openOf={(added) => hrefWith({ panel: String(added), edit: undefined })} />}
      {userId !== undefined && <PersonPanel key={userId} userId={userId} editing={search.edit === '1'} closeTo={closed} hrefOf={(edit) => hrefWith({ panel: String(userId), edit: edit ? '1' : undefined })} />}
    </Page>
  );
}
