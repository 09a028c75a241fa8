import type { Answer } from '../../api/call.ts';
import { paths } from '../../app/paths.ts';
import { useUrlState } from '../../app/url-state.ts';
import { formatDate, formatShare } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import { pastDay } from './as-of.ts';
import type { Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';

type Edge = Customer['belongsTo'][number];
const words = messages.organisation;
const periodOf = (edge: Edge): string => (edge.validTo ? words.period(formatDate(edge.validFrom), formatDate(edge.validTo)) : words.since(formatDate(edge.validFrom)));
/** Who says so. Of a past day one reads that a source has said it again since, not that it knew then what it says now. */
const saidBy = ({ evidence }: Edge, day: string | undefined): string => evidence.map(({ source, saidOn, stated }) => words.said(source, day && saidOn > day ? words.again(formatDate(saidOn)) : formatDate(saidOn), stated < 1 ? formatShare(stated, 0) : null)).join('; ');
type HrefOf = (edge: Edge) => string;

const columnsWith = (hrefOf: HrefOf, day: string | undefined): readonly Column<Edge>[] => [
  { id: 'name', head: words.heads.name, width: '30%', cell: (edge) => <span className={css.two}><Link href={hrefOf(edge)}>{edge.name}</Link><span>{messages.kinds[edge.kind]}</span></span>, narrow: 'title' },
  { id: 'role', head: words.heads.role, cell: (edge) => messages.roles[edge.role], width: 130, narrow: 'note' },
  { id: 'weight', head: words.heads.weight, cell: (edge) => formatShare(edge.weight, 0), end: true, width: 80, narrow: 'hide' },
  { id: 'confidence', head: words.heads.confidence, cell: (edge) => <span>{formatShare(edge.confidence, 0)}<span className={css.onPhone}> {words.heads.sure}</span></span>, end: true, width: 104, narrow: 'end' },
  { id: 'period', head: words.heads.period, cell: (edge) => <span className={css.two}><span>{periodOf(edge)}</span><span>{saidBy(edge, day)}</span></span>, narrow: 'note' },
];

/** What all tables of affiliations share. From the past one goes on in the past. */
function useShared() {
  const [{ asOf }] = useUrlState<'asOf'>();
  const hrefOf: HrefOf = (edge) => paths.customer({ customerId: String(edge.customerId) }, { asOf: pastDay(asOf) });
  return { columns: columnsWith(hrefOf, pastDay(asOf)), tall: true, rowId: (edge: Edge) => String(edge.affiliationId), rowName: (edge: Edge) => edge.name, hrefOf };
}

/** To whom one belongs: what holds, and folded away what held before. Each with period, source and how sure we are. */
export function BelongsTo({ customer }: { readonly customer: Customer }) {
  const shared = useShared();
  const present = customer.belongsTo.filter((edge) => edge.inForce);
  const previous = customer.belongsTo.filter((edge) => !edge.inForce);
  return (
    <Sheet flush label={words.belongs}>
      <DataTable label={words.belongs} title={words.belongs} aside={present.length > 0 && <span className="t-quiet">{words.confidenceNote}</span>} rows={present} empty={words.none} {...shared} />
      {previous.length > 0 && <details className={css.previous}><summary>{words.previous(previous.length)}</summary><DataTable label={words.previousLabel} rows={previous} empty={words.none} {...shared} /></details>}
    </Sheet>
  );
}

type Members = { readonly data: Answer<'/api/customers/{customerId}/members'> | undefined; readonly error: unknown; readonly isError: boolean; readonly refetch: () => unknown };

/** To whom it belongs and who belongs to it, each edge with weight, period, source and how sure we are. */
export function AffiliationsSheet({ customer, members }: { readonly customer: Customer; readonly members: Members | undefined }) {
  const [url, , hrefWith] = useUrlState<'cursor'>();
  const shared = useShared();
  return (
    <>
      <BelongsTo customer={customer} />
      {members && (
        <Sheet flush label={words.hasMembers}>
          <DataTable label={words.hasMembers} title={words.hasMembers} rows={members.data?.rows} empty={words.nobody} error={members.isError ? members.error : undefined} onRetry={() => void members.refetch()} {...shared}
            nextHref={members.data?.nextCursor ? hrefWith({ cursor: members.data.nextCursor }) : undefined} firstHref={url.cursor ? hrefWith({ cursor: undefined }) : undefined} />
        </Sheet>
      )}
    </>
  );
}
