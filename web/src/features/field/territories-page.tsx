import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { Page } from '../../ui/page.tsx';
import { messages } from './messages.ts';
import { TerritoriesTable, territoriesQuery } from './territories-table.tsx';

export const loader = ({ queryClient }: LoadArguments) => queryClient.prefetchQuery(territoriesQuery());

/** All territories. */
export default function TerritoriesPage() {
  const found = useQuery(territoriesQuery());
  return <Page title={found.data ? messages.territoriesTitle(found.data.rows.length) : messages.territories} place={[{ label: messages.place, href: paths.field() }, { label: messages.territories }]}><TerritoriesTable /></Page>;
}
