import { IconArrowsSplit2, IconScale, IconCheckbox, IconClock, IconFlag, IconMail } from '@tabler/icons-react';
import { formatNumber } from '../../ui/format.ts';
import { hueOf } from '../../ui/function-mark.tsx';
import { functionOf } from './functions.ts';
import type { PlacedJourney, PlacedStep } from './journey-layout.ts';
import { wayOf } from './journey-words.ts';
import css from './journey.module.css';
import { messages } from './messages.ts';

const WIDTH = 158;
const HEIGHT = 64;
const GAP = 88; // room for the word on the line
const LANE = 92;
const LONGEST = 11; // letters in the gap
const ICONS = { message: IconMail, wait: IconClock, branch: IconArrowsSplit2, decide: IconScale, task: IconCheckbox, exit: IconFlag } as const;

const left = (step: PlacedStep): number => step.column * (WIDTH + GAP);
const top = (step: PlacedStep): number => 4 + step.row * LANE;
const hue = (step: PlacedStep): string => (step.kind === 'message' ? hueOf('marketing') : step.kind === 'task' ? hueOf(functionOf(step.function ?? '')) : 'var(--t-strong)');

/** The journey from left to right, each step with how many stand at it. The outline beside it says the same in words. */
export function JourneyDrawing({ journey }: { readonly journey: PlacedJourney }) {
  const at = new Map(journey.steps.map((step) => [step.id, step]));
  const size = { width: journey.columns * (WIDTH + GAP) - GAP + 8, height: journey.rows * LANE - LANE + HEIGHT + 12 };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={css.scroll} tabIndex={0} role="group" aria-label={messages.journey.drawing}>
      <div className={css.drawing} style={size} aria-hidden="true">
        <svg {...size}>
          <defs><marker id="journey-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0.5L7,4L0,7.5" fill="none" stroke="var(--t-control)" strokeWidth="1.4" /></marker></defs>
          {journey.edges.map((edge, index) => {
            const below = journey.edges.findIndex((one) => one.to === edge.to) < index; // two words on the way into one step: one over, one under the line
            const [from, to] = [at.get(edge.from), at.get(edge.to)];
            return from && to ? <Line key={`${edge.from}-${edge.to}`} from={from} to={to} word={edge.word === 'next' ? shorten(edge.name ?? '') : wayOf(edge)} below={below} /> : null;
          })}
        </svg>
        {journey.steps.map((step) => <StepBox key={step.id} step={step} />)}
      </div>
    </div>
  );
}

/** As much of an option's name as fits between two steps; the outline has all of it. */
const shorten = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name);

type LineProps = { readonly from: PlacedStep; readonly to: PlacedStep; readonly word: string; readonly below: boolean };

function Line({ from, to, word, below }: LineProps) {
  const [x1, y1, x2, y2] = [left(from) + WIDTH, top(from) + HEIGHT / 2, left(to), top(to) + HEIGHT / 2];
  const mid = x2 - GAP / 2;
  return (
    <>
      <path d={`M${x1},${y1}H${mid - 10}C${mid},${y1} ${mid},${y2} ${mid + 10},${y2}H${x2 - 1}`} fill="none" stroke="var(--t-control)" strokeWidth="1.4" markerEnd="url(#journey-end)" />
      {word && <text x={x2 - 8} y={below ? y2 + 15 : y2 - 6} textAnchor="end" className={css.way}>{word}</text>}
    </>
  );
}

function StepBox({ step }: { readonly step: PlacedStep }) {
  const Icon = ICONS[step.kind];
  return (
    <div className={css.step} data-kind={step.kind} style={{ left: left(step), top: top(step), width: WIDTH, height: HEIGHT, '--hue': hue(step) } as React.CSSProperties}>
      <span className={css.stepName}><Icon size={16} stroke={1.6} color={step.kind === 'message' || step.kind === 'task' ? hue(step) : 'var(--t-ink-2)'} /><b>{step.name}</b></span>
      {step.kind !== 'exit' && <span className={css.underWay}><b>{formatNumber(step.underWay)}</b> {messages.journey.standHere}</span>}
    </div>
  );
}
