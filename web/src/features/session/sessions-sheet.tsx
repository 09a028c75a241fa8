import { Button } from '@mantine/core';
import { formatAgo, formatInstant, formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { deeds, useDeed, type SignedInAt } from './account.ts';
import { deviceOf } from './device-of.ts';
import { messages } from './messages.ts';

const words = messages.account.sessions;
const nameOf = (one: SignedInAt): string => deviceOf(one.device) ?? words.unknown;

/** Where one is signed in, and the way to end it there. */
export function SessionsSheet({ sessions }: { readonly sessions: readonly SignedInAt[] }) {
  const ending = useDeed(deeds.endSessions, ({ ended }) => toast(words.ended(ended)));
  const columns: readonly Column<SignedInAt>[] = [
    { id: 'device', head: words.device, cell: (one) => <b>{nameOf(one)}</b>, narrow: 'title' },
    { id: 'address', head: words.address, cell: (one) => <span className="t-mono">{one.address || words.none}</span>, narrow: 'hide' },
    { id: 'how', head: words.how, cell: (one) => (one.secondStep === 'authenticator' || one.secondStep === 'recovery_code' ? words.withCode : words.means[one.means] ?? one.means), narrow: 'hide' },
    { id: 'started', head: words.started, cell: (one) => <time dateTime={one.startedAt} title={formatInstant(one.startedAt)}>{formatWhen(one.startedAt)}</time>, narrow: 'note' },
    { id: 'seen', head: words.seen, cell: (one) => (one.current ? words.now : <time dateTime={one.lastSeenAt} title={formatInstant(one.lastSeenAt)}>{formatAgo(one.lastSeenAt)}</time>), narrow: 'hide' },
    { id: 'end', head: <span className="t-hidden">{words.end}</span>, end: true, width: 150, narrow: 'end',
      cell: (one) => (one.current ? <span className="t-quiet">{words.here}</span> : <Button size="xs" onClick={() => ending.mutate(one.sessionId)} aria-label={words.endNamed(nameOf(one))}>{words.end}</Button>) },
  ];
  return (
    <>
      {ending.isError && <Problem error={ending.error} />}
      <DataTable label={words.title} title={words.title} rows={sessions} columns={columns} rowId={(one) => one.sessionId} rowName={nameOf} empty={words.only}
        aside={sessions.length > 1 ? <Button size="xs" onClick={() => ending.mutate(undefined)}>{words.endOthers}</Button> : <span className="t-quiet">{words.only}</span>} />
    </>
  );
}
