import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatDay } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { entriesQuery, verdictQuery } from './audit.ts';
import css from './audit.module.css';
import { ChainSheet } from './chain-sheet.tsx';
import { EntriesTable } from './entries-table.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { messages } from './messages.ts';

const SHOWN = 12;
const ACCESS = [
  { label: messages.accessPages.people, href: paths.people() }, { label: messages.accessPages.roles, href: paths.roles() }, { label: messages.accessPages.whoSees, href: paths.whoSees() },
  { label: messages.accessPages.breakGlass, href: paths.breakGlass({ show: 'open' }) }, { label: messages.accessPages.reviews, href: paths.accessReviews() },
];

/** The administrator's home: whether the trail is whole, and what was done last. */
export default function AdministratorHome() {
  const today = useNow();
  const [search, , hrefWith] = useUrlState<'panel'>();
  const { data: verdict } = useQuery(verdictQuery());
  const entries = useQuery(entriesQuery({}, SHOWN));
  const open = entries.data?.rows.find((entry) => String(entry.entryId) === search.panel);
  return (
    <Page title={messages.homeTitle(verdict?.faults.length)} subtitle={formatDay(today)} place={[{ label: messages.home }]}>
      <Sheet title={messages.access}><nav aria-label={messages.access} className={css.line}>{ACCESS.map(({ label, href }) => <Link key={href} href={href}>{label}</Link>)}</nav></Sheet>
      <ChainSheet />
      <EntriesTable title={messages.latest} aside={<Link href={paths.audit()}>{messages.all}</Link>} rows={entries.data?.rows} error={entries.error} onRetry={() => void entries.refetch()}
        currentId={search.panel} panelOf={(entry) => hrefWith({ panel: String(entry.entryId) })} />
      {open && <EntryPanel entry={open} closeTo={hrefWith({ panel: undefined })} />}
    </Page>
  );
}
