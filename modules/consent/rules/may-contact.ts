import type { ConsentChannel, Decision, Purpose, Standing } from '../types.ts';

export type ConsentQuestion = { readonly channel: ConsentChannel; readonly purpose: Purpose; readonly productId: number | null; readonly market: string; readonly at: string };
type Answer = Pick<Standing, 'allowed' | 'reason' | 'decisionId'>;

/**
 * Channels on which one may write only to those who said yes (CAN-SPAM lets mail go until a no; ePrivacy, TCPA and the codes of the industry do not,
 * and we keep the stricter for all). One may call, visit and invite until they say no.
 */
export const NEEDS_GRANT: readonly ConsentChannel[] = ['email', 'sms', 'portal'];

const speaksOf = (decision: Decision, question: ConsentQuestion): boolean =>
  (decision.channel === question.channel || decision.channel === 'any')
  && (decision.purpose === question.purpose || decision.purpose === 'any')
  && (decision.productId === null || decision.productId === question.productId)
  && decision.market === question.market
  && Date.parse(decision.effectiveAt) <= Date.parse(question.at)
  && (decision.expiresAt === null || Date.parse(decision.expiresAt) > Date.parse(question.at));

const newestFirst = (a: Decision, b: Decision): number =>
  Date.parse(b.effectiveAt) - Date.parse(a.effectiveAt) || Number(a.granted) - Number(b.granted) || b.decisionId - a.decisionId;

/**
 * Does a history of decisions allow contact at an instant? Of each scope (channel, purpose, product) the newest decision in force stands, at the same
 * instant the withdrawal; between scopes a withdrawal beats a permission, so that neither a wide nor a narrow yes undoes another no.
 */
export function mayContact(history: readonly Decision[], question: ConsentQuestion): Answer {
  const standing = new Map<string, Decision>();
  for (const decision of history.filter((one) => speaksOf(one, question)).toSorted(newestFirst)) {
    const scope = `${decision.channel} ${decision.purpose} ${decision.productId ?? 0}`;
    if (!standing.has(scope)) standing.set(scope, decision);
  }
  const newest = (granted: boolean) => [...standing.values()].filter((one) => one.granted === granted).toSorted((a, b) => b.decisionId - a.decisionId)[0];
  const [withdrawn, given] = [newest(false), newest(true)];
  if (withdrawn) return { allowed: false, reason: 'withdrawn', decisionId: withdrawn.decisionId };
  if (given) return { allowed: true, reason: 'granted', decisionId: given.decisionId };
  return NEEDS_GRANT.includes(question.channel) ? { allowed: false, reason: 'never_asked', decisionId: null } : { allowed: true, reason: 'not_needed', decisionId: null };
}
