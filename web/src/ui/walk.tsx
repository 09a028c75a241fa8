import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { en } from '../messages/en.ts';
import { KeyTip } from './key-tip.tsx';
import { useKeys } from './keys.ts';
import { useNavigation } from './navigation.ts';
import css from './walk.module.css';

const STORE_KEY = 'tutti-walk'; // for this tab alone: a reload keeps it, a new tab has none
const pathOf = (href: string): string => href.split('?')[0] ?? href;

/** Keeps the order of the list that one leaves for one of its records. */
export function rememberWalk(hrefs: readonly string[]): void {
  try {
    sessionStorage.setItem(STORE_KEY, JSON.stringify(hrefs));
  } catch {
    // a browser that keeps nothing has no walk
  }
}

function recall(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(STORE_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Previous and next record of the list one came from; nothing where one came another way. */
export function Walk({ path }: { readonly path: string }) {
  const [hrefs] = useState(recall);
  const { go } = useNavigation();
  const at = hrefs.findIndex((href) => pathOf(href) === path);
  const previous = at > 0 ? hrefs[at - 1] : undefined;
  const next = at >= 0 ? hrefs[at + 1] : undefined;
  useKeys([
    ...(previous ? [{ keys: '[', label: en.ui.previousRecord, run: () => go(previous) }] : []),
    ...(next ? [{ keys: ']', label: en.ui.nextRecord, run: () => go(next) }] : []),
  ]);
  if (at < 0 || hrefs.length < 2) return null;
  return (
    <div className={css.walk} role="group" aria-label={en.ui.walk}>
      <KeyTip label={en.ui.previousRecord} keys="["><ActionIcon size={28} aria-label={en.ui.previousRecord} disabled={!previous} onClick={() => previous && go(previous)}><IconChevronUp size={16} stroke={1.6} /></ActionIcon></KeyTip>
      <KeyTip label={en.ui.nextRecord} keys="]"><ActionIcon size={28} aria-label={en.ui.nextRecord} disabled={!next} onClick={() => next && go(next)}><IconChevronDown size={16} stroke={1.6} /></ActionIcon></KeyTip>
      <span>{en.ui.walkAt(at + 1, hrefs.length)}</span>
    </div>
  );
}
