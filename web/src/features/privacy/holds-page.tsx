import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { toast } from '../../ui/toast.tsx';
import { FindPerson } from './find-person.tsx';
import { messages } from './messages.ts';
import { holdsQuery, type Found, type Hold } from './privacy.ts';
import { PrivacyTabs } from './privacy-tabs.tsx';

const words = messages.holds;
const columns = (onEnd: (hold: Hold) => void): readonly Column<Hold>[] => [
  { id: 'customer', head: words.heads.customer, cell: (one) => <CustomerLink of={one.customerId}>{one.name ?? messages.customer(one.customerId)}</CustomerLink>, narrow: 'title' },
  { id: 'reason', head: words.heads.reason, cell: (one) => one.reason, narrow: 'note' },
  { id: 'law', head: words.heads.law, cell: (one) => one.law, narrow: 'hide' },
  { id: 'from', head: words.heads.from, cell: (one) => formatDate(one.validFrom), width: 130, narrow: 'hide' },
  { id: 'to', head: words.heads.to, cell: (one) => (one.validTo ? formatDate(one.validTo) : words.untilEnded), width: 150, narrow: 'hide' },
  { id: 'verbs', head: words.heads.verbs, cell: (one) => (one.inForce ? <Button size="xs" aria-label={words.endOf(one.holdId)} onClick={() => onEnd(one)}>{messages.verbs.end}</Button> : ''), end: true, width: 90, narrow: 'end' },
];

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(holdsQuery());

/** Legal holds: while one is in force, nothing of the customer is erased. */
export default function HoldsPage() {
  const [search, , hrefWith] = useUrlState<'panel'>();
  const [ending, setEnding] = useState<Hold | null>(null);
  const holds = useQuery(holdsQuery());
  const { go } = useNavigation();
  return (
    <Page title={words.title(holds.data?.rows.filter((one) => one.inForce).length)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.privacy() }, { label: messages.tabs.holds }]}
      actions={<Button variant="filled" onClick={() => go(hrefWith({ panel: 'new' }))}>{messages.verbs.hold}</Button>}>
      <PrivacyTabs at="holds" />
      <DataTable label={words.list} columns={columns(setEnding)} rows={holds.data?.rows} rowId={(one) => String(one.holdId)} rowName={(one) => one.name ?? messages.customer(one.customerId)} empty={words.empty} waitingFor={words.waiting}
        error={holds.error ?? undefined} onRetry={() => void holds.refetch()} />
      {search.panel === 'new' && <HoldPanel closeTo={hrefWith({ panel: undefined })} />}
      {ending && <ReasonDialog topic="privacy.request" words={words.end} onClose={() => setEnding(null)} save={(reason) => post('/api/privacy/holds/{holdId}/end', { path: { holdId: ending.holdId }, body: { reason } })} />}
    </Page>
  );
}

function HoldPanel({ closeTo }: { readonly closeTo: string }) {
  const [who, setWho] = useState<Found | null>(null);
  const [given, setGiven] = useState({ reason: '', law: '', until: '' });
  const client = useQueryClient();
  const { go } = useNavigation();
  const save = useMutation({
    mutationFn: () => post('/api/privacy/holds', { body: { customerId: who?.customerId ?? 0, reason: given.reason, law: given.law, ...(given.until ? { validTo: new Date(`${given.until}T23:59:59`).toISOString() } : {}) } }),
    onSuccess: () => { void client.invalidateQueries({ queryKey: ['privacy.request'] }); toast(words.panel.done); go(closeTo); },
  });
  const ready = who !== null && given.reason.trim().length >= 3 && given.law.trim().length >= 3;
  const submit = () => { if (ready && !save.isPending) save.mutate(); };
  return (
    <Panel wide title={words.panel.title} closeTo={closeTo} onSubmit={submit} foot={<><Button variant="filled" disabled={!ready} loading={save.isPending} onClick={submit}>{words.panel.save}</Button>{!ready && <p className="t-quiet">{words.panel.lacks}</p>}</>}>
      <PanelSection>
        <Stack gap={12}>
          {save.error && <Problem error={save.error} kept />}
          <FindPerson customersOnly label={words.heads.customer} chosen={who} onChoose={setWho} />
          <Textarea label={words.panel.reason} autosize minRows={2} maxLength={1000} value={given.reason} onChange={(event) => setGiven({ ...given, reason: event.currentTarget.value })} />
          <TextInput label={words.panel.law} description={words.panel.lawHint} maxLength={200} value={given.law} onChange={(event) => setGiven({ ...given, law: event.currentTarget.value })} />
          <TextInput type="date" label={words.panel.until} description={words.panel.untilHint} value={given.until} onChange={(event) => setGiven({ ...given, until: event.currentTarget.value })} />
        </Stack>
      </PanelSection>
    </Panel>
  );
}
