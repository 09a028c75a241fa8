import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { stoppable } from './cascade-counts.ts';
import { useStop, type Cascade, type StopHow } from './cascades.ts';
import { messages } from './messages.ts';
import css from './orchestration.module.css';

const words = messages.stop;

type StopDialogProps = { readonly cascade: Cascade; readonly how: StopHow; readonly onClose: () => void };

/** Holds or undoes, with a reason, after saying what is stopped and what cannot be recalled. */
export function StopDialog({ cascade, how, onClose }: StopDialogProps) {
  const [reason, setReason] = useState('');
  const stop = useStop(cascade.cascadeId, how);
  const { waiting, held } = stoppable(cascade);
  const open = waiting + held;
  const save = () => stop.mutate(reason, { onSuccess: ({ stopped }) => { onClose(); toast(how === 'hold' ? words.held(stopped) : words.undone(stopped)); } });
  const fault = stop.error instanceof ProblemError ? stop.error.fieldMessage('reason') : undefined;
  const title = how === 'hold' ? words.holdTitle : words.undoTitle;
  return (
    <Dialog title={title} onClose={onClose} foot={<>
      <Button variant="filled" onClick={save} loading={stop.isPending}>{how === 'hold' ? words.hold : words.undoTitle}</Button>
      <Button variant="subtle" onClick={onClose}>{words.close}</Button>
    </>}>
      {stop.error && !fault && <Problem error={stop.error} title={words.failed} kept />}
      <p className={css.dialogText}>{open === 0 ? words.nothingLeft : how === 'hold' ? words.holds(waiting) : words.undoes(open)}</p>
      {cascade.underWay > 0 && <p className={css.dialogText}>{how === 'hold' ? words.underWayWaits(cascade.underWay) : words.underWayEnds(cascade.underWay)}</p>}
      <Gone cascade={cascade} />
      <Textarea label={words.reason} description={words.reasonHint} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={fault} required minRows={2} autosize data-autofocus
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save(); }} />
    </Dialog>
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
