import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/state-chip.tsx';
import { InsightPanel } from './insight-panel.tsx';
import { MedicalTabs } from './medical-tabs.tsx';
import css from './medical.module.css';
import { insightsQuery } from './medical.ts';
import { messages } from './messages.ts';

const words = messages.insights;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(insightsQuery());

/** What medical affairs learnt in conversations. */
export default function InsightsPage() {
  const [search, , hrefWith] = useUrlState<'panel'>();
  const { go } = useNavigation();
  const found = useQuery(insightsQuery());
  return (
    <Page title={words.title} subtitle={messages.answer.stays} place={[{ label: messages.place, href: paths.medical() }, { label: words.title }]} actions={<Button variant="filled" onClick={() => go(hrefWith({ panel: 'new' }))}>{words.record}</Button>}>
      <MedicalTabs at="insights" />
      <Sheet flush label={words.title}>
        {found.isError ? <Problem error={found.error} onRetry={() => void found.refetch()} /> : !found.data ? <Skeleton row /> : found.data.rows.length === 0 ? <Empty>{words.empty}</Empty>
          : (
            <ul className={css.rows}>
              {found.data.rows.map((row) => (
                <li key={row.insightId}>
                  <time dateTime={row.recordedAt} title={formatInstant(row.recordedAt)}>{formatWhen(row.recordedAt)}</time>
                  <div><p style={{ color: 'var(--t-ink)' }}>{row.body}</p><p><CustomerLink of={row.customerId}>{row.customerName}</CustomerLink> · {row.recordedByName}{row.productName ? ` · ${row.productName}` : ''}</p></div>
                  <Tag>{words.types[row.type]}</Tag>
                </li>
              ))}
            </ul>
          )}
      </Sheet>
      {search.panel === 'new' && <InsightPanel closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
