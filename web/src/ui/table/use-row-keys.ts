import { useRef, useState } from 'react';
import { useKeys, type KeyBinding } from '../keys.ts';
import { useNavigation } from '../navigation.ts';
import { rememberWalk } from '../walk.tsx';
import type { Selection } from './use-selection.ts';
import type { DataTableProps } from './types.ts';

type Options<Row> = Pick<DataTableProps<Row>, 'rowId' | 'hrefOf' | 'panelOf'> & { readonly rows: readonly Row[]; readonly selection: Selection; readonly selectable: boolean };

/** J and K through the rows, Enter opens, Space shows the panel, X selects, Shift with an arrow extends. */
export function useRowKeys<Row>({ rows, rowId, hrefOf, panelOf, selection, selectable }: Options<Row>) {
  const { go } = useNavigation();
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState(0);
  const order = rows.map(rowId);
  const focusRow = (index: number): number => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setAt(next);
    body.current?.querySelectorAll<HTMLElement>('tr')[next]?.focus();
    return next;
  };
  const isInside = (): boolean => body.current?.contains(document.activeElement) ?? false;
  const here = (): Row | undefined => rows[at];
  const step = (by: number) => focusRow(isInside() ? at + by : at);
  /** `[` and `]` on the record walk this list, as it stood when one left it. */
  const remember = () => { if (hrefOf) rememberWalk(rows.map(hrefOf)); };
  const openRow = (row: Row | undefined, how: 'page' | 'panel') => {
    if (!row) return;
    const target = how === 'panel' ? (panelOf ?? hrefOf) : (hrefOf ?? panelOf);
    if (how === 'page') remember();
    if (target) go(target(row));
  };
  const inTable = (run: () => void) => () => { if (isInside()) run(); };
  const bindings: KeyBinding[] = rows.length === 0 ? [] : [
    { keys: 'J', label: 'Next row', run: () => step(1) },
    { keys: 'K', label: 'Previous row', run: () => step(-1) },
    ...(selectable ? [{ keys: 'X', label: 'Select the row', run: inTable(() => { const row = here(); if (row) selection.toggle(rowId(row)); }) }] : []),
  ];
  useKeys(bindings);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return; // a control inside the row has its own keys
    const run: Record<string, () => void> = {
      ArrowDown: () => { const next = focusRow(at + 1); if (event.shiftKey && selectable) selection.extend(order[next] ?? '', order); },
      ArrowUp: () => { const next = focusRow(at - 1); if (event.shiftKey && selectable) selection.extend(order[next] ?? '', order); },
      Home: () => focusRow(0),
      End: () => focusRow(rows.length - 1),
      Enter: () => openRow(here(), 'page'),
      ' ': () => openRow(here(), 'panel'),
    };
    if (!run[event.key]) return;
    event.preventDefault();
    run[event.key]?.();
  };
  return { body, at: Math.min(at, Math.max(0, rows.length - 1)), setAt, onKeyDown, openRow, remember };
}
