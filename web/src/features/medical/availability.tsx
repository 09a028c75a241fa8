import { SegmentedControl, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { usePerson } from '../../app/session.ts';
import { useNow } from '../../ui/clock-chip.tsx';
import { formatDate, formatTime } from '../../ui/format.ts';
import { PresenceBar, type FreeSpan } from '../../ui/presence-bar.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import css from './medical.module.css';
import { finderQuery, presenceQuery, type Certification, type Finder, type Liaison, type Presence } from './medical.ts';
import { messages } from './messages.ts';

const words = messages.availability;
const HOURS_MS = 3 * 3_600_000;
const MOST = 3; // products a liaison speaks about

const inMinutes = (minutes: string): string | null => (minutes === 'open' ? null : new Date(Date.now() + Number(minutes) * 60_000).toISOString());

/** When somebody is free: the gaps between her blocks, up to where that is known. */
function freeSpans({ free, freeUntil, freeFrom, blocks }: Liaison, at: string): FreeSpan[] {
  const end = new Date(Date.parse(at) + HOURS_MS).toISOString();
  if (free && blocks.length === 0) return [{ from: at, to: freeUntil ?? end }];
  const edges = blocks.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const start = free ? at : freeFrom ?? end;
  const spans = [...edges.map((block) => block.from), end].map((to, index) => ({ from: index === 0 ? start : (edges[index - 1]?.to ?? start), to }));
  return spans.filter((span) => span.from < span.to && span.to > start).map((span) => ({ from: span.from < start ? start : span.from, to: span.to }));
}

/** One switch for being there, and beside it exactly what others see. */
export function Availability({ certifications }: { readonly certifications: readonly Certification[] }) {
  const person = usePerson();
  const userId = Number(person?.userId ?? 0);
  const client = useQueryClient();
  const now = useNow();
  const presence = useQuery({ ...presenceQuery(userId), enabled: userId > 0 });
  const [chosen, setChosen] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (next: { state: Presence['state']; until: string }) => request<Presence>('PUT', '/work/presence', { body: { state: next.state, until: next.until === 'kept' ? mine?.until ?? null : inMinutes(next.until) } }),
    onSuccess: () => Promise.all([client.invalidateQueries({ queryKey: ['work', 'presence'] }), client.invalidateQueries({ queryKey: ['medical', 'finder'] })]),
  });
  const mine = presence.data?.rows[0];
  const kept = mine?.until && Date.parse(mine.until) > now ? { value: 'kept', label: `${formatDate(mine.until, 'short')}, ${formatTime(mine.until)}` } : undefined;
  const until = chosen ?? (kept ? 'kept' : 'open');
  const state = change.isPending ? change.variables.state : mine?.state;
  return (
    <Sheet title={words.title}>
      {presence.isError ? <Problem error={presence.error} onRetry={() => void presence.refetch()} /> : !mine ? <Skeleton lines={2} /> : (
        <div className={css.stack}>
          <SegmentedControl fullWidth aria-label={words.title} value={state ?? 'away'} data={(['available', 'busy', 'away'] as const).map((value) => ({ value, label: words.states[value] }))} onChange={(value) => change.mutate({ state: value as Presence['state'], until })} />
          <Select label={words.until} size="xs" allowDeselect={false} value={until} data={[...(kept ? [kept] : []), ...Object.entries(words.untils).map(([value, label]) => ({ value, label }))]} onChange={(value) => { setChosen(value === 'open' ? 'open' : null); change.mutate({ state: mine.state, until: value ?? 'open' }); }} />
          {change.isError && <Problem error={change.error} />}
          {certifications.slice(0, MOST).map((one) => <AsSeen key={one.productId} productId={one.productId} productName={one.productName} userId={userId} />)}
        </div>
      )}
    </Sheet>
  );
}

function sentenceOf(finder: Finder, userId: number): { text: string; me: Liaison | undefined } {
  const me = finder.people.find((one) => one.userId === userId);
  if (me) return { me, text: me.free ? messages.seen.free(me.freeUntil) : messages.seen.busy(me.freeFrom) };
  const reason = finder.notOffered.find((group) => group.people.some((one) => one.userId === userId))?.reason;
  const told = reason === 'not_certified' || reason === 'certificate_ended' || reason === 'away' || reason === 'outside_hours' || reason === 'language' ? reason : 'unknown';
  return { me, text: messages.seen[told] };
}

function AsSeen({ productId, productName, userId }: { readonly productId: number; readonly productName: string; readonly userId: number }) {
  const finder = useQuery(finderQuery(productId));
  if (!finder.data) return null;
  const { me, text } = sentenceOf(finder.data, userId);
  return (
    <div className={css.read} aria-live="polite">
      <b>{words.others}, {productName}</b>
      <p>{text}</p>
      {me && <PresenceBar free={freeSpans(me, finder.data.at)} />}
    </div>
  );
}
