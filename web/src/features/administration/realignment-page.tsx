import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { ExportMenu } from '../../ui/export-menu.tsx';
import { Figures } from '../../ui/figures.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { idOf } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';
import { alignmentQuery, MOVES, movesQuery, previewQuery, TOPIC, type Alignment, type Move, type Preview } from './territories.ts';
import { ImportLines } from './import-lines.tsx';
import { territoryMessages as words } from './territory-messages.ts';

const { heads } = words;
const PEOPLE_SHOWN = 200; // rows a screen holds; the file has all

export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(alignmentQuery(Number(params['alignmentId'])));

type Person = Preview['people'][number];
const signed = (count: number, sign: '+' | '−') => (count === 0 ? '' : `${sign}${formatNumber(count)}`);
const PEOPLE: readonly Column<Person>[] = [
  { id: 'name', head: heads.person, narrow: 'title', cell: (row) => <b>{row.name}</b> },
  { id: 'gains', head: heads.gains, end: true, width: 90, narrow: 'note', cell: (row) => signed(row.gains, '+') },
  { id: 'losses', head: heads.losses, end: true, width: 90, narrow: 'end', cell: (row) => signed(row.losses, '−') },
  { id: 'after', head: heads.after, end: true, width: 150, narrow: 'hide', cell: (row) => `${formatNumber(row.customers)} → ${formatNumber(row.customers + row.gains - row.losses)}` },
  { id: 'visits', head: heads.visits, end: true, width: 120, narrow: 'hide', cell: (row) => `${formatNumber(row.visits)} → ${formatNumber(row.visits - row.visitsOut + row.visitsIn)}` },
  { id: 'tasks', head: heads.tasks, end: true, width: 120, narrow: 'hide', cell: (row) => `${formatNumber(row.tasks)} → ${formatNumber(row.tasks - row.tasksOut + row.tasksIn)}` },
];
const WRITTEN = 3; // columns that are written down when a change is applied: who, gains, losses; which customer, from, to
const hand = (territory: string | null, name: string | null) => <span className={css.two}>{territory ?? '–'}<span>{name ?? words.vacant}</span></span>;
const MOVED: readonly Column<Move>[] = [
  { id: 'name', head: heads.customer, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}><CustomerLink plain of={row.customerId} className={css.party}>{row.name}</CustomerLink><span>{[row.specialtyName, row.city].filter(Boolean).join(', ')}</span></span> },
  { id: 'from', head: heads.from, width: '24%', narrow: 'note', cell: (row) => hand(row.fromTerritory, row.fromName) },
  { id: 'to', head: heads.to, width: '24%', narrow: 'end', cell: (row) => hand(row.toTerritory, row.toName) },
  { id: 'why', head: heads.why, width: '18%', narrow: 'hide', cell: (row) => (row.tiedWith.length > 0 ? words.tied(row.tiedWith) : row.how ? words.how[row.how] : '') },
];

type Difference = { readonly userId: number; readonly name: string | null; readonly gainsSeen: number; readonly gains: number; readonly lossesSeen: number; readonly losses: number };
const differencesOf = (error: unknown): readonly Difference[] | undefined => (error instanceof ProblemError && error.code === 'access.world_changed' ? (error as unknown as { readonly details?: { readonly differences?: readonly Difference[] } }).details?.differences ?? [] : undefined);

/** Commits what the preview on the page shows; where it is something else by now, the page says who differs and shows the new one. */
function Commit({ alignment, preview, onClose }: { readonly alignment: Alignment; readonly preview: Preview; readonly onClose: () => void }) {
  const client = useQueryClient();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  const [differing, setDiffering] = useState<readonly Difference[] | undefined>();
  const save = async (reason: string) => {
    try {
      return await post('/api/access/alignments/{alignmentId}/commit', { path: { alignmentId: alignment.alignmentId }, body: { version: preview.version, reason, seen: { digest: preview.digest, people: preview.people.map(({ userId, gains, losses }) => ({ userId, gains, losses })) } } });
    } catch (error) {
      setDiffering(differencesOf(error));
      void client.invalidateQueries({ queryKey: [TOPIC] });
      throw error;
    }
  };
  return (
    <ReasonDialog topic={TOPIC} onClose={onClose} save={save}
      words={{ title: words.commitTitle(alignment.name), lead: words.commitLead(alignment.effectiveOn, preview.on <= today), reason: words.reason, save: words.commit, done: (result) => words.committed(result.state, result.moved, result.effectiveOn) }}>
      {differing && <Notice title={words.changed}><ul className={css.plain}>{differing.slice(0, 10).map((one) => <li key={one.userId}>{words.differs(one.name ?? String(one.userId), one)}</li>)}</ul></Notice>}
    </ReasonDialog>
  );
}

