/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role -- as in data-table.tsx */
import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { en } from '../../messages/en.ts';
import css from './data-table.module.css';
import type { Column, DataTableProps } from './types.ts';

type HeadProps<Row> = Pick<DataTableProps<Row>, 'columns' | 'sort' | 'onSort'> & { readonly all: { readonly checked: boolean; readonly some: boolean; readonly onChange: (on: boolean) => void } | undefined };

/** The head: units and sorting live here, and the choice of all rows of the page. */
export function TableHead<Row>({ columns, sort, onSort, all }: HeadProps<Row>) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {all && <th role="columnheader" className={css.check}><Checkbox size="xs" checked={all.checked} indeterminate={all.some && !all.checked} onChange={(event) => all.onChange(event.currentTarget.checked)} aria-label={en.ui.selectAll} /></th>}
        {columns.map((column) => {
          const sorted = sort?.by === column.id ? (sort.descending ? 'descending' : 'ascending') : undefined;
          return (
            <th key={column.id} role="columnheader" scope="col" data-end={column.end || undefined} style={{ width: column.width }} aria-sort={sorted}>
              {column.sortable && onSort ? <SortButton column={column} sorted={sorted} onSort={onSort} /> : column.head}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type SortButtonProps<Row> = { readonly column: Column<Row>; readonly sorted: 'ascending' | 'descending' | undefined; readonly onSort: NonNullable<DataTableProps<Row>['onSort']> };

function SortButton<Row>({ column, sorted, onSort }: SortButtonProps<Row>) {
  const Icon = sorted === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <button type="button" className={css.sort} onClick={() => onSort({ by: column.id, descending: sorted === 'ascending' })}>
      {column.head}<Icon size={13} stroke={1.8} data-on={sorted ? true : undefined} aria-hidden="true" />
    </button>
  );
}
