import { Button } from '@mantine/core';
import { useNavigation } from '../../ui/navigation.ts';
import { StateChip } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './account.module.css';
import type { Provider } from './rules.ts';
import { messages } from './rules-messages.ts';

const words = messages.providers;

/** The other sign-ins that are trusted. */
export function ProvidersSheet({ providers, hrefOf }: { readonly providers: readonly Provider[] | undefined; readonly hrefOf: (panel: string) => string }) {
  const { go } = useNavigation();
  const columns: readonly Column<Provider>[] = [
    { id: 'name', head: words.heads.name, narrow: 'title', cell: (one) => <span className={css.named}><b>{one.name}</b><span className="t-mono">{one.issuer}</span></span> },
    { id: 'domains', head: words.heads.domains, narrow: 'note', cell: (one) => one.domains.join(', ') },
    { id: 'people', head: words.heads.people, width: 150, narrow: 'hide', cell: (one) => (one.makesPeople ? words.makes : words.must) },
    { id: 'state', head: words.heads.state, width: 90, narrow: 'hide', cell: (one) => (one.isActive ? <StateChip state="done">{words.on}</StateChip> : <StateChip state="neutral">{words.off}</StateChip>) },
    { id: 'change', head: <span className="t-hidden">{words.change}</span>, end: true, width: 110, narrow: 'end', cell: (one) => <Button size="xs" aria-label={words.changeNamed(one.name)} onClick={() => go(hrefOf(`provider-${one.providerId}`))}>{words.change}</Button> },
  ];
  return <DataTable label={words.title} title={words.title} tall rows={providers} columns={columns} rowId={(one) => String(one.providerId)} rowName={(one) => one.name} empty={words.none} aside={<Button size="xs" onClick={() => go(hrefOf('provider-new'))}>{words.add}</Button>} />;
}
