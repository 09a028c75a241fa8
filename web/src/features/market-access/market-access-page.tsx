import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { AccessTabs } from './access-tabs.tsx';
import { ChoiceTools } from './choice-tools.tsx';
import { isAtTier2, positionsQuery, productsQuery, type Plan } from './market-access.ts';
import { messages } from './messages.ts';
import { PositionsTable } from './positions-table.tsx';
import { publishedWords } from './published-messages.ts';
import { RecordButton } from './record-button.tsx';
import { RecordPanels } from './record-panels.tsx';
import { useChoice, type Choice } from './use-choice.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(productsQuery());

/** Where the product stands, when nothing is left out of the list. */
function titleOf({ product, show }: Choice, plans: readonly Plan[] | undefined): string {
  if (!product || !plans || show !== 'all') return messages.positions;
  const good = plans.filter(isAtTier2).length;
  return messages.standing(product.name, good, plans.length);
}

/** Formulary positions over all plans, on any day. */
export default function MarketAccessPage() {
  const { choice, set, hrefWith } = useChoice({ mine: false });
  const { product, products, mine, show, asOf } = choice;
  const { go } = useNavigation();
  const positions = useQuery({ ...positionsQuery({ productId: product?.productId ?? 0, mine, show, asOf }), enabled: product !== undefined });
  return (
    <Page title={titleOf(choice, positions.data?.rows)} subtitle={messages.positions} place={[{ label: messages.place }]} actions={<><Button variant="outline" onClick={() => go(hrefWith({ panel: 'published' }))}>{publishedWords.open}</Button><RecordButton href={hrefWith({ panel: 'record' })} /></>}>
      <AccessTabs at="formulary" />
      <PositionsTable plans={positions.data?.rows} error={positions.error} onRetry={() => void positions.refetch()} filters={<ChoiceTools choice={choice} set={set} withShow />} title={product?.name ?? ''}
        aside={<DayField size="xs" aria-label={messages.asOf} value={asOf ?? positions.data?.asOf ?? ''} onDay={(day) => set({ asOf: day || undefined }, 'replace')} />} />
      {product && <RecordPanels product={product} products={products} />}
    </Page>
  );
}
