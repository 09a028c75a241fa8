import { useMay } from '../../app/session.ts';
import { CASCADE_ICONS } from '../../ui/cascade/labels.tsx';
import { shapeOf } from '../../ui/channel-shape.tsx';
import { formatNumber } from '../../ui/format.ts';
import { hueOf } from '../../ui/function-mark.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { progressOf, type BranchCount, type Counts } from './cascade-counts.ts';
import { leavesWhen } from './cascade-words.ts';
import { useApprove, type Cascade } from './cascades.ts';
import { functionOf } from './functions.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';
import { VerbButton } from './verb-button.tsx';

const words = messages.leaving;

/** What approving starts, channel by channel: how many, and when they leave or whose tasks they become. */
export function Leaving({ cascade, counts }: { readonly cascade: Cascade; readonly counts: Counts }) {
  return (
    <ul className={css.lines}>
      {counts.branches.map((branch) => {
        const Icon = CASCADE_ICONS[shapeOf(branch.channel)];
        return (
          <li key={branch.code}>
            <Icon size={16} stroke={1.6} color={hueOf(functionOf(branch.function))} aria-hidden="true" />
            <span><b>{formatNumber(branch.count)} {branch.name}</b>: {sentenceOf(cascade, branch)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function sentenceOf(cascade: Cascade, branch: BranchCount): string {
  if (branch.channel === 'visit') return words.task(messages.cascade.reps(branch.owners));
  if (branch.channel === 'phone') return words.task(words.desk);
  const { firstAt, lastAt } = progressOf(cascade, branch.position);
  return words.leave(leavesWhen(firstAt, lastAt));
}

/** The one verb of a proposed cascade. */
export function ApproveButton({ cascade, counts, first = true, more }: { readonly cascade: Cascade; readonly counts: Counts; /** The one in ink, where several wait. */ readonly first?: boolean; readonly more?: React.ReactNode }) {
  const may = useMay('orchestration:approve');
  const approve = useApprove(cascade.cascadeId, () => toast(words.approved(counts.reached)));
  const run = () => approve.mutate();
  return (
    <div className={css.approve}>
      <VerbButton variant={first ? 'filled' : 'outline'} onClick={run} loading={approve.isPending} refusedBecause={may ? undefined : words.mayNot}>{words.approve(counts.reached)}</VerbButton>
      {more}
      {approve.error && <Problem error={approve.error} title={words.failed} onRetry={run} />}
    </div>
  );
}

/** A proposed cascade, ready to be approved: what leaves when, who is left alone, and why this journey. */
export function ApprovalSheet({ cascade, counts }: { readonly cascade: Cascade; readonly counts: Counts }) {
  return (
    <Sheet title={words.title}>
      <div className={css.leaving}>
        <div>
          <Leaving cascade={cascade} counts={counts} />
          <p className={css.quiet}>{words.quietHours} {words.untouched(counts.refused, counts.heldOut)} {cascade.journeyReason}</p>
        </div>
        <ApproveButton cascade={cascade} counts={counts} />
      </div>
    </Sheet>
  );
}
