import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { withSearch } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { filterOf } from './cascades.ts';
import type { DecisionKey } from './decisions.tsx';
import { messages } from './messages.ts';

/** The decisions that the filter shows, as a file from the server, which notes the export in the trail. */
export function ExportButton({ cascadeId, icon }: { readonly cascadeId: number; readonly icon: ReactNode }) {
  const [search] = useUrlState<DecisionKey>();
  const href = withSearch(`/api/orchestration/cascades/${cascadeId}/decisions.csv`, filterOf(search));
  return <Button component="a" href={href} download leftSection={icon}>{messages.cascade.exporting}<span className="t-hidden">{messages.cascade.exportWhat}</span></Button>;
}
