import type { Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { listRules, reach, type Purpose } from '#gate';
import { findHer, findPerson, readAgenda } from './reads/visits.ts';
import { mayPlanVisit, TIME_WINDOWS } from './rules/plan-visit.ts';
import type { PlanFacts, PlanRefusal } from './types.ts';
import './problems.ts';

const MARKET = 'US';

const REFUSED_BECAUSE: Readonly<Record<PlanRefusal, string>> = {
  in_the_past: 'This time is over. Choose a later one.',
  too_far: 'This is more than a year ahead. Choose an earlier day.',
  quiet_hours: 'It is outside the hours in which she may be visited, by her own clock.',
  outside_her_time: 'She asked for another time of day.',
  day_full: 'Your day is full. Choose another day.',
  overlaps: 'You have another visit at that time.',
  in_calendar: 'Your calendar is taken at that time.',
};

/** A visit that she asked for is an answer to her, not promotion: the promotional caps do not count it, her prohibitions do. */
const purposeOf = (asked: boolean): Purpose => (asked ? 'service' : 'promotion');

const bindingQuiet = (rules: Awaited<ReturnType<typeof listRules>>): PlanFacts['quiet'] => {
  const quiet = rules.filter((rule) => rule.kind === 'quiet_hours' && (rule.channel === 'visit' || rule.channel === 'any'));
  const rule = quiet.findLast((one) => one.channel === 'visit') ?? quiet.at(-1);
  return rule?.quietFrom && rule.quietTo ? { from: rule.quietFrom, to: rule.quietTo } : null;
};

export type PlanQuestion = { readonly customerId: number; readonly userId: number; readonly asked: boolean; readonly preferredTime?: string; readonly besides?: number | null; readonly around?: string; /** For a proposal: what is proposed already is taken as well. */ readonly proposedToo?: boolean };

/** Everything that decides whether a visit fits a time, read once. */
export async function readPlanFacts(tx: Tx, question: PlanQuestion): Promise<PlanFacts> {
  const her = await findHer(tx, question.customerId);
  if (!her) throw new Problem('request.not_found');
  const me = await findPerson(tx, question.userId);
  const rules = await listRules(tx, { purpose: purposeOf(question.asked), market: MARKET, now: tx.now });
  const agenda = await readAgenda(tx, { userId: question.userId, besides: question.besides ?? null, around: question.around ?? tx.now, proposedToo: question.proposedToo ?? false });
  const word = question.preferredTime && question.preferredTime !== 'any' ? question.preferredTime : her.preferredTime;
  return { now: tx.now, myZone: me.timeZone, herZone: her.timeZone, quiet: bindingQuiet(rules), preferredTime: word && (word in TIME_WINDOWS || word === 'next_week') ? word : 'any', ...agenda };
}

/** Refuses with the record that decides when she may not be visited, and with the reason when the time does not fit. */
export async function assertVisit(tx: Tx, visit: PlanQuestion & { readonly productId: number | null; readonly startsAt: string; readonly minutes: number }): Promise<void> {
  const { channels } = await reach(tx, { customerId: visit.customerId, productId: visit.productId, purpose: purposeOf(visit.asked), market: MARKET });
  const gate = channels.find(({ channel }) => channel === 'visit');
  if (gate && !gate.allowed) throw new Problem('field.visit_refused', { detail: gate.sentence, refusal: gate.refusal, record: gate.record, remedy: gate.remedy });
  const decision = mayPlanVisit(await readPlanFacts(tx, { ...visit, around: visit.startsAt }), visit);
  if (!decision.ok) throw new Problem('field.time_refused', { detail: REFUSED_BECAUSE[decision.reason], refusal: decision.reason, fields: [{ field: 'startsAt', message: REFUSED_BECAUSE[decision.reason] }] });
}
