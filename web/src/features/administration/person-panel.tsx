import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { usePerson } from '../../app/session.ts';
import { formatDate, formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { hangsOnQuery, marketName, personQuery, type Person } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';
import { PersonForm } from './person-form.tsx';

const words = messages.person;
type PersonPanelProps = { readonly userId: number; readonly editing: boolean; readonly closeTo: string; readonly hrefOf: (editing: boolean) => string };

const languageName = (code: string): string => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;

/** Whether she can come in, and the panel that invites her or gives a new password. */
const WayIn = ({ person }: { readonly person: Person }) => (
  <>{person.hasAccount ? words.hasAccount : words.noAccount}{person.state === 'active' && <>, <Link href={paths.signInRules({ panel: 'invite', person: person.userId })}>{person.hasAccount ? words.newPassword : words.invite}</Link></>}</>
);

function Facts({ person }: { readonly person: Person }) {
  const facts = ([
    [words.email, person.email], [words.role, messages.roles[person.role]], [words.function, messages.functions[person.function]], [words.manager, person.managerName ? <Link key="manager" href={paths.people({ panel: person.managerId, state: 'all' })}>{person.managerName}</Link> : messages.people.noManager],
    [words.reports, person.reports > 0 ? formatNumber(person.reports) : null], [words.markets, person.markets.map(marketName).join(', ')], [words.languages, person.languages.map(languageName).join(', ')], [words.zone, person.timeZone],
    [words.account, <WayIn key="account" person={person} />], [words.seen, person.lastSignInAt ? <time key="seen" dateTime={person.lastSignInAt} title={formatInstant(person.lastSignInAt)}>{formatWhen(person.lastSignInAt)}</time> : messages.people.never],
    [words.since, formatDate(person.createdAt)], [words.left, person.deactivatedAt && formatDate(person.deactivatedAt)],
  ] as const).filter(([, value]) => value);
  return <dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl>;
}

/** What waits for a person, before one deactivates her. */
function Hanging({ userId }: { readonly userId: number }) {
  const hangs = useQuery(hangsOnQuery(userId));
  if (hangs.error) return <Problem error={hangs.error} onRetry={() => void hangs.refetch()} />;
  if (!hangs.data) return <Skeleton lines={2} />;
  if (hangs.data.rows.length === 0) return <p className="t-quiet">{words.hangsNothing}</p>;
  return (
    <div>
      <p><b>{words.hangsTitle}</b></p>
      <ul>{hangs.data.rows.map(({ kind, count }) => <li key={kind}>{words.hanging[kind](count)}</li>)}</ul>
      <p className="t-quiet">{words.hangsNote}</p>
    </div>
  );
}

function MoveDialog({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const off = person.state === 'active';
  const save = (reason: string) => {
    const input = { path: { userId: person.userId }, body: { version: person.version, reason } };
    return off ? post('/api/access/people/{userId}/deactivate', input) : post('/api/access/people/{userId}/reactivate', input);
  };
  const said = off ? { title: words.deactivateTitle(person.name), lead: words.deactivateLead, save: words.deactivate, done: words.deactivated } : { title: words.reactivateTitle(person.name), lead: words.reactivateLead, save: words.reactivate, done: words.reactivated };
  return <ReasonDialog words={{ ...said, reason: messages.reason, hint: messages.reasonHint, failed: words.failed }} topic="access.person" save={save} onClose={onClose}>{off && <Hanging userId={person.userId} />}</ReasonDialog>;
}

/** One person: what she is, what she belongs to, and what an administrator may do about it. */
export function PersonPanel({ userId, editing, closeTo, hrefOf }: PersonPanelProps) {
  const { data: person, error, refetch } = useQuery(personQuery(userId));
  const [moving, setMoving] = useState(false);
  const { go } = useNavigation();
  const mine = usePerson()?.userId === userId;
  if (person && editing) return <PersonForm person={person} closeTo={hrefOf(false)} openOf={() => hrefOf(false)} />;
  return (
    <Panel wide title={person?.name ?? ''} above={words.number(userId)} subtitle={person?.roleTitle} closeTo={closeTo}
      foot={person && <div className={css.foot}><Button variant="filled" onClick={() => go(hrefOf(true))}>{words.change}</Button><Button disabled={mine} onClick={() => setMoving(true)}>{person.state === 'active' ? words.deactivate : words.reactivate}</Button><Button variant="subtle" onClick={() => go(paths.whoSees({ person: userId }))}>{words.sees}</Button>{mine && <p className="t-quiet">{words.ownState}</p>}</div>}>
      {error && <PanelSection><Problem error={error} onRetry={() => void refetch()} /></PanelSection>}
      {!person && !error && <PanelSection><Skeleton lines={6} /></PanelSection>}
      {person && (
        <>
          {person.state === 'inactive' && <PanelSection><StateChip state="refused">{messages.people.inactive}</StateChip></PanelSection>}
          <PanelSection><Facts person={person} /></PanelSection>
          <PanelSection title={words.teams}>
            {person.memberOf.length === 0 ? <p className="t-quiet">{messages.people.noTeams}</p> : <ul className={css.plain}>{person.memberOf.map((team) => <li key={team.teamId}><Link href={paths.teams({ panel: team.teamId })}>{team.name}</Link>{team.leads && `, ${words.leads}`}</li>)}</ul>}
          </PanelSection>
        </>
      )}
      {person && moving && <MoveDialog person={person} onClose={() => setMoving(false)} />}
    </Panel>
  );
}
