import { useEffect, useRef, useSyncExternalStore } from 'react';

/** One key of a page: `keys` as `E`, `G H`, `Ctrl K`, `Escape`, `[`; shown in `?` and run outside fields only. */
export type KeyBinding = { readonly keys: string; readonly label: string; readonly run: (event: KeyboardEvent) => void; readonly everywhere?: boolean };

const SEQUENCE_MS = 1000;
const STORE_KEY = 'tutti-single-keys';
const sets = new Set<{ current: readonly KeyBinding[] }>();
const watchers = new Set<() => void>();
let snapshot: readonly KeyBinding[] = [];
let prefix: { key: string; at: number } | undefined;
let singleKeys = readSwitch();

function readSwitch(): boolean {
  try {
    return localStorage.getItem(STORE_KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Switches single-letter keys on or off (WCAG 2.1.4). */
export function setSingleKeys(on: boolean): void {
  singleKeys = on;
  try {
    localStorage.setItem(STORE_KEY, on ? 'on' : 'off');
  } catch {
    // a browser that keeps nothing still has the switch for this visit
  }
  refresh();
}

function refresh(): void {
  snapshot = [...sets].flatMap((set) => set.current);
  for (const tell of watchers) tell();
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName)) && !/^(checkbox|radio|button)$/.test((target as HTMLInputElement).type);

const nameOf = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return (event.ctrlKey || event.metaKey ? 'Ctrl ' : '') + key;
};

/** A dialog on top answers its own keys; so does an open menu its Escape. */
const heldBack = (event: KeyboardEvent): boolean => {
  const dialog = document.querySelector('[role="dialog"][aria-modal="true"]');
  const menuOpen = event.key === 'Escape' && document.activeElement?.getAttribute('aria-expanded') === 'true';
  return dialog !== null || menuOpen;
};

function find(name: string, now: number): KeyBinding | 'wait' | undefined {
  const newestFirst = [...snapshot].reverse();
  const whole = prefix && now - prefix.at < SEQUENCE_MS ? `${prefix.key} ${name}` : name;
  prefix = undefined;
  const found = newestFirst.find((binding) => binding.keys === whole);
  if (found) return found;
  if (newestFirst.some((binding) => binding.keys.startsWith(`${name} `))) {
    prefix = { key: name, at: now };
    return 'wait';
  }
  return undefined;
}

function listen(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing || ['Shift', 'Control', 'Meta'].includes(event.key)) return;
  if (heldBack(event)) return;
  const name = nameOf(event);
  const plain = !name.startsWith('Ctrl ') && name.length === 1;
  if (plain && (inField(event.target) || (!singleKeys && name !== '?'))) return;
  const found = find(name, event.timeStamp);
  if (!found || found === 'wait') return;
  if (inField(event.target) && !found.everywhere) return;
  event.preventDefault();
  found.run(event);
}

/** Gives the page these keys while it is shown; the newest wins, so that a panel's keys come before its page's. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const set = useRef<readonly KeyBinding[]>(bindings);
  const shape = bindings.map((binding) => binding.keys + binding.label).join('|');
  useEffect(() => {
    set.current = bindings;
    snapshot = [...sets].flatMap((one) => one.current);
  });
  useEffect(() => {
    if (sets.size === 0) document.addEventListener('keydown', listen);
    sets.add(set);
    return () => {
      sets.delete(set);
      if (sets.size === 0) document.removeEventListener('keydown', listen);
    };
  }, []);
  useEffect(() => {
    refresh();
    return refresh;
  }, [shape]);
}

const watch = (tell: () => void): (() => void) => {
  watchers.add(tell);
  return () => watchers.delete(tell);
};

/** Every key that works now, for the `?` sheet and the palette. */
export const useActiveKeys = (): readonly KeyBinding[] => useSyncExternalStore(watch, () => snapshot);
export const useSingleKeys = (): boolean => useSyncExternalStore(watch, () => singleKeys);
