import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { ContentTabs } from './content-tabs.tsx';
import { reviewsQuery } from './content.ts';
import { messages } from './messages.ts';
import { ReviewLists } from './review-lists.tsx';

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(reviewsQuery());

/** Review: what waits for a signature. */
export default function ReviewsPage() {
  const due = useQuery(reviewsQuery()).data?.due;
  return (
    <Page title={due ? messages.reviews.title(due.length) : messages.tabs.review} subtitle={messages.reviews.subtitle} place={[{ label: messages.place, href: paths.content() }, { label: messages.tabs.review }]}>
      <ContentTabs at="review" />
      <ReviewLists />
    </Page>
  );
}
