import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Figures } from '../../ui/figures.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { linesQuery, reviewQuery, SHOWN, useDeed, type Review } from './access.ts';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { LinesTable } from './lines-table.tsx';
import { messages } from './messages.ts';

const words = messages.reviews;

export const loader = ({ params, search, queryClient }: LoadArguments) => {
  const reviewId = Number(params['reviewId']);
  return Promise.all([queryClient.ensureQueryData(reviewQuery(reviewId)), queryClient.prefetchQuery(linesQuery(reviewId, search))]);
};

/** Closing for good, or why it cannot be closed yet. */
function Closing({ review }: { readonly review: Review }) {
  const [asking, setAsking] = useState(false);
  const close = useDeed(['access.review'], () => post('/api/access/reviews/{reviewId}/close', { path: { reviewId: review.reviewId } }), () => {
    toast(words.closed);
    setAsking(false);
  });
  const undecided = review.lines - review.decided;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{words.close}</Button>
      {asking && (
        <Dialog title={words.closeTitle} onClose={() => setAsking(false)} foot={<><Button variant="filled" loading={close.isPending} onClick={() => close.mutate(undefined)}>{words.close}</Button><Button variant="subtle" onClick={() => setAsking(false)}>{messages.cancel}</Button></>}>
          <p>{words.closeLead(undecided)}</p>
          {close.isError && <Problem error={close.error} title={words.closeRefused(undecided, review.waiting)} />}
        </Dialog>
      )}
    </>
  );
}

function figuresOf(review: Review) {
  const figure = (id: keyof typeof words.figures, count: number, href?: string) => ({ label: words.figures[id], value: formatNumber(count), ...(href ? { href } : {}) });
  return [
    { label: words.figures.decided, value: words.of(review.decided, review.lines), href: '?show=undecided' }, figure('kept', review.kept), figure('changed', review.changed), figure('ended', review.ended), figure('waiting', review.waiting, '?show=waiting'),
  ];
}

/** One review: its progress, its lines, and its end. */
export default function ReviewPage() {
  const reviewId = Number(useParam('reviewId'));
  const [search, set, hrefWith] = useUrlState<'show' | 'cursor' | 'panel'>();
  const { data: review } = useQuery(reviewQuery(reviewId));
  const lines = useQuery(linesQuery(reviewId, search));
  const administers = useMay('access:review_open');
  const show = SHOWN.find((one) => one === search.show) ?? 'all';
  if (!review) return null;
  const open = review.state === 'open';
  return (
    <Page title={words.reviewTitle(review.name, administers ? review.lines - review.decided : review.mineOpen, review.state)} subtitle={open ? words.reviewSubtitle(review.dueOn, review.openedByName) : words.closedSubtitle(review.closedAt ?? '', review.closedByName ?? '')}
      place={[{ label: messages.place }, { label: messages.tabs.reviews, href: paths.accessReviews() }, { label: review.name }]}
      actions={<>{administers && open && <Closing review={review} />}{administers && <Button component="a" href={`/api/access/reviews/${reviewId}/export`} download leftSection={<IconDownload size={16} stroke={1.6} aria-hidden="true" />}>{words.csv}</Button>}<Button leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden="true" />} onClick={() => window.print()}>{words.print}</Button></>}>
      <AdministrationTabs at="reviews" />
      <Figures items={figuresOf(review)} label={review.name} />
      <LinesTable review={review} rows={lines.data?.rows} error={lines.error} onRetry={() => void lines.refetch()} administers={administers} panel={search.panel} hrefOfPanel={(panel) => hrefWith({ panel })}
        filters={<FilterChips label={words.show} options={SHOWN.map((value) => ({ value, label: words.filters[value] }))} value={show} onChange={(next) => set({ show: next === 'all' ? undefined : next, cursor: undefined, panel: undefined }, 'replace')} />}
        empty={<>{words.noLines} {show !== 'all' && <Link href={hrefWith({ show: undefined, cursor: undefined })}>{words.showAll}</Link>}</>}
        nextHref={lines.data?.nextCursor ? hrefWith({ cursor: lines.data.nextCursor, panel: undefined }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined, panel: undefined }) : undefined} />
    </Page>
  );
}
