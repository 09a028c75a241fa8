import { en } from '../messages/en.ts';
import { useNow } from './clock-chip.tsx';
import { formatTime, type When } from './format.ts';
import css from './presence-bar.module.css';

export type FreeSpan = { readonly from: When; readonly to: When };
export type PresenceBarProps = { readonly free: readonly FreeSpan[]; readonly hours?: number; readonly now?: When; readonly timeZoneNote?: string };

const HOUR_MS = 3_600_000;
const at = (when: When): number => new Date(when).getTime();

/** When somebody is free in the next three hours: solid free, hatched busy, the full hours below, and the same in words. */
export function PresenceBar({ free, hours = 3, now, timeZoneNote }: PresenceBarProps) {
  const ticking = useNow();
  const start = now === undefined ? ticking : at(now);
  const end = start + hours * HOUR_MS;
  const share = (instant: number): number => ((Math.min(end, Math.max(start, instant)) - start) / (end - start)) * 100;
  const spans = free.filter((span) => at(span.to) > start && at(span.from) < end);
  const firstHour = Math.ceil((start + HOUR_MS / 4) / HOUR_MS) * HOUR_MS; // a full hour close to now would collide with its word
  const ticks = Array.from({ length: hours + 1 }, (_, i) => firstHour + i * HOUR_MS).filter((tick) => tick <= end);
  const words = spans.map((span) => `${en.ui.free} ${formatTime(Math.max(start, at(span.from)))}–${formatTime(Math.min(end, at(span.to)))}`).join(', ') || en.ui.busy;
  return (
    <div className={css.presence}>
      <div className={css.bar} role="img" aria-label={timeZoneNote ? `${words}, ${timeZoneNote}` : words}>
        {spans.map((span) => <span key={at(span.from)} style={{ insetInlineStart: `${share(at(span.from))}%`, width: `${share(at(span.to)) - share(at(span.from))}%` }} />)}
      </div>
      <div className={css.ticks} aria-hidden="true">
        <span style={{ insetInlineStart: 0 }}>{en.ui.now}</span>
        {ticks.map((tick) => <span key={tick} data-last={share(tick) > 92 || undefined} style={share(tick) > 92 ? { insetInlineEnd: 0 } : { insetInlineStart: `${share(tick)}%` }} data-mid={share(tick) <= 92 || undefined}>{formatTime(tick)}</span>)}
      </div>
    </div>
  );
}
