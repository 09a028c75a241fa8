import { useQueries, useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatDay } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Empty } from '../../ui/empty.tsx';
import { CascadesTable } from './cascades-table.tsx';
import { cascadeQuery, cascadesQuery } from './cascades.ts';
import { HomeFigures } from './home-figures.tsx';
import { messages } from './messages.ts';
import { ProposedCard } from './proposed-card.tsx';
import { WhatChanged } from './what-changed.tsx';

const words = messages.marketing;
const MOST = 7; // more than a page can ask at once
const RECENT = 10;

/** Marketing's page: what waits for an approval, with counts and reasons; what runs; what changed. */
export default function MarketingHome() {
  const waiting = useQuery(cascadesQuery({ state: 'proposed', limit: MOST }));
  const recent = useQuery(cascadesQuery({ limit: RECENT }));
  const shown = waiting.data?.rows ?? [];
  const details = useQueries({ queries: shown.map((row) => cascadeQuery(row.cascadeId)) });
  const day = formatDay(useNow());
  return (
    <Page title={waiting.data ? words.title(shown.map((row) => row.name)) : day} subtitle={waiting.data && words.subtitle(day, shown.reduce((sum, row) => sum + row.audience, 0))} place={[{ label: messages.home }]}>
      <section aria-label={words.needsYou} style={{ display: 'contents' }}>
        {waiting.error ? <Problem error={waiting.error} onRetry={() => void waiting.refetch()} />
          : !waiting.data ? <Sheet><Skeleton lines={5} what={messages.list.waiting} /></Sheet>
            : shown.length === 0 ? <Sheet title={words.needsYou} flush><Empty>{words.nothing}</Empty></Sheet>
              : details.map(({ data, error, refetch }, i) => (data ? <ProposedCard key={data.cascadeId} cascade={data} first={i === 0} />
                : <Sheet key={shown[i]?.cascadeId}>{error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={5} what={words.counting(shown[i]?.audience ?? 0)} />}</Sheet>))}
      </section>
      <HomeFigures waiting={shown.length} recent={recent.data?.rows ?? []} />
      <CascadesTable title={words.cascades} rows={recent.data?.rows} error={recent.error} onRetry={() => void recent.refetch()} empty={messages.list.empty} moreHref={recent.data?.nextCursor ? paths.cascades() : undefined} />
      <WhatChanged />
    </Page>
  );
}
