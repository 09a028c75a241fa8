/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   the phone lays rows out as grids, and a browser that lays a table out otherwise may forget that it is one: the roles say it again */
import { Button, Checkbox } from '@mantine/core';
import { en } from '../../messages/en.ts';
import { Empty } from '../empty.tsx';
import { Link } from '../link.tsx';
import { Problem } from '../problem.tsx';
import { Skeleton } from '../skeleton.tsx';
import css from './data-table.module.css';
import { TableHead } from './head.tsx';
import type { DataTableProps } from './types.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useSelection, type Selection } from './use-selection.ts';

/** The table of every list: fast rows, sort in the head, verbs on a selection, J K Enter Space, pages by key, two-line rows on the phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows = [], rowId, sort, onSort, verbs } = props;
  const selection = useSelection();
  const { body, ...keys } = useRowKeys({ rows, rowId, hrefOf: props.hrefOf, panelOf: props.panelOf, selection, selectable: verbs !== undefined });
  const ids = rows.map(rowId);
  const chosen = ids.filter((id) => selection.ids.has(id));
  const all = verbs && { checked: chosen.length > 0 && chosen.length === ids.length, some: chosen.length > 0, onChange: (on: boolean) => (on ? selection.setAll(ids) : selection.clear()) };
  return (
    <div className={css.box}>
      <Bar {...props} chosen={chosen} clear={selection.clear} />
      {props.newRows && props.newRows.count > 0 && <button type="button" className={css.newer} onClick={props.newRows.onShow}>{en.ui.rowsNew(props.newRows.count)}</button>}
      {props.error ? <div className={css.state}><Problem error={props.error} onRetry={props.onRetry} /></div>
        : props.rows === undefined ? <div className={css.state}><Skeleton lines={6} row what={props.waitingFor} /></div>
          : rows.length === 0 ? <Empty>{props.empty}</Empty>
            : (
              <div className={css.scroll}>
                <table className={css.table} role="table" aria-label={props.label} data-tall={props.tall || undefined}>
                  <TableHead columns={columns} sort={sort} onSort={onSort} all={all || undefined} />
                  <tbody role="rowgroup" ref={body}>
                    {rows.map((row, i) => <TableRow key={rowId(row)} {...props} row={row} index={i} keys={keys} selection={selection} />)}
                  </tbody>
                </table>
              </div>
            )}
      <Foot {...props} />
    </div>
  );
}

type RowProps<Row> = DataTableProps<Row> & { readonly row: Row; readonly index: number; readonly keys: Omit<ReturnType<typeof useRowKeys<Row>>, 'body'>; readonly selection: Selection };

const isControl = (target: EventTarget): boolean => target instanceof Element && target.closest('a, button, input, label, select') !== null;

function TableRow<Row>(props: RowProps<Row>) {
  const { row, index, keys, selection, columns } = props;
  const id = props.rowId(row);
  const opens = props.hrefOf !== undefined || props.panelOf !== undefined;
  return (
    <tr role="row" tabIndex={index === keys.at ? 0 : -1} onFocus={() => keys.setAt(index)} onKeyDown={keys.onKeyDown} data-opens={opens || undefined}
      aria-current={props.currentId === id ? 'true' : undefined} data-selected={selection.ids.has(id) || undefined}
      data-hatched={props.isHatched?.(row) || undefined} data-changed={props.changedIds?.has(id) || undefined}
      onClickCapture={(event) => { if (event.target instanceof Element && event.target.closest('a')) keys.remember(); }}
      onClick={(event) => { if (!isControl(event.target) && !window.getSelection()?.toString()) keys.openRow(row, props.panelOf ? 'panel' : 'page'); }}>
      {props.verbs && (
        <td role="cell" className={css.check}>
          <Checkbox size="xs" checked={selection.ids.has(id)} onChange={(event) => selection.toggle(id, event.currentTarget.checked)} aria-label={en.ui.selectRow(props.rowName(row))} tabIndex={index === keys.at ? 0 : -1} />
        </td>
      )}
      {columns.map((column, at) => (
        <td key={column.id} role="cell" data-end={column.end || undefined} data-head={column.end && typeof column.head === 'string' ? column.head : undefined} data-narrow={column.narrow ?? (at === 0 ? 'title' : 'note')}>{column.cell(row)}</td>
      ))}
    </tr>
  );
}

type BarProps<Row> = DataTableProps<Row> & { readonly chosen: readonly string[]; readonly clear: () => void };

function Bar<Row>({ title, aside, filters, verbs, chosen, clear }: BarProps<Row>) {
  const choosing = verbs !== undefined && chosen.length > 0;
  if (!title && !filters && !choosing && !aside) return null;
  return (
    <div className={css.bar}>
      {(title || aside) && <div className={css.title}>{title && <h2>{title}</h2>}{aside && <span>{aside}</span>}</div>}
      <div className={css.filters}>
        {choosing ? <div role="group" aria-label={en.ui.selection} className={css.verbs}><b role="status">{en.ui.selected(chosen.length)}</b>{verbs(chosen, clear)}<Button size="xs" variant="subtle" onClick={clear}>{en.ui.clear}</Button></div> : filters}
      </div>
    </div>
  );
}

function Foot<Row>({ foot, nextHref, firstHref }: DataTableProps<Row>) {
  if (!foot && !nextHref && !firstHref) return null;
  return (
    <div className={css.foot}>
      <span>{foot}</span>
      {(nextHref || firstHref) && <nav aria-label={en.ui.page}>{firstHref && <Link href={firstHref}>{en.ui.firstPage}</Link>}{nextHref && <Link href={nextHref} rel="next">{en.ui.nextPage}</Link>}</nav>}
    </div>
  );
}
