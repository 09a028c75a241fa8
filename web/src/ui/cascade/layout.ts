import type { CascadeBranch, CascadeFlowProps, CascadeReason } from './types.ts';

export const BAR = 9;
const FULL = 262; // height of the whole audience
const LEAST = 3; // a bar below 3 px would not be seen
const TOP = 34;
const GAP = 10;
const BRANCH_ROW = 26;
const NOTE_ROW = 40;
const REASON_ROW = 25; // a target of 24 px, apart from the next

export type Node = { readonly y: number; readonly h: number };
export type Ribbon = { readonly id: string; readonly d: string; readonly kind: 'flow' | 'refused' | 'held-out'; readonly branch?: CascadeBranch };
export type Placed<Item> = Node & { readonly item: Item };
type Columns = { readonly event: number; readonly audience: number; readonly gate: number; readonly channel: number; readonly count: number; readonly label: number; readonly people: number; readonly outcome: number };

export type Layout = {
  readonly height: number;
  readonly columns: Columns;
  readonly audience: Node; readonly reached: Node; readonly heldOut: Node | undefined; readonly refused: Node;
  readonly branches: readonly Placed<CascadeBranch>[]; readonly reasons: readonly Placed<CascadeReason>[];
  readonly ribbons: readonly Ribbon[];
};

/** The six columns in a box of this width; text gets what the bands leave. */
function columnsOf(width: number): Columns {
  const band = Math.max(112, Math.min(168, width * 0.163));
  const audience = 152;
  const gate = audience + band;
  const channel = gate + band;
  const rest = width - channel;
  return { event: 0, audience, gate, channel, count: channel + 17, label: channel + 87, people: channel + Math.max(190, rest * 0.5), outcome: channel + Math.max(270, rest * 0.73) };
}

function stack<Item extends { readonly count: number }>(items: readonly Item[], from: number, step: { readonly scale: number; readonly row: (item: Item) => number }): Placed<Item>[] {
  let y = from;
  return items.map((item) => {
    const h = Math.max(LEAST, item.count * step.scale);
    const placed = { item, y, h };
    y += Math.max(h + GAP, step.row(item));
    return placed;
  });
}

type End = { readonly x: number; readonly y: number; readonly h: number };

/** A band from one bar to the next, as wide at each end as what it carries. */
function band(from: End, to: End): string {
  const mid = (from.x + to.x) / 2;
  const fold = `C${mid},${from.y} ${mid},${to.y} ${to.x},${to.y}`;
  return `M${from.x},${from.y}${fold}V${to.y + to.h}C${mid},${to.y + to.h} ${mid},${from.y + from.h} ${from.x},${from.y + from.h}Z`;
}

const bottomOf = (nodes: readonly Node[], least: number): number => Math.max(least, ...nodes.map((node) => node.y + node.h));

/** Where every bar and band falls; widths are to scale. */
export function layoutOf(props: CascadeFlowProps, width: number): Layout {
  const columns = columnsOf(width);
  const scale = FULL / Math.max(1, props.audience.count);
  const tall = (count: number): number => (count > 0 ? Math.max(LEAST, count * scale) : 0);
  const audience = { y: TOP, h: FULL };
  const reached = { y: TOP, h: tall(props.reached.count) };
  const branches = stack(props.branches, TOP, { scale, row: (item) => (item.note || item.outcomeNote ? NOTE_ROW : BRANCH_ROW) });
  const heldOut = props.heldOut && props.heldOut.count > 0 ? { y: reached.y + reached.h + 36, h: tall(props.heldOut.count) } : undefined;
  const gateBottom = heldOut ? heldOut.y + Math.max(heldOut.h, 30) : reached.y + reached.h;
  const refusedY = Math.max(gateBottom + 30, bottomOf(branches, TOP) + 40);
  const refused = { y: refusedY, h: tall(props.refused.count) };
  const reasons = stack(props.refused.reasons, refusedY, { scale, row: (item) => REASON_ROW + Math.min(22, item.count * scale) / 2 });
  const height = Math.max(bottomOf(reasons, refusedY + Math.max(refused.h, 40)), TOP + FULL) + 16;
  const placed = { columns, audience, reached, heldOut, refused, branches, reasons };
  return { ...placed, height, ribbons: ribbonsOf(placed, props, scale) };
}

function ribbonsOf(l: Omit<Layout, 'height' | 'ribbons'>, props: CascadeFlowProps, scale: number): Ribbon[] {
  const out = l.columns.audience + BAR;
  const gateOut = l.columns.gate + BAR;
  const thin = (count: number): number => Math.max(1.5, count * scale);
  let y = l.reached.y + l.reached.h;
  const leave = (h: number): End => { const end = { x: out, y: Math.min(y, l.audience.y + l.audience.h - h), h }; y += h; return end; };
  let at = l.reached.y;
  const flows = l.branches.map(({ item, ...node }): Ribbon => {
    const h = thin(item.count);
    const d = band({ x: gateOut, y: at, h }, { x: l.columns.channel, y: node.y, h: node.h });
    at += item.count * scale;
    return { id: item.id, d, kind: 'flow', branch: item };
  });
  let reasonAt = l.refused.y;
  const reasons = l.reasons.map(({ item, ...node }): Ribbon => {
    const d = band({ x: gateOut, y: reasonAt, h: thin(item.count) }, { x: l.columns.channel, y: node.y, h: node.h });
    reasonAt += item.count * scale;
    return { id: item.id, d, kind: 'refused' };
  });
  return [
    { id: 'audience', kind: 'flow', d: band({ x: 134, y: l.audience.y, h: l.audience.h }, { x: l.columns.audience, y: l.audience.y, h: l.audience.h }) },
    { id: 'reached', kind: 'flow', d: band({ x: out, y: l.audience.y, h: l.reached.h }, { x: l.columns.gate, y: l.reached.y, h: l.reached.h }) },
    ...(l.heldOut ? [{ id: 'held-out', kind: 'held-out' as const, d: band(leave(thin(props.heldOut?.count ?? 0)), { x: l.columns.gate, ...l.heldOut }) }] : []),
    ...(props.refused.count > 0 ? [{ id: 'refused', kind: 'refused' as const, d: band(leave(thin(props.refused.count)), { x: l.columns.gate, ...l.refused }) }] : []),
    ...flows,
    ...reasons,
  ];
}
