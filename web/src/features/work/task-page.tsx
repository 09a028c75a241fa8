import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam } from '../../app/url-state.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { ChoiceDialog, PassDialog, SnoozeDialog } from './ask-dialogs.tsx';
import { messages } from './messages.ts';
import { useFollowWork } from './use-follow.ts';
import css from './work.module.css';
import { taskQuery, useWork, type Task } from './work.ts';

export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(taskQuery(params['taskId'] ?? ''));

const OPEN = new Set(['requested', 'accepted', 'in_progress', 'on_hold']);

/** One task: who asked for it and why, and how it can end. */
export default function TaskPage() {
  useFollowWork();
  const { data: task } = useSuspenseQuery(taskQuery(useParam('taskId')));
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [messages.heads.customer, task.customerName ? <CustomerLink key="c" of={task.customerId}>{task.customerName}</CustomerLink> : messages.noName],
    [messages.heads.asked, messages.asked(task.askedBy ?? messages.bySystem, formatWhen(task.createdAt))],
    [messages.heads.owner, task.ownerName ?? messages.queue],
    [messages.heads.state, [messages.states[task.state] ?? task.state, task.outcome?.replaceAll('_', ' ')].filter(Boolean).join(': ')],
    ...(task.dueAt && OPEN.has(task.state) ? [[messages.due, <ClockChip key="d" due={task.dueAt} />] as const] : []),
    ...(task.reason ? [[messages.reason, task.reason] as const] : []),
  ];
  return (
    <Page title={task.title} place={[{ label: messages.place, href: paths.work() }, { label: messages.tabs.tasks, href: paths.tasks() }, { label: task.title }]} actions={OPEN.has(task.state) && <TaskVerbs task={task} />}>
      <Sheet title={messages.facts}><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></Sheet>
    </Page>
  );
}

function TaskVerbs({ task }: { readonly task: Task }) {
  const [asking, setAsking] = useState<'done' | 'snooze' | 'pass' | 'reject' | null>(null);
  const work = useWork();
  const close = () => setAsking(null);
  const post = (verb: string, body: object, said: string) => {
    close();
    work.mutate({ path: `/tasks/${task.taskId}/${verb}`, body: { version: task.version, ...body } }, { onSuccess: () => toast(said) });
  };
  return (
    <>
      {work.error && <Problem error={work.error} />}
      <Button variant="filled" onClick={() => setAsking('done')}>{messages.verbs.done}</Button>
      <Button variant="outline" onClick={() => setAsking('snooze')}>{messages.verbs.snooze}</Button>
      <Button variant="outline" onClick={() => setAsking('pass')}>{messages.verbs.pass}</Button>
      <Button variant="subtle" onClick={() => setAsking('reject')}>{messages.verbs.reject}</Button>
      {asking === 'done' && <ChoiceDialog title={messages.outcomeTitle} choices={messages.outcomes} onClose={close} onChoose={(outcome) => post('complete', { outcome }, messages.doneToast)} />}
      {asking === 'snooze' && <SnoozeDialog onClose={close} onChoose={(until) => post('snooze', { until: until.toISOString() }, messages.snoozed(formatWhen(until)))} />}
      {asking === 'pass' && <PassDialog title={task.title} fn={task.function} onClose={close} onChoose={(person) => post('pass', { toUserId: person.userId }, messages.passed(person.name))} />}
      {asking === 'reject' && <ChoiceDialog title={messages.rejectTitle} choices={messages.rejectReasons} onClose={close} onChoose={(reason) => post('reject', { reason }, messages.rejected)} />}
    </>
  );
}
