import { sql, type Tx } from '#platform/db';
import { recheck, REFUSALS, type RefusalCode } from '#gate';
import { readPlanFacts } from './check-plan.ts';
import { VISIT_MINUTES } from './propose-visit.ts';
import { readVisitFacts, type VisitFacts } from './reads/facts.ts';
import { findPerson, listProposed, listTasksToPlan, listVisits, readAgenda, type TaskToPlan } from './reads/visits.ts';
import { dateAfter, instantOf, localOf, minutesAfter } from '#platform/time';
import { proposeTime } from './rules/plan-visit.ts';
import type { VisitRow } from './types.ts';

type VisitRefusal = { readonly code: string; readonly record: string | null; readonly sentence: string };
type DayVisit = VisitRow & { readonly refusal: VisitRefusal | null };

export type FieldDay = {
  readonly date: string;
  readonly timeZone: string;
  readonly now: string;
  readonly visits: readonly DayVisit[];
  /** Proposed for other days: they wait for an answer all the same. */
  readonly elsewhere: readonly DayVisit[];
  readonly toPlan: readonly TaskToPlan[];
  readonly capacity: { readonly perDay: number | null; readonly booked: number };
  /** What comes next: on this day, or, when today has nothing left, in the coming week. */
  readonly next: { readonly visit: DayVisit; readonly facts: VisitFacts } | null;
};

const isOpen = (visit: VisitRow): boolean => visit.state === 'proposed' || visit.state === 'planned';

/** Which of these visits the gate would refuse now, all in one question. */
async function refusalsOf(tx: Tx, visits: readonly VisitRow[]): Promise<ReadonlyMap<number, VisitRefusal>> {
  const open = visits.filter(isOpen);
  if (open.length === 0) return new Map();
  const rows = await recheck(tx, sql`
    select v.visit_id as key, v.customer_id, 'visit'::text as channel, 'sales'::text as function, case when v.hand_over_id is null then 'promotion' else 'service' end as purpose,
           v.product_id, 'US'::text as market, null::integer as version_id
      from field.visit v where v.visit_id = any(${open.map(({ visitId }) => visitId)}::bigint[])`);
  return new Map(rows.flatMap(({ key, refusal }) => {
    if (!refusal) return [];
    const [code = '', record = null] = refusal.split(' ') as [RefusalCode, string?];
    return [[key, { code, record, sentence: REFUSALS[code as RefusalCode] ?? code }]];
  }));
}

const LATE_MINUTES = 60; // a visit that began within the hour is still the next one
const AHEAD_DAYS = 8; // over a weekend and a holiday

/** The first visit that stands and is not over; a proposed one where nothing stands. */
function nextOf(visits: readonly DayVisit[], now: string): DayVisit | undefined {
  const ahead = visits.filter((visit) => isOpen(visit) && !visit.refusal && minutesAfter(visit.startsAt, visit.minutes + LATE_MINUTES) > now);
  return ahead.find((visit) => visit.state === 'planned') ?? ahead[0];
}

/** A representative's day: her visits in order, what is proposed, what has no time yet, and what to know before the next one. */
export async function readDay(tx: Tx, { date }: { date?: string | undefined }): Promise<FieldDay> {
  const userId = tx.actor.userId ?? 0;
  const { timeZone } = await findPerson(tx, userId);
  const day = date ?? localOf(tx.now, timeZone).day;
  const visits = await listVisits(tx, { from: instantOf(day, 0, timeZone), to: instantOf(dateAfter(day, 1), 0, timeZone) });
  const proposed = (await listProposed(tx)).filter((visit) => !visits.some((one) => one.visitId === visit.visitId));
  const refusals = await refusalsOf(tx, [...visits, ...proposed]);
  const withRefusal = (visit: VisitRow): DayVisit => ({ ...visit, refusal: refusals.get(visit.visitId) ?? null });
  const shown = visits.map(withRefusal);
  const later = date === undefined && !nextOf(shown, tx.now) ? await listVisits(tx, { from: tx.now, to: minutesAfter(tx.now, AHEAD_DAYS * 1440) }) : [];
  const next = nextOf(shown, tx.now) ?? nextOf(later.map(withRefusal), tx.now);
  const { perDay } = await readAgenda(tx, { userId, besides: null, around: tx.now });
  return {
    date: day, timeZone, now: tx.now, visits: shown, elsewhere: proposed.map(withRefusal), toPlan: await listTasksToPlan(tx, { limit: 20 }),
    capacity: { perDay, booked: visits.filter((visit) => visit.state === 'planned' || visit.state === 'done').length },
    next: next ? { visit: next, facts: await readVisitFacts(tx, { customerId: next.customerId, productId: next.productId }) } : null,
  };
}

/** The first time that fits a customer and the reader's own days; null when three weeks are full. */
export async function suggestTime(tx: Tx, { customerId, minutes = VISIT_MINUTES, asked = false }: { customerId: number; minutes?: number | undefined; asked?: boolean }): Promise<{ startsAt: string | null; timeZone: string; preferredTime: string }> {
  const facts = await readPlanFacts(tx, { customerId, userId: tx.actor.userId ?? 0, asked, proposedToo: true });
  return { startsAt: proposeTime(facts, minutes), timeZone: facts.herZone, preferredTime: facts.preferredTime };
}
