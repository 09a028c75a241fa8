import type { LoadArguments } from '../../app/page-route.tsx';
import { Dashboard } from './dashboard.tsx';
import { InsightTabs } from './insight-tabs.tsx';
import { productsQuery } from './insight.ts';
import { messages } from './messages.ts';

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(productsQuery());

/** Insight: the dashboard for everybody who may read it. */
export default function InsightPage() {
  return <Dashboard place={[{ label: messages.place }]} above={<InsightTabs at="dashboard" />} />;
}
