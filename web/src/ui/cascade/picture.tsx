import { hueOf } from '../function-mark.tsx';
import css from './cascade.module.css';
import { BAR, type Layout, type Node, type Ribbon } from './layout.ts';
import type { CascadeFlowProps } from './types.ts';

type PictureProps = CascadeFlowProps & { readonly layout: Layout; readonly width: number };

const fillOf = (ribbon: Ribbon): string =>
  ribbon.branch ? `color-mix(in srgb, ${hueOf(ribbon.branch.function)} 18%, var(--t-sheet))` : ribbon.kind === 'flow' ? 'var(--t-band)' : 'var(--t-band-quiet)';

/** The bands and bars; every one of them is also a labelled button beside it, so that this is for the eye and the pointer alone. */
export function CascadePicture({ layout, width, selected, onSelect }: PictureProps) {
  const { columns, audience, reached, heldOut, refused, branches, reasons, ribbons } = layout;
  return (
    <svg width={width} height={layout.height} aria-hidden="true" className={css.picture} data-picked={selected !== undefined || undefined}>
      <defs>
        <pattern id="cascade-refused" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--t-sheet)" /><line x1="1" x2="1" y1="0" y2="5" stroke="var(--t-hatch-ink)" strokeWidth="1.4" className="t-hatched" /></pattern>
        <pattern id="cascade-held-out" width="3" height="3" patternUnits="userSpaceOnUse"><rect width="3" height="3" fill="var(--t-sheet)" /><circle cx="1.5" cy="1.5" r="0.8" fill="var(--t-ink-2)" /></pattern>
      </defs>
      {ribbons.map((ribbon) => (
        <path key={ribbon.id} d={ribbon.d} fill={fillOf(ribbon)} className={css.ribbon} data-on={selected === ribbon.id || undefined} onClick={() => onSelect?.(ribbon.id)} />
      ))}
      <Bar node={audience} x={columns.audience} fill="var(--t-ink)" />
      <Bar node={reached} x={columns.gate} fill="var(--t-ink)" />
      {heldOut && <Bar node={heldOut} x={columns.gate} fill="url(#cascade-held-out)" outline="dotted" />}
      {refused.h > 0 && <Bar node={refused} x={columns.gate} fill="url(#cascade-refused)" outline="solid" />}
      {branches.map((branch) => <Bar key={branch.item.id} node={branch} x={columns.channel} fill={hueOf(branch.item.function)} />)}
      {reasons.map((reason) => <Bar key={reason.item.id} node={reason} x={columns.channel} fill="url(#cascade-refused)" outline="solid" />)}
    </svg>
  );
}

type BarProps = { readonly node: Node; readonly x: number; readonly fill: string; readonly outline?: 'solid' | 'dotted' };

function Bar({ node, x, fill, outline }: BarProps) {
  return <rect className={css.bar} x={x} y={node.y} width={BAR} height={node.h} fill={fill} rx="1" stroke={outline ? 'var(--t-hatch-ink)' : undefined} strokeDasharray={outline === 'dotted' ? '1.5 2' : undefined} strokeWidth={outline ? 1 : 0} />;
}
