import { Button } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page, type Place } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActivityTable } from './activity-table.tsx';
import { AlikeTable } from './alike-table.tsx';
import { AwarenessSheet } from './awareness-sheet.tsx';
import { FiveFigures } from './five-figures.tsx';
import css from './insight.module.css';
import { awarenessQuery, engagementQuery, lookAlikesQuery, orchestrationQuery, type Engagement } from './insight.ts';
import { MatrixSheet } from './matrix-sheet.tsx';
import { messages } from './messages.ts';
import { ReachSheet } from './reach-sheet.tsx';
import { saveExport } from './save-export.ts';
import { ScopeTools } from './scope-tools.tsx';
import { useScope } from './use-scope.ts';

const SHOWN_ALIKE = 4;

type DashboardProps = { readonly place: readonly Place[]; readonly above?: ReactNode };
type ScopeNow = ReturnType<typeof useScope>;

function Alike({ scope, product }: { readonly scope: ScopeNow['scope']; readonly product: string | undefined }) {
  const { data, error, isError, refetch } = useQuery(lookAlikesQuery({ productId: scope.productId, limit: SHOWN_ALIKE }));
  return (
    <AlikeTable inBrief data={data} error={isError ? error : null} onRetry={() => void refetch()}
      foot={data?.account ? <span className={css.foot}>{messages.alike.because(data.because ?? '')} {messages.alike.reachNote} <Link href={paths.lookAlikes({ product })}>{messages.alike.all}</Link></span> : undefined} />
  );
}

function Export({ engagement, now }: { readonly engagement: Engagement; readonly now: ScopeNow }) {
  const client = useQueryClient();
  const save = () => saveExport({
    product: now.product?.name ?? messages.allProducts, engagement, awareness: client.getQueryData(awarenessQuery(now.scope).queryKey), orchestration: client.getQueryData(orchestrationQuery(now.scope).queryKey),
    alike: client.getQueryData(lookAlikesQuery({ productId: now.scope.productId, limit: SHOWN_ALIKE }).queryKey),
  });
  return <Button variant="outline" leftSection={<IconFileExport size={16} stroke={1.6} />} onClick={save}>{messages.export}</Button>;
}

function Blocks({ data, now }: { readonly data: Engagement; readonly now: ScopeNow }) {
  const code = now.product?.code;
  return (
    <>
      <FiveFigures figures={data.figures} product={code} />
      <div className={css.dashboard}>
        <ReachSheet data={data} product={code} />
        <AwarenessSheet scope={now.scope} product={code} />
        <Alike scope={now.scope} product={code} />
        <MatrixSheet scope={now.scope} />
      </div>
      <ActivityTable scope={now.scope} />
    </>
  );
}

/** What worked and what did not: the finding, five figures, reach, awareness proxy, look-alikes, functions that played together. */
export function Dashboard({ place, above }: DashboardProps) {
  const now = useScope();
  const { data, error, isError, refetch } = useQuery(engagementQuery(now.scope));
  return (
    <Page title={data ? data.finding.title.replace(/\.$/, '') : messages.waitingTitle} subtitle={data?.finding.detail} place={place} tools={<ScopeTools {...now} />}
      actions={data?.asOf ? <Export engagement={data} now={now} /> : undefined} ids={data?.asOf ? messages.asOf(formatInstant(data.asOf)) : undefined}>
      {above}
      {isError && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !isError && <Sheet><Skeleton lines={8} what={messages.waiting} /></Sheet>}
      {data && (data.asOf ? <Blocks data={data} now={now} /> : <Sheet flush><Empty action={<Button size="xs" onClick={() => void refetch()}>{messages.lookAgain}</Button>}>{messages.notCounted}</Empty></Sheet>)}
    </Page>
  );
}
