import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { FUNCTIONS, ROLES, teamsQuery, type PeopleSearch } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';

const words = messages.people;
const REST_MS = 250; // between two letters of quick typing
const STATES = ['active', 'inactive', 'all'] as const;
const options = (values: readonly string[], labels: Readonly<Record<string, string>>) => values.map((value) => ({ value, label: labels[value] ?? value }));

/** What narrows the list of people; all of it is in the address. */
export function PeopleFilters({ search, onChange }: { readonly search: PeopleSearch; readonly onChange: (patch: PeopleSearch) => void }) {
  const teams = useQuery(teamsQuery()).data?.rows.filter(({ state }) => state === 'active') ?? [];
  const settle = useDebouncedCallback(onChange, REST_MS);
  return (
    <div className={css.filters}>
      <TextInput className={css.wide} type="search" label={words.search} placeholder={words.searchHint} defaultValue={search.q ?? ''} onChange={(event) => settle({ q: event.currentTarget.value.trim() || undefined })} />
      <Select label={words.role} placeholder={words.anyRole} clearable data={options(ROLES, messages.roles)} value={search.role ?? null} onChange={(role) => onChange({ role: role ?? undefined })} />
      <Select label={words.function} placeholder={words.anyFunction} clearable data={options(FUNCTIONS, messages.functions)} value={search.function ?? null} onChange={(work) => onChange({ function: work ?? undefined })} />
      {teams.length > 0 && <Select label={words.team} placeholder={words.anyTeam} clearable searchable data={teams.map((team) => ({ value: String(team.teamId), label: team.name }))} value={search.team ?? null} onChange={(team) => onChange({ team: team ?? undefined })} />}
      <FilterChips label={words.state} options={STATES.map((value) => ({ value, label: words.states[value] }))} value={STATES.find((one) => one === search.state) ?? 'active'} onChange={(state) => onChange({ state: state === 'active' ? undefined : state })} />
    </div>
  );
}