const goOnHref = ({ salesForceId, alignmentId }: Alignment): string => paths.salesTerritories({ force: salesForceId, draft: alignmentId });

function Deeds({ alignment, preview }: { readonly alignment: Alignment; readonly preview: Preview | undefined }) {
  const { go } = useNavigation();
  const [asking, setAsking] = useState<'commit' | 'withdraw' | 'undo' | null>(null);
  const path = { alignmentId: alignment.alignmentId };
  const close = () => setAsking(null);
  const draft = alignment.state === 'draft';
  return (
    <>
      {alignment.state === 'applied' && alignment.undoneById === null && <Button onClick={() => setAsking('undo')}>{words.undo}</Button>}
      {(draft || alignment.state === 'scheduled') && <Button variant="subtle" onClick={() => setAsking('withdraw')}>{draft ? words.discard : words.withdraw}</Button>}
      {draft && <Button onClick={() => go(goOnHref(alignment))}>{words.goOn}</Button>}
      {draft && <Button variant="filled" disabled={!preview} onClick={() => setAsking('commit')}>{words.commit}</Button>}
      {asking === 'commit' && preview && <Commit alignment={alignment} preview={preview} onClose={close} />}
      {asking === 'withdraw' && <ReasonDialog topic={TOPIC} onClose={close} words={{ title: draft ? words.discard : words.withdraw, lead: words.withdrawLead, reason: words.reason, save: draft ? words.discard : words.withdraw, done: words.withdrawn }}
        save={async (reason) => { await post('/api/access/alignments/{alignmentId}/withdraw', { path, body: { reason } }); go(paths.salesTerritories()); }} />}
      {asking === 'undo' && <ReasonDialog topic={TOPIC} onClose={close} words={{ title: words.undo, lead: words.undoLead, reason: words.reason, save: words.undo, done: words.undone }}
        save={async (reason) => { const made = await post('/api/access/alignments/{alignmentId}/undo', { path, body: { reason } }); go(paths.realignment({ alignmentId: String(made.alignmentId) })); }} />}
    </>
  );
}

/** What the draft brings and ends, each leading to its territory in the draft. */
function Contents({ alignment }: { readonly alignment: Alignment }) {
  const { alignmentId, exceptions } = alignment;
  const draft = alignment.state === 'draft';
  const lines = useQuery(alignmentQuery(alignmentId)).data?.lines ?? [];
  return (
    <Sheet title={words.contents}>
      {lines.length === 0 && exceptions === 0 && <p>{draft ? <>{words.noContents} <Link href={goOnHref(alignment)}>{words.goOn}</Link></> : words.nothingIn}</p>}
      <ul className={css.plain}>
        {lines.slice(0, PEOPLE_SHOWN).map((line) => <li key={`${line.what}${line.id}`}><Link href={paths.territory({ territoryId: String(line.territoryId) }, { draft: draft ? alignmentId : undefined })}>{line.territoryName}</Link>: {line.what === 'rule' ? words.ruleLine[line.change] : words.personLine[line.change](line.userName ?? '', (words.parts_ as Readonly<Record<string, string>>)[line.role ?? ''] ?? '')}</li>)}
        {exceptions > 0 && <li>{words.exceptionsCount(exceptions)}</li>}
      </ul>
    </Sheet>
  );
}

function figuresOf({ counts }: Preview) {
  const ids = ['changed', 'hands', 'left', 'fresh', 'contested'] as const;
  const shows: Partial<Record<(typeof ids)[number], string>> = { changed: '?show=all', left: '?show=left', contested: '?show=contested' };
  return ids.map((id) => ({ label: words.counts[id], value: formatNumber(counts[id]), ...(shows[id] ? { href: shows[id] } : {}) }));
}

