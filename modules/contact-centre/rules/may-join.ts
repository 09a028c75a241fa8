import type { Presence } from '#work';

export type JoinDecision = { readonly ok: true } | { readonly ok: false; readonly reason: 'away' | 'busy' | 'in_a_meeting'; readonly until: string | null };

/** Whether somebody can be joined to a call at an instant: there, not busy, and not within a block. */
export function mayJoin(presence: Presence | undefined, at: string): JoinDecision {
  if (!presence || presence.state === 'away') return { ok: false, reason: 'away', until: null };
  if (presence.state === 'busy') return { ok: false, reason: 'busy', until: presence.until };
  const now = new Date(at).getTime();
  const block = presence.busy.find(({ from, to }) => new Date(from).getTime() <= now && now < new Date(to).getTime());
  return block ? { ok: false, reason: 'in_a_meeting', until: block.to } : { ok: true };
}
