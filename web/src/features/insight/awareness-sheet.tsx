import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import { dotsWithIntervals } from '../../ui/chart/options.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { PlainTable } from '../../ui/show-as-table.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Definition } from './definition.tsx';
import css from './insight.module.css';
import { awarenessQuery, type Awareness, type Scope } from './insight.ts';
import { messages } from './messages.ts';

const words = messages.awareness;
const percent = (share: number | null | undefined): string => (share == null ? '' : formatNumber(share * 100, 1));

const awarenessTable = (rows: Awareness['rows']): PlainTable => ({
  caption: words.title, head: [...words.head], numeric: [1, 2, 3, 4, 5, 6],
  rows: rows.map((row) => ({ cells: [words.channels[row.channel] ?? row.channel, percent(row.now.value), percent(row.now.low), percent(row.now.high), row.now.n, row.now.of, percent(row.before?.value)] })),
});

function Dots({ data, product }: { readonly data: Awareness; readonly product: string | undefined }) {
  if (!data.rows.some((row) => row.now.of > 0)) return <Empty>{words.noTargets}</Empty>;
  const rows = data.rows.filter((row) => row.now.value !== null).map((row) => ({
    label: words.channels[row.channel] ?? row.channel, value: row.now.value ?? 0, low: row.now.low, high: row.now.high, quiet: row.channel === 'none',
    ...(row.before?.value == null ? {} : { before: row.before.value }),
  }));
  const none = data.rows.find((row) => row.channel === 'none');
  return (
    <>
      <p className={css.legend}><span><i className={css.dot} />{words.legendNow}</span><span><i className={css.dot} data-before />{words.legendBefore}</span></p>
      <Chart option={dotsWithIntervals({ rows, format: (value) => formatShare(value, 0), min: 0 })} table={awarenessTable(data.rows)} description={words.description} height={232}
        aside={none && none.now.n > 0 ? <Link className={css.target} href={paths.insightMembers({ of: 'no_touch', product })}>{`${words.channels['none']}: ${formatNumber(none.now.n)} of ${formatNumber(none.now.of)}`}</Link> : undefined} />
      <Definition of={words.title} text={`${data.definition} ${words.channels['none']}: ${data.noTouchDefinition}`} />
    </>
  );
}

/** The proxy of awareness by channel: points with intervals, hollow for twelve weeks ago. */
export function AwarenessSheet({ scope, product }: { readonly scope: Scope; readonly product: string | undefined }) {
  const { data, error, isError, refetch } = useQuery(awarenessQuery(scope));
  return (
    <Sheet title={words.title} aside={words.aside}>
      {isError ? <Problem error={error} onRetry={() => void refetch()} /> : data ? <Dots data={data} product={product} /> : <Skeleton lines={6} what={messages.waiting} />}
    </Sheet>
  );
}
