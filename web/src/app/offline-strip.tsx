import { IconCloudOff } from '@tabler/icons-react';
import { useIsMutating } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { en } from '../messages/en.ts';
import { formatTime } from '../ui/format.ts';
import css from './offline-strip.module.css';

const watch = (tell: () => void): (() => void) => {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
};

/** A calm strip while there is no network: since when, and how many changes wait. It never blocks. */
export function OfflineStrip() {
  const online = useSyncExternalStore(watch, () => navigator.onLine);
  const waiting = useIsMutating({ predicate: (mutation) => mutation.state.isPaused });
  const [since, setSince] = useState(0);
  useEffect(() => setSince(online ? 0 : Date.now()), [online]);
  return (
    <div role="status">
      {since > 0 && <p className={css.strip}><IconCloudOff size={18} stroke={1.6} aria-hidden="true" /><span><b>{en.shell.offline(formatTime(since))}</b> {en.shell.offlineWaiting(waiting)}</span></p>}
    </div>
  );
}
