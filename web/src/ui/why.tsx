import { IconBan, IconCircleCheck, IconCircleMinus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { en } from '../messages/en.ts';
import { formatSigned } from './format.ts';
import { hueOf } from './function-mark.tsx';
import { RecordRef, type RecordLink } from './refusal.tsx';
import type { FunctionName } from './theme/tokens.ts';
import css from './why.module.css';

export type Candidate = {
  readonly id: string;
  readonly label: string;
  readonly outcome: 'chosen' | 'allowed' | 'refused';
  /** Its score, written; a refused one has none. */
  readonly score?: string;
  readonly because: ReactNode;
  readonly record?: RecordLink;
};

const ICONS = { chosen: IconCircleCheck, allowed: IconCircleMinus, refused: IconBan } as const;

/** What was considered: each candidate with its score or the record that refused it. */
export function Considered({ candidates, tone }: { readonly candidates: readonly Candidate[]; readonly tone?: FunctionName }) {
  return (
    <ul className={css.considered}>
      {candidates.map((one) => {
        const Icon = ICONS[one.outcome];
        return (
          <li key={one.id}>
            <Icon size={18} stroke={1.6} aria-hidden="true" color={one.outcome === 'chosen' ? hueOf(tone) : 'var(--t-ink-3)'} />
            <div className={css.candidate}>
              <p className={css.name}><b>{one.label}</b><span>{one.outcome === 'refused' ? en.ui.refusedWord : one.score}</span></p>
              <p>{one.because} {one.record && <RecordRef record={one.record} />}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

export type Counted = { readonly label: string; readonly value: number; /** What it rests on. */ readonly note?: string };
const MOST = 6;

/** What counted: signed bars from a common zero, at most six. */
export function SignedBars({ items, tone, children }: { readonly items: readonly Counted[]; readonly tone?: FunctionName; readonly children?: ReactNode }) {
  const shown = items.slice(0, MOST);
  const high = 1.2 * Math.max(0.001, ...shown.map((one) => Math.abs(one.value))); // some air to the right of the longest
  const low = Math.min(0, ...shown.map((one) => one.value));
  const span = high - Math.min(low, -high / 3); // room left of zero even when nothing is negative, so that zero is seen
  const zero = (span - high) / span;
  return (
    <>
      <dl className={css.bars}>
        {shown.map((one) => {
          const from = one.value < 0 ? zero + one.value / span : zero;
          return (
            <div key={one.label}>
              <dt>{one.label}{one.note && <small>{one.note}</small>}</dt>
              <dd className={css.track} aria-hidden="true"><span style={{ insetInlineStart: `${from * 100}%`, width: `${Math.max(1.5, (Math.abs(one.value) / span) * 100)}%`, background: one.value < 0 ? 'var(--t-control)' : hueOf(tone) }} /></dd>
              <dd className={css.number}>{formatSigned(one.value)}</dd>
            </div>
          );
        })}
      </dl>
      {children && <p className={css.note}>{children}</p>}
    </>
  );
}

/** What would change it, and who could; goes into the panel's sunk foot. */
export function WouldChange({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) {
  return <div className={css.change}><h3>{en.ui.wouldChange}</h3><p>{children}</p>{actions && <div className={css.actions}>{actions}</div>}</div>;
}
