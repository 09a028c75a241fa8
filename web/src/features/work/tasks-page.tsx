import { useQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { messages } from './messages.ts';
import { useFollowWork } from './use-follow.ts';
import { WorkTabs } from './work-tabs.tsx';
import { tasksQuery, type Task } from './work.ts';

const STATES = ['open', 'completed', 'rejected', 'cancelled'] as const;

const columns: readonly Column<Task>[] = [
  { id: 'title', head: messages.heads.what, cell: (task) => <b>{task.title}</b> },
  { id: 'customer', head: messages.heads.customer, cell: (task) => (task.customerName ? <CustomerLink of={task.customerId}>{task.customerName}</CustomerLink> : '') },
  { id: 'asked', head: messages.heads.asked, cell: (task) => messages.asked(task.askedBy ?? messages.bySystem, formatWhen(task.createdAt)), narrow: 'hide' },
  { id: 'state', head: messages.heads.state, cell: (task) => messages.states[task.state] ?? task.state, narrow: 'hide' },
  { id: 'due', head: messages.heads.due, cell: (task) => (task.closedAt ? formatWhen(task.closedAt) : task.dueAt ? <ClockChip due={task.dueAt} plain /> : ''), end: true, narrow: 'end' },
];

/** Every task of mine, by state. */
export default function TasksPage() {
  useFollowWork();
  const [search, setSearch, hrefWith] = useUrlState<'state' | 'cursor'>();
  const state = STATES.find((one) => one === search.state) ?? 'open';
  const tasks = useQuery(tasksQuery({ state: state === 'open' ? undefined : state, cursor: search.cursor }));
  const open = state === 'open' && !search.cursor && tasks.data?.nextCursor === null ? tasks.data.rows.length : undefined; // a page of more is no count
  const filters = <FilterChips label={messages.heads.state} value={state} options={STATES.map((value) => ({ value, label: value === 'open' ? messages.filters.open : messages.states[value] }))} onChange={(value) => setSearch({ state: value === 'open' ? undefined : value, cursor: undefined })} />;
  return (
    <Page title={messages.tasksTitle(open)} place={[{ label: messages.place, href: paths.work() }, { label: messages.tabs.tasks }]}>
      <WorkTabs at="tasks" />
      <DataTable label={messages.tabs.tasks} columns={columns} rows={tasks.data?.rows} rowId={(task) => String(task.taskId)} rowName={(task) => task.title} hrefOf={(task) => paths.task({ taskId: String(task.taskId) })}
        filters={filters} empty={messages.noTasks} error={tasks.error ?? undefined} onRetry={() => void tasks.refetch()}
        nextHref={tasks.data?.nextCursor ? hrefWith({ cursor: tasks.data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
    </Page>
  );
}
