import { formatDate, formatInstant, formatNumber, formatSpan, formatTime, formatWhen } from '../../ui/format.ts';
import type { Counts } from './cascade-counts.ts';
import type { Cascade, CascadeRow } from './cascades.ts';
import { messages } from './messages.ts';

const words = messages.cascade;

/** The finding: what the event means, in one sentence. */
export function titleOf(cascade: CascadeRow): string {
  const say = words.title[cascade.eventType ?? ''];
  return say && cascade.productName && cascade.accountName ? say(cascade.productName, cascade.accountName) : cascade.name;
}

const millisBetween = (from: string, to: string): number => new Date(to).getTime() - new Date(from).getTime();

/** "0.8 s", "4 min". */
export function shortSpan(ms: number): string {
  if (ms >= 120_000) return formatSpan(ms);
  const seconds = ms / 1000;
  return `${formatNumber(seconds, seconds < 0.1 ? 2 : seconds < 3 ? 1 : 0)} s`;
}

function howDecided(cascade: Cascade): string {
  if (!cascade.decidedAt) return '';
  const parts = [words.decidedIn(shortSpan(millisBetween(cascade.startedAt, cascade.decidedAt)))];
  if (cascade.approvedAt) parts.push(words.approvedLater(shortSpan(millisBetween(cascade.decidedAt, cascade.approvedAt)), cascade.approvedBy));
  if (cascade.state === 'proposed') parts.push(words.waits);
  return `${parts.join(', ')}.`;
}

/** One or two sentences under the title, true in every state. */
export function subtitleOf(cascade: Cascade, counts: Counts, own: boolean): string {
  if (own) return counts.audience === 0 ? words.ownNone : words.ownReached(counts.reached, counts.audience);
  if (cascade.state === 'deciding') return words.deciding(cascade.decided, cascade.audience);
  if (cascade.state === 'undone') return `${words.undone} ${howDecided(cascade)}`;
  if (cascade.state === 'held') return `${words.held} ${howDecided(cascade)}`;
  const reach = cascade.state === 'proposed' ? words.wouldReach : words.reached;
  return `${reach(counts.reached, counts.audience)} ${howDecided(cascade)}`;
}

const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The event as the card at the left tells it. */
export function eventOf(cascade: Cascade): { readonly kind: string; readonly title: string; readonly note: string } {
  const data = cascade.eventData ?? {};
  const tier = asNumber(data['tier']);
  const plans = asList(data['planIds']).length;
  const from = typeof data['effectiveFrom'] === 'string' ? formatDate(data['effectiveFrom'], 'short') : null;
  const saved = cascade.eventAt ? words.savedBy(cascade.eventBy, formatWhen(cascade.eventAt)) : '';
  return {
    kind: messages.events[cascade.eventType ?? ''] ?? cascade.eventType ?? '',
    title: tier === undefined ? cascade.accountName ?? cascade.name : words.tier(tier, asList(data['restrictions']).map(String)),
    note: [plans > 0 ? words.plans(plans, from) : '', saved].filter(Boolean).join(' '),
  };
}

/** When touches leave: at once, from … to …. */
export function leavesWhen(first: string | undefined, last: string | undefined, now: number = Date.now()): string {
  if (!first || !last || new Date(last).getTime() <= now) return messages.leaving.atOnce;
  const from = new Date(first).getTime() <= now ? messages.leaving.atOnce : formatWhen(first);
  return messages.leaving.between(from, formatWhen(last));
}

/** The exact instant of a decision, for the line over the why. */
export const decidedAt = (instant: string): { readonly short: string; readonly exact: string } => ({ short: formatTime(instant), exact: formatInstant(instant) });
