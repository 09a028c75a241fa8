import { queryOptions, useQuery } from '@tanstack/react-query';
import { get, type Answer } from '../../api/call.ts';
import { CustomerLink } from '../../app/customer-link.tsx';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { formatTime, formatWhen } from '../../ui/format.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import css from './field.module.css';
import { messages } from './messages.ts';

const words = messages.team;
type Member = Answer<'/api/field/team/{userId}'>;

const memberQuery = (userId: number) => queryOptions({ queryKey: ['field', 'team', userId], queryFn: ({ signal }) => get('/api/field/team/{userId}', { path: { userId }, signal }) });

const whenOf = (at: string): string => { const when = formatWhen(at); return when.includes(formatTime(at)) ? when : `${when}, ${formatTime(at)}`; };

/** Her name with its link; nothing where she is outside the reader's own work. */
const Name = ({ of }: { readonly of: { readonly customerId: number; readonly customerName: string | null } }) =>
  of.customerName === null ? null : <><CustomerLink of={of.customerId}>{of.customerName}</CustomerLink>{' · '}</>;

const Visits = ({ of }: { readonly of: Member['visits'] }) => (
  <PanelSection title={words.visits}>
    {of.length === 0 ? <Empty>{words.noVisits}</Empty> : (
      <ul className={css.plain}>{of.map((visit) => <li key={visit.visitId}><b>{whenOf(visit.startsAt)}</b><p><Name of={visit} />{[messages.states[visit.state], visit.purpose].filter(Boolean).join(' · ')}</p></li>)}</ul>
    )}
  </PanelSection>
);

const Tasks = ({ of }: { readonly of: Member['tasks'] }) => (
  <PanelSection title={words.tasks}>
    {of.length === 0 ? <Empty>{words.noTasks}</Empty> : (
      <ul className={css.plain}>{of.map((task) => <li key={task.taskId}><b>{task.title}</b><p><Name of={task} />{task.reason} {task.dueAt && <ClockChip due={task.dueAt} plain />}</p></li>)}</ul>
    )}
  </PanelSection>
);

/** One of the team: what stands, what waits, what is open. To read, not to change. */
export function TeamPanel({ userId, name, roleTitle, closeTo }: { readonly userId: number; readonly name: string; readonly roleTitle: string; readonly closeTo: string }) {
  const { data, error, refetch } = useQuery(memberQuery(userId));
  return (
    <Panel toRead title={name} subtitle={data ? `${roleTitle} · ${words.load(data.booked, data.waiting, data.room)}` : roleTitle} closeTo={closeTo}>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={5} />}
      {data && <><Tasks of={data.tasks} /><Visits of={data.visits} /></>}
    </Panel>
  );
}
