import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { stoppable } from './cascade-counts.ts';
import { stopCascade, TOPIC, type Cascade, type StopHow } from './cascades.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const words = messages.stop;

type StopDialogProps = { readonly cascade: Cascade; readonly how: StopHow; readonly onClose: () => void };

/** Holds or undoes, with a reason, after saying what is stopped and what cannot be recalled. */
export function StopDialog({ cascade, how, onClose }: StopDialogProps) {
  const { waiting, held } = stoppable(cascade);
  const open = waiting + held;
  const holds = how === 'hold';
  const said = {
    title: holds ? words.holdTitle : words.undoTitle, lead: open === 0 ? words.nothingLeft : holds ? words.holds(waiting) : words.undoes(open), reason: words.reason, hint: words.reasonHint,
    save: holds ? words.hold : words.undoTitle, cancel: words.close, failed: words.failed, done: ({ stopped }: { stopped: number }) => (holds ? words.held(stopped) : words.undone(stopped)),
  };
  return (
    <ReasonDialog words={said} save={(reason) => stopCascade(cascade.cascadeId, how, reason)} topic={TOPIC} onClose={onClose}>
      {cascade.underWay > 0 && <p>{holds ? words.underWayWaits(cascade.underWay) : words.underWayEnds(cascade.underWay)}</p>}
      <Gone cascade={cascade} />
    </ReasonDialog>
  );
}

function Gone({ cascade }: { readonly cascade: Cascade }) {
  const { sent, done } = stoppable(cascade);
  return (
    <div className={css.recall}>
      <b>{words.gone}</b>
      {sent === 0 && done.length === 0
        ? <p>{words.goneNothing}</p>
        : <ul>{sent > 0 && <li>{words.goneMail(sent)}</li>}{done.map(({ name, count }) => <li key={name}>{words.goneDone(count, name)}</li>)}</ul>}
    </div>
  );
}
