import { en } from '../../messages/en.ts';
import { formatNumber } from '../format.ts';
import type { FunctionName } from '../theme/tokens.ts';
import type { ChartOption } from './canvas.tsx';
import type { ChartTokens } from './tokens.ts';

const axis = (tokens: ChartTokens) => ({
  axisLine: { show: false }, axisTick: { show: false },
  axisLabel: { color: tokens.ink2, fontSize: 12, fontFamily: 'Hanken Grotesk Variable' },
  splitLine: { lineStyle: { color: tokens.hairline } },
});

export type FunctionBars = { readonly categories: readonly string[]; readonly series: readonly { readonly function: FunctionName; readonly values: readonly number[] }[]; readonly note?: { readonly at: string; readonly text: string } };

/** Stacked bars by function from zero, an event marked above its bar. */
export const barsByFunction = ({ categories, series, note }: FunctionBars) => (tokens: ChartTokens): ChartOption => {
  const at = note ? categories.indexOf(note.at) : -1;
  const top = series.reduce((sum, one) => sum + (one.values[at] ?? 0), 0);
  return {
    grid: { left: 4, right: 4, top: note ? 30 : 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: { type: 'category', data: [...categories], ...axis(tokens), splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, ...axis(tokens), axisLabel: { ...axis(tokens).axisLabel, formatter: (value: number) => formatNumber(value) } },
    tooltip: { valueFormatter: (value: unknown) => formatNumber(Number(value)) },
    series: series.map((one, i) => ({
      type: 'bar', stack: 'all', name: en.ui.functions[one.function], data: [...one.values], barMaxWidth: 38, barCategoryGap: '22%',
      itemStyle: { color: tokens.functions[one.function], borderColor: tokens.sheet, borderWidth: 1, borderRadius: 2 },
      emphasis: { disabled: true },
      ...(note && at >= 0 && i === series.length - 1
        ? { markPoint: { symbol: 'rect', symbolSize: 0.1, silent: true, data: [{ coord: [at, top] }], label: { show: true, formatter: note.text, position: 'top', color: tokens.ink, fontWeight: 600, fontSize: 12, offset: [0, -4], align: at > categories.length / 2 ? 'right' : 'left' } } }
        : {}),
    })) as ChartOption['series'],
  };
};

type DotRow = { readonly label: string; readonly value: number; readonly low: number; readonly high: number; readonly before?: number; readonly quiet?: boolean };
type DotOptions = { readonly rows: readonly DotRow[]; readonly format: (value: number) => string; readonly min?: number; readonly max?: number };

const INTERVAL_HALF = 1.25; // half of the line's 2.5 px

/** Points with their intervals, a hollow one for what it was before. */
export const dotsWithIntervals = ({ rows, format, min, max }: DotOptions) => (tokens: ChartTokens): ChartOption => ({
  grid: { left: 4, right: 12, top: 6, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  xAxis: { type: 'value', min, max, splitNumber: 4, ...axis(tokens), axisLabel: { ...axis(tokens).axisLabel, formatter: format } },
  yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.label), ...axis(tokens), splitLine: { show: false }, axisLabel: { ...axis(tokens).axisLabel, color: tokens.ink, fontSize: 13, align: 'left', margin: 96, width: 96 } },
  tooltip: { formatter: (one: unknown) => { const row = rows[(one as { dataIndex: number }).dataIndex]; return row ? `${row.label}: ${format(row.value)}, 95 %: ${format(row.low)}–${format(row.high)}` : ''; } },
  series: [
    {
      type: 'custom', data: rows.map((row, i) => [row.low, row.high, i]), encode: { x: [0, 1], y: 2 },
      renderItem: (_, api) => {
        const from = api.coord([api.value(0), api.value(2)]);
        const to = api.coord([api.value(1), api.value(2)]);
        const quiet = rows[Number(api.value(2))]?.quiet;
        return { type: 'rect', shape: { x: from[0] ?? 0, y: (from[1] ?? 0) - INTERVAL_HALF, width: (to[0] ?? 0) - (from[0] ?? 0), height: 2 * INTERVAL_HALF, r: 1 }, style: { fill: quiet ? tokens.ink3 : tokens.ink } };
      },
    },
    { type: 'scatter', symbolSize: 10, data: rows.map((row, i) => [row.before ?? '-', i]), itemStyle: { color: tokens.sheet, borderColor: tokens.ink3, borderWidth: 1.5, opacity: 1, decal: { symbol: 'none' } } },
    { type: 'scatter', symbolSize: 11, data: rows.map((row, i) => ({ value: [row.value, i], itemStyle: { color: row.quiet ? tokens.ink3 : tokens.ink, opacity: 1, decal: { symbol: 'none' } } })) },
  ],
});
