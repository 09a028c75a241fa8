import { Button } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { en } from '../messages/en.ts';
import { useKeys } from './keys.ts';
import css from './toast.module.css';

export type ToastOptions = { readonly onUndo?: () => void; readonly lasts?: number };
type Note = ToastOptions & { readonly id: number; readonly text: ReactNode };

const LASTS_MS = 10_000; // time enough to read and to change one's mind
let notes: readonly Note[] = [];
let count = 0;
const watchers = new Set<() => void>();

const set = (next: readonly Note[]): void => {
  notes = next;
  for (const tell of watchers) tell();
};
const drop = (id: number): void => set(notes.filter((note) => note.id !== id));

/** Says once that something is done, with Undo where it can be undone. */
export function toast(text: ReactNode, options: ToastOptions = {}): void {
  count += 1;
  set([...notes.slice(-1), { ...options, id: count, text }]);
}

/** The place of the toasts; once, in the shell. */
export function Toasts() {
  const shown = useSyncExternalStore((tell) => { watchers.add(tell); return () => watchers.delete(tell); }, () => notes);
  return <div className={css.toasts} role="status">{shown.map((note) => <Toast key={note.id} note={note} />)}</div>;
}

function Toast({ note }: { readonly note: Note }) {
  const [held, setHeld] = useState(false);
  const left = useRef(note.lasts ?? LASTS_MS);
  useEffect(() => {
    if (held) return;
    const start = performance.now();
    const timer = setTimeout(() => drop(note.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current -= performance.now() - start;
    };
  }, [held, note.id]);
  const undo = () => {
    note.onUndo?.();
    drop(note.id);
  };
  useKeys(note.onUndo ? [{ keys: 'Z', label: en.ui.undo, run: undo }] : []);
  return (
    <div className={css.toast} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <span>{note.text}</span>
      {note.onUndo && <Button size="xs" variant="subtle" className={css.undo} onClick={undo}>{en.ui.undo}</Button>}
      <Button size="xs" variant="subtle" className={css.undo} onClick={() => drop(note.id)}>{en.ui.close}</Button>
    </div>
  );
}
