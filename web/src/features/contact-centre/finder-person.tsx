import { Button } from '@mantine/core';
import { formatDate, formatTime } from '../../ui/format.ts';
import { PresenceBar } from '../../ui/presence-bar.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import css from './console.module.css';
import type { Liaison } from './console.ts';
import { messages } from './messages.ts';

const AHEAD_MS = 3 * 3_600_000;

/** What is left of the next three hours when the busy blocks are taken out. */
function freeSpans(person: Pick<Liaison, 'blocks' | 'free' | 'freeFrom'>, at: string): { from: number; to: number }[] {
  const start = new Date(at).getTime();
  const end = start + AHEAD_MS;
  const first = person.free ? start : person.freeFrom ? Math.max(start, new Date(person.freeFrom).getTime()) : end;
  const blocks = person.blocks.map((block) => ({ from: new Date(block.from).getTime(), to: new Date(block.to).getTime() })).toSorted((a, b) => a.from - b.from);
  const spans: { from: number; to: number }[] = [];
  let from = first;
  for (const block of blocks) {
    if (block.from > from) spans.push({ from, to: Math.min(block.from, end) });
    from = Math.max(from, block.to);
  }
  if (from < end) spans.push({ from, to: end });
  return spans.filter((span) => span.to > span.from);
}

const languageName = (code: string): string => new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;

export const namesOf = (codes: readonly string[]): string => codes.map(languageName).join(', ');

const whenFree = (person: Liaison): string => {
  if (person.free) return person.freeUntil ? messages.freeUntil(formatTime(person.freeUntil)) : messages.freeNow;
  return person.freeFrom ? messages.freeFrom(formatTime(person.freeFrom)) : messages.notFree;
};

/** One liaison: free until when, certified until when, and the next three hours. */
export function FinderPerson({ person, at, chosen, onChoose }: { readonly person: Liaison; readonly at: string; readonly chosen: boolean; readonly onChoose?: () => void }) {
  return (
    <div className={css.person} data-chosen={chosen || undefined}>
      <div className={css.personTop}>
        <b>{person.name}</b>
        {chosen ? <StateChip state="allowed">{messages.chosen}</StateChip> : onChoose && <Button size="xs" variant="outline" aria-label={`${person.free ? messages.choose : messages.queue}: ${person.name}`} onClick={onChoose}>{person.free ? messages.choose : messages.queue}</Button>}
      </div>
      <div>{whenFree(person)} {person.knowsSince && messages.knowsSince(person.knowsSince.slice(0, 4))}</div>
      <div className="t-quiet">{messages.certifiedTo(formatDate(person.certifiedUntil))} · {namesOf(person.languages)}</div>
      <PresenceBar free={freeSpans(person, at)} now={at} />
    </div>
  );
}
