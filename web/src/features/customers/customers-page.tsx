import type { LoadArguments } from '../../app/page-route.tsx';
import { Page } from '../../ui/page.tsx';
import { CustomerList } from './customer-list.tsx';
import { CustomersTabs } from './customers-tabs.tsx';
import { listQuery, ORGANISATIONS, PEOPLE } from './customers.ts';
import { messages } from './messages.ts';

const KINDS = [...PEOPLE.slice(0, 1), ...ORGANISATIONS];

export const loader = ({ search, queryClient }: LoadArguments) => queryClient.prefetchQuery(listQuery(search, KINDS));

/** Find any customer. */
export default function CustomersPage() {
  return (
    <Page title={messages.list.title} subtitle={messages.list.searchNote} place={[{ label: messages.place }]}>
      <CustomersTabs at="find" />
      <CustomerList kinds={KINDS} />
    </Page>
  );
}
