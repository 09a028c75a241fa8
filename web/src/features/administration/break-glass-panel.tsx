import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { CustomerLink } from '../../app/customer-link.tsx';
import { useMay } from '../../app/session.ts';
import { formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { oneBreakGlassQuery, readsQuery, type BreakGlass } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';

const words = messages.breakGlass;
type ReadsProps = { readonly breakGlassId: number; readonly cursor: string | undefined; readonly hrefOf: (cursor: string | undefined) => string };

/** What was read by it, from the trail. */
function Reads({ breakGlassId, cursor, hrefOf }: ReadsProps) {
  const reads = useQuery(readsQuery(breakGlassId, cursor));
  const rows = reads.data?.rows;
  return (
    <PanelSection title={words.reads}><div className={css.stack}>
      <p className="t-quiet">{words.readsNote}</p>
      {reads.error && <Problem error={reads.error} onRetry={() => void reads.refetch()} />}
      {!rows && !reads.error && <Skeleton lines={3} />}
      {rows?.length === 0 && <p>{words.noReads}</p>}
      {rows && rows.length > 0 && <ul className={css.plain}>{rows.map((read) => <li key={read.entryId} className={css.two}><b className="t-mono">{read.resource}</b><span>{[formatInstant(read.at), words.rowsRead(read.rows)].filter(Boolean).join(', ')}</span></li>)}</ul>}
      <div className={css.foot}>{cursor && <Link href={hrefOf(undefined)}>{words.firstReads}</Link>}{reads.data?.nextCursor && <Link href={hrefOf(reads.data.nextCursor)}>{words.moreReads}</Link>}</div>
    </div></PanelSection>
  );
}

function Facts({ grant }: { readonly grant: BreakGlass }) {
  const customer = grant.customerName ?? messages.why.customerOf(grant.customerId);
  const facts = ([
    [words.panel.who, grant.userName], [words.panel.customer, grant.customerName ? <CustomerLink key="customer" of={grant.customerId}>{customer}</CustomerLink> : customer], [words.panel.reason, words.reasons[grant.reason]], [words.panel.words, grant.words],
    [words.panel.owner, grant.ownerName ?? words.panel.nobody], [words.panel.opened, formatInstant(grant.openedAt)], [words.panel.until, formatInstant(grant.until)],
    [words.panel.ended, grant.endedAt && `${formatInstant(grant.endedAt)}, ${grant.endedByName ? words.endedBy(grant.endedByName) : words.endedItself}`],
  ] as const).filter(([, value]) => value);
  return <dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl>;
}

type BreakGlassPanelProps = { readonly breakGlassId: number; readonly closeTo: string; readonly readsCursor: string | undefined; readonly hrefOfReads: (cursor: string | undefined) => string };

/** One temporary access: who, why, until when, what was read, and the way to end it. */
export function BreakGlassPanel({ breakGlassId, closeTo, readsCursor, hrefOfReads }: BreakGlassPanelProps) {
  const { data: grant, error, refetch } = useQuery(oneBreakGlassQuery(breakGlassId));
  const [ending, setEnding] = useState(false);
  const mayReadTrail = useMay('access:people');
  return (
    <Panel wide toRead title={grant ? grant.customerName ?? messages.why.customerOf(grant.customerId) : ''} above={words.panel.above(breakGlassId)} subtitle={grant?.userName} closeTo={closeTo}
      foot={grant?.open && <Button onClick={() => setEnding(true)}>{words.end}</Button>}>
      {error && <PanelSection><Problem error={error} onRetry={() => void refetch()} /></PanelSection>}
      {!grant && !error && <PanelSection><Skeleton lines={5} /></PanelSection>}
      {grant && <PanelSection><div className={css.stack}>{grant.open && <p><StateChip state="due">{words.openUntil(grant.until)}</StateChip></p>}<Facts grant={grant} /></div></PanelSection>}
      {grant && mayReadTrail && <Reads breakGlassId={breakGlassId} cursor={readsCursor} hrefOf={hrefOfReads} />}
      {ending && grant && <ReasonDialog words={{ title: words.endTitle, lead: words.endLead, reason: messages.reason, hint: messages.reasonHint, save: words.end, done: words.ended }} topic="access.break_glass" onClose={() => setEnding(false)}
        save={(reason) => post('/api/access/break-glass/{breakGlassId}/end', { path: { breakGlassId }, body: { reason } })} />}
    </Panel>
  );
}
