import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatInstant, formatNumber } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { anchorsQuery, keysQuery, type Anchor } from './audit.ts';
import css from './audit.module.css';
import { AuditTabs } from './audit-tabs.tsx';
import { ChainSheet } from './chain-sheet.tsx';
import { messages } from './messages.ts';

const words = messages.proof;

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.ensureQueryData(anchorsQuery(search['cursor']));

const COLUMNS: readonly Column<Anchor>[] = [
  { id: 'no', head: words.heads.no, cell: (one) => one.anchorNo, end: true, width: 64, narrow: 'hide' },
  { id: 'at', head: words.heads.at, cell: (one) => <time dateTime={one.anchoredAt}>{formatInstant(one.anchoredAt)}</time>, narrow: 'title' },
  { id: 'count', head: words.heads.count, cell: (one) => formatNumber(one.count), end: true, width: 120, narrow: 'end' },
  { id: 'head', head: words.heads.head, cell: (one) => <span className="t-mono">{one.head.slice(0, 16)}</span>, narrow: 'note' },
  { id: 'key', head: words.heads.key, cell: (one) => <span className="t-mono">{one.keyId}</span>, narrow: 'hide' },
];

/** Anchors and keys: what proves the trail to somebody who does not trust us. */
export default function VerificationPage() {
  const [search, , hrefWith] = useUrlState<'cursor'>();
  const [rotating, setRotating] = useState(false);
  const anchors = useQuery(anchorsQuery(search.cursor));
  const client = useQueryClient();
  const anchor = useMutation({
    mutationFn: () => post('/api/audit/anchors'),
    onSuccess: ({ isNew }) => { void client.invalidateQueries({ queryKey: ['audit'] }); toast(isNew ? words.signed : words.nothingNew); },
  });
  return (
    <Page title={words.title(anchors.data?.rows.length)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.audit() }, { label: messages.tabs.proof }]}
      actions={<><Button variant="filled" loading={anchor.isPending} onClick={() => anchor.mutate()}>{words.now}</Button><Button component="a" href="/api/audit/anchors/file" download>{words.file}</Button></>}>
      <AuditTabs at="proof" />
      {anchor.error && <Problem error={anchor.error} />}
      <ChainSheet />
      <DataTable label={words.anchors} title={words.anchors} columns={COLUMNS} rows={anchors.data?.rows} rowId={(one) => String(one.anchorNo)} rowName={(one) => `${words.heads.no} ${one.anchorNo}`} empty={words.empty} waitingFor={words.waiting}
        error={anchors.error ?? undefined} onRetry={() => void anchors.refetch()} {...(anchors.data?.nextCursor ? { nextHref: hrefWith({ cursor: anchors.data.nextCursor }) } : {})} {...(search.cursor ? { firstHref: hrefWith({ cursor: undefined }) } : {})} />
      <Keys onRotate={() => setRotating(true)} />
      {rotating && <ReasonDialog topic="audit" words={words.rotateDialog} onClose={() => setRotating(false)} save={(reason) => post('/api/audit/keys/rotate', { body: { reason } })} />}
    </Page>
  );
}

function Keys({ onRotate }: { readonly onRotate: () => void }) {
  const { data } = useQuery(keysQuery());
  return (
    <Sheet title={words.keys} aside={<Button size="xs" onClick={onRotate}>{words.rotate}</Button>}>
      <ul className={css.keys}>
        {data?.keys.map((key, index) => (
          <li key={key.keyId}>
            <span><b className="t-mono">{key.keyId}</b> {key.endorsedBy ? words.endorsed(key.endorsedBy) : words.first}, {formatInstant(key.createdAt)} {index === data.keys.length - 1 && <StateChip state="done">{words.current}</StateChip>}</span>
            <code>{key.publicKey}</code>
          </li>
        ))}
      </ul>
      <p className="t-quiet">{words.howTo} <code>/api/audit/keys</code>.</p>
    </Sheet>
  );
}
