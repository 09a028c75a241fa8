import type { Instant } from '#platform/db';

export const REQUEST_KINDS = ['access', 'portability', 'erasure', 'rectification', 'objection'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const REQUEST_STATES = ['received', 'verified', 'in_progress', 'fulfilled', 'refused'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const REFUSALS = ['identity_not_proved', 'manifestly_unfounded', 'excessive', 'legal_hold', 'legal_obligation'] as const;
export const REQUEST_CHANNELS = ['email', 'phone', 'letter', 'visit', 'portal'] as const;

export type Deed = 'verify' | 'start' | 'extend' | 'refuse' | 'export' | 'erase' | 'fulfil';
const FROM: Readonly<Record<Deed, readonly RequestState[]>> = {
  verify: ['received'], start: ['verified'], extend: ['received', 'verified', 'in_progress'], refuse: ['received', 'verified', 'in_progress'],
  export: ['in_progress', 'fulfilled'], erase: ['in_progress'], fulfil: ['in_progress'],
};

export type RequestDecision = { readonly ok: true } | { readonly ok: false; readonly reason: 'wrong_state' | 'wrong_kind' | 'on_hold' | 'nobody' | 'extended_already' };

/** Whether a deed follows from where a request stands: nobody is told or erased before it is proved who asks. */
export function mayDo(deed: Deed, request: { readonly state: RequestState; readonly kind: RequestKind; readonly isSomebody: boolean; readonly holds: number; readonly isExtended: boolean }): RequestDecision {
  if (!FROM[deed].includes(request.state)) return { ok: false, reason: 'wrong_state' };
  if (deed === 'extend' && request.isExtended) return { ok: false, reason: 'extended_already' };
  if (deed === 'export' && !['access', 'portability'].includes(request.kind)) return { ok: false, reason: 'wrong_kind' };
  if (deed === 'erase' && request.kind !== 'erasure') return { ok: false, reason: 'wrong_kind' };
  if (deed === 'fulfil' && request.kind === 'erasure' && request.isSomebody) return { ok: false, reason: 'wrong_kind' };
  if (['export', 'erase'].includes(deed) && !request.isSomebody) return { ok: false, reason: 'nobody' };
  return deed === 'erase' && request.holds > 0 ? { ok: false, reason: 'on_hold' } : { ok: true };
}

/** The same day so many months on, or the last one of that month (Regulation 1182/71, Art. 3(2)(c)); the hour does not move. */
export function monthsAfter(instant: Instant, months: number): Instant {
  const from = new Date(instant);
  const target = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0));
  const day = Math.min(from.getUTCDate(), target.getUTCDate());
  return new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), day, from.getUTCHours(), from.getUTCMinutes(), from.getUTCSeconds(), from.getUTCMilliseconds())).toISOString();
}
