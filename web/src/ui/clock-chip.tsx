import { useEffect, useState } from 'react';
import { en } from '../messages/en.ts';
import { formatInstant, formatSpan, type When } from './format.ts';
import { StateChip } from './state-chip.tsx';

export type ClockChipProps = { readonly due: When; readonly soonMinutes?: number; readonly plain?: boolean };

const TICK_MS = 30_000; // the chip shows minutes

/** The instant now, moving on twice a minute; the one clock for chips and bars. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** A clock that runs: time left, in due's colour when it gets short, in harm's when it has run out. */
export function ClockChip({ due, soonMinutes = 60, plain = false }: ClockChipProps) {
  const left = new Date(due).getTime() - useNow();
  const text = left >= 0 ? en.ui.left(formatSpan(left)) : en.ui.over(formatSpan(left));
  const state = left < 0 ? 'harm' : left < soonMinutes * 60_000 ? 'due' : 'neutral';
  if (plain && state === 'neutral') return <time dateTime={new Date(due).toISOString()} title={formatInstant(due)} className="t-quiet">{text}</time>;
  return <time dateTime={new Date(due).toISOString()} title={formatInstant(due)}><StateChip state={state}>{text}</StateChip></time>;
}
