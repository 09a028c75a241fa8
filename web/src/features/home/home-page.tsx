import { Suspense } from 'react';
import { usePerson } from '../../app/session.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { formatDay } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { PageSkeleton } from '../../ui/skeleton.tsx';
import { messages } from './messages.ts';
import { HOMES } from './registry.ts';

/** Home: the page of the reader's role. */
export default function HomePage() {
  const person = usePerson();
  const today = useNow();
  const Home = person ? HOMES[person.role.replaceAll('_', '-')] : undefined;
  if (Home) return <Suspense fallback={<PageSkeleton />}><Home /></Suspense>;
  return (
    <Page title={formatDay(today)} subtitle={person?.roleTitle} place={[{ label: messages.place }]}>
      <Sheet flush><Empty>{messages.empty}</Empty></Sheet>
    </Page>
  );
}
