import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatWhen } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Page } from '../../ui/page.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { reasonRulesQuery, type ReasonRule } from './audit.ts';
import { AuditTabs } from './audit-tabs.tsx';
import { messages } from './messages.ts';
import { ReasonsPanel } from './reasons-panel.tsx';

const words = messages.reasons;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(reasonRulesQuery());

const COLUMNS: readonly Column<ReasonRule>[] = [
  { id: 'resource', head: words.heads.resource, cell: (rule) => <span className="t-mono">{rule.resource}</span>, narrow: 'title' },
  { id: 'reasons', head: words.heads.reasons, cell: (rule) => rule.reasons.map((one) => one.label).join(' · '), narrow: 'note' },
  { id: 'state', head: words.heads.state, cell: (rule) => <StateChip state={rule.inForce ? 'done' : 'neutral'}>{rule.inForce ? words.inForce : words.off}</StateChip>, width: 130, narrow: 'end' },
  { id: 'changed', head: words.heads.changed, cell: (rule) => formatWhen(rule.changedAt), width: 150, narrow: 'hide' },
];

/** For which changes a reason is asked, and which reasons count. */
export default function ReasonsPage() {
  const [search, , hrefWith] = useUrlState<'panel'>();
  const rules = useQuery(reasonRulesQuery());
  const { go } = useNavigation();
  const closeTo = hrefWith({ panel: undefined });
  const open = rules.data?.rows.find((rule) => rule.resource === search.panel);
  return (
    <Page title={words.title(rules.data?.rows.filter((rule) => rule.inForce).length)} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.audit() }, { label: messages.tabs.reasons }]}
      actions={<Button variant="filled" onClick={() => go(hrefWith({ panel: 'new' }))}>{words.add}</Button>}>
      <AuditTabs at="reasons" />
      <DataTable label={words.list} columns={COLUMNS} rows={rules.data?.rows} rowId={(rule) => rule.resource} rowName={(rule) => rule.resource} empty={words.empty} waitingFor={words.waiting} tall
        panelOf={(rule) => hrefWith({ panel: rule.resource })} error={rules.error ?? undefined} onRetry={() => void rules.refetch()} {...(search.panel ? { currentId: search.panel } : {})} />
      {rules.data && (search.panel === 'new' || open) && <ReasonsPanel key={search.panel} {...(open ? { rule: open } : {})} resources={rules.data.resources} closeTo={closeTo} />}
    </Page>
  );
}
