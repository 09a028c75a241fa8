import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { LoadArguments } from '../../app/page-route.tsx';
import { useUrlState } from '../../app/url-state.ts';
import { Empty } from '../../ui/empty.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { paths } from '../../app/paths.ts';
import { policyQuery, type Policy } from './access.ts';
import css from './administration.module.css';
import { AdministrationTabs } from '../../app/administration-tabs.tsx';
import { messages } from './messages.ts';
import { FieldsSheet, PermissionsSheet, RecordsSheet } from './policy-sheets.tsx';

const words = messages.policy;
const VIEWS = ['records', 'permissions', 'fields'] as const;
const REST_MS = 200; // between two letters of quick typing
type RolesSearch = Partial<Record<'q' | 'role' | 'view', string>>;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(policyQuery());

/** The policy as far as the question goes: a word of it, and a role. */
function narrowed(policy: Policy, { q = '', role }: RolesSearch): Policy {
  const text = q.trim().toLowerCase().replaceAll(' ', '_');
  const plain = q.trim().toLowerCase();
  const has = (...parts: readonly string[]) => text === '' || parts.some((part) => part.toLowerCase().includes(text) || part.toLowerCase().includes(plain));
  const of = (roles: readonly string[]) => !role || roles.includes(role);
  return {
    ...policy,
    records: policy.records.filter(({ table }) => has(table)).map((record) => ({ ...record, rights: record.rights.filter(({ roles }) => of(roles)) })).filter(({ rights }) => !role || rights.length > 0),
    permissions: policy.permissions.filter(({ permission, roles, routes }) => of(roles) && has(permission, ...routes.flatMap(({ path, summary }) => [path, summary]))),
    classes: policy.classes.filter(({ name, meaning, fields, roles }) => of(roles) && has(name, meaning, ...fields)),
  };
}

/** What each role may do, as the database runs it. */
export default function RolesPage() {
  const [search, set] = useUrlState<keyof RolesSearch>();
  const { data, error, refetch } = useQuery(policyQuery());
  const settle = useDebouncedCallback((q: string) => set({ q: q || undefined }, 'replace'), REST_MS);
  const view = VIEWS.find((one) => one === search.view) ?? 'records';
  const shown = data && narrowed(data, search);
  return (
    <Page title={words.title} subtitle={words.subtitle} place={[{ label: messages.place, href: paths.administration() }, { label: messages.tabs.roles }]}>
      <AdministrationTabs at="roles" />
      <Sheet>
        <div className={css.filters}>
          <TextInput className={css.wide} type="search" label={words.search} placeholder={words.searchHint} defaultValue={search.q ?? ''} onChange={(event) => settle(event.currentTarget.value.trim())} />
          <Select label={words.role} placeholder={words.anyRole} clearable data={(data?.roles ?? []).map(({ role, name, people }) => ({ value: role, label: people > 0 ? `${name} (${formatNumber(people)})` : name }))} value={search.role ?? null} onChange={(role) => set({ role: role ?? undefined }, 'replace')} />
          <FilterChips label={words.view} options={VIEWS.map((value) => ({ value, label: words.views[value], ...(shown ? { count: formatNumber(value === 'records' ? shown.records.length : value === 'permissions' ? shown.permissions.length : shown.classes.length) } : {}) }))} value={view} onChange={(next) => set({ view: next === 'records' ? undefined : next }, 'replace')} />
        </div>
      </Sheet>
      {error && <Problem error={error} onRetry={() => void refetch()} />}
      {!shown && !error && <Skeleton lines={8} what={words.waiting} />}
      {shown && (view === 'records' ? shown.records : view === 'permissions' ? shown.permissions : shown.classes).length === 0 && <Sheet><Empty>{words.empty}</Empty></Sheet>}
      {shown && view === 'records' && shown.records.length > 0 && <RecordsSheet policy={shown} role={search.role} />}
      {shown && view === 'permissions' && shown.permissions.length > 0 && <PermissionsSheet policy={shown} />}
      {shown && view === 'fields' && shown.classes.length > 0 && <FieldsSheet policy={shown} />}
    </Page>
  );
}
