import { useSuspenseQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useParam } from '../../app/url-state.ts';
import { CaseConsole } from './console-case.tsx';
import { caseQuery, lineQuery } from './console.ts';
import { useFollowLine } from './use-follow.ts';

export const loader = ({ params, queryClient }: LoadArguments) => {
  void queryClient.prefetchQuery(lineQuery());
  return queryClient.ensureQueryData(caseQuery(params['caseId'] ?? ''));
};

/** The console with one case. */
export default function CasePage() {
  useFollowLine();
  const { data: one } = useSuspenseQuery(caseQuery(useParam('caseId')));
  return <CaseConsole key={`${one.case.caseId}${one.case.ownerId ?? ''}`} one={one} />;
}
