import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { Page } from '../../ui/page.tsx';
import { may, sessionQuery, useMay } from '../../app/session.ts';
import { CertificationsTable } from './certifications-table.tsx';
import { InquiriesTable } from './inquiries-table.tsx';
import { MedicalTabs } from './medical-tabs.tsx';
import { inquiriesQuery } from './medical.ts';
import { messages } from './messages.ts';

export const loader = async ({ search, queryClient }: LoadArguments) => {
  const { person } = await queryClient.ensureQueryData(sessionQuery());
  if (may(person, 'medical:answer')) await queryClient.prefetchQuery(inquiriesQuery(search['state'] === 'answered' ? 'answered' : 'open'));
};

/** Inquiries, open and answered; whoever may only find liaisons sees who is certified. */
export default function MedicalPage() {
  const mayAnswer = useMay('medical:answer');
  if (mayAnswer) return <Inquiries />;
  return (
    <Page title={messages.tabs.certifications} subtitle={messages.mayNot} place={[{ label: messages.place }]}>
      <CertificationsTable />
    </Page>
  );
}

function Inquiries() {
  const [search, set] = useUrlState<'state'>();
  const state = search.state === 'answered' ? 'answered' : 'open';
  const inquiries = useQuery(inquiriesQuery(state));
  return (
    <Page title={state === 'open' && inquiries.data ? messages.homeTitle(inquiries.data.rows.length, inquiries.data.rows[0]?.customerName) : messages.tabs.inquiries} place={[{ label: messages.place }]}>
      <MedicalTabs at="inquiries" />
      <InquiriesTable rows={inquiries.data?.rows} answered={state === 'answered'} error={inquiries.error} onRetry={() => void inquiries.refetch()}
        filters={<FilterChips label={messages.columns.state} options={[{ value: 'open', label: messages.open }, { value: 'answered', label: messages.answered }]} value={state} onChange={(value) => set({ state: value === 'open' ? undefined : value }, 'replace')} />} />
    </Page>
  );
}
