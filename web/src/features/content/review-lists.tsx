import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { formatDate, formatInstant, formatWhen } from '../../ui/format.ts';
import { Tag } from '../../ui/state-chip.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { Column } from '../../ui/table/types.ts';
import css from './content.module.css';
import { reviewsQuery, type ReviewRow } from './content.ts';
import { messages } from './messages.ts';

const words = messages.reviews;
const { heads } = words;

const text: Column<ReviewRow> = {
  id: 'text', head: heads.text, narrow: 'title', cell: (row) => <div>{row.title} {messages.version(row.versionNo)}<div className={css.sub}><span className="t-mono">{row.code}</span> {messages.kinds[row.kind]}</div></div>,
};
const author: Column<ReviewRow> = { id: 'author', head: heads.author, width: '18%', narrow: 'hide', cell: (row) => row.authorName ?? messages.page.unknownAuthor };
const since: Column<ReviewRow> = { id: 'since', head: heads.since, width: 130, narrow: 'end', cell: (row) => (row.submittedAt ? <span title={formatInstant(row.submittedAt)}>{formatWhen(row.submittedAt)}</span> : '') };
const owed: Column<ReviewRow> = { id: 'owed', head: heads.owed, width: '28%', narrow: 'note', cell: (row) => <span className={css.chips}>{(row.owed.length ? row.owed : ['approve']).map((one) => <Tag key={one}>{messages.meanings[one]}</Tag>)}</span> };
const ends: Column<ReviewRow> = { id: 'ends', head: heads.ends, width: 130, narrow: 'end', cell: (row) => formatDate(row.validTo) };
const next: Column<ReviewRow> = { id: 'next', head: heads.next, width: 140, narrow: 'note', cell: (row) => (row.newerUnderWay ? words.underWay : words.notBegun) };

const itemHref = (row: ReviewRow): string => paths.contentItem({ contentId: String(row.versionId) });

type ListProps = { readonly name: string; readonly columns: readonly Column<ReviewRow>[]; readonly rows: readonly ReviewRow[] | undefined; readonly empty: string; readonly hrefOf: (row: ReviewRow) => string };

const List = ({ name, ...table }: ListProps) => <DataTable label={name} title={name} tall rowId={(row) => String(row.versionId)} rowName={(row) => row.title} {...table} />;

/** What waits for a reviewer, what ends soon, what was taken out of use. */
export function ReviewLists() {
  const reviews = useQuery(reviewsQuery());
  return (
    <>
      <DataTable label={words.due} title={words.due} columns={[text, author, since, owed]} rows={reviews.data?.due} tall rowId={(row) => String(row.versionId)} rowName={(row) => row.title} hrefOf={(row) => paths.review({ reviewId: String(row.versionId) })}
        empty={words.none} error={reviews.isError ? reviews.error : undefined} onRetry={() => void reviews.refetch()} />
      {!reviews.isError && <List name={words.expiring} columns={[text, next, ends]} rows={reviews.data?.expiring} empty={words.noneExpiring} hrefOf={itemHref} />}
      {!reviews.isError && <List name={words.recalled} columns={[text, author, ends]} rows={reviews.data?.recalled} empty={words.noneRecalled} hrefOf={itemHref} />}
    </>
  );
}
