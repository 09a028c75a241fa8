import { Button, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import { formatInstant, formatTime, formatWhen } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { StateChip } from '../../ui/state-chip.tsx';
import css from './field.module.css';
import { NOT_NOW, type NotNow, type Visit } from './field.ts';
import { messages } from './messages.ts';

export type VisitActions = { readonly accept: (visit: Visit) => void; readonly decline: (visit: Visit, reason: NotNow) => void; readonly reportHref: (visit: Visit) => string; readonly moveHref: (visit: Visit) => string; readonly mayReport: (visit: Visit) => boolean };

/** The day as a line: solid is planned, dashed is proposed, grey is over or refused. */
export function DayLine({ visits, actions, withDay = false }: { readonly visits: readonly Visit[]; readonly actions: VisitActions; readonly withDay?: boolean }) {
  return <ul className={css.line}>{visits.map((visit) => <VisitRow key={visit.visitId} visit={visit} actions={actions} withDay={withDay} />)}</ul>;
}

const isOver = (visit: Visit): boolean => visit.state === 'done' || visit.state === 'declined' || visit.state === 'cancelled';

function VisitRow({ visit, actions, withDay }: { readonly visit: Visit; readonly actions: VisitActions; readonly withDay: boolean }) {
  const refused = visit.refusal !== null && !isOver(visit);
  const grey = refused || isOver(visit);
  return (
    <li aria-label={`${formatTime(visit.startsAt)}, ${visit.name}, ${refused ? messages.states.refused : messages.states[visit.state]}`}>
      <time dateTime={visit.startsAt} title={formatInstant(visit.startsAt)} className={grey ? css.grey : undefined}>{formatTime(visit.startsAt)}</time>
      <span className={css.dot} data-state={refused ? 'refused' : visit.state} aria-hidden="true" />
      <div className={css.what}>
        <CustomerLink plain of={visit.customerId} className={grey ? css.grey : ''}><b>{visit.name}</b></CustomerLink>
        <p>{reasonOf(visit, withDay)}</p>
      </div>
      <RowActions visit={visit} actions={actions} refused={refused} />
    </li>
  );
}

function reasonOf(visit: Visit, withDay: boolean): string {
  const end = visit.state === 'done' && visit.outcome ? messages.outcomes[visit.outcome] : visit.declineReason ? messages.reasons[visit.declineReason] : visit.refusal ? visit.refusal.sentence : '';
  return [withDay ? formatWhen(visit.startsAt) : '', end || visit.purpose, visit.practiceName, visit.askedByName && !isOver(visit) ? messages.askedBy(visit.askedByName) : ''].filter(Boolean).join(' · ');
}

const Chip = ({ children }: { readonly children: ReactNode }) => <div className={css.acts} data-chip>{children}</div>;

function RowActions({ visit, actions, refused }: { readonly visit: Visit; readonly actions: VisitActions; readonly refused: boolean }) {
  const { go } = useNavigation();
  if (visit.waits) return <div className={css.acts}><StateChip state="planned">{messages.states.waits}</StateChip></div>;
  if (visit.state === 'done') return <Chip><StateChip state="done">{messages.states.done}</StateChip></Chip>;
  if (isOver(visit)) return <Chip><StateChip state="refused">{messages.states[visit.state]}</StateChip></Chip>;
  if (refused) return <div className={css.acts}><StateChip state="refused">{messages.states.refused}</StateChip><NotNowMenu visit={visit} decline={actions.decline} /></div>;
  return (
    <div className={css.acts}>
      {visit.state === 'proposed' && <Button onClick={() => actions.accept(visit)}>{messages.accept}</Button>}
      {visit.state === 'planned' && actions.mayReport(visit) && <Button onClick={() => go(actions.reportHref(visit))}>{messages.report}</Button>}
      <Button variant="subtle" onClick={() => go(actions.moveHref(visit))}>{visit.state === 'proposed' ? messages.otherTime : messages.move}</Button>
      <NotNowMenu visit={visit} decline={actions.decline} />
    </div>
  );
}

/** Not now, always with a reason: it changes what is proposed tomorrow. */
function NotNowMenu({ visit, decline }: { readonly visit: Visit; readonly decline: VisitActions['decline'] }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target><Button variant="subtle" aria-label={`${messages.notNow}: ${visit.name}`}>{messages.notNow}</Button></Menu.Target>
      <Menu.Dropdown>{NOT_NOW.map((reason) => <Menu.Item key={reason} onClick={() => decline(visit, reason)}>{messages.reasons[reason]}</Menu.Item>)}</Menu.Dropdown>
    </Menu>
  );
}
