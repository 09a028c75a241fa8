import { Button, Input, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { REASONS, useDeed, type BreakGlassReason } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';

const words = messages.breakGlass;
const MINUTES = [30, 60, 120, 240] as const; // four hours are the most
const LEAST_REASON = 3; // letters: the server takes no less
type Draft = { readonly number: string; readonly reason: BreakGlassReason | null; readonly words: string; readonly minutes: number; readonly key: string };

/** Asks for one customer outside one's own work. */
export function BreakGlassForm({ number, closeTo, openOf }: { readonly number: string; readonly closeTo: string; readonly openOf: (breakGlassId: number) => string }) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState<Draft>(() => ({ number, reason: null, words: '', minutes: 60, key: crypto.randomUUID() }));
  const [tried, setTried] = useState(false);
  const save = useDeed(['access.break_glass', 'access.person', 'customers'], () => post('/api/access/break-glass', { body: { number: draft.number.trim(), reason: draft.reason as BreakGlassReason, words: draft.words.trim(), minutes: draft.minutes }, idempotencyKey: draft.key }), (made) => {
    toast(words.opened(made.customerName ?? messages.why.customerOf(made.customerId)));
    go(openOf(made.breakGlassId));
  });
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next, key: crypto.randomUUID() });
  const lacks = draft.number.trim() === '' || draft.reason === null || draft.words.trim().length < LEAST_REASON;
  const fault = (field: string) => (save.error instanceof ProblemError ? save.error.fieldMessage(field) : undefined);
  const submit = () => {
    setTried(true);
    if (!lacks && !save.isPending) save.mutate(undefined);
  };
  return (
    <Panel wide title={words.formTitle} closeTo={closeTo} onSubmit={submit} sunkFoot foot={<><p>{words.starts}</p>{tried && lacks && <p role="alert">{words.missing}</p>}<Button variant="filled" loading={save.isPending} onClick={submit}>{words.open}</Button></>}>
      <PanelSection>
        {save.isError && <Problem error={save.error} kept />}
        <div className={css.stack}>
          <TextInput id="number" label={words.number} description={words.numberHint} value={draft.number} maxLength={40} error={fault('number')} onChange={(event) => change({ number: event.currentTarget.value })} />
          <Select id="reason" label={words.why} allowDeselect={false} data={REASONS.map((value) => ({ value, label: words.reasons[value] }))} value={draft.reason} onChange={(reason) => change({ reason: reason as BreakGlassReason })} />
          <Textarea id="words" label={words.words} description={words.wordsHint} autosize minRows={2} maxLength={500} value={draft.words} error={fault('words')} onChange={(event) => change({ words: event.currentTarget.value })} />
          <div><Input.Label id="hours" labelElement="div">{words.hours}</Input.Label><SegmentedControl aria-labelledby="hours" fullWidth value={String(draft.minutes)} onChange={(minutes) => change({ minutes: Number(minutes) })} data={MINUTES.map((minutes) => ({ value: String(minutes), label: words.hoursOf(minutes) }))} /></div>
        </div>
      </PanelSection>
    </Panel>
  );
}
