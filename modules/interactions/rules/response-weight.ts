import type { Channel, InteractionState, Kind } from '../types.ts';

/** What one interaction adds to the evidence of how she answers: a touch of ours, a response of hers, or both. */
export type Weight = { readonly touch: number; readonly response: number };

const NOTHING: Weight = { touch: 0, response: 0 };
const TOUCH: Weight = { touch: 1, response: 0 };
const RESPONSE: Weight = { touch: 0, response: 1 };
const MET: Weight = { touch: 1, response: 1 }; // a touch that she answered by being there

/**
 * An open says little (privacy proxies open mail by themselves), a click more, a deed of her own all; an open and a click of one mail together
 * count as one answer. What is not listed here is no evidence.
 */
export const RESPONSE_WEIGHTS: Readonly<Partial<Record<Kind, Weight>>> = {
  email_sent: TOUCH, sms_sent: TOUCH, letter_sent: NOTHING, portal_message: TOUCH, event_invited: TOUCH, call_missed: TOUCH, visit_declined: TOUCH,
  email_opened: { touch: 0, response: 0.3 }, email_clicked: { touch: 0, response: 0.7 },
  choice: RESPONSE, reply: RESPONSE, sms_received: RESPONSE, portal_visit: RESPONSE, event_attended: RESPONSE, inquiry: RESPONSE, visit_request: RESPONSE, survey: RESPONSE,
  visit: MET, call: MET, meeting: MET,
};

/** What counts for a kind of interaction: planned and cancelled ones, and those on no channel, are no evidence. */
export function responseWeight(kind: Kind, channel: Channel | 'none', state: InteractionState = 'done'): Weight {
  if (state !== 'done' || channel === 'none') return NOTHING;
  return RESPONSE_WEIGHTS[kind] ?? NOTHING;
}

/** Evidence halves in a quarter: what she answered a year ago counts a sixteenth. */
export const HALF_LIFE_DAYS = 90;
