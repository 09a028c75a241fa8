import { Button } from '@mantine/core';
import { useState } from 'react';
import { useRouter } from '@tanstack/react-router';
import { paths } from '../../app/paths.ts';
import { formatWhen } from '../../ui/format.ts';
import { KeyTip } from '../../ui/key-tip.tsx';
import { toast } from '../../ui/toast.tsx';
import { ChoiceDialog, PassDialog, SnoozeDialog } from './ask-dialogs.tsx';
import { messages } from './messages.ts';
import { useWork, type InboxItem } from './work.ts';

type Asking = 'snooze' | 'pass' | 'decline' | 'reject' | null;
export type ItemActions = ReturnType<typeof useItemActions>;

const base = (item: InboxItem) => (item.kind === 'task' ? `/tasks/${item.id}` : item.kind === 'case' ? `/cases/${item.id}` : `/hand-overs/${item.id}`);

/** Where an entry is worked on. */
export const pageOf = (item: InboxItem): string => {
  if (item.kind === 'case') return item.function === 'contact_centre' ? paths.contactCase({ caseId: String(item.id) }) : paths.case({ caseId: String(item.id) });
  return item.kind === 'task' ? paths.task({ taskId: String(item.id) }) : `${paths.handOvers()}`;
};

/** What can be done with the entry at hand, by key or by button, and the question that comes first where there is one. */
export function useItemActions(item: InboxItem | undefined, onLeft: () => void) {
  const router = useRouter();
  const [asking, setAsking] = useState<Asking>(null);
  const work = useWork({ onDone: onLeft });
  const post = (verb: string, body: unknown, said: string) => {
    if (!item) return;
    setAsking(null);
    work.mutate({ path: `${base(item)}/${verb}`, body }, { onSuccess: () => toast(said) });
  };
  const open = () => { if (item) router.history.push(pageOf(item)); };
  const isTask = item?.kind === 'task';
  const decides = item?.kind === 'hand_over' && item.mine && item.state === 'requested';
  return {
    item, asking, setAsking, open, decides, isTask, error: work.error,
    done: () => (isTask ? post('complete', { outcome: 'done' }, messages.doneToast) : decides ? post('accept', {}, messages.accepted) : open()),
    snooze: () => { if (isTask) setAsking('snooze'); },
    pass: () => { if (isTask) setAsking('pass'); else open(); },
    post,
  };
}

/** The buttons of an entry. */
export function ItemButtons({ actions }: { readonly actions: ItemActions }) {
  const { item, decides } = actions;
  if (!item) return null;
  if (decides) {
    return (
      <>
        <KeyTip label={messages.keys.accept} keys="E"><Button size="xs" variant="outline" onClick={actions.done}>{messages.verbs.accept}</Button></KeyTip>
        <Button size="xs" variant="subtle" onClick={() => actions.setAsking('decline')}>{messages.verbs.decline}</Button>
      </>
    );
  }
  if (item.kind !== 'task' || item.bucket === 'waiting') return <Button size="xs" variant="outline" onClick={actions.open}>{messages.verbs.open}</Button>;
  return (
    <>
      <KeyTip label={messages.keys.done} keys="E"><Button size="xs" variant="outline" onClick={actions.done}>{messages.verbs.done}</Button></KeyTip>
      <KeyTip label={messages.keys.snooze} keys="H"><Button size="xs" variant="subtle" onClick={actions.snooze}>{messages.verbs.snooze}</Button></KeyTip>
      <KeyTip label={messages.keys.pass} keys="A"><Button size="xs" variant="subtle" onClick={actions.pass}>{messages.verbs.pass}</Button></KeyTip>
      <Button size="xs" variant="subtle" onClick={() => actions.setAsking('reject')}>{messages.verbs.reject}</Button>
    </>
  );
}

/** The question that an action asks first. */
export function ItemDialogs({ actions }: { readonly actions: ItemActions }) {
  const { item, asking, setAsking, post } = actions;
  const close = () => setAsking(null);
  if (!item || !asking) return null;
  if (asking === 'snooze') return <SnoozeDialog onClose={close} onChoose={(until) => post('snooze', { until: until.toISOString() }, messages.snoozed(formatWhen(until)))} />;
  if (asking === 'pass') return <PassDialog title={item.title} fn={item.function} onClose={close} onChoose={(person) => post('pass', { toUserId: person.userId }, messages.passed(person.name))} />;
  if (asking === 'decline') return <ChoiceDialog title={messages.declineTitle} choices={messages.declineReasons} onClose={close} onChoose={(reason) => post('decline', { reason }, messages.declined)} />;
  return <ChoiceDialog title={messages.rejectTitle} choices={messages.rejectReasons} onClose={close} onChoose={(reason) => post('reject', { reason }, messages.rejected)} />;
}
