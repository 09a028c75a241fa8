import { Button } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useMay } from '../../app/session.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import css from './console.module.css';
import { lineQuery, type Case } from './console.ts';
import { messages } from './messages.ts';

const whatOf = (one: Case): string => [messages.channels[one.channel] ?? one.channel, one.productName, messages.kinds[one.kind] ?? one.kind].filter(Boolean).join(' · ');

/** Who waits, by clock, and what was done today. */
export function LineColumn({ at, onStart }: { readonly at: string | undefined; readonly onStart: () => void }) {
  const line = useQuery(lineQuery());
  const mayTake = useMay('contact_centre:take');
  const hrefOf = (caseId: string): string => (mayTake ? paths.contactCase({ caseId }) : paths.case({ caseId })); // who takes no cases reads them in Work
  return (
    <section className={css.line} aria-label={messages.line}>
      <h2>{messages.line}</h2>
      <Button variant={at ? 'outline' : 'filled'} leftSection={<IconPhone size={16} stroke={1.6} aria-hidden="true" />} onClick={onStart} disabled={!mayTake} mb={mayTake ? 'sm' : 4}>{messages.startCall}</Button>
      {!mayTake && <p className="t-quiet">{messages.mayNotTake}</p>}
      {line.isError && <Problem error={line.error} onRetry={() => void line.refetch()} />}
      {line.isPending && <Skeleton lines={4} row />}
      {line.data?.cases.length === 0 && <p className="t-quiet">{messages.emptyLine}</p>}
      {line.data?.cases.map((one) => (
        <Link plain key={one.caseId} className={css.entry} href={hrefOf(String(one.caseId))} aria-current={at === String(one.caseId) ? 'true' : undefined}>
          <b>{one.customerName ?? messages.caseName(one.caseId)}</b>
          <ClockChip due={one.dueAt} soonMinutes={30} plain />
          <span>{whatOf(one)}{one.ownerName ? '' : ` · ${messages.states['new']}`}</span>
        </Link>
      ))}
      {line.data && <div className={css.today}><div>{messages.today}</div>{messages.todayText(line.data.counts.closedToday, line.data.counts.handedOverToday, line.data.counts.closedLateToday)}</div>}
    </section>
  );
}
