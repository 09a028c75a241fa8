import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useParam } from '../../app/url-state.ts';
import { customerQuery, isPerson, lanesQuery, touchesQuery } from './customers.ts';
import { OrganisationView } from './organisation-view.tsx';
import { PersonView } from './person-view.tsx';

export const loader = ({ params, queryClient }: LoadArguments) => {
  const customerId = Number(params['customerId']);
  void queryClient.prefetchQuery(lanesQuery(customerId));
  void queryClient.prefetchQuery(touchesQuery(customerId, { filter: 'all', productId: undefined, cursor: undefined }));
  return queryClient.ensureQueryData(customerQuery(customerId));
};

/** One customer, person or organisation: what happened, whether she may be reached, what is next. */
export default function CustomerPage() {
  const customerId = Number(useParam('customerId'));
  const { data: customer } = useSuspenseQuery(customerQuery(customerId));
  return isPerson(customer.kind) ? <PersonView key={customerId} customer={customer} /> : <OrganisationView key={customerId} customer={customer} />;
}