function Moves({ alignmentId, preview }: { readonly alignmentId: number; readonly preview: Preview | undefined }) {
  const [search, set, hrefWith] = useUrlState<'show' | 'person' | 'cursor'>();
  const userId = idOf(search.person);
  const kinds = userId === undefined ? MOVES : ['gains', 'losses'] as const;
  const show = kinds.find((one) => one === search.show) ?? kinds[0] ?? 'all';
  const moves = useQuery(movesQuery({ alignmentId, show, userId, cursor: search.cursor }));
  return (
    <DataTable label={words.moves} title={userId === undefined ? words.moves : words.movesOf(preview?.people.find((one) => one.userId === userId)?.name ?? '')} tall columns={preview?.recorded ? MOVED.slice(0, WRITTEN) : MOVED} rows={moves.data?.rows} rowId={(row) => String(row.customerId)} rowName={(row) => row.name} waitingFor={words.reckoning} error={moves.error ?? undefined} onRetry={() => void moves.refetch()}
      aside={<ExportMenu list="/access/alignment-moves" filters={{ alignmentId: String(alignmentId), show, userId: userId?.toString() }} />}
      filters={<>{userId !== undefined && <Link href={hrefWith({ show: undefined, person: undefined, cursor: undefined })}>{words.showAll}</Link>}<FilterChips label={words.show} options={kinds.map((value) => ({ value, label: words.moveFilters[value] }))} value={show} onChange={(next) => set({ show: next, cursor: undefined }, 'replace')} /></>}
      empty={<>{words.noMoves} {(search.show || search.person) && <Link href={hrefWith({ show: undefined, person: undefined, cursor: undefined })}>{words.showAll}</Link>}</>}
      nextHref={moves.data?.nextCursor ? hrefWith({ cursor: moves.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
  );
}

/** One change of territories: what it would do or did, person by person, and its commit. */
export default function RealignmentPage() {
  const alignmentId = Number(useParam('alignmentId'));
  const [search, , hrefWith] = useUrlState<'person'>();
  const alignment = useQuery(alignmentQuery(alignmentId)).data;
  const preview = useQuery({ ...previewQuery(alignmentId), enabled: alignment !== undefined && alignment.state !== 'discarded' });
  if (!alignment) return null;
  const found = preview.data;
  return (
    <Page title={words.alignmentTitle(alignment.name, found?.counts.hands, found?.recorded ?? false)} subtitle={<>{words.alignmentSubtitle(words.states_[alignment.state] ?? alignment.state, alignment.effectiveOn, alignment.createdByName)} {alignment.reason}</>} place={[{ label: messages.place, href: paths.administration() }, { label: messages.tabs.territories, href: paths.salesTerritories() }, { label: alignment.name }]}
      actions={<Deeds alignment={alignment} preview={found} />}>
      <AdministrationTabs at="territories" />
      {alignment.undoneById !== null && <Notice title={words.undoneBy}><Link href={paths.realignment({ alignmentId: String(alignment.undoneById) })}>{words.seePreview}</Link></Notice>}
      {preview.error && <Problem error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && alignment.state !== 'discarded' && <Skeleton lines={4} what={words.reckoning} />}
      {found && <Figures items={figuresOf(found)} label={alignment.name} />}
      {found && <DataTable label={words.who} title={words.who} aside={found.recorded ? undefined : words.whoNote(found.visits, found.tasks)} columns={found.recorded ? PEOPLE.slice(0, WRITTEN) : PEOPLE} rows={found.people.slice(0, PEOPLE_SHOWN)} rowId={(row) => String(row.userId)} rowName={(row) => row.name} hrefOf={(row) => hrefWith({ person: String(row.userId), show: row.gains > 0 ? 'gains' : 'losses', cursor: undefined } as { person: string })} {...(search.person ? { currentId: search.person } : {})} empty={words.nobodyMoves} />}
      <Contents alignment={alignment} />
      {alignment.state === 'draft' && <ImportLines alignmentId={alignmentId} />}
      {alignment.state !== 'discarded' && <Moves alignmentId={alignmentId} preview={found} />}
    </Page>
  );
}
