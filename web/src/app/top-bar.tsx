import { ActionIcon } from '@mantine/core';
import { IconBell, IconCheckbox, IconSearch } from '@tabler/icons-react';
import { en } from '../messages/en.ts';
import { formatTime } from '../ui/format.ts';
import { KeyTip } from '../ui/key-tip.tsx';
import { Link } from '../ui/link.tsx';
import { LiveDot } from '../ui/live-dot.tsx';
import { useCounters } from './counters.ts';
import { useLive } from './live.ts';
import { paths } from './paths.ts';
import css from './top-bar.module.css';

/** The right end of the top bar: the palette's field, whether the page is live, work and bell with their counters. */
export function TopBar({ onFind }: { readonly onFind: () => void }) {
  const counters = useCounters();
  return (
    <>
      <button type="button" className={css.find} onClick={onFind} aria-haspopup="dialog" aria-keyshortcuts="Control+K">
        <IconSearch size={16} stroke={1.6} aria-hidden="true" />
        <span>{en.shell.find}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <ActionIcon className={css.findSmall} onClick={onFind} aria-label={en.shell.find} aria-haspopup="dialog" size={44}><IconSearch size={24} stroke={1.6} /></ActionIcon>
      <LiveState />
      <Counter href={paths.work()} label={counters.work ? en.shell.workOpen(counters.work) : en.shell.work} keys="G W" count={counters.work} icon={IconCheckbox} wideOnly />
      <Counter href={paths.notices()} label={counters.bell ? en.shell.bellNew(counters.bell) : en.shell.bell} count={counters.bell} icon={IconBell} />
    </>
  );
}

function LiveState() {
  const live = useLive();
  const since = formatTime(live.since);
  const text = live.state === 'live' ? en.shell.live : live.state === 'connecting' ? en.shell.connecting : en.shell.notLiveShort;
  return (
    <span className={css.live} role="status" title={live.state === 'lost' ? en.shell.notLive(since) : undefined}>
      <LiveDot live={live.state === 'live'}>{text}</LiveDot>
      {live.state === 'lost' && <span className="t-hidden">{en.shell.notLive(since)}</span>}
    </span>
  );
}

type CounterProps = { readonly href: string; readonly label: string; readonly keys?: string; readonly count?: number; readonly icon: typeof IconBell; readonly wideOnly?: boolean };

function Counter({ href, label, keys, count, icon: Icon, wideOnly }: CounterProps) {
  return (
    <KeyTip label={label} keys={keys}>
      <Link plain href={href} className={css.counter} aria-label={label} data-wide={wideOnly || undefined}>
        <Icon size={19} stroke={1.6} aria-hidden="true" />
        {count ? <span className={css.badge} aria-hidden="true">{count > 99 ? '99+' : count}</span> : null}
      </Link>
    </KeyTip>
  );
}
