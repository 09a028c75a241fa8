import {
  IconTopologyStar3, IconBuildingBank, IconCalendar, IconCertificate, IconChartLine, IconCheckbox, IconDeviceHeartMonitor, IconFingerprint,
  IconFlask, IconHeadset, IconHeartHandshake, IconHistory, IconHome, IconMap2, IconMicrophone, IconMicroscope, IconSend, IconSettings, IconShieldCheck, IconShieldHalf, IconUsers, IconUserShield,
} from '@tabler/icons-react';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { en } from '../messages/en.ts';
import type { RailEntry } from '../ui/frame/rail.tsx';
import { useCounters, type Counters } from './counters.ts';
import { paths, type Path } from './paths.ts';
import { may, mayAny, usePerson, type Person } from './session.ts';

/** Where a word needs more than any one of its permissions: which of them opens which page. */
type Door = readonly [permission: string, path: Pick<Path, 'pattern'>];
type Entry = { readonly id: keyof typeof en.rail; readonly path: Pick<Path, 'pattern'>; readonly icon: RailEntry['icon']; readonly words: readonly string[]; readonly keys?: string; readonly doors?: readonly Door[] };

/** UX §3: the words in an order that never varies; `words` are the modules whose permissions show the entry. */
const ENTRIES: readonly Entry[] = [
  { id: 'home', path: paths.home, icon: IconHome, words: [], keys: 'G H' },
  { id: 'work', path: paths.work, icon: IconCheckbox, words: ['work'], keys: 'G W' },
  { id: 'customers', path: paths.customers, icon: IconUsers, words: ['customers'], keys: 'G C', doors: [['customers:read', paths.customers], ['customers:import', paths.imports]] },
  { id: 'consent', path: paths.consent, icon: IconShieldCheck, words: ['consent'] },
  { id: 'content', path: paths.content, icon: IconCertificate, words: ['content'] },
  { id: 'marketAccess', path: paths.marketAccess, icon: IconBuildingBank, words: ['market-access', 'market_access'], keys: 'G M' },
  { id: 'interactions', path: paths.interactions, icon: IconHistory, words: ['interactions'] },
  { id: 'channels', path: paths.channels, icon: IconSend, words: ['channels'] },
  { id: 'orchestration', path: paths.orchestration, icon: IconTopologyStar3, words: ['orchestration'], keys: 'G O' },
  { id: 'field', path: paths.field, icon: IconMap2, words: ['field'], keys: 'G F', doors: [['field:read', paths.field], ['field:visit', paths.field]] },
  { id: 'medical', path: paths.medical, icon: IconMicroscope, words: ['medical'] },
  { id: 'safety', path: paths.safety, icon: IconShieldHalf, words: ['safety'] },
  { id: 'contactCentre', path: paths.contactCentre, icon: IconHeadset, words: ['contact-centre', 'contact_centre'] },
  { id: 'patients', path: paths.patients, icon: IconHeartHandshake, words: ['patients'] },
  { id: 'trials', path: paths.trials, icon: IconFlask, words: ['trials'] },
  { id: 'devices', path: paths.devices, icon: IconDeviceHeartMonitor, words: ['devices'] },
  { id: 'insight', path: paths.insight, icon: IconChartLine, words: ['insight'], keys: 'G I' },
  { id: 'administration', path: paths.administration, icon: IconSettings, words: ['administration', 'admin', 'config'], doors: [['access:people', paths.administration]] },
  { id: 'audit', path: paths.audit, icon: IconFingerprint, words: ['audit'] },
  { id: 'privacy', path: paths.privacy, icon: IconUserShield, words: ['privacy'] },
];

export type Destination = RailEntry & { readonly keys?: string };

const isBuilt = (routes: Readonly<Record<string, unknown>>, pattern: string): boolean => pattern in routes;

/** The page behind an entry for this person, or none. */
function doorOf(person: Person | null, entry: Entry): string | undefined {
  if (entry.doors) return entry.doors.find(([permission]) => may(person, permission))?.[1].pattern;
  return entry.words.length === 0 || entry.words.some((word) => mayAny(person, word)) ? entry.path.pattern : undefined;
}

const asEntry = (entry: Entry, href: string, counters: Partial<Counters>): Destination => ({
  id: entry.id, label: en.rail[entry.id], href, icon: entry.icon, keys: entry.keys,
  count: entry.id === 'work' ? counters.work : undefined,
});

/** The places this person may go to and that exist. */
export function useDestinations(): readonly Destination[] {
  const router = useRouter();
  const person = usePerson();
  const counters = useCounters();
  return useMemo(() => {
    const routes = router.routesByPath as Readonly<Record<string, unknown>>;
    return ENTRIES.flatMap((entry) => {
      const href = doorOf(person, entry);
      return href && isBuilt(routes, href) ? [asEntry(entry, href, counters)] : [];
    });
  }, [router, person, counters]);
}

/** The phone's bar: day or home, customers, dictate, work. */
export function usePhoneDestinations(all: readonly Destination[]): readonly Destination[] {
  const router = useRouter();
  const person = usePerson();
  const isHome = useLocation({ select: ({ pathname }) => pathname === paths.home() });
  const at = (id: Entry['id']) => all.filter((entry) => entry.id === id);
  // A representative's home is the day: the bar marks one place for both addresses.
  const leads = person?.managesTeam === true;
  const field = at('field').map((entry) => ({ ...entry, id: isHome && !leads ? 'home' : entry.id, label: en.rail.day, icon: IconCalendar }));
  const day = person?.role === 'field' ? field : [];
  const first = leads || day.length === 0 ? [...at('home'), ...day] : day; // a manager has her team at home and her own day beside it
  const canDictate = paths.dictate.pattern in router.routesByPath && may(person, 'field:report');
  const dictate = canDictate ? [{ id: 'dictate', label: en.rail.dictate, href: paths.dictate(), icon: IconMicrophone, prominent: true }] : [];
  return [...first, ...at('customers'), ...dictate, ...at('work')];
}

/** Which rail entry a path belongs to. */
export function entryOf(pathname: string): string {
  const found = ENTRIES.find((entry) => entry.path.pattern !== '/' && (pathname === entry.path.pattern || pathname.startsWith(`${entry.path.pattern}/`)));
  return found?.id ?? (pathname === '/' ? 'home' : '');
}
