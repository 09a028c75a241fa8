import { Button } from '@mantine/core';
import { useState } from 'react';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { formatWhen } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import css from './field.module.css';
import { DISCUSSED, NEXT_STEPS, OUTCOMES, type Discussed, type NextStep, type Outcome, type Visit } from './field.ts';
import { messages } from './messages.ts';

type ReportPanelProps = { readonly visit: Visit; readonly closeTo: string; readonly onReport: (report: { outcome: Outcome; discussed: readonly Discussed[]; nextStep: NextStep }) => void };

/** How a visit went in three taps: outcome, what was spoken of, what comes next. */
export function ReportPanel({ visit, closeTo, onReport }: ReportPanelProps) {
  const { go } = useNavigation();
  const [outcome, setOutcome] = useState<Outcome>('met');
  const [discussed, setDiscussed] = useState<readonly Discussed[]>([]);
  const [nextStep, setNextStep] = useState<NextStep>('none');
  const met = outcome === 'met' || outcome === 'met_briefly';
  const send = () => {
    onReport({ outcome, discussed: met ? discussed : [], nextStep });
    go(closeTo);
  };
  return (
    <Panel title={messages.reportTitle(visit.name)} subtitle={[formatWhen(visit.startsAt), visit.practiceName].filter(Boolean).join(' · ')} closeTo={closeTo} onSubmit={send}
      foot={<><Button variant="filled" onClick={send}>{messages.reportSave}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{messages.cancel}</Button></>}>
      <fieldset className={css.field}><legend>{messages.reportHow}</legend><FilterChips label={messages.reportHow} options={OUTCOMES.map((value) => ({ value, label: messages.outcomes[value] }))} value={outcome} onChange={setOutcome} /></fieldset>
      {met && (
        <fieldset className={css.field}>
          <legend>{messages.reportWhat}</legend>
          <FilterChips label={messages.reportWhat} options={DISCUSSED.map((value) => ({ value, label: messages.discussed[value] }))} value={discussed} onChange={(one) => setDiscussed((now) => (now.includes(one) ? now.filter((other) => other !== one) : [...now, one]))} />
        </fieldset>
      )}
      <fieldset className={css.field}><legend>{messages.reportNext}</legend><FilterChips label={messages.reportNext} options={NEXT_STEPS.map((value) => ({ value, label: messages.nextSteps[value] }))} value={nextStep} onChange={setNextStep} /></fieldset>
      <p className="t-quiet">{messages.reportNote}</p>
    </Panel>
  );
}
