import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { CertificationsTable } from './certifications-table.tsx';
import { MedicalTabs } from './medical-tabs.tsx';
import { certificationsQuery } from './medical.ts';
import { messages } from './messages.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(certificationsQuery(false));

/** Certificates of all liaisons. */
export default function CertificationsPage() {
  const found = useQuery(certificationsQuery(false));
  return (
    <Page title={found.data ? messages.certifications.title(found.data.rows.length) : messages.tabs.certifications} place={[{ label: messages.place, href: paths.medical() }, { label: messages.tabs.certifications }]}>
      <MedicalTabs at="certifications" />
      <CertificationsTable />
    </Page>
  );
}
