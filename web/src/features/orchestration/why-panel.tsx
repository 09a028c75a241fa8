import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useUrlState } from '../../app/url-state.ts';
import { KeyTip } from '../../ui/key-tip.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { decisionsQuery, whyQuery } from './cascades.ts';
import type { DecisionKey } from './decisions.tsx';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { ToldPanel } from './why-told.tsx';

const words = messages.why;
type WhyPanelProps = { readonly cascadeId: number; readonly customerId: number };

/** Why this, and why not that, for one customer: read from the ledger. */
export function WhyPanel({ cascadeId, customerId }: WhyPanelProps) {
  const [, , hrefWith] = useUrlState<DecisionKey>();
  const { data: why, error, refetch } = useQuery(whyQuery(cascadeId, customerId));
  const closeTo = hrefWith({ customer: undefined });
  if (!why) {
    return <Panel title={error ? messages.decisions.label : words.loading} closeTo={closeTo}>{error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} what={words.loading} />}</Panel>;
  }
  return <ToldPanel why={why} closeTo={closeTo} steps={<Steps cascadeId={cascadeId} customerId={customerId} />} />;
}

/** Previous and next decision of the page one came from. */
function Steps({ cascadeId, customerId }: WhyPanelProps) {
  const [search, setSearch] = useUrlState<DecisionKey>();
  const rows = useQuery({ ...decisionsQuery(cascadeId, search), enabled: false }).data?.rows ?? [];
  const at = rows.findIndex((row) => row.customerId === customerId);
  const to = (by: number) => { const row = at < 0 ? undefined : rows[at + by]; if (row) setSearch({ customer: String(row.customerId) }, 'replace'); };
  useKeys([{ keys: '[', label: words.previous, run: () => to(-1) }, { keys: ']', label: words.next, run: () => to(1) }]);
  if (at < 0) return null;
  return (
    <span className={css.steps}>
      <KeyTip label={words.previous} keys="["><ActionIcon size={24} onClick={() => to(-1)} disabled={at === 0} aria-label={words.previous}><IconChevronLeft size={16} stroke={1.6} /></ActionIcon></KeyTip>
      <KeyTip label={words.next} keys="]"><ActionIcon size={24} onClick={() => to(1)} disabled={at === rows.length - 1} aria-label={words.next}><IconChevronRight size={16} stroke={1.6} /></ActionIcon></KeyTip>
    </span>
  );
}
