import type { ComponentProps } from 'react';
import { CascadeFlow } from '../../ui/cascade/cascade-flow.tsx';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatNumber } from '../../ui/format.ts';
import { answersOf, progressOf, type BranchCount, type Counts } from './cascade-counts.ts';
import { eventOf, leavesWhen, shortSpan } from './cascade-words.ts';
import type { Cascade } from './cascades.ts';
import { functionOf, functionOfEvent } from './functions.ts';
import { messages } from './messages.ts';

type Branch = ComponentProps<typeof CascadeFlow>['branches'][number];
const words = messages.cascade;

const peopleOf = (branch: BranchCount): string =>
  branch.channel === 'visit' ? words.reps(branch.owners) : branch.channel === 'phone' ? words.desk : words.automatic;

function outcomeOf(cascade: Cascade, branch: BranchCount): Pick<Branch, 'outcome' | 'outcomeNote'> {
  const progress = progressOf(cascade, branch.position);
  if (cascade.state === 'deciding') return {};
  if (cascade.state === 'proposed') return { outcome: ['visit', 'phone'].includes(branch.channel) ? words.asTasks : leavesWhen(progress.firstAt, progress.lastAt) };
  const fates = (['sent', 'done', 'waiting', 'held', 'failed', 'withdrawn'] as const).filter((fate) => progress[fate] > 0).map((fate) => messages.fates[fate](formatNumber(progress[fate])));
  const answers = answersOf(cascade, branch.position).slice(0, 2).map(({ kind, customers }) => `${formatNumber(customers)} ${messages.answers[kind] ?? kind.replaceAll('_', ' ')}`);
  return { outcome: fates[0], outcomeNote: [...answers, ...fates.slice(1)].slice(0, 2).join(', ') || undefined } as Pick<Branch, 'outcome' | 'outcomeNote'>;
}

type Journeys = ReadonlyMap<number, { readonly name: string; readonly version: number }>;

function branchOf(cascade: Cascade, branch: BranchCount, journeys: Journeys): Branch {
  const journey = branch.journeyVersionId === null ? undefined : journeys.get(branch.journeyVersionId);
  return {
    id: `candidate:${branch.position}`, label: journey ? branch.name.replace(/ journey$/, '') : branch.name, count: branch.count, function: functionOf(branch.function), channel: branch.channel, people: peopleOf(branch),
    ...(journey ? { note: `“${journey.name}”, v${journey.version}` } : {}),
    ...outcomeOf(cascade, branch),
  };
}

const headOf = (cascade: Cascade, now: number): string | undefined =>
  cascade.state === 'proposed' ? words.leaves : cascade.approvedAt ? words.after(shortSpan(Math.max(0, now - new Date(cascade.approvedAt).getTime()))) : undefined;

type PictureProps = { readonly cascade: Cascade; readonly counts: Counts; readonly own: boolean; readonly journeys: Journeys; readonly selected?: string | undefined; readonly onSelect: (part: string) => void };

/** The six columns of one cascade, from its counts. */
export function CascadePicture({ cascade, counts, own, journeys, selected, onSelect }: PictureProps) {
  const head = headOf(cascade, useNow());
  const audience = own ? words.ownAudience : cascade.eventType?.startsWith('formulary.') ? words.audience : words.audienceOther;
  return (
    <CascadeFlow
      event={{ function: functionOfEvent(cascade.eventType), ...eventOf(cascade) }}
      audience={{ count: counts.audience, label: audience }}
      reached={{ count: counts.reached, label: words.gate }}
      branches={counts.branches.map((branch) => branchOf(cascade, branch, journeys))}
      refused={{ count: counts.refused, label: words.refused, reasons: counts.reasons.map(({ code, count }) => ({ id: `refusal:${code}`, label: messages.refusal(code), count })) }}
      onSelect={onSelect}
      {...(counts.heldOut === undefined ? {} : { heldOut: { count: counts.heldOut, label: words.heldOut } })}
      {...(head ? { outcomeHead: head } : {})}
      {...(cascade.state === 'deciding' ? { progress: { done: cascade.decided, all: cascade.audience } } : {})}
      {...(selected ? { selected } : {})}
    />
  );
}
