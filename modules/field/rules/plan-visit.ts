import type { PlanFacts, PlanRefusal, Span } from '../types.ts';
import { dateAfter, instantOf, localOf, minutesAfter, minutesOf } from '#platform/time';

export type PlanDecision = { readonly ok: true } | { readonly ok: false; readonly reason: PlanRefusal };

const AHEAD_DAYS = 365; // a visit further off is a typing mistake

/** The hours behind the words in which customers say when they have time, on their own clocks. */
export const TIME_WINDOWS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  early_morning: ['07:30', '09:00'], morning: ['08:00', '12:00'], midday: ['11:30', '13:30'], afternoon: ['13:00', '17:00'], after_hours: ['17:00', '18:30'],
};

const overlaps = (spans: readonly Span[], from: string, to: string): boolean => spans.some((span) => span.from < to && span.to > from);

function isQuiet(minutes: number, quiet: PlanFacts['quiet']): boolean {
  if (!quiet) return false;
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)];
  return from > to ? minutes >= from || minutes < to : minutes >= from && minutes < to;
}

function isHerTime(minutes: number, word: string): boolean {
  const window = TIME_WINDOWS[word];
  return !window || (minutes >= minutesOf(window[0]) && minutes < minutesOf(window[1]));
}

/** Whether a visit fits a time: hers before ours. The first reason that holds is told. */
export function mayPlanVisit(facts: PlanFacts, visit: { readonly startsAt: string; readonly minutes: number }): PlanDecision {
  const refuse = (reason: PlanRefusal): PlanDecision => ({ ok: false, reason });
  const endsAt = minutesAfter(visit.startsAt, visit.minutes);
  if (endsAt <= facts.now) return refuse('in_the_past');
  if (visit.startsAt > minutesAfter(facts.now, AHEAD_DAYS * 1440)) return refuse('too_far');
  const hers = localOf(visit.startsAt, facts.herZone).minutes;
  if (isQuiet(hers, facts.quiet)) return refuse('quiet_hours');
  if (!isHerTime(hers, facts.preferredTime)) return refuse('outside_her_time');
  if (overlaps(facts.visits, visit.startsAt, endsAt)) return refuse('overlaps');
  if (overlaps(facts.busy, visit.startsAt, endsAt)) return refuse('in_calendar');
  const mine = localOf(visit.startsAt, facts.myZone).day;
  if (facts.perDay !== null && facts.visits.filter((one) => localOf(one.from, facts.myZone).day === mine).length >= facts.perDay) return refuse('day_full');
  return { ok: true };
}

const GRID = 5; // minutes: visits begin at full five minutes
const NOTICE_MINUTES = 60; // nobody is sent off within the hour
const SCAN_DAYS = 21; // when three weeks are full, a person has to choose
const DAY_FROM = '08:00';
const DAY_TO = '17:30';
const TRAVEL_MINUTES = 20; // between two visits, so that a proposed one can be kept

/** The first time that fits her and leaves way between visits, on a workday where she is; null when three weeks are full. */
export function proposeTime(facts: PlanFacts, minutes: number): string | null {
  const roomy: PlanFacts = { ...facts, visits: facts.visits.map((span) => ({ from: minutesAfter(span.from, -TRAVEL_MINUTES), to: minutesAfter(span.to, TRAVEL_MINUTES) })) };
  const earliest = minutesAfter(facts.now, NOTICE_MINUTES);
  const today = localOf(facts.now, facts.herZone);
  const [opens, closes] = TIME_WINDOWS[facts.preferredTime] ?? [DAY_FROM, DAY_TO];
  const skip = facts.preferredTime === 'next_week' ? 8 - today.weekday : 0;
  for (let ahead = skip; ahead < SCAN_DAYS; ahead += 1) {
    const day = dateAfter(today.day, ahead);
    if (localOf(instantOf(day, 720, facts.herZone), facts.herZone).weekday > 5) continue;
    for (let at = minutesOf(opens); at + minutes <= minutesOf(closes) + GRID; at += GRID) {
      const startsAt = instantOf(day, at, facts.herZone);
      if (startsAt >= earliest && mayPlanVisit(roomy, { startsAt, minutes }).ok) return startsAt;
    }
  }
  return null;
}
