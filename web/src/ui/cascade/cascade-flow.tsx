import { useElementSize } from '@mantine/hooks';
import { en } from '../../messages/en.ts';
import { formatNumber, formatShare } from '../format.ts';
import { ShowAsTable, type PlainTable } from '../show-as-table.tsx';
import css from './cascade.module.css';
import { CascadeLabels } from './labels.tsx';
import { layoutOf } from './layout.ts';
import { CascadePicture } from './picture.tsx';
import { CascadeStack } from './stack.tsx';
import type { CascadeFlowProps } from './types.ts';

const NARROW = 720; // under it the columns stack

/** One event seen through to its people and outcomes: six columns, widths to scale; refused and held out leave at the gate. */
export function CascadeFlow(props: CascadeFlowProps) {
  const { ref, width } = useElementSize();
  const progress = props.progress && props.progress.done < props.progress.all ? en.ui.cascade.deciding(formatNumber(props.progress.done), formatNumber(props.progress.all)) : undefined;
  return (
    <div ref={ref}>
      <ShowAsTable tuck={width >= NARROW} table={tableOf(props)} aside={<span role="status">{progress}</span>}>
        {width > 0 && (width < NARROW ? <CascadeStack {...props} /> : <Wide {...props} width={width} />)}
      </ShowAsTable>
    </div>
  );
}

function Wide({ width, ...props }: CascadeFlowProps & { readonly width: number }) {
  const layout = layoutOf(props, width);
  return (
    <div className={css.flow} style={{ height: layout.height }}>
      <CascadePicture {...props} layout={layout} width={width} />
      <CascadeLabels {...props} layout={layout} width={width} />
    </div>
  );
}

/** The same, nested: event, audience, gate, channels and reasons under it. */
function tableOf(props: CascadeFlowProps): PlainTable {
  const words = en.ui.cascade;
  const row = (level: number, { label, count }: { readonly label: string; readonly count: number }, rest: readonly (string | undefined)[] = []) =>
    ({ level, cells: [label, formatNumber(count), formatShare(count / Math.max(1, props.audience.count)), rest[0] ?? '', rest[1] ?? ''] });
  return {
    caption: `${props.event.kind}: ${props.event.title}`,
    head: [words.step, words.count, words.share, words.people, props.outcomeHead ?? words.outcome],
    numeric: [1, 2],
    rows: [
      row(0, { label: `${words.audience}: ${props.audience.label}`, count: props.audience.count }),
      row(1, { label: `${words.gate}: ${props.reached.label}`, count: props.reached.count }),
      ...props.branches.map((one) => row(2, { label: [one.label, one.note].filter(Boolean).join(', '), count: one.count }, [one.people, [one.outcome, one.outcomeNote].filter(Boolean).join(', ')])),
      ...(props.heldOut ? [row(1, { label: `${words.gate}: ${en.ui.states['held-out']}, ${props.heldOut.label}`, count: props.heldOut.count })] : []),
      row(1, { label: `${words.gate}: ${en.ui.states.refused}, ${props.refused.label}`, count: props.refused.count }),
      ...props.refused.reasons.map((one) => row(2, one)),
    ],
  };
}
