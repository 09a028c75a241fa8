import { IconCloudOff } from '@tabler/icons-react';
import { useIsMutating } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { en } from '../messages/en.ts';
import { formatTime } from '../ui/format.ts';
import css from './offline-strip.module.css';
import { useWaitingChanges } from './waiting-changes.ts';

let offlineSince = navigator.onLine ? 0 : Date.now();

const watch = (tell: () => void): (() => void) => {
  const note = () => {
    offlineSince = navigator.onLine ? 0 : offlineSince || Date.now();
    tell();
  };
  window.addEventListener('online', note);
  window.addEventListener('offline', note);
  return () => {
    window.removeEventListener('online', note);
    window.removeEventListener('offline', note);
  };
};

/** A calm strip while there is no network: since when, and how many changes wait. It never blocks. */
export function OfflineStrip() {
  const since = useSyncExternalStore(watch, () => offlineSince);
  const waiting = useIsMutating({ predicate: (mutation) => mutation.state.isPaused }) + useWaitingChanges();
  return (
    <div role="status">
      {since > 0 && <p className={css.strip}><IconCloudOff size={18} stroke={1.6} aria-hidden="true" /><span><b>{en.shell.offline(formatTime(since))}</b> {en.shell.offlineWaiting(waiting)}</span></p>}
    </div>
  );
}
