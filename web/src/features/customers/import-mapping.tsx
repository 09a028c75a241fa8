import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../../ui/problem.tsx';
import { Tag } from '../../ui/state-chip.tsx';
import css from './customers.module.css';
import { FIELDS, type Described, type MappedField } from './import-file.ts';
import { messages } from './messages.ts';
import { definitionOf, type Import } from './use-import.ts';

const words = messages.imports;
type StepName = keyof typeof words.stepNames;
type Step = MappedField['do'][number];

/** Whether the mapping says whom a line is about, and the name. */
export const mappingFits = ({ draft }: Import): boolean => {
  if (!draft || draft.format !== 'csv' || draft.saved) return draft !== undefined;
  const has = (...names: string[]) => draft.fields.some(({ field }) => names.includes(field));
  return has('npi', 'ccn', 'id') && has('name', 'family_name') && /^[a-z][a-z0-9_-]{1,30}$/.test(draft.source);
};

/** Which column is which of our fields, and what is done to its words on the way. */
export function ImportMapping({ current }: { readonly current: Import }) {
  const { file, draft } = current;
  const [name, setName] = useState('');
  if (!file || !draft) return null;
  const set = (column: string, next: MappedField | null) => current.edit({ fields: [...draft.fields.filter(({ from }) => from[0] !== column), ...(next ? [next] : [])] });
  return (
    <section aria-label={words.mapping} className={css.stack}>
      <p className="t-quiet">{words.mappingNote}</p>
      <div className={css.scroll}>
        <table className={css.mapping}>
          <thead><tr>{[words.column, words.type, words.samples, words.field, words.steps].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>{file.columns.map((column) => <MappedRow key={column.column} column={column} mapped={draft.fields.find(({ from }) => from[0] === column.column)} taken={new Set(draft.fields.map(({ field }) => field))} set={(next) => set(column.column, next)} />)}</tbody>
        </table>
      </div>
      <div className={`${css.filters} ${css.low}`}>
        <TextInput label={words.sourceName} description={words.sourceNote} value={draft.source} onChange={(event) => current.edit({ source: event.currentTarget.value })} />
        <TextInput label={words.saveAs} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Button variant="outline" style={{ alignSelf: 'flex-end' }} disabled={!name.trim() || !mappingFits(current)} loading={current.saving.isPending} onClick={() => current.saving.mutate(name.trim())}>{words.save}</Button>
        {current.saving.data && <span role="status">{words.savedNote(current.saving.data.name, String(current.saving.data.version))}</span>}
      </div>
      {current.saving.error ? <Problem error={current.saving.error} kept /> : null}
      <details className={css.source}><summary>{words.mappingText}</summary><pre>{JSON.stringify(definitionOf(draft, current.sheet), null, 2)}</pre></details>
      {!mappingFits(current) && <p>{words.wrongMapping}</p>}
    </section>
  );
}

type RowProps = { readonly column: Described['columns'][number]; readonly mapped: MappedField | undefined; readonly taken: ReadonlySet<string>; readonly set: (next: MappedField | null) => void };

function MappedRow({ column, mapped, taken, set }: RowProps) {
  const steps = mapped?.do ?? [];
  const withStep = (step: Step | null) => { if (mapped) set({ ...mapped, do: step ? [step] : [] }); };
  const first = steps[0];
  return (
    <tr>
      <td>{column.column}</td>
      <td className="t-quiet">{column.type}</td>
      <td className={css.samples}>{column.samples.join(' · ')}</td>
      <td><span className={css.filters}><Select size="xs" w={170} aria-label={`${words.field}: ${column.column}`} placeholder={words.noField} data={FIELDS.filter((field) => field === mapped?.field || !taken.has(field)).map((field) => ({ value: field, label: field.replaceAll('_', ' ') }))} value={mapped?.field ?? null} onChange={(field) => set(field ? { field, from: [column.column], do: [], certain: true } : null)} clearable searchable />{mapped && <Tag>{mapped.certain === false ? words.guess : words.certain}</Tag>}</span></td>
      <td>{mapped && (
        <span className={css.filters}>
          <Select size="xs" w={140} aria-label={`${words.steps}: ${column.column}`} placeholder={words.addStep} data={(Object.keys(words.stepNames) as StepName[]).map((value) => ({ value, label: words.stepNames[value] }))} value={first && first.do in words.stepNames ? first.do : null} onChange={(value) => withStep(stepOf(value as StepName | null, column))} clearable />
          {first?.do === 'date' && <TextInput size="xs" w={130} aria-label={`${words.dateForm}: ${column.column}`} value={first.format} onChange={(event) => withStep({ do: 'date', format: event.currentTarget.value })} />}
          {first?.do === 'split' && <><TextInput size="xs" w={70} aria-label={`${words.splitBy}: ${column.column}`} value={first.by} onChange={(event) => withStep({ ...first, by: event.currentTarget.value })} /><TextInput size="xs" w={60} type="number" aria-label={`${words.splitPart}: ${column.column}`} value={String(first.part)} onChange={(event) => withStep({ ...first, part: Number(event.currentTarget.value) || 1 })} /></>}
        </span>
      )}</td>
    </tr>
  );
}

function stepOf(name: StepName | null, column: RowProps['column']): Step | null {
  if (name === null) return null;
  if (name === 'date') return { do: 'date', format: column.dateFormat ?? 'DD.MM.YYYY' };
  return name === 'split' ? { do: 'split', by: ',', part: 1 } : { do: name };
}
