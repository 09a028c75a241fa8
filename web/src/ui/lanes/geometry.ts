import { DAY_MS } from '../format.ts';
import type { Lane, LaneMark, LaneOwner } from './types.ts';

export const LABEL_WIDTH = 118;
const ROW = 29;
export const TOP = 34;
const at = (when: string | number): number => new Date(when).getTime();

export type Geometry = {
  readonly width: number;
  readonly height: number;
  readonly x: (when: string | number) => number;
  readonly y: (of: LaneOwner) => number;
  readonly months: readonly { readonly x: number; readonly label: string }[];
};

type Frame = { readonly lanes: readonly Lane[]; readonly from: string | number; readonly to: string | number; readonly width: number };

/** Where time and lanes fall in a box of this width. */
export function geometryOf({ lanes, from, to, width }: Frame): Geometry {
  const [start, end] = [at(from), at(to)];
  const inner = Math.max(1, width - LABEL_WIDTH - 10);
  const x = (when: string | number): number => LABEL_WIDTH + ((at(when) - start) / Math.max(1, end - start)) * inner;
  const y = (of: LaneOwner): number => TOP + Math.max(0, lanes.findIndex((lane) => lane.of === of)) * ROW;
  return { width, height: TOP + (lanes.length - 1) * ROW + 18, x, y, months: monthsOf(start, end).map((month) => ({ ...month, x: x(month.at) })) };
}

function monthsOf(start: number, end: number): { at: number; label: string }[] {
  const years = (end - start) / DAY_MS > 500;
  const step = (end - start) / DAY_MS > 900 ? 6 : (end - start) / DAY_MS > 400 ? 3 : 1;
  const first = new Date(start);
  const months: { at: number; label: string }[] = [];
  for (let i = 0; i < 240; i += step) {
    const month = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i, 1);
    if (month > end) break;
    if (month >= start - 2 * DAY_MS) months.push({ at: Math.max(start, month), label: new Intl.DateTimeFormat('en-US', { month: 'short', ...(years ? { year: '2-digit' } : {}), timeZone: 'UTC' }).format(month) });
  }
  return months;
}

/** A thin line from one mark to another that it led to. */
export function linkPath(g: Geometry, a: LaneMark, b: LaneMark): string {
  const [x1, y1, x2, y2] = [g.x(a.at), g.y(a.lane), g.x(b.at), g.y(b.lane)];
  if (y1 === y2) return `M${x1},${y1}Q${(x1 + x2) / 2},${y1 - 16} ${x2},${y2}`;
  const bend = Math.max(10, Math.min(60, (x2 - x1) * 0.5));
  return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}
