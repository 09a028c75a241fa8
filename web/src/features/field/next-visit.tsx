import { Button } from '@mantine/core';
import { IconBuildingBank, IconCalendar, IconLock, IconMessageCircle, IconNavigation } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatSpan, formatWhen } from '../../ui/format.ts';
import { NextCard } from '../../ui/next-card.tsx';
import type { Facts, Visit } from './field.ts';
import { messages } from './messages.ts';

const words = messages.facts;
const ICON = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;
const HOUR_MS = 3_600_000;
const MOST = 3; // what can be kept in mind at a door

type Fact = { readonly icon: ReactNode; readonly text: ReactNode };

/** At most three things to know at the door, hers first. */
function factsOf(facts: Facts): Fact[] {
  const closed = facts.closed && <><b>{words.closed(facts.closed)}</b>{words.closedSince(facts.closed.since)}</>;
  const hers = facts.askedAt || closed ? [{ icon: <IconMessageCircle {...ICON} />, text: <>{facts.askedAt && `${words.asked(facts.askedAt)} `}{closed}</> }] : [];
  const all: Fact[] = [
    ...hers,
    ...(facts.coverage ? [{ icon: <IconBuildingBank {...ICON} style={{ color: 'var(--t-fn-market-access)' }} />, text: words.coverage(facts.coverage) }] : []),
    ...(facts.medical ? [{ icon: <IconLock {...ICON} style={{ color: 'var(--t-fn-medical)' }} />, text: words.medical(facts.medical) }] : []),
    { icon: <IconCalendar {...ICON} />, text: facts.lastVisitAt ? words.lastVisit(facts.lastVisitAt) : words.first },
  ];
  return all.slice(0, MOST);
}

function soonOf(visit: Visit, now: number): string {
  const left = Date.parse(visit.startsAt) - now;
  if (left <= 0 && left > -HOUR_MS) return messages.nextNow;
  return left > 0 && left < 24 * HOUR_MS ? messages.nextIn(formatSpan(left)) : formatWhen(visit.startsAt);
}

const directionsTo = (visit: Visit): string => `https://www.openstreetmap.org/search?query=${encodeURIComponent([visit.practiceName, visit.city].filter(Boolean).join(', '))}`;

/** The next visit: who, where, and what to know, with the reason for each. */
export function NextVisit({ visit, facts, early, actions }: { readonly visit: Visit; readonly facts: Facts; readonly early: boolean; readonly actions: ReactNode }) {
  const now = useNow();
  const place = [visit.practiceName, visit.city].filter(Boolean).join(', ');
  return (
    <NextCard of="sales" above={messages.next(soonOf(visit, now))} aside={early ? messages.reportEarly : undefined} title={`${visit.name}${visit.credential ? `, ${visit.credential}` : ''}`}
      reason={[place && `${place}.`, facts.colleaguesAsked > 0 && words.colleagues(facts.colleaguesAsked)].filter(Boolean).join(' ')} facts={factsOf(facts)}
      actions={<>{actions}{place && <Button component="a" href={directionsTo(visit)} target="_blank" rel="noreferrer" leftSection={<IconNavigation size={16} stroke={1.6} aria-hidden="true" />}>{messages.directions}</Button>}</>}
      why={{ label: messages.practice, href: paths.practice({ customerId: String(visit.practiceId ?? visit.customerId) }) }} />
  );
}
