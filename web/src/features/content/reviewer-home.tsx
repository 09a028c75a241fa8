import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { usePerson } from '../../app/session.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { Figures } from '../../ui/figures.tsx';
import { formatDay, formatNumber } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { reviewsQuery } from './content.ts';
import { messages } from './messages.ts';
import { ReviewLists } from './review-lists.tsx';

const words = messages.reviews;

/** Home of a content reviewer: what is due today. */
export default function ReviewerHome() {
  const person = usePerson();
  const reviews = useQuery(reviewsQuery()).data;
  const day = formatDay(useNow());
  return (
    <Page title={reviews ? words.title(reviews.due.length) : day} subtitle={person ? `${person.name}, ${day}` : undefined} place={[{ label: 'Home' }]}>
      {reviews && <Figures items={(['due', 'expiring', 'recalled'] as const).map((name) => ({ label: words.figures[name], value: formatNumber(reviews[name].length), href: paths.reviews() }))} />}
      <ReviewLists />
    </Page>
  );
}
