import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { post } from '../../api/call.ts';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { Figures } from '../../ui/figures.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { idOf, useDeed } from './access.ts';
import css from './administration.module.css';
import { CustomersThere } from './customers-there.tsx';
import { DraftNotice, useDraft } from './draft-notice.tsx';
import { messages } from './messages.ts';
import { alignmentsQuery, forcesQuery, territoriesQuery, TOPIC, type Alignment, type ForceRow, type TerritoryRow } from './territories.ts';
import { DraftForm, ForceForm, TerritoryForm } from './territory-forms.tsx';
import { territoryMessages as words } from './territory-messages.ts';

const { heads } = words;
const REST_MS = 250; // between two letters of quick typing

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(forcesQuery());

const COLUMNS: readonly Column<TerritoryRow>[] = [
  { id: 'name', head: heads.name, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}>{row.name}<span className="t-mono">{row.code}{row.parentName ? ` · ${row.parentName}` : ''}</span></span> },
  { id: 'people', head: heads.people, width: '26%', narrow: 'note', cell: (row) => <>{row.holderName ?? <span className="t-quiet">{row.others > 0 ? words.withoutHolder(row.others) : words.vacant}</span>}{row.holderName && row.others > 0 && <span className="t-quiet"> {words.others(row.others)}</span>}</> },
  { id: 'rules', head: heads.rules, end: true, width: 90, narrow: 'hide', cell: (row) => formatNumber(row.rules) },
  { id: 'excluded', head: heads.excluded, end: true, width: 100, narrow: 'hide', cell: (row) => formatNumber(row.excluded) },
  { id: 'customers', head: heads.customers, end: true, width: 120, narrow: 'end', cell: (row) => formatNumber(row.customers) },
];
const CHANGES: readonly Column<Alignment>[] = [
  { id: 'name', head: heads.change, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}>{row.name}<span>{row.reason}</span></span> },
  { id: 'day', head: heads.day, width: 130, narrow: 'note', cell: (row) => formatDate(row.effectiveOn) },
  { id: 'moved', head: heads.moved, end: true, width: 100, narrow: 'hide', cell: (row) => (row.moved === null ? '' : formatNumber(row.moved)) },
  { id: 'state', head: heads.state, width: 120, narrow: 'end', cell: (row) => <StateChip state={row.state === 'applied' ? 'done' : row.state === 'scheduled' ? 'planned' : 'neutral'}>{words.states_[row.state]}</StateChip> },
];

function figuresOf(force: ForceRow) {
  return [
    { label: words.figures.placed, value: formatNumber(force.placed), href: '?show=in' }, { label: words.figures.unplaced, value: formatNumber(force.unplaced), href: '?show=nobody' },
    { label: words.figures.contested, value: formatNumber(force.contested), href: '?show=contested' }, { label: words.figures.drafts, value: formatNumber(force.drafts) },
  ];
}

function PlaceNow({ salesForceId }: { readonly salesForceId: number }) {
  const place = useDeed([TOPIC], () => post('/api/access/sales-forces/{salesForceId}/align', { path: { salesForceId } }), ({ moved }) => toast(words.placed(moved)));
  return <Button loading={place.isPending} onClick={() => place.mutate(undefined)}>{words.placeNow}</Button>;
}

/** Territories of a sales force, who works them, how many lie in them, and the changes that are prepared and were made. */
export default function TerritoriesPage() {
  const [search, set, hrefWith] = useUrlState<'force' | 'q' | 'cursor' | 'panel' | 'show' | 'page' | 'draft'>();
  const { go } = useNavigation();
  const forces = useQuery(forcesQuery()).data?.rows ?? [];
  const force = forces.find(({ salesForceId }) => salesForceId === idOf(search.force)) ?? forces[0];
  const list = useQuery({ ...territoriesQuery({ ...search, force: force ? String(force.salesForceId) : undefined } as Record<string, string>), enabled: force !== undefined });
  const changes = useQuery({ ...alignmentsQuery(force?.salesForceId), enabled: force !== undefined });
  const settle = useDebouncedCallback((q: string) => set({ q: q || undefined, cursor: undefined }, 'replace'), REST_MS);
  const show = (['nobody', 'contested', 'in'] as const).find((one) => one === search.show);
  const { named: draft } = useDraft(idOf(search.draft));
  const closed = hrefWith({ panel: undefined });
  return (
    <Page title={force ? words.title(force.name, force.territories) : words.none} subtitle={force ? words.subtitle(force.alignedOn, force.products) : words.emptyForces} place={[{ label: messages.place, href: paths.administration() }, { label: messages.tabs.territories }]}
      actions={<>{force && <PlaceNow salesForceId={force.salesForceId} />}<Button leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} onClick={() => go(hrefWith({ panel: force ? 'new' : 'force' }))}>{force ? words.add : words.addForce}</Button>{force && <Button variant="filled" onClick={() => go(hrefWith({ panel: 'draft' }))}>{words.prepare}</Button>}</>}>
      <AdministrationTabs at="territories" />
      {draft && <DraftNotice named={draft} says={words.chooseInDraft} hrefWithout={hrefWith({ draft: undefined })} />}
      {force && <Figures items={figuresOf(force)} label={force.name} />}
      {show && force && <CustomersThere title={words.customersTitle} query={{ salesForceId: force.salesForceId, show, cursor: search.page }} hrefOfPage={(page) => hrefWith({ page })}
        filters={<FilterChips label={words.show} options={(['in', 'nobody', 'contested'] as const).map((value) => ({ value, label: words.showCustomers[value] }))} value={show} onChange={(next) => set({ show: next, page: undefined }, 'replace')} />} />}
      <DataTable label={words.list} title={words.list} tall columns={COLUMNS} rows={force ? list.data?.rows : []} rowId={(row) => String(row.territoryId)} rowName={(row) => row.name} hrefOf={(row) => paths.territory({ territoryId: String(row.territoryId) }, { draft: search.draft })} error={list.error ?? undefined} onRetry={() => void list.refetch()}
        aside={force && <ExportMenu list="/access/territories" filters={{ salesForceId: String(force.salesForceId), q: search.q }} />}
        filters={<div className={css.filters}>{forces.length > 1 && <Select label={words.force} allowDeselect={false} data={forces.map((one) => ({ value: String(one.salesForceId), label: one.name }))} value={force ? String(force.salesForceId) : null} onChange={(next) => set({ force: next ?? undefined, cursor: undefined }, 'replace')} />}<TextInput className={css.wide} type="search" label={words.find} placeholder={words.findHint} defaultValue={search.q ?? ''} onChange={(event) => settle(event.currentTarget.value.trim())} /></div>}
        empty={search.q ? <>{words.emptyFound} <Link href={hrefWith({ q: undefined })}>{words.showAll}</Link></> : force ? words.empty : words.emptyForces}
        nextHref={list.data?.nextCursor ? hrefWith({ cursor: list.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
      {force && <DataTable label={words.changes} title={words.changes} tall columns={CHANGES} rows={changes.data?.rows} rowId={(row) => String(row.alignmentId)} rowName={(row) => row.name} hrefOf={(row) => paths.realignment({ alignmentId: String(row.alignmentId) })} empty={words.noChanges} error={changes.error ?? undefined} onRetry={() => void changes.refetch()} />}
      {search.panel === 'draft' && force && <DraftForm salesForceId={force.salesForceId} closeTo={closed} />}
      {search.panel === 'new' && force && <TerritoryForm salesForceId={force.salesForceId} closeTo={closed} />}
      {search.panel === 'force' && <ForceForm closeTo={closed} />}
    </Page>
  );
}
