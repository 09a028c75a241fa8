import type { Cascade } from './cascades.ts';

export type BranchCount = Cascade['candidates'][number] & { readonly count: number; readonly owners: number };
type ReasonCount = { readonly code: string; readonly count: number };
export type Counts = {
  readonly audience: number;
  readonly decided: number;
  readonly reached: number;
  readonly refused: number;
  /** Undefined where the reader is not told who is held out. */
  readonly heldOut: number | undefined;
  readonly branches: readonly BranchCount[];
  readonly reasons: readonly ReasonCount[];
};

const sum = (items: readonly { readonly count: number }[]): number => items.reduce((total, item) => total + item.count, 0);

/** How a cascade fell. With `own` the reader sees the customers of her own work alone, and they are the whole. */
export function countsOf(cascade: Cascade, own = false): Counts {
  const of = (outcome: string) => cascade.outcomes.filter((one) => one.outcome === outcome);
  const [chosen, refused, heldOut] = [of('chosen'), of('refused'), of('held_out')];
  const visible = sum(cascade.outcomes);
  return {
    audience: own ? visible : cascade.audience,
    decided: own ? visible : cascade.decided,
    reached: sum(chosen),
    refused: sum(refused),
    heldOut: heldOut.length > 0 ? sum(heldOut) : undefined,
    branches: cascade.candidates
      .map((candidate) => {
        const fell = chosen.find((one) => one.chosen === candidate.position);
        return { ...candidate, count: fell?.count ?? 0, owners: fell?.owners ?? 0 };
      })
      .filter((branch) => branch.count > 0)
      .sort((a, b) => b.count - a.count),
    reasons: refused.map((one) => ({ code: one.refusal ?? 'unknown', count: one.count })).sort((a, b) => b.count - a.count),
  };
}

export type Progress = {
  /** Not left yet: what holding would stop. */
  readonly waiting: number;
  readonly sent: number; readonly done: number; readonly held: number; readonly withdrawn: number; readonly failed: number;
  readonly firstAt: string | undefined; readonly lastAt: string | undefined;
};
type Fate = 'waiting' | 'held' | 'sent' | 'done' | 'withdrawn' | 'failed';

const MESSAGE_FATE: Readonly<Record<string, Fate>> = {
  queued: 'waiting', claimed: 'waiting', dispatching: 'sent', unknown: 'sent', sent: 'sent', bounced: 'failed', failed: 'failed', refused: 'failed', withdrawn: 'withdrawn',
};
const ACTION_FATE: Readonly<Record<string, Fate>> = { proposed: 'waiting', approved: 'waiting', queued: 'waiting', held: 'held', dispatching: 'waiting', done: 'done', failed: 'failed', withdrawn: 'withdrawn' };

/** A message says more than its action, which follows it a minute later; but for a held one, whose mail is only out of the queue. */
const fateOf = (action: Cascade['actions'][number]): Fate => (action.message && action.state !== 'held' ? MESSAGE_FATE[action.message] : ACTION_FATE[action.state]) ?? 'waiting';

/** How far the touches of one candidate have come. */
export function progressOf(cascade: Cascade, position: number): Progress {
  const own = cascade.actions.filter((one) => one.candidate === position);
  const count = (fate: Fate) => sum(own.filter((one) => fateOf(one) === fate));
  return {
    waiting: count('waiting'), sent: count('sent'), done: count('done'), held: count('held'), withdrawn: count('withdrawn'), failed: count('failed'),
    firstAt: own.map((one) => one.firstAt).sort()[0], lastAt: own.map((one) => one.lastAt).sort().at(-1),
  };
}

/** What can still be stopped and what cannot be recalled, over all candidates. */
export function stoppable(cascade: Cascade): { readonly waiting: number; readonly held: number; readonly sent: number; readonly done: readonly { readonly name: string; readonly count: number }[] } {
  const all = cascade.candidates.map((candidate) => ({ candidate, progress: progressOf(cascade, candidate.position) }));
  return {
    waiting: all.reduce((total, { progress }) => total + progress.waiting, 0),
    held: all.reduce((total, { progress }) => total + progress.held, 0),
    sent: all.reduce((total, { progress }) => total + progress.sent, 0),
    done: all.filter(({ progress }) => progress.done > 0).map(({ candidate, progress }) => ({ name: candidate.name, count: progress.done })),
  };
}

/** How many customers answered by candidate and kind, the largest first. */
export const answersOf = (cascade: Cascade, position: number): readonly { readonly kind: string; readonly customers: number }[] =>
  cascade.answers.filter((one) => one.candidate === position).map(({ kind, customers }) => ({ kind, customers })).sort((a, b) => b.customers - a.customers);
