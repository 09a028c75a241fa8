import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { CustomerList } from './customer-list.tsx';
import { CustomersTabs } from './customers-tabs.tsx';
import { listQuery, ORGANISATIONS } from './customers.ts';
import { messages } from './messages.ts';

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(listQuery(search, ORGANISATIONS));

/** Organisations, networks, payers, plans and pharmacies. */
export default function OrganisationsPage() {
  return (
    <Page title={messages.list.organisations} place={[{ label: messages.place, href: paths.customers() }, { label: messages.list.organisations }]}>
      <CustomersTabs at="organisations" />
      <CustomerList kinds={ORGANISATIONS} />
    </Page>
  );
}
