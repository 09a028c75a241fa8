import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconCloudOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import { useMay, usePerson } from '../../app/session.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ClockChip, useNow } from '../../ui/clock-chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { formatDay, formatTime } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Columns, Page, type Place } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DayLine, type VisitActions } from './day-line.tsx';
import css from './field.module.css';
import { dayQuery, withWaiting, type KeptDay, type TaskToPlan, type Visit } from './field.ts';
import { messages } from './messages.ts';
import { NextVisit } from './next-visit.tsx';
import { dismissRefused, useChangeVisit, useQueue } from './queue.ts';
import { ReportPanel } from './report-panel.tsx';
import { MovePanel, PlanPanel } from './time-panel.tsx';
import { dayBeside } from './zoned-input.ts';

/** A representative's day, phone first: what comes next, the route, what is proposed and what has no time yet. */
export function FieldDay({ place }: { readonly place: readonly Place[] }) {
  const userId = Number(usePerson()?.userId ?? 0);
  const [search] = useUrlState<'date'>();
  const now = useNow();
  const day = useQuery({ ...dayQuery(userId, search.date), enabled: userId > 0 });
  if (day.isError) return <Page title={messages.day} place={place}><Problem error={day.error} onRetry={() => void day.refetch()} /></Page>;
  if (!day.data) return <Page title={formatDay(search.date ?? now)} place={place}><Skeleton lines={6} /></Page>;
  return <DayOf day={day.data} place={place} />;
}

function useDayActions(day: KeptDay): { readonly actions: VisitActions; readonly change: ReturnType<typeof useChangeVisit>; readonly closeTo: string } {
  const change = useChangeVisit();
  const [, , hrefWith] = useUrlState<'panel'>();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: day.timeZone });
  const actions: VisitActions = {
    accept: (visit) => void change(visit.visitId, 'accept'),
    decline: (visit, reason) => void change(visit.visitId, 'decline', { reason }),
    reportHref: (visit) => hrefWith({ panel: `report-${visit.visitId}` }),
    moveHref: (visit) => hrefWith({ panel: `move-${visit.visitId}` }),
    mayReport: (visit) => today.format(new Date(visit.startsAt)) <= today.format(new Date()),
  };
  return { actions, change, closeTo: hrefWith({ panel: undefined }) };
}

function DayOf({ day, place }: { readonly day: KeptDay; readonly place: readonly Place[] }) {
  const { waiting, refused } = useQueue();
  const { actions, change, closeTo } = useDayActions(day);
  const visits = day.visits.map((visit) => withWaiting(visit, waiting));
  const elsewhere = day.elsewhere.map((visit) => withWaiting(visit, waiting));
  const standing = visits.filter((visit) => visit.state === 'planned' || visit.state === 'done').length;
  const proposed = visits.filter((visit) => visit.state === 'proposed').length;
  const next = day.next && withWaiting(day.next.visit, waiting);
  return (
    <Page title={formatDay(day.date)} subtitle={[messages.summary(standing, proposed), messages.capacity(day.capacity.booked, day.capacity.perDay)].filter(Boolean).join(' · ')} place={place} actions={<DayArrows date={day.date} />}>
      {day.keptAt !== null && navigator.onLine && <p className={css.kept} role="status"><IconCloudOff size={18} stroke={1.6} aria-hidden="true" />{messages.keptFrom(formatTime(day.keptAt), waiting.length)}</p>}
      {refused.map(({ change: lost, error }) => (
        <div key={lost.id} role="alert"><Refusal what={messages.refusedTitle([...visits, ...elsewhere].find((visit) => visit.visitId === lost.visitId)?.name ?? '')} why={error.problem.detail ?? error.problem.fields?.[0]?.message ?? error.problem.title} remedy={<button type="button" className="t-link" onClick={() => dismissRefused(lost.id)}>{messages.dismiss}</button>} /></div>
      ))}
      <Columns widths="minmax(0, 3fr) minmax(0, 2fr)">
        <div className={css.stack}>
          {next && day.next && (next.state === 'planned' || next.state === 'proposed') && <NextVisit visit={next} facts={day.next.facts} early={next.state === 'planned' && !actions.mayReport(next)} actions={<NextAction visit={next} actions={actions} />} />}
          <Sheet title={messages.route}>{visits.length === 0 ? <Empty>{messages.emptyDay}</Empty> : <DayLine visits={visits} actions={actions} />}</Sheet>
        </div>
        <div className={css.stack}>
          {elsewhere.length > 0 && <Sheet title={messages.elsewhere}><DayLine visits={elsewhere} actions={actions} withDay /></Sheet>}
          {day.toPlan.length > 0 && <ToPlan tasks={day.toPlan} />}
        </div>
      </Columns>
      <DayPanels day={day} visits={[...visits, ...elsewhere, ...(next ? [next] : [])]} closeTo={closeTo} onReport={(visit, report) => void change(visit.visitId, 'report', report)} />
    </Page>
  );
}

