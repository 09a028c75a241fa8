import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { Figures, type FigureItem } from '../../ui/figures.tsx';
import { formatDate, formatDay, formatNumber, formatShort } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Columns, Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ChoiceTools } from './choice-tools.tsx';
import { homeQuery, inboxQuery, positionsQuery, type Figure, type Plan, type Product, type Shown } from './market-access.ts';
import { messages } from './messages.ts';
import { PositionsTable } from './positions-table.tsx';
import { RecordButton } from './record-button.tsx';
import { RecordPanels } from './record-panels.tsx';
import { useChoice, type Choice } from './use-choice.ts';
import { WhatChanged } from './what-changed.tsx';
import { YourWork } from './your-work.tsx';

const MEMBERS: Readonly<Record<Figure['code'], Shown>> = { lives_at_tier2: 'tier2', plans_at_tier2: 'tier2', restricted_plans: 'restricted', upcoming: 'upcoming' };

function comparisonOf(figure: Figure): string | undefined {
  if (figure.before) return messages.was(formatNumber(figure.before.value), formatDate(figure.before.on, 'short'));
  if (figure.code === 'lives_at_tier2' && figure.of !== null) return messages.ofLives(formatShort(figure.of));
  return figure.code === 'upcoming' ? messages.recordedAhead : undefined;
}

const figureItem = (figure: Figure, { product, mine }: { product: Product; mine: boolean }): FigureItem => ({
  label: messages.figures[figure.code](product.name),
  value: figure.code === 'lives_at_tier2' ? formatShort(figure.value) : figure.of === null ? formatNumber(figure.value) : messages.ofAll(formatNumber(figure.value), formatNumber(figure.of)),
  comparison: comparisonOf(figure), definition: figure.definition, href: paths.marketAccess({ product: product.code, mine, show: MEMBERS[figure.code] }),
});

const SHOWN_PLANS = 7; // the rest is one click away

/** What is to change first, then what changed last, then the largest. */
function mostTelling(plans: readonly Plan[]): readonly Plan[] {
  const changedOn = (plan: Plan): string => plan.next?.effectiveFrom ?? (plan.change && plan.change !== 'baseline' ? plan.since ?? '' : '');
  return plans.toSorted((a, b) => changedOn(b).localeCompare(changedOn(a)) || b.coveredLives - a.coveredLives).slice(0, SHOWN_PLANS);
}

/** Home of market access: what changed at my accounts, where the product stands, and the form that records a win. */
export default function MarketAccessHome() {
  const { choice, set, hrefWith } = useChoice({ mine: true });
  if (!choice.product) return <Page title={messages.homeTitleWaiting} place={[{ label: messages.home }]} />;
  return <HomeOf product={choice.product} choice={choice} set={set} recordHref={hrefWith({ panel: 'record' })} />;
}

type HomeOfProps = { readonly product: Product; readonly choice: Choice; readonly set: ReturnType<typeof useChoice>['set']; readonly recordHref: string };

function HomeOf({ product, choice, set, recordHref }: HomeOfProps) {
  const home = useQuery(homeQuery(product.productId, choice.mine));
  const positions = useQuery(positionsQuery({ productId: product.productId, mine: choice.mine }));
  const inbox = useQuery(inboxQuery());
  const needs = inbox.data ? inbox.data.buckets.now.length + inbox.data.buckets.today.length : undefined;
  const day = formatDay(useNow());
  return (
    <Page title={home.data ? messages.homeTitle(home.data.changed.length, formatDate(home.data.since.slice(0, 10), 'short')) : messages.homeTitleWaiting}
      subtitle={needs === undefined ? day : messages.needsYou(day, needs)} place={[{ label: messages.home }]} actions={<RecordButton href={recordHref} />}>
      {home.isError && <Problem error={home.error} onRetry={() => void home.refetch()} />}
      {home.data && <Figures label={product.name} items={home.data.figures.map((figure) => figureItem(figure, { product, mine: choice.mine }))} />}
      <PositionsTable plans={positions.data && mostTelling(positions.data.rows)} error={positions.error} onRetry={() => void positions.refetch()} filters={<ChoiceTools choice={choice} set={set} />} empty={choice.mine ? messages.emptyAccounts : messages.emptyPositions}
        foot={positions.data && positions.data.rows.length > SHOWN_PLANS && <Link href={paths.marketAccess({ product: product.code, mine: choice.mine })}>{messages.allPlans(positions.data.rows.length)}</Link>} />
      <Columns widths="1fr 1fr">
        <WhatChanged home={home.data} productName={product.name} />
        <YourWork />
      </Columns>
      <RecordPanels product={product} products={choice.products} />
    </Page>
  );
}
