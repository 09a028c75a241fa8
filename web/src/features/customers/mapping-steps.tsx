import { ActionIcon, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import css from './mapping.module.css';
import { moved, numbered, stepNamed, type DraftField, type DraftStep, type StepName, type Tried } from './mapping-draft.ts';
import { mappingWords as words } from './mapping-messages.ts';
import { StepArguments } from './mapping-step.tsx';

const NAMES = Object.keys(words.steps) as StepName[];
const MOST_STEPS = 6;
type Found = { readonly of: Tried['fields'][number]; /** The steps that were tried, in their order then. */ readonly steps: readonly number[] };

export type StepsProps = {
  readonly mapped: DraftField; readonly set: (steps: readonly DraftStep[]) => void; readonly found: Found | undefined; readonly vocabulary: readonly string[]; readonly dateFormat: string | null;
  readonly faultOf: (step: number, argument: string) => string | undefined; readonly say: (sentence: string) => void;
};

const focusLater = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());

/** The steps of a field from top to bottom, each with what it makes of the first values. */
export function MappingSteps({ mapped: { id, field, steps }, set, found, vocabulary, dateFormat, faultOf, say }: StepsProps) {
  const [dragged, setDragged] = useState<number>();
  const addId = `add-step-${id}`;
  const move = (from: number, to: number, focus: string) => {
    const one = steps[from];
    if (!one || to < 0 || to >= steps.length || to === from) return;
    set(moved(steps, from, to));
    say(words.stepMoved(words.steps[one.step.do], to + 1, steps.length));
    focusLater(focus);
  };
  return (
    <div className={css.part}>
      <h3>{words.stepsTitle}</h3>
      <p className="t-quiet">{steps.length ? words.stepsNote : words.noSteps}</p>
      {steps.length > 0 && (
        <ol className={css.steps}>
          {steps.map((one, place) => (
            <li key={one.id}><div className={css.step} data-over={(dragged !== undefined && dragged !== one.id) || undefined} onDragOver={(event) => { if (dragged !== undefined) event.preventDefault(); }}
              onDrop={(event) => { event.preventDefault(); move(steps.findIndex((other) => other.id === dragged), place, `step-${dragged}`); setDragged(undefined); }}>
              <Head one={one} place={place} all={steps.length} move={move} drag={setDragged} remove={() => { set(steps.filter((other) => other.id !== one.id)); say(words.removed(words.steps[one.step.do])); focusLater(addId); }} />
              <div className={css.row}>
                <StepArguments step={one.step} set={(step) => set(steps.map((other) => (other.id === one.id ? { ...other, step } : other)))} faultOf={(argument) => faultOf(place, argument)} vocabulary={vocabulary}
                  map={found?.of.maps.find(({ step }) => found.steps[step] === one.id)} />
              </div>
              <Effect found={found} id={one.id} />
            </div></li>
          ))}
        </ol>
      )}
      {steps.length < MOST_STEPS
        ? <Select id={addId} size="xs" w={260} maw="100%" aria-label={`${words.addStep}: ${field}`} placeholder={words.addStep} value={null} data={NAMES.map((value) => ({ value, label: words.steps[value] }))}
          renderOption={({ option }) => <span className={css.option}><span>{option.label}</span><small>{words.stepNotes[option.value as StepName]}</small></span>}
          onChange={(name) => { if (!name) return; const added = numbered(stepNamed(name as StepName, dateFormat)); set([...steps, added]); say(words.stepAdded(words.steps[name as StepName], steps.length + 1)); }} />
        : <p className="t-quiet">{words.mostSteps}</p>}
    </div>
  );
}

type HeadProps = { readonly one: DraftStep; readonly place: number; readonly all: number; readonly move: (from: number, to: number, focus: string) => void; readonly drag: (id: number | undefined) => void; readonly remove: () => void };

function Head({ one, place, all, move, drag, remove }: HeadProps) {
  const name = words.steps[one.step.do];
  const handle = `step-${one.id}`;
  const verb = (label: string, to: number, icon: React.ReactNode) => (
    <ActionIcon id={`${handle}-${label}`} size={28} variant="subtle" aria-label={`${label}: ${words.step(name, place + 1)}`} aria-disabled={to < 0 || to >= all} onClick={() => move(place, to, `${handle}-${label}`)}>{icon}</ActionIcon>
  );
  return (
    <div className={css.stepHead}>
      <button type="button" id={handle} className={css.handle} draggable aria-label={words.drag(words.step(name, place + 1))} onDragStart={(event) => { event.dataTransfer.effectAllowed = 'move'; event.dataTransfer.setData('text/plain', name); drag(one.id); }} onDragEnd={() => drag(undefined)}
        onKeyDown={(event) => { if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return; event.preventDefault(); move(place, place + (event.key === 'ArrowUp' ? -1 : 1), handle); }}>
        <IconGripVertical size={16} stroke={1.6} aria-hidden="true" />
      </button>
      <b>{words.step(name, place + 1)}</b>
      <span className={css.verbs}>
        {verb(words.up, place - 1, <IconArrowUp size={16} stroke={1.6} aria-hidden="true" />)}
        {verb(words.down, place + 1, <IconArrowDown size={16} stroke={1.6} aria-hidden="true" />)}
        <ActionIcon size={28} variant="subtle" aria-label={`${words.remove}: ${words.step(name, place + 1)}`} onClick={remove}><IconX size={16} stroke={1.6} aria-hidden="true" /></ActionIcon>
      </span>
    </div>
  );
}

/** What one step made of the first values: before and after. */
function Effect({ found, id }: { readonly found: Found | undefined; readonly id: number }) {
  const at = found?.steps.indexOf(id) ?? -1;
  if (!found || at < 0) return null;
  const shown = found.of.samples.filter(({ after, fault }) => at < after.length || (fault !== null && at === after.length && after.length < found.steps.length));
  if (shown.length === 0) return null;
  return (
    <ul className={css.effect}>
      {shown.map(({ line, given, after, fault }) => {
        const [before, now] = [at === 0 ? given : after[at - 1] ?? '', after[at]];
        return <li key={line}><Text of={before} /><span aria-hidden="true"> → </span><span className="t-hidden"> {words.becomes} </span>{now === undefined ? <span className={css.fault}>{fault?.reason}: {words.stepProblem}</span> : <Text of={now} strong={now !== before} />}</li>;
      })}
    </ul>
  );
}

/** A text of the file as it stands there, blanks and all; empty is said in words. */
export const Text = ({ of, strong = false }: { readonly of: string; readonly strong?: boolean }) => (of === '' ? <i className="t-quiet">{words.empty}</i> : <span className={css.text} data-strong={strong || undefined}>{of}</span>);
