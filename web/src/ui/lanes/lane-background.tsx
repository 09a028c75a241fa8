import { en } from '../../messages/en.ts';
import { LABEL_WIDTH, TOP, type Geometry } from './geometry.ts';
import type { LanesProps } from './types.ts';

/** Months, the lines of the lanes, the shade of what is to come, and now. */
export function LaneBackground({ lanes, now, g }: LanesProps & { readonly g: Geometry }) {
  const nowX = g.x(now);
  const bottom = g.height - 6;
  const end = g.width - 10;
  return (
    <g aria-hidden="true">
      <rect x={nowX} y={TOP - 20} width={Math.max(0, end - nowX)} height={bottom - TOP + 20} fill="var(--t-shade)" />
      {g.months.map((month) => (
        <g key={month.x}>
          <line x1={month.x} x2={month.x} y1={TOP - 20} y2={bottom} stroke="var(--t-hairline)" />
          <text x={month.x + 3} y={TOP - 25} fontSize="12" fill="var(--t-ink-2)">{month.label}</text>
        </g>
      ))}
      {lanes.map((lane) => lane.of === 'customer'
        ? <g key={lane.of}><line x1={LABEL_WIDTH} x2={Math.min(nowX, end)} y1={g.y(lane.of)} y2={g.y(lane.of)} stroke="var(--t-ink)" strokeWidth="2" /><line x1={nowX} x2={end} y1={g.y(lane.of)} y2={g.y(lane.of)} stroke="var(--t-strong)" strokeWidth="2" /></g>
        : <line key={lane.of} x1={LABEL_WIDTH} x2={end} y1={g.y(lane.of)} y2={g.y(lane.of)} stroke="var(--t-hairline)" strokeWidth="1.5" />)}
      {nowX >= LABEL_WIDTH && nowX <= end && <line x1={nowX} x2={nowX} y1={TOP - 22} y2={bottom} stroke="var(--t-live)" strokeWidth="1.8"><title>{en.ui.now}</title></line>}
    </g>
  );
}
