import { useState, type ReactNode } from 'react';
import { en } from '../messages/en.ts';
import { csvOf, saveFile } from './csv.ts';
import css from './show-as-table.module.css';

/** A picture's equal table; `level` indents a row under the one before it. */
export type PlainTable = {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly { readonly cells: readonly (string | number)[]; readonly level?: number }[];
  /** Columns of numbers, by place. */
  readonly numeric?: readonly number[];
};

export type ShowAsTableProps = { readonly table: PlainTable; readonly aside?: ReactNode; /** The controls move up into room the picture leaves free at its lower right. */ readonly tuck?: boolean; readonly children: ReactNode };

/** A picture with its equal table behind one labelled control, and the table as CSV. */
export function ShowAsTable({ table, aside, tuck = false, children }: ShowAsTableProps) {
  const [asTable, setAsTable] = useState(false);
  const save = () => saveFile(`${table.caption.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.csv`, csvOf(table.head, table.rows.map((row) => row.cells)));
  return (
    <div>
      {asTable ? <PlainTableView table={table} /> : children}
      <div className={css.controls} data-tuck={(tuck && !asTable) || undefined}>
        {aside && <span>{aside}</span>}
        <button type="button" className="t-link" onClick={() => setAsTable(!asTable)}>{asTable ? en.ui.showPicture : en.ui.showTable}<span className="t-hidden">: {table.caption}</span></button>
        <button type="button" className="t-link" onClick={save}>{en.ui.csv}<span className="t-hidden">: {table.caption}</span></button>
      </div>
      <div className={css.print}><PlainTableView table={table} /></div>
    </div>
  );
}

function PlainTableView({ table }: { readonly table: PlainTable }) {
  const isNumber = (i: number): boolean => table.numeric?.includes(i) ?? false;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key (WCAG 2.1.1)
    <div className={css.scroll} tabIndex={0} role="group" aria-label={table.caption}>
      <table className={css.table}>
        <caption className="t-hidden">{table.caption}</caption>
        <thead><tr>{table.head.map((word, i) => <th key={word} scope="col" data-number={isNumber(i) || undefined}>{word}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.cells.map((cell, at) => (at === 0
                ? <th key={at} scope="row" style={{ paddingInlineStart: (row.level ?? 0) * 20 }}>{cell}</th>
                : <td key={at} data-number={isNumber(at) || undefined}>{cell}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
