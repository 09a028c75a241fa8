import { useComputedColorScheme } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { en } from '../../messages/en.ts';
import { ShowAsTable, type PlainTable } from '../show-as-table.tsx';
import { Skeleton } from '../skeleton.tsx';
import type { ChartOption } from './canvas.tsx';
import { chartTokens, type ChartTokens } from './tokens.ts';

const Canvas = lazy(() => import('./canvas.tsx'));

export type ChartProps = {
  /** The drawing, from tokens of the present scheme; `options.ts` makes the usual ones. */
  readonly option: (tokens: ChartTokens) => ChartOption;
  /** The same in numbers: for screen readers, print, and *Show as table*. */
  readonly table: PlainTable;
  /** One sentence on what it shows. */
  readonly description: string;
  readonly height?: number;
  readonly aside?: ReactNode;
  readonly onPick?: (name: string) => void;
};

/** A chart with its equal table and CSV; ECharts is fetched when the first one opens. */
export function Chart({ option, table, description, height = 240, aside, onPick }: ChartProps) {
  const tokens = chartTokens(useComputedColorScheme('light'));
  return (
    <ShowAsTable table={table} aside={aside}>
      <div role="img" aria-label={description} style={{ height }}>
        <Suspense fallback={<Skeleton lines={4} what={en.ui.chartLoading} />}><Canvas option={option(tokens)} tokens={tokens} onPick={onPick} /></Suspense>
      </div>
    </ShowAsTable>
  );
}
