import type { HandOverKind } from '../types.ts';
import { addBusinessMinutes } from './business-hours.ts';

/** What may be asked for, by kind. Nothing but these words crosses from one function to another. */
export const WISHES: Readonly<Record<HandOverKind, readonly string[]>> = {
  question_to_liaison: ['join_call', 'call_back'],
  visit_request: ['visit', 'phone_call', 'samples', 'formulary_information'],
  question_to_medical: ['call_back', 'written_answer', 'liaison_visit'],
};

export const PREFERRED_TIMES = ['any', 'early_morning', 'morning', 'midday', 'afternoon', 'after_hours', 'this_week', 'next_week'] as const;

export const DECLINE_REASONS = ['busy', 'on_leave', 'not_certified', 'not_my_customer', 'customer_declined'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Which function answers a kind of request. */
export const RECEIVER: Readonly<Record<HandOverKind, string>> = { question_to_liaison: 'medical', visit_request: 'sales', question_to_medical: 'medical' };

const JOIN_MS = 2 * 60_000; // she is on the line: nobody waits longer for a colleague to pick up
const CLOCK_MINUTES: Readonly<Record<HandOverKind, number>> = { question_to_liaison: 60, question_to_medical: 240, visit_request: 600 };

/** By when the receiver must say yes or no. */
export function handOverDueAt({ kind, wish }: { kind: HandOverKind; wish: string }, at: string, zone: string): string {
  if (wish === 'join_call') return new Date(new Date(at).getTime() + JOIN_MS).toISOString();
  return addBusinessMinutes(at, CLOCK_MINUTES[kind], zone);
}

const WISH_WORDS: Readonly<Record<string, string>> = {
  join_call: 'Join the call now', call_back: 'Call back', visit: 'Plan a visit', phone_call: 'Call', samples: 'Plan a visit about samples',
  formulary_information: 'Plan a visit about formulary coverage', written_answer: 'Answer in writing', liaison_visit: 'Plan a liaison visit',
};
const TIME_WORDS: Readonly<Record<string, string>> = {
  early_morning: 'before 09:00', morning: 'in the morning', midday: 'at midday', afternoon: 'in the afternoon', after_hours: 'after 17:00', this_week: 'this week', next_week: 'next week',
};

/** The request in words, made from the closed list alone. */
export function wishSentence({ wish, preferredTime = 'any', product }: { wish: string; preferredTime?: string; product?: string | null }): string {
  return [WISH_WORDS[wish] ?? wish, product ? `about ${product}` : '', TIME_WORDS[preferredTime] ?? ''].filter(Boolean).join(' ').replace(/about samples about/, 'about samples of').replace(/coverage about/, 'coverage of');
}
