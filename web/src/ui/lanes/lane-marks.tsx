import { useState, type KeyboardEvent } from 'react';
import { en } from '../../messages/en.ts';
import { shapeOf, shapePath } from '../channel-shape.tsx';
import { formatDate } from '../format.ts';
import { hueOf } from '../function-mark.tsx';
import { linkPath, type Geometry } from './geometry.ts';
import css from './lanes.module.css';
import type { LaneMark, LanesProps } from './types.ts';

const RADIUS = 6;
const time = (mark: LaneMark): number => new Date(mark.at).getTime();

/** What a mark is called: date, who, channel, what, and whether planned or shown in part. */
const nameOf = (mark: LaneMark, customer: string): string =>
  [formatDate(mark.at), mark.lane === 'customer' ? customer : en.ui.functions[mark.lane], en.ui.channels[shapeOf(mark.channel)], mark.label, mark.planned ? en.ui.planned : '', mark.inPart ? en.ui.inPart : ''].filter(Boolean).join(', ');

type Walk = { readonly marks: readonly LaneMark[]; readonly order: readonly string[] };

/** The mark beside this one: along its lane, or the nearest in the lane above or below. */
function neighbour({ marks, order }: Walk, from: LaneMark, key: string): LaneMark | undefined {
  const inLane = (lane: string) => marks.filter((mark) => mark.lane === lane).sort((a, b) => time(a) - time(b));
  const own = inLane(from.lane);
  const place = own.indexOf(from);
  if (key === 'ArrowRight') return own[place + 1];
  if (key === 'ArrowLeft') return own[place - 1];
  const step = key === 'ArrowDown' ? 1 : -1;
  for (let i = order.indexOf(from.lane) + step; i >= 0 && i < order.length; i += step) {
    const nearest = inLane(order[i] ?? '').sort((a, b) => Math.abs(time(a) - time(from)) - Math.abs(time(b) - time(from)))[0];
    if (nearest) return nearest;
  }
  return undefined;
}

/** The marks and the lines between them; arrows walk, Enter opens. */
export function LaneMarks({ customer, lanes, marks, currentId, onOpen, g }: LanesProps & { readonly g: Geometry }) {
  const open = lanes.filter((lane) => !lane.closed).map((lane) => lane.of as string);
  const shown = marks.filter((mark) => open.includes(mark.lane));
  const last = [...shown].filter((mark) => !mark.planned).sort((a, b) => time(b) - time(a))[0] ?? shown[0];
  const [focusId, setFocusId] = useState<string>();
  const stop = shown.some((mark) => mark.id === focusId) ? focusId : last?.id;
  const onKeyDown = (event: KeyboardEvent<SVGGElement>, mark: LaneMark) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onOpen?.(mark);
      return;
    }
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const next = neighbour({ marks: shown, order: open }, mark, event.key);
    if (next) event.currentTarget.parentElement?.querySelector<SVGGElement>(`[data-id="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <>
      <g aria-hidden="true" fill="none" stroke="var(--t-ink-3)" strokeWidth="1.1">
        {shown.flatMap((mark) => (mark.ledTo ?? []).map((id) => shown.find((one) => one.id === id)).filter((one) => one !== undefined).map((to) => (
          <path key={`${mark.id}-${to.id}`} d={linkPath(g, mark, to)} />
        )))}
      </g>
      <g>
        {shown.map((mark) => (
          <g key={mark.id} data-id={mark.id} className={css.mark} role={onOpen ? 'button' : 'img'} aria-label={nameOf(mark, customer)} aria-current={mark.id === currentId ? 'true' : undefined}
            tabIndex={onOpen ? (mark.id === stop ? 0 : -1) : undefined} onFocus={() => setFocusId(mark.id)} onClick={() => onOpen?.(mark)} onKeyDown={(event) => onKeyDown(event, mark)} style={{ color: hueOf(mark.lane), cursor: onOpen ? 'pointer' : undefined }}>
            <title>{nameOf(mark, customer)}</title>
            <MarkShape mark={mark} x={g.x(mark.at)} y={g.y(mark.lane)} />
          </g>
        ))}
      </g>
    </>
  );
}

function MarkShape({ mark, x, y }: { readonly mark: LaneMark; readonly x: number; readonly y: number }) {
  return (
    <>
      <circle cx={x} cy={y} r="12" fill="transparent" />
      <path className={css.shape} d={shapePath(shapeOf(mark.channel), { x, y, r: RADIUS })} fill={mark.planned ? 'var(--t-sheet)' : 'currentcolor'} stroke={mark.planned ? 'currentcolor' : 'var(--t-sheet)'} strokeWidth={mark.planned ? 2 : 1} strokeDasharray={mark.planned ? '2.8 2.2' : undefined} />
      {mark.inPart && <path d={`M${x + 11},${y - 1}h8v6h-8zM${x + 12.5},${y - 1}v-2a2.5,2.5 0 0 1 5,0v2`} fill="var(--t-sheet)" stroke="currentcolor" strokeWidth="1.2" />}
    </>
  );
}