function NextAction({ visit, actions }: { readonly visit: Visit; readonly actions: VisitActions }) {
  const { go } = useNavigation();
  if (visit.state === 'proposed') return <Button variant="filled" onClick={() => actions.accept(visit)}>{messages.accept}</Button>;
  return <Button variant="filled" disabled={!actions.mayReport(visit)} onClick={() => go(actions.reportHref(visit))}>{messages.report}</Button>;
}

function DayArrows({ date }: { readonly date: string }) {
  const [, , hrefWith] = useUrlState<'date' | 'panel'>();
  const { go } = useNavigation();
  const to = (next: string | undefined) => () => go(hrefWith({ date: next, panel: undefined }));
  return (
    <>
      <Button variant="subtle" aria-label={messages.previous} onClick={to(dayBeside(date, -1))}><IconChevronLeft size={18} stroke={1.6} aria-hidden="true" /></Button>
      <Button variant="subtle" onClick={to(undefined)}>{messages.today}</Button>
      <Button variant="subtle" aria-label={messages.following} onClick={to(dayBeside(date, 1))}><IconChevronRight size={18} stroke={1.6} aria-hidden="true" /></Button>
    </>
  );
}

function ToPlan({ tasks }: { readonly tasks: readonly TaskToPlan[] }) {
  const [, , hrefWith] = useUrlState<'panel'>();
  const { go } = useNavigation();
  const may = useMay('field:visit');
  return (
    <Sheet title={messages.toPlan} flush foot={may ? undefined : messages.mayNot}>
      <ul className={css.rows}>
        {tasks.map((task) => (
          <li key={task.taskId}>
            <div><CustomerLink plain of={task.customerId}><b>{task.name}</b></CustomerLink><p>{[task.title, task.reason, task.city].filter(Boolean).join(' · ')} {task.dueAt && <ClockChip due={task.dueAt} plain />}</p></div>
            <Button disabled={!may} onClick={() => go(hrefWith({ panel: `plan-${task.taskId}` }))}>{messages.plan}</Button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

type DayPanelsProps = { readonly day: KeptDay; readonly visits: readonly Visit[]; readonly closeTo: string; readonly onReport: (visit: Visit, report: Readonly<Record<string, unknown>>) => void };

function DayPanels({ day, visits, closeTo, onReport }: DayPanelsProps) {
  const [search] = useUrlState<'panel'>();
  const [kind, id] = search.panel?.split('-') ?? [];
  const visit = visits.find((one) => String(one.visitId) === id);
  const task = day.toPlan.find((one) => String(one.taskId) === id);
  if (kind === 'report' && visit?.state === 'planned') return <ReportPanel key={id} visit={visit} closeTo={closeTo} onReport={(report) => onReport(visit, report)} />;
  if (kind === 'move' && visit) return <MovePanel key={id} visit={visit} myZone={day.timeZone} closeTo={closeTo} />;
  if (kind === 'plan' && task) return <PlanPanel key={id} task={task} myZone={day.timeZone} closeTo={closeTo} />;
  return null;
}
