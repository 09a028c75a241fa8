import { en } from '../messages/en.ts';

export type Shape = keyof typeof en.ui.channels;

const SHAPES: Readonly<Record<string, Shape>> = {
  visit: 'visit', email: 'mail', mail: 'mail', post: 'mail', letter: 'mail', phone: 'call', call: 'call', event: 'event', sms: 'message', chat: 'message', message: 'message', portal: 'portal', web: 'portal',
};

/** The shape of a channel as the API spells it: visit ● mail ■ call ▲ event ◆ message ▬ portal ⬡. */
export const shapeOf = (channel: string): Shape => SHAPES[channel] ?? 'event';

/** The outline of a shape around a point, `r` half its size. */
export function shapePath(shape: Shape, { x, y, r }: { readonly x: number; readonly y: number; readonly r: number }): string {
  const s = r * 0.9;
  const h = r * 0.55;
  const w = r * 0.87;
  const paths: Record<Shape, string> = {
    visit: `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`,
    mail: `M${x - s},${y - s}h${2 * s}v${2 * s}h${-2 * s}Z`,
    call: `M${x},${y - r}L${x + r},${y + s}L${x - r},${y + s}Z`,
    event: `M${x},${y - r * 1.2}L${x + r * 1.2},${y}L${x},${y + r * 1.2}L${x - r * 1.2},${y}Z`,
    message: `M${x - r * 1.15},${y - h}h${2.3 * r}v${2 * h}h${-2.3 * r}Z`,
    portal: `M${x},${y - r}L${x + w},${y - r / 2}V${y + r / 2}L${x},${y + r}L${x - w},${y + r / 2}V${y - r / 2}Z`,
  };
  return paths[shape];
}

export type ChannelShapeProps = { readonly of: string; readonly color?: string; readonly planned?: boolean; readonly hollow?: boolean; readonly size?: number };

/** A channel's shape with its word for screen readers; hollow and dashed when it is only planned. */
export function ChannelShape({ of, color = 'currentcolor', planned = false, hollow = false, size = 14 }: ChannelShapeProps) {
  const shape = shapeOf(of);
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" role="img" aria-label={`${en.ui.channels[shape]}${planned ? `, ${en.ui.planned}` : ''}`} style={{ flex: 'none', overflow: 'visible' }}>
      <path d={shapePath(shape, { x: 7, y: 7, r: 5 })} fill={planned || hollow ? 'none' : color} stroke={color} strokeWidth={planned ? 1.6 : hollow ? 1.2 : 0} strokeDasharray={planned ? '2.6 2' : undefined} />
    </svg>
  );
}
