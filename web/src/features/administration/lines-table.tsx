import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { post, put } from '../../api/call.ts';
import { usePerson } from '../../app/session.ts';
import { formatInstant, formatNumber, formatWhen } from '../../ui/format.ts';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useDeed, type Line, type Review } from './access.ts';
import css from './administration.module.css';
import { LinePanel } from './line-panel.tsx';
import { messages } from './messages.ts';

const words = messages.reviews;
const heads = words.lineHeads;

type LinesTableProps = {
  readonly review: Review; readonly rows: readonly Line[] | undefined; readonly error: unknown; readonly onRetry: () => void; readonly administers: boolean; readonly panel: string | undefined; readonly hrefOfPanel: (panel: string | undefined) => string;
  readonly filters: ReactNode; readonly empty: ReactNode; readonly nextHref: string | undefined; readonly firstHref: string | undefined;
};

function Decision({ line, closed }: { readonly line: Line; readonly closed: boolean }) {
  if (!line.decision) return <span className="t-quiet">{closed ? words.notReviewed : words.undecided}</span>;
  const said = line.decision === 'change' ? `${words.decisions.change}: ${messages.roles[line.newRole ?? ''] ?? ''}` : words.decisions[line.decision];
  const after = line.decision === 'keep' ? '' : line.appliedAt ? words.carriedOut : words.waits;
  return <span className={css.two}><span style={{ font: 'inherit', color: 'inherit' }}><StateChip state={line.decision === 'keep' ? 'allowed' : line.appliedAt ? 'done' : 'due'}>{said}</StateChip></span><span>{[after, line.decidedByName, line.reason].filter(Boolean).join(' · ')}</span></span>;
}

const columnsFor = (closed: boolean, deeds: (line: Line) => ReactNode): readonly Column<Line>[] => [
  { id: 'person', head: heads.person, narrow: 'title', cell: (row) => <span className={`${css.two} ${css.name}`}>{row.name}<span>{[row.roleTitle, row.teams.join(', ')].filter(Boolean).join(' · ')}</span></span> },
  { id: 'role', head: heads.role, width: 140, narrow: 'note', cell: (row) => messages.roles[row.role] },
  { id: 'breadth', head: heads.breadth, end: true, width: 100, narrow: 'note', cell: (row) => <span title={words.breadthNote}>{formatNumber(row.customers)}</span> },
  { id: 'seen', head: heads.seen, width: 130, narrow: 'hide', cell: (row) => (row.lastSignInAt ? <time dateTime={row.lastSignInAt} title={formatInstant(row.lastSignInAt)}>{formatWhen(row.lastSignInAt)}</time> : <span className="t-quiet">{messages.people.never}</span>) },
  { id: 'reviewer', head: heads.reviewer, width: 150, narrow: 'hide', cell: (row) => row.reviewerName ?? words.administrators },
  { id: 'decision', head: heads.decision, width: '24%', narrow: 'note', cell: (row) => <Decision line={row} closed={closed} /> },
  { id: 'deeds', head: <span className="t-hidden">{words.decide}</span>, width: 190, narrow: 'note', cell: deeds },
];

const IN_PANEL = new Set(['seen', 'reviewer']); // beside the panel that tells them there is room for the verbs

/** The lines of a review, each with its verb. */
export function LinesTable({ review, administers, panel, hrefOfPanel, rows, ...rest }: LinesTableProps) {
  const me = usePerson()?.userId;
  const { reviewId } = review;
  const keep = useDeed(['access.review'], (line: Line) => put('/api/access/reviews/{reviewId}/lines/{userId}', { path: { reviewId, userId: line.userId }, body: { version: line.version, decision: 'keep', reason: '' } }), () => toast(words.kept));
  const carry = useDeed(['access.review', 'access.person'], (line: Line) => post('/api/access/reviews/{reviewId}/lines/{userId}/carry-out', { path: { reviewId, userId: line.userId }, body: { version: line.version } }), () => toast(words.carriedOutToast));
  const open = review.state === 'open';
  const decides = (line: Line) => open && !line.appliedAt && line.userId !== me && (administers || line.mine);
  const deeds = (line: Line) => decides(line) && (
    <span className={css.foot}>
      {line.decision === null && <Button size="xs" loading={keep.isPending && keep.variables?.userId === line.userId} onClick={() => keep.mutate(line)}>{words.keep}<span className="t-hidden">{line.name}</span></Button>}
      {administers && line.decision !== null && line.decision !== 'keep' && <Button size="xs" variant="filled" loading={carry.isPending && carry.variables?.userId === line.userId} onClick={() => carry.mutate(line)}>{words.carryOut}<span className="t-hidden">{line.name}</span></Button>}
    </span>
  );
  const current = rows?.find(({ userId }) => String(userId) === panel);
  const failed = keep.error ?? carry.error;
  return (
    <>
      {failed && <Problem error={failed} />}
      <DataTable label={words.lines} title={words.lines} columns={columnsFor(!open, deeds).filter(({ id }) => !current || !IN_PANEL.has(id))} tall rows={rows} rowId={(row) => String(row.userId)} rowName={(row) => row.name} panelOf={(row) => hrefOfPanel(String(row.userId))} {...(panel ? { currentId: panel } : {})} {...rest} error={rest.error ?? undefined} />
      {current && <LinePanel key={`${current.userId}.${current.version}`} review={review} line={current} may={decides(current)} administers={administers} closeTo={hrefOfPanel(undefined)} />}
    </>
  );
}
