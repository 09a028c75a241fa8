import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { AlikeTable } from './alike-table.tsx';
import { InsightTabs } from './insight-tabs.tsx';
import css from './insight.module.css';
import { lookAlikesQuery, productsQuery, type LookAlikes } from './insight.ts';
import { messages } from './messages.ts';
import { ScopeTools } from './scope-tools.tsx';
import { useScope } from './use-scope.ts';

const words = messages.alike;
const SHOWN = 25;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(productsQuery());

const groupsOf = (choices: LookAlikes['choices']) => (['payer', 'idn'] as const).map((kind) => ({
  group: words.kinds[kind], items: choices.filter((one) => one.kind === kind).map((one) => ({ value: String(one.customerId), label: one.state ? `${one.name}, ${one.state}` : one.name })),
})).filter((group) => group.items.length > 0);

function Filters({ data, now }: { readonly data: LookAlikes | undefined; readonly now: ReturnType<typeof useScope> }) {
  return (
    <div className={css.tools}>
      <Select searchable size="xs" w={240} aria-label={words.choose} placeholder={words.choose} data={data ? groupsOf(data.choices) : []} value={data?.account ? String(data.account.customerId) : null} onChange={(account) => now.set({ account: account ?? undefined })} />
      <FilterChips label={words.scope} value={now.search.all === 'true' ? 'true' : 'false'} onChange={(all) => now.set({ all: all === 'true' ? 'true' : undefined }, 'replace')} options={[{ value: 'false', label: words.open }, { value: 'true', label: words.every }]} />
    </div>
  );
}

/** Accounts that resemble one: chosen by the reader, or that of the newest win. */
export default function LookAlikesPage() {
  const now = useScope();
  const accountId = Number(now.search.account);
  const { data, error, isError, refetch } = useQuery(lookAlikesQuery({ productId: now.product?.productId, limit: SHOWN, all: now.search.all === 'true', ...(accountId > 0 ? { accountId } : {}) }));
  const best = data?.rows[0];
  return (
    <Page title={data?.account && best ? words.pageTitle(data.account.name, best.name) : words.pageWaiting} subtitle={data?.account ? words.because(data.because ?? '') : undefined}
      place={[{ label: messages.place, href: paths.insight() }, { label: messages.tabs.lookAlikes }]} tools={<ScopeTools {...now} withAll={false} withWeeks={false} />} ids={data?.asOf ? `As of ${formatDate(data.asOf)}` : undefined}>
      <InsightTabs at="lookAlikes" />
      <AlikeTable data={data} error={isError ? error : null} onRetry={() => void refetch()} filters={<Filters data={data} now={now} />} foot={data ? `${data.definition} ${words.heads.reach}: ${data.reachDefinition}` : undefined} />
    </Page>
  );
}
