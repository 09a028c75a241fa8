import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam, useUrlState } from '../../app/url-state.ts';
import { toast } from '../../ui/toast.tsx';
import { customerQuery, isPerson, lanesQuery, touchesQuery } from './customers.ts';
import { pastDay } from './as-of.ts';
import { OrganisationView } from './organisation-view.tsx';
import { PastView } from './past-view.tsx';
import { PersonView } from './person-view.tsx';
import { stewardWords } from './steward-messages.ts';

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
  const navigate = useNavigate();
  const [url] = useUrlState<'asOf'>();
  const day = pastDay(url.asOf);
  // The number of a merged record leads to the one that stayed: everything on the page reads and writes under that one.
  const kept = customer.customerId;
  useEffect(() => {
    if (kept === customerId || day) return; // in the past, the number that is asked for was a record of its own
    toast(stewardWords.merged.notice(customerId, kept));
    void navigate({ to: paths.customer({ customerId: String(kept) }), replace: true });
  }, [customerId, day, kept, navigate]);
  if (day) return <PastView key={`${kept} ${day}`} customer={customer} asked={customerId} day={day} />;
  return isPerson(customer.kind) ? <PersonView key={kept} customer={customer} /> : <OrganisationView key={kept} customer={customer} />;
}
