import { en } from '../../messages/en.ts';
import { formatDate } from '../format.ts';
import { hueOf } from '../function-mark.tsx';
import css from './lanes.module.css';
import type { LanesProps } from './types.ts';

const HEIGHT = 36;
const time = (when: string | number): number => new Date(when).getTime();

/** The timeline in 36 px: for tables, tasks and the phone. */
export function Strip({ customer, lanes, marks, from, to, now, width = 132 }: Omit<LanesProps, 'onOpen'> & { readonly width?: number }) {
  const x = (when: string | number): number => 4 + ((time(when) - time(from)) / Math.max(1, time(to) - time(from))) * (width - 8);
  const step = (HEIGHT - 8) / Math.max(1, lanes.length - 1);
  const y = (of: string): number => 4 + lanes.findIndex((lane) => lane.of === of) * step;
  const shown = marks.filter((mark) => lanes.some((lane) => lane.of === mark.lane && !lane.closed));
  const last = [...shown].filter((mark) => !mark.planned).sort((a, b) => time(b.at) - time(a.at))[0];
  return (
    <div className={css.strip} style={{ width }}>
        <svg width={width} height={HEIGHT} role="img" aria-label={`${customer}: ${en.ui.stripOf(shown.length, last ? `${last.label}, ${formatDate(last.at)}` : '')}`}>
          {lanes.map((lane) => <line key={lane.of} x1="2" x2={width - 2} y1={y(lane.of)} y2={y(lane.of)} stroke={lane.of === 'customer' ? 'var(--t-ink)' : 'var(--t-hairline)'} strokeDasharray={lane.closed ? '2 3' : undefined} strokeWidth={lane.of === 'customer' ? 1.2 : 1} />)}
          <line x1={x(now)} x2={x(now)} y1="0" y2={HEIGHT} stroke="var(--t-live)" strokeWidth="1.2" />
          {shown.map((mark) => <circle key={mark.id} cx={x(mark.at)} cy={y(mark.lane)} r={mark.planned ? 2.4 : 2.6} fill={mark.planned ? 'var(--t-sheet)' : hueOf(mark.lane)} stroke={hueOf(mark.lane)} strokeWidth={mark.planned ? 1 : 0} strokeDasharray={mark.planned ? '1.4 1.2' : undefined} />)}
        </svg>
    </div>
  );
}
