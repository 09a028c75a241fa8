import type { Choice } from '../types.ts';

export type ChosenWish = { readonly kind: 'visit_requested' | 'wants_channel'; readonly channel: 'visit' | 'phone' | 'email' };

/** A choice that ends mail is a withdrawal of consent, whatever else the text calls it. */
export const endsMail = ({ code }: Choice): boolean => /^(no_?(e?mail|more)|unsubscribe|stop|opt_?out)/.test(code);

/** What a choice says of how she wants to be reached; most choices say nothing of it. */
export function wishOfChoice({ code }: Choice): ChosenWish | null {
  if (code.startsWith('visit')) return { kind: 'visit_requested', channel: 'visit' };
  if (/^(call|phone)/.test(code)) return { kind: 'wants_channel', channel: 'phone' };
  if (/^(e?mail|digital)/.test(code)) return { kind: 'wants_channel', channel: 'email' };
  return null;
}

/** Kind of the case that a choice becomes. */
export function caseKindOf({ code }: Choice): 'visit_request' | 'sample_request' | 'question' {
  if (code.startsWith('visit')) return 'visit_request';
  return code.startsWith('sample') ? 'sample_request' : 'question';
}
