import { paths } from '../../app/paths.ts';
import { Figures, type FigureItem } from '../../ui/figures.tsx';
import { formatInstant, formatInterval, formatNumber, formatShare, formatSigned, formatSpan } from '../../ui/format.ts';
import type { Figure, MemberList } from './insight.ts';
import { messages } from './messages.ts';

const MINUTE_MS = 60_000;
const MEMBERS: Readonly<Partial<Record<Figure['code'], MemberList>>> = { reached: 'reached', answered: 'answered', prevented: 'prevented', first_touch: 'first_touch' };

/** A figure's value in its unit; what cannot be said is said in words. */
export function valueOf(figure: Figure, value: number | null = figure.value): string {
  if (value === null) return messages.cannotSay;
  if (figure.unit === 'share') return formatShare(value);
  if (figure.unit === 'points') return `${formatSigned(value * 100, 1)} ${messages.points}`;
  return figure.unit === 'minutes' ? formatSpan(value * MINUTE_MS) : formatNumber(value);
}

function comparisonOf(figure: Figure): string {
  const estimate = figure.low !== null && figure.high !== null && figure.unit !== 'minutes' ? `; ${formatInterval(figure.low * 100, figure.high * 100)}` : '';
  const before = figure.before !== null && figure.code !== 'reached' ? `; ${messages.was(valueOf(figure, figure.before))}` : '';
  return `${figure.sentence}${estimate}${before}`;
}

const itemOf = (figure: Figure, product: string | undefined): FigureItem => {
  const of = MEMBERS[figure.code];
  return {
    label: messages.figures[figure.code], value: valueOf(figure), comparison: comparisonOf(figure), definition: figure.definition,
    ...(figure.asOf ? { asOf: messages.asOf(formatInstant(figure.asOf)) } : {}),
    ...(of && figure.value ? { href: paths.insightMembers({ of, product }) } : {}),
  };
};

/** Reached, answered, lift, duplicates prevented, time to first touch. */
export function FiveFigures({ figures, product }: { readonly figures: readonly Figure[]; readonly product: string | undefined }) {
  return <Figures label={messages.waitingTitle} items={figures.map((figure) => itemOf(figure, product))} />;
}
