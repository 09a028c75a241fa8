import { Button, Select, TextInput, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ProblemError } from '../../api/problem-error.ts';
import { paths } from '../../app/paths.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './content.module.css';
import { AUDIENCES, choicesOf, FUNCTIONS, KINDS, MERGE_FIELDS, productsQuery, type Version } from './content.ts';
import { draftOf, saveDraft, type Draft } from './draft.ts';
import { messages } from './messages.ts';

export type DraftPanelProps = { readonly version?: Version; readonly closeTo: string };
type PartProps = { readonly draft: Draft; readonly change: (patch: Partial<Draft>) => void; readonly faultAt: (field: string) => string | undefined };

const words = messages.editor;
const options = (values: readonly string[], labels: Readonly<Record<string, string>>) => values.map((value) => ({ value, label: labels[value] ?? value }));

function Facts({ draft, change, faultAt }: PartProps) {
  const products = useQuery(productsQuery()).data?.rows ?? [];
  return (
    <div className={css.stack}>
      <TextInput id="title" label={words.title} value={draft.title} maxLength={200} error={faultAt('title')} onChange={(event) => change({ title: event.currentTarget.value })} data-autofocus />
      <TextInput id="code" label={words.code} description={words.codeHint} value={draft.code} maxLength={60} error={faultAt('code')} onChange={(event) => change({ code: event.currentTarget.value })} />
      <div className={css.pair}>
        <Select label={words.kind} allowDeselect={false} value={draft.kind} onChange={(kind) => change({ kind: kind ?? draft.kind })} data={options(KINDS, messages.kinds)} />
        <Select label={words.product} clearable placeholder={messages.allProducts} value={draft.product} onChange={(product) => change({ product })} data={products.map((product) => ({ value: String(product.productId), label: product.name }))} />
        <Select label={words.function} allowDeselect={false} value={draft.function} onChange={(value) => change({ function: value ?? draft.function })} data={options(FUNCTIONS, messages.functions)} />
        <Select label={words.audience} allowDeselect={false} value={draft.audience} onChange={(value) => change({ audience: value ?? draft.audience })} data={options(AUDIENCES, messages.audiences)} />
      </div>
    </div>
  );
}

/** The text itself; a merge field is put where the cursor stands. */
function Text({ draft, change, faultAt }: PartProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const mail = draft.kind === 'email_template';
  const put = (field: string) => {
    const at = area.current?.selectionStart ?? draft.body.length;
    change({ body: `${draft.body.slice(0, at)}{{${field}}}${draft.body.slice(area.current?.selectionEnd ?? at)}` });
    area.current?.focus();
  };
  const choices = choicesOf(draft.choices);
  return (
    <div className={css.stack}>
      {mail && <TextInput id="subject" label={words.subject} value={draft.subject} maxLength={300} error={faultAt('subject')} onChange={(event) => change({ subject: event.currentTarget.value })} />}
      <Textarea id="body" ref={area} label={words.body} description={mail ? words.bodyHint.mail : words.bodyHint.plain} value={draft.body} error={faultAt('body')} autosize minRows={10} maxRows={22} spellCheck={!mail}
        styles={mail ? { input: { fontFamily: 'var(--t-mono)', fontSize: 'var(--t-text-xs)' } } : undefined} onChange={(event) => change({ body: event.currentTarget.value })} />
      <div role="group" aria-label={words.fields} className={css.chips}>{MERGE_FIELDS.map((field) => <button key={field} type="button" className={css.field} onClick={() => put(field)}>{`{{${field}}}`}</button>)}</div>
      {mail
        ? <Textarea id="choices" label={words.choices} description={words.choicesHint} autosize minRows={2} value={draft.choices} error={choices.ok ? faultAt('choices') : words.choiceFault(choices.line)} onChange={(event) => change({ choices: event.currentTarget.value })} />
        : <Textarea id="patterns" label={words.patterns} autosize minRows={2} value={draft.patterns} error={faultAt('patterns')} onChange={(event) => change({ patterns: event.currentTarget.value })} />}
      <TextInput id="citation" label={words.citation} value={draft.citation} maxLength={500} error={faultAt('citation')} onChange={(event) => change({ citation: event.currentTarget.value })} />
      <div className={css.pair}>
        <TextInput id="validFrom" type="date" label={words.from} value={draft.validFrom} error={faultAt('validFrom')} onChange={(event) => change({ validFrom: event.currentTarget.value })} />
        <TextInput id="validTo" type="date" label={words.to} value={draft.validTo} error={faultAt('validTo')} onChange={(event) => change({ validTo: event.currentTarget.value })} />
      </div>
    </div>
  );
}

/** Writes a new draft, or changes one. */
export function DraftPanel({ version, closeTo }: DraftPanelProps) {
  const [{ draft, key }, setForm] = useState(() => ({ draft: draftOf(version), key: crypto.randomUUID() })); // a repeated save of the same draft is the same save
  const client = useQueryClient();
  const { go } = useNavigation();
  const save = useMutation({
    mutationFn: () => saveDraft(draft, version, key),
    onSuccess: (versionId) => {
      void client.invalidateQueries({ queryKey: ['content.version'] });
      toast(words.saved);
      go(version ? closeTo : paths.contentItem({ contentId: String(versionId) }));
    },
  });
  const submit = () => { if (!save.isPending && choicesOf(draft.choices).ok) save.mutate(); };
  const part: PartProps = { draft, change: (patch) => setForm({ draft: { ...draft, ...patch }, key: crypto.randomUUID() }), faultAt: (field) => (save.error instanceof ProblemError ? save.error.fieldMessage(field) : undefined) };
  return (
    <Panel wide title={version ? words.editTitle : words.newTitle} subtitle={version?.title} closeTo={closeTo} onSubmit={submit} foot={<Button variant="filled" loading={save.isPending} onClick={submit}>{words.save}</Button>}>
      {save.isError && <Problem error={save.error} kept />}
      {!version && <PanelSection><Facts {...part} /></PanelSection>}
      <PanelSection><Text {...part} /></PanelSection>
    </Panel>
  );
}
