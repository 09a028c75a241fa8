import { Button, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { formatNumber } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import css from './mapping.module.css';
import { definitionOf, draftWith, fieldOf, namedFields, type Draft, type DraftField } from './mapping-draft.ts';
import { labelOf, MappedField } from './mapping-field.tsx';
import { mappingWords as words } from './mapping-messages.ts';
import { MappingRules } from './mapping-rules.tsx';
import type { Import } from './use-import.ts';

/** Which of our fields comes from which columns, by which steps; tried on the first lines while one edits it. */
export function ImportMapping({ current }: { readonly current: Import }) {
  const { file, draft, trial } = current;
  const [open, setOpen] = useState<number>();
  const [said, say] = useState('');
  if (!file || !draft) return null;
  const taken = new Set(draft.fields.map(({ field }) => field));
  const used = new Set(draft.fields.flatMap(({ from }) => from));
  const add = (from: readonly string[]) => {
    const added = fieldOf({ field: '', from });
    current.edit({ fields: [...draft.fields, added] });
    setOpen(added.id);
    say(from[0] === undefined ? '' : words.leftAdded(from[0]));
    requestAnimationFrame(() => document.getElementById(`target-${added.id}`)?.focus());
  };
  const remove = (one: DraftField) => { current.edit({ fields: draft.fields.filter(({ id }) => id !== one.id) }); say(words.removed(labelOf(one.field))); requestAnimationFrame(() => document.getElementById('add-field')?.focus()); };
  return (
    <Sheet title={words.title(`${formatNumber(namedFields(draft).length)} ${words.fields(namedFields(draft).length)}`, `${formatNumber(used.size)} ${words.columns(used.size)}`)} label={words.textLabel}>
      <div className={css.stack}>
        <p className="t-quiet">{words.note}</p>
        {trial.error ? <Problem error={trial.error} kept /> : null}
        {trial.waiting && <p role="status">{words.waiting}</p>}
        <ul className={css.fields} aria-label={words.list}>
          {draft.fields.map((one) => (
            <MappedField key={one.id} mapped={one} file={file} taken={taken} trial={trial} open={open === one.id} toggle={() => setOpen(open === one.id ? undefined : one.id)} say={say}
              set={(next) => current.edit({ fields: draft.fields.map((other) => (other.id === one.id ? next : other)) })} remove={() => remove(one)} />
          ))}
        </ul>
        <div><Button id="add-field" size="xs" variant="outline" leftSection={<IconPlus size={14} stroke={1.6} aria-hidden="true" />} onClick={() => add([])}>{words.addField}</Button></div>
        <LeftColumns current={current} used={used} add={(column) => add([column])} />
        <MappingRules current={current} />
        <Lacking current={current} />
        <Keeping current={current} />
        <AsText current={current} />
        <p role="status" className="t-hidden">{said}</p>
      </div>
    </Sheet>
  );
}

type LeftProps = { readonly current: Import; readonly used: ReadonlySet<string>; readonly add: (column: string) => void };

function LeftColumns({ current: { file }, used, add }: LeftProps) {
  const left = file?.columns.filter(({ column }) => column !== '' && !used.has(column)) ?? [];
  if (left.length === 0) return null;
  return (
    <details className={css.whole}>
      <summary>{words.left(`${formatNumber(left.length)} ${words.columns(left.length)}`)}</summary>
      <p className="t-quiet">{words.leftNote}</p>
      <ul className={css.left}>{left.map(({ column, type, samples }) => (
        <li key={column}>
          <span className={css.two}><b>{column}</b><small>{[type, samples.join(' · ')].filter(Boolean).join(': ')}</small></span>
          <Button size="xs" variant="subtle" aria-label={`${words.loadIt}: ${column}`} onClick={() => add(column)}>{words.loadIt}</Button>
        </li>
      ))}</ul>
    </details>
  );
}

/** What keeps the mapping from loading: said by the server, with its place. */
function Lacking({ current: { draft, trial } }: { readonly current: Import }) {
  const named = draft ? namedFields(draft) : [];
  const placeOf = (path: string): string => { const [, field, step] = /^fields\.(\d+)(?:\.do\.(\d+))?/.exec(path) ?? []; const one = field === undefined ? undefined : named[Number(field)]; return one ? `${labelOf(one.field)}${step === undefined ? '' : `, ${words.step(words.steps[one.steps[Number(step)]?.step.do ?? 'kind'], Number(step) + 1)}`}` : path; };
  const lines = trial.problem?.fields?.map(({ field, message }) => `${placeOf(field)}: ${message}`) ?? trial.tried?.faults.map(({ field, message }) => (field === 'mapping' ? `The mapping ${message}` : `“${field}” ${message}`)) ?? [];
  if (lines.length === 0) return null;
  return <div role="status" className={css.lacks}><b>{words.lacks}</b><ul>{lines.map((line) => <li key={line}>{line.endsWith('?') ? line : `${line}.`}</li>)}</ul></div>;
}

function Keeping({ current }: { readonly current: Import }) {
  const { draft, trial, saving } = current;
  if (!draft) return null;
  return (
    <>
      <div className={css.row}>
        <TextInput label={words.sourceName} description={words.sourceNote} value={draft.source} onChange={(event) => current.edit({ source: event.currentTarget.value })} error={trial.problem?.fields?.find(({ field }) => field === 'source')?.message} />
        <TextInput label={words.saveAs} value={draft.name} onChange={(event) => current.edit({ name: event.currentTarget.value })} />
        <Button variant="outline" disabled={!draft.name.trim() || !trial.fits} loading={saving.isPending} onClick={() => saving.mutate(draft.name.trim())}>{words.save}</Button>
        {saving.data && <span role="status">{words.savedNote(saving.data.name, String(saving.data.version))}</span>}
      </div>
      {saving.error ? <Problem error={saving.error} kept /> : null}
    </>
  );
}

/** The mapping as it is kept, which can be written by hand as well. */
function AsText({ current }: { readonly current: Import }) {
  const { draft } = current;
  const [typed, setTyped] = useState<string>();
  const taking = useMutation({
    mutationFn: async ({ of, text }: { of: Draft; text: string }) => {
      const mapping = JSON.parse(text) as unknown;
      await post('/api/customers/files/{fileId}/mapping', { path: { fileId: of.fileId }, body: { mapping } }); // what cannot be read is refused before it is taken
      return draftWith(of, mapping, of.name);
    },
    onSuccess: (taken) => { current.edit(taken); setTyped(undefined); },
  });
  if (!draft) return null;
  const problem = taking.error instanceof ProblemError ? taking.error.problem : undefined;
  const fault = taking.error instanceof SyntaxError ? words.notJson : problem?.fields?.map(({ field, message }) => `${field}: ${message}`).join('. ') ?? problem?.detail ?? problem?.title;
  return (
    <details className={css.whole}>
      <summary>{words.text}</summary>
      <div className={css.part}>
        <Textarea label={words.textLabel} description={words.textNote} classNames={{ input: css.mono ?? '' }} autosize minRows={6} maxRows={24} spellCheck={false} value={typed ?? JSON.stringify(definitionOf(draft, current.sheet), null, 2)} onChange={(event) => { setTyped(event.currentTarget.value); taking.reset(); }} error={fault} />
        <div><Button size="xs" variant="outline" disabled={typed === undefined} loading={taking.isPending} onClick={() => taking.mutate({ of: draft, text: typed ?? '' })}>{words.takeText}</Button></div>
      </div>
    </details>
  );
}
