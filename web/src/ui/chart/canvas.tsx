import { BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart, type BarSeriesOption, type CustomSeriesOption, type HeatmapSeriesOption, type LineSeriesOption, type ScatterSeriesOption } from 'echarts/charts';
import { AriaComponent, GridComponent, MarkLineComponent, MarkPointComponent, TooltipComponent, VisualMapComponent, type AriaComponentOption, type GridComponentOption, type MarkLineComponentOption, type MarkPointComponentOption, type TooltipComponentOption, type VisualMapComponentOption } from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartTokens } from './tokens.ts';

use([BarChart, CustomChart, HeatmapChart, LineChart, ScatterChart, AriaComponent, GridComponent, MarkLineComponent, MarkPointComponent, TooltipComponent, VisualMapComponent, LabelLayout, SVGRenderer]);

export type ChartOption = ComposeOption<
  | BarSeriesOption | CustomSeriesOption | HeatmapSeriesOption | LineSeriesOption | ScatterSeriesOption
  | AriaComponentOption | GridComponentOption | MarkLineComponentOption | MarkPointComponentOption | TooltipComponentOption | VisualMapComponentOption
>;

type CanvasProps = { readonly option: ChartOption; readonly tokens: ChartTokens; readonly onPick?: (name: string) => void };

const SANS = "'Hanken Grotesk Variable', system-ui, sans-serif";
const FONT = { fontFamily: SANS, fontSize: 12 };

/** The one theme of all charts: hairlines, 12 px axes, quiet tooltip (drawn, never HTML: a label is somebody's text), decals as the second sign beside hue. */
function themed(option: ChartOption, tokens: ChartTokens): ChartOption {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const decal = (symbol: string, rotation: number) => ({ symbol, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation, color: 'rgba(255,255,255,0.22)' });
  return {
    animation: !still,
    animationDuration: 180,
    animationDurationUpdate: 400,
    textStyle: { ...FONT, color: tokens.ink2 },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [decal('rect', -Math.PI / 4), { symbol: 'none' }, decal('rect', Math.PI / 4), decal('rect', 0), decal('rect', Math.PI / 2), { ...decal('circle', 0), dashArrayX: [[4, 4], [0, 4, 4, 0]], symbolSize: 0.5 }] } },
    ...option,
    tooltip: { trigger: 'item', renderMode: 'richText', confine: true, backgroundColor: tokens.sheet, borderColor: tokens.hairline, textStyle: { ...FONT, color: tokens.ink }, ...(Array.isArray(option.tooltip) ? option.tooltip[0] : option.tooltip) },
  };
}

/** ECharts in React: drawn once, updated in place, fitted to its box. */
export default function Canvas({ option, tokens, onPick }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    const fit = new ResizeObserver(() => made.resize());
    fit.observe(box.current);
    return () => {
      fit.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => { chart.current?.setOption(themed(option, tokens), { notMerge: true }); }, [option, tokens]);
  useEffect(() => {
    const made = chart.current;
    if (!onPick || !made) return;
    const pick = (event: { name: string }) => onPick(event.name);
    made.on('click', pick as (event: unknown) => void);
    return () => { made.off('click', pick as (event: unknown) => void); };
  }, [onPick]);
  return <div ref={box} style={{ height: '100%', width: '100%' }} aria-hidden="true" />;
}
