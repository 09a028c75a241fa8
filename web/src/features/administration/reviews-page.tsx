import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate, formatNumber } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { reviewsQuery, type Review } from './access.ts';
import css from './administration.module.css';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { messages } from './messages.ts';
import { ReviewForm } from './review-form.tsx';

const words = messages.reviews;
const { heads } = words;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(reviewsQuery());

const COLUMNS: readonly Column<Review>[] = [
  { id: 'name', head: heads.name, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}>{row.name}</span> },
  { id: 'due', head: heads.due, width: 150, narrow: 'note', cell: (row) => formatDate(row.dueOn) },
  { id: 'progress', head: heads.progress, end: true, width: 150, narrow: 'note', cell: (row) => words.of(row.decided, row.lines) },
  { id: 'waiting', head: heads.waiting, end: true, width: 130, narrow: 'hide', cell: (row) => formatNumber(row.waiting) },
  { id: 'state', head: heads.state, width: 120, narrow: 'end', cell: (row) => <StateChip state={row.state === 'open' ? 'due' : 'done'}>{words.states[row.state]}</StateChip> },
];

/** Reviews of access: those in which the reader has lines, for administrators all. */
export default function ReviewsPage() {
  const [search, , hrefWith] = useUrlState<'panel'>();
  const { go } = useNavigation();
  const mayOpen = useMay('access:review_open');
  const reviews = useQuery(reviewsQuery());
  return (
    <Page title={words.title(reviews.data?.rows.filter(({ state }) => state === 'open').length ?? 0)} subtitle={words.subtitle} place={[{ label: messages.place }, { label: messages.tabs.reviews }]}
      actions={<><Button variant="filled" leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} aria-disabled={!mayOpen || undefined} data-disabled={!mayOpen || undefined} onClick={() => { if (mayOpen) go(hrefWith({ panel: 'new' })); }}>{words.open}</Button>{!mayOpen && <span className="t-quiet">{words.mayNotOpen}</span>}</>}>
      <AdministrationTabs at="reviews" />
      <DataTable label={words.list} columns={COLUMNS} rows={reviews.data?.rows} rowId={(row) => String(row.reviewId)} rowName={(row) => row.name} hrefOf={(row) => paths.accessReview({ reviewId: String(row.reviewId) }, row.mineOpen > 0 ? { show: 'mine' } : {})}
        error={reviews.error ?? undefined} onRetry={() => void reviews.refetch()} empty={mayOpen ? words.empty : words.emptyMine} />
      {search.panel === 'new' && mayOpen && <ReviewForm closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
