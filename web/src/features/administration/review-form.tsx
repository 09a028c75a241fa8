import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { paths } from '../../app/paths.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { FUNCTIONS, useDeed, type FunctionName } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';

const words = messages.reviews;
const LEAST_NAME = 3; // letters: the server takes no less
type Draft = { readonly name: string; readonly dueOn: string; readonly functions: readonly string[]; readonly key: string };

/** Opens a review of what people may reach. */
export function ReviewForm({ closeTo }: { readonly closeTo: string }) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState<Draft>(() => ({ name: '', dueOn: '', functions: [], key: crypto.randomUUID() }));
  const [tried, setTried] = useState(false);
  const save = useDeed(['access.review'], () => post('/api/access/reviews', { body: { name: draft.name.trim(), dueOn: draft.dueOn, functions: draft.functions as FunctionName[] }, idempotencyKey: draft.key }), (made) => {
    toast(words.opened);
    go(paths.accessReview({ reviewId: String(made.reviewId) }));
  });
  const change = (next: Partial<Draft>) => setDraft({ ...draft, ...next, key: crypto.randomUUID() });
  const lacks = draft.name.trim().length < LEAST_NAME || draft.dueOn === '';
  const fault = (field: string) => (save.error instanceof ProblemError ? save.error.fieldMessage(field) : undefined);
  const submit = () => {
    setTried(true);
    if (!lacks && !save.isPending) save.mutate(undefined);
  };
  return (
    <Panel wide title={words.formTitle} closeTo={closeTo} onSubmit={submit} sunkFoot foot={<><p>{words.starts}</p>{tried && lacks && <p role="alert">{words.formMissing}</p>}<Button variant="filled" loading={save.isPending} onClick={submit}>{words.formSave}</Button></>}>
      <PanelSection>
        {save.isError && <Problem error={save.error} kept />}
        <div className={css.stack}>
          <TextInput id="name" label={words.name} placeholder={words.nameHint} value={draft.name} maxLength={120} error={fault('name')} onChange={(event) => change({ name: event.currentTarget.value })} />
          <TextInput id="dueOn" type="date" label={words.due} value={draft.dueOn} error={fault('dueOn')} onChange={(event) => change({ dueOn: event.currentTarget.value })} />
          <MultiSelect searchable label={words.functions} description={words.functionsHint} data={FUNCTIONS.map((value) => ({ value, label: messages.functions[value] ?? value }))} value={[...draft.functions]} onChange={(functions) => change({ functions })} hidePickedOptions />
        </div>
      </PanelSection>
    </Panel>
  );
}
