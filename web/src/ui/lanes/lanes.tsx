import { useElementSize } from '@mantine/hooks';
import { en } from '../../messages/en.ts';
import { formatDate } from '../format.ts';
import { ChannelShape, shapeOf } from '../channel-shape.tsx';
import { FunctionMark } from '../function-mark.tsx';
import { ShowAsTable, type PlainTable } from '../show-as-table.tsx';
import { geometryOf } from './geometry.ts';
import { LaneBackground } from './lane-background.tsx';
import { LaneMarks } from './lane-marks.tsx';
import css from './lanes.module.css';
import { Strip } from './strip.tsx';
import type { LaneMark, LanesProps } from './types.ts';

const NARROW = 560; // under it the lanes become the strip above a list (UX §9)

/** The timeline: parallel lanes, hers on top in ink, one a function below; shape is channel, hollow and dashed is planned. */
export function Lanes(props: LanesProps) {
  const { ref, width } = useElementSize();
  return (
    <div ref={ref}>
      <ShowAsTable table={tableOf(props)}>
        {width > 0 && (width < NARROW ? <Strip {...props} width={width} /> : <Picture {...props} width={width} />)}
      </ShowAsTable>
    </div>
  );
}

function Picture(props: LanesProps & { readonly width: number }) {
  const g = geometryOf(props);
  return (
    <div className={css.lanes} style={{ height: g.height }}>
      {props.lanes.map((lane) => (
        <div key={lane.of} className={css.label} style={{ top: g.y(lane.of) - 10 }}>
          {lane.of === 'customer' ? <b>{props.customer}</b> : <FunctionMark of={lane.of} bare />}
        </div>
      ))}
      <svg width={g.width} height={g.height} role="group" aria-label={`${en.ui.timeline}: ${props.customer}`}>
        <LaneBackground {...props} g={g} />
        <LaneMarks {...props} g={g} />
      </svg>
      {props.lanes.filter((lane) => lane.closed).map((lane) => <Closed key={lane.of} words={lane.closed ?? ''} top={g.y(lane.of) - 10} />)}
    </div>
  );
}

function Closed({ words, top }: { readonly words: string; readonly top: number }) {
  return <div className={css.closed} style={{ top }}><span>{words}</span></div>;
}

/** What the shapes mean; beside the title of the sheet that holds the lanes. */
export function LaneLegend({ marks }: Pick<LanesProps, 'marks'>) {
  const shapes = [...new Set(marks.filter((mark) => !mark.planned).map((mark) => shapeOf(mark.channel)))];
  return (
    <span className={css.legend} aria-hidden="true">
      {shapes.map((shape) => <span key={shape}><ChannelShape of={shape} hollow color="var(--t-ink-3)" size={12} />{en.ui.channels[shape]}</span>)}
      {marks.some((mark) => mark.planned) && <span><ChannelShape of="visit" planned color="var(--t-ink-3)" size={12} />{en.ui.planned}</span>}
    </span>
  );
}

/** The same as rows: when, whose, by which channel, what, and what it led to. */
function tableOf({ customer, lanes, marks }: LanesProps): PlainTable {
  const ordered = [...marks].sort((a, b) => new Date(b.at).getTime() - new Date(a.at).getTime());
  const who = (mark: LaneMark): string => (mark.lane === 'customer' ? customer : en.ui.functions[mark.lane]);
  const state = (mark: LaneMark): string => [mark.planned ? en.ui.planned : en.ui.took, mark.inPart ? en.ui.inPart : ''].filter(Boolean).join(', ');
  return {
    caption: `${en.ui.timeline}: ${customer}`,
    head: [en.ui.when, en.ui.who, en.ui.channel, en.ui.what, en.ui.state],
    rows: [
      ...ordered.map((mark) => ({ cells: [formatDate(mark.at), who(mark), en.ui.channels[shapeOf(mark.channel)], mark.label, state(mark)] })),
      ...lanes.filter((lane) => lane.closed && lane.of !== 'customer').map((lane) => ({ cells: ['—', lane.of === 'customer' ? customer : en.ui.functions[lane.of], '—', lane.closed ?? '', '—'] })),
    ],
  };
}
