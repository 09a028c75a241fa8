import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatDate, formatInstant, formatSpan, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { MEMBER_LISTS, membersQuery, productsQuery, REACHING, type Member, type MemberList, type MemberSearch } from './insight.ts';
import { messages } from './messages.ts';

const words = messages.members;
const MINUTE_MS = 60_000;

export const loader = ({ queryClient }: LoadArguments) => queryClient.ensureQueryData(productsQuery());

const base: readonly Column<Member>[] = [
  { id: 'name', head: words.heads.name, narrow: 'title', cell: (row) => <CustomerLink of={row.customerId}>{row.name}</CustomerLink> },
  { id: 'specialty', head: words.heads.specialty, narrow: 'note', cell: (row) => row.specialty ?? '' },
  { id: 'place', head: words.heads.place, narrow: 'note', cell: (row) => [row.city, row.state].filter(Boolean).join(', ') },
  { id: 'at', head: words.heads.at, width: 140, narrow: 'end', cell: (row) => (row.at ? <span title={formatInstant(row.at)}>{formatWhen(row.at)}</span> : '') },
];
const cascade: Column<Member> = { id: 'cascade', head: words.heads.cascade, narrow: 'note', cell: (row) => (row.cascadeId ? <Link href={paths.cascade({ cascadeId: String(row.cascadeId) })}>{words.cascade(row.cascadeId)}</Link> : '') };
const minutes: Column<Member> = { id: 'minutes', head: words.heads.minutes, end: true, narrow: 'hide', cell: (row) => (row.minutes === null ? '' : formatSpan(row.minutes * MINUTE_MS)) };

const columnsOf = (of: MemberList) => [...base, ...(of === 'prevented' || of === 'first_touch' ? [cascade] : []), ...(of === 'first_touch' ? [minutes] : [])];

function titleOf(search: MemberSearch, of: MemberList, product: string | undefined): string {
  const by = search.function ? messages.reach.functions[search.function as keyof typeof messages.reach.functions] : search.channel ? messages.awareness.channels[search.channel] : undefined;
  return [words.titles[of], by && words.by(by.toLowerCase()), product && words.about(product), of === 'reached' && search.week ? words.inWeek(formatDate(search.week, 'short')) : words.lastDays[of]].filter(Boolean).join(' ');
}

/** The customers behind a figure of the dashboard; all of what narrows it is in the URL. */
export default function MembersPage() {
  const [search, set, hrefWith] = useUrlState<keyof MemberSearch & string>();
  const { data: products } = useSuspenseQuery(productsQuery());
  const product = products.rows.find((one) => one.code === search.product);
  const of = MEMBER_LISTS.find((one) => one === search.of) ?? 'reached';
  const { data, error, isError, refetch } = useQuery(membersQuery(search, product?.productId));
  return (
    <Page title={titleOf(search, of, product?.name)} place={[{ label: messages.place, href: paths.insight({ product: search.product }) }, { label: words.titles[of] }]}>
      <Sheet flush label={words.titles[of]}>
        <DataTable label={words.titles[of]} columns={columnsOf(of)} rows={data?.rows} rowId={(row) => String(row.customerId)} rowName={(row) => row.name} hrefOf={(row) => paths.customer({ customerId: String(row.customerId) })}
          filters={of === 'reached' ? <FilterChips label={words.filter} value={search.function ?? 'any'} onChange={(value) => set({ function: value === 'any' ? undefined : value, cursor: undefined }, 'replace')}
            options={[{ value: 'any', label: words.anyFunction }, ...REACHING.map((name) => ({ value: name as string, label: messages.reach.functions[name] }))]} /> : undefined}
          empty={words.empty} error={isError ? error : undefined} onRetry={() => void refetch()} waitingFor={words.waiting}
          nextHref={data?.nextCursor ? hrefWith({ cursor: data.nextCursor }) : undefined} firstHref={search.cursor ? hrefWith({ cursor: undefined }) : undefined} />
      </Sheet>
    </Page>
  );
}
