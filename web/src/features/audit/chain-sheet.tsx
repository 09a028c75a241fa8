import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatNumber, formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { useCheck, verdictQuery } from './audit.ts';
import css from './audit.module.css';
import { messages } from './messages.ts';

const words = messages.check;

/** Whether the trail is whole, and the check that says so. */
export function ChainSheet() {
  const { data: verdict } = useQuery(verdictQuery());
  const check = useCheck();
  return (
    <Sheet title={words.title} {...(verdict && verdict.faults.length > 0 ? { tone: 'harm' as const } : {})} aside={<Button size="xs" loading={check.isPending} onClick={() => check.mutate()}>{words.run}</Button>}>
      {check.isError && <Problem error={check.error} onRetry={() => check.mutate()} />}
      {check.isPending ? <Skeleton lines={1} what={words.running} /> : !verdict ? <p>{words.lead}</p> : verdict.faults.length === 0
        ? <p className={css.line}><StateChip state="done">{words.whole(formatNumber(verdict.sealed), formatWhen(verdict.verifiedAt))}</StateChip>{verdict.head && <span className={css.head}>{words.head} <code>{verdict.head.slice(0, 16)}</code></span>}</p>
        : <><p><StateChip state="harm">{words.broken(formatNumber(verdict.faults.length))}</StateChip></p><ul className={css.faults}>{verdict.faults.slice(0, 20).map((one) => <li key={one.seq}>{words.fault(one.entryId, words.faults[one.fault] ?? one.fault)}</li>)}</ul></>}
    </Sheet>
  );
}
