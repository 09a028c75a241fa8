import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { en } from '../messages/en.ts';
import { setReader } from '../ui/format.ts';
import { AppFrame } from '../ui/frame/app-frame.tsx';
import { useKeys } from '../ui/keys.ts';
import { NavigationContext } from '../ui/navigation.ts';
import { Toasts } from '../ui/toast.tsx';
import { AskChangeReason } from './ask-change-reason.tsx';
import { connectLive } from './live.ts';
import { OfflineStrip } from './offline-strip.tsx';
import { Palette } from './palette.tsx'; // not lazy: it opens within 50 ms
import { usePersonActions } from './person-actions.ts';
import { usePinned } from './pins.ts';
import { entryOf, useDestinations, usePhoneDestinations } from './rail-entries.ts';
import { usePerson } from './session.ts';
import { TopBar } from './top-bar.tsx';

const KeysSheet = lazy(() => import('./keys-sheet.tsx'));
const SessionWatch = lazy(() => import('../features/session/session-watch.tsx').then((loaded) => ({ default: loaded.SessionWatch })));

/** The shell around every page for a person who is signed in. */
export function Shell() {
  const person = usePerson();
  const queryClient = useQueryClient();
  const pathname = useLocation({ select: (location) => location.pathname });
  const destinations = useDestinations();
  const phone = usePhoneDestinations(destinations);
  const pinned = usePinned();
  const [folded, setFolded] = useLocalStorage({ key: 'tutti-rail-folded', defaultValue: false });
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null);
  const narrow = useMediaQuery('(max-width: 75em)') ?? false;
  const actions = usePersonActions({ folded, canFold: !narrow, setFolded, showKeys: () => setDialog('keys') });
  const userId = person?.userId;
  if (person) setReader({ timeZone: person.timeZone });
  useEffect(() => (userId ? connectLive(queryClient) : undefined), [queryClient, userId]);
  useFocusOnMove(pathname);
  useShellKeys(destinations, setDialog);
  if (!person) return null;
  return (
    <>
      <AppFrame entries={destinations} phoneEntries={phone} pinned={pinned} current={entryOf(pathname)} person={person} personActions={actions} folded={folded}
        tools={<TopBar onFind={() => setDialog('palette')} />} strip={<OfflineStrip />}>
        <Outlet />
      </AppFrame>
      {dialog === 'palette' && <Palette destinations={destinations} actions={actions} onClose={() => setDialog(null)} />}
      <Suspense>{dialog === 'keys' && <KeysSheet onClose={() => setDialog(null)} />}</Suspense>
      <AskChangeReason />
      <Suspense><SessionWatch /></Suspense>
      <Toasts />
    </>
  );
}

function useShellKeys(destinations: ReturnType<typeof useDestinations>, setDialog: (dialog: 'palette' | 'keys') => void): void {
  const router = useRouter();
  const openPalette = () => setDialog('palette');
  useKeys([
    { keys: 'Ctrl K', label: en.palette.title, run: openPalette, everywhere: true },
    { keys: '/', label: en.palette.title, run: openPalette },
    { keys: '?', label: en.shell.keysTitle, run: () => setDialog('keys') },
    ...destinations.flatMap((place) => (place.keys ? [{ keys: place.keys, label: en.shell.goTo(place.label), run: () => router.history.push(place.href) }] : [])),
  ]);
}

/** A new page is read from its title on; the first one is left as the browser opened it. */
function useFocusOnMove(pathname: string): void {
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    const timer = setTimeout(() => {
      if (!document.activeElement?.closest('aside, [role="dialog"]')) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
    }, 60); // after the new page has drawn its title
    return () => clearTimeout(timer);
  }, [pathname]);
}

/** Gives the ui parts the router to move with. */
export function RouterNavigation({ children }: { readonly children: React.ReactNode }) {
  const router = useRouter();
  const navigation = useMemo(() => ({
    go: (href: string, how: 'push' | 'replace' = 'push') => router.history[how](href),
    preload: (href: string) => {
      const { pathname, search } = new URL(href, window.location.origin);
      void router.preloadRoute({ to: pathname, search: router.options.parseSearch?.(search) } as Parameters<typeof router.preloadRoute>[0]).catch(() => undefined);
    },
  }), [router]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}
