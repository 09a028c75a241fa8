import { ActionIcon, Button, Select, TextInput, NativeSelect } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronDown, IconX } from '@tabler/icons-react';
import { formatNumber, formatShare, plural } from '../../ui/format.ts';
import { StateChip, Tag } from '../../ui/state-chip.tsx';
import css from './mapping.module.css';
import type { Described } from './import-file.ts';
import { isNamed, moved, type DraftField, type DraftStep } from './mapping-draft.ts';
import { mappingWords as words } from './mapping-messages.ts';
import { MappingSteps, Text } from './mapping-steps.tsx';
import type { Trial } from './use-trial.ts';

const MEASURE = 'measure:';
const MOST_COLUMNS = 5;
export const labelOf = (field: string): string => (field.startsWith(MEASURE) ? `${words.measure} ${field.slice(MEASURE.length)}`.trim() : field.replaceAll('_', ' '));

export type FieldProps = {
  readonly mapped: DraftField; readonly file: Described; readonly taken: ReadonlySet<string>; readonly trial: Trial; readonly open: boolean;
  readonly set: (next: DraftField) => void; readonly remove: () => void; readonly toggle: () => void; readonly say: (sentence: string) => void;
};

/** What was found of this line of the mapping when it was tried last. */
function foundOf({ tried, ids }: Trial, id: number) {
  const at = ids.findIndex((one) => one.id === id);
  const of = tried?.fields[at];
  return of && { of, steps: ids[at]?.steps ?? [], faults: tried?.faults.filter((fault) => fault.at === at) ?? [] };
}

/** One of our fields: where it comes from, what becomes of the first values, what is wrong; opened, all of it can be changed. */
export function MappedField({ mapped, file, taken, trial, open, set, remove, toggle, say }: FieldProps) {
  const found = foundOf(trial, mapped.id);
  const name = isNamed(mapped) ? labelOf(mapped.field) : words.chooseField;
  const editor = `mapped-${mapped.id}`;
  const sample = found?.of.samples.find(({ fault }) => fault === null) ?? found?.of.samples[0];
  return (
    <li className={css.field} data-open={open || undefined}>
      <div className={css.line}>
        <TargetSelect mapped={mapped} file={file} taken={taken} set={set} />
        <span className={css.origin}><span>{mapped.from.length ? words.from(mapped.from.join(', ')) : words.fromNothing}</span>{mapped.certain !== undefined && <Tag>{mapped.certain ? words.certain : words.guess}</Tag>}</span>
        <span className={css.sample}>{sample ? <><Text of={sample.given} />{sample.fault ? <> <span className={css.fault}>{sample.fault.reason}</span></> : mapped.steps.length > 0 && <> <span aria-hidden="true">→</span><span className="t-hidden">{words.becomes}</span> <Text of={sample.after.at(-1) ?? ''} strong /></>}</> : found?.of.filled ? null : <span className="t-quiet">{words.nothingYet}</span>}</span>
        <span className={css.chip}>{found && (found.faults.length ? <StateChip state="due">{words.atMapping}</StateChip> : found.of.failed ? <StateChip state="due">{words.wrong(plural(found.of.failed, 'line', 'lines'))}</StateChip> : <StateChip state="done">{words.fits}</StateChip>)}</span>
        <span className={css.verbs}>
          <Button size="xs" variant="subtle" aria-expanded={open} aria-controls={open ? editor : undefined} aria-label={`${open ? words.close : words.edit}: ${name}`} onClick={toggle} rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" className={css.chevron ?? ''} />}>{open ? words.close : words.edit}</Button>
          <ActionIcon size={28} variant="subtle" aria-label={`${words.remove}: ${name}`} onClick={remove}><IconX size={16} stroke={1.6} aria-hidden="true" /></ActionIcon>
        </span>
      </div>
      {found?.faults.map(({ field, message }) => <p key={message} className={css.fault}>{field === mapped.field ? message : `“${field}” ${message}`}</p>)}
      {open && <Editor id={editor} mapped={mapped} file={file} trial={trial} set={set} say={say} />}
    </li>
  );
}

function TargetSelect({ mapped, file, taken, set }: Pick<FieldProps, 'mapped' | 'file' | 'taken' | 'set'>) {
  const isMeasure = mapped.field.startsWith(MEASURE);
  const data = [...file.targets.filter(({ field, several }) => field === mapped.field || several || !taken.has(field)).map(({ field }) => ({ value: field, label: labelOf(field) })), { value: MEASURE, label: words.measure }];
  return (
    <span className={css.target}>
      <Select id={`target-${mapped.id}`} size="xs" aria-label={mapped.from[0] === undefined ? words.field : `${words.field}: ${mapped.from[0]}`} placeholder={words.chooseField} data={data} value={isMeasure ? MEASURE : mapped.field || null} onChange={(field) => { if (!field) return; const { certain: _, ...rest } = mapped; set({ ...rest, field }); }} allowDeselect={false} searchable selectFirstOptionOnChange />
      {isMeasure && <TextInput size="xs" aria-label={words.measureName} placeholder={words.measureName} title={words.measureNote} value={mapped.field.slice(MEASURE.length)} onChange={(event) => set({ ...mapped, field: MEASURE + event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_]/g, '_') })} />}
    </span>
  );
}

type EditorProps = Pick<FieldProps, 'mapped' | 'file' | 'trial' | 'set' | 'say'> & { readonly id: string };

function Editor({ id, mapped, file, trial, set, say }: EditorProps) {
  const found = foundOf(trial, mapped.id);
  const at = trial.ids.findIndex((one) => one.id === mapped.id);
  const column = file.columns.find((one) => one.column === mapped.from[0]);
  const vocabulary = file.targets.find(({ field }) => field === mapped.field)?.vocabulary ?? [];
  const faultOf = (step: number, argument: string) => trial.problem?.fields?.find(({ field }) => field === `fields.${at}.do.${step}.${argument}`)?.message;
  return (
    <div id={id} className={css.editor} role="group" aria-label={isNamed(mapped) ? labelOf(mapped.field) : words.chooseField}>
      <ColumnsOf mapped={mapped} file={file} set={set} say={say} />
      {found && found.of.samples.length > 0 && (
        <div className={css.part}><h3>{words.asItComes}</h3><ul className={css.effect}>{found.of.samples.map(({ line, given }) => <li key={line}><Text of={given} /></li>)}</ul></div>
      )}
      <MappingSteps mapped={mapped} set={(steps: readonly DraftStep[]) => set({ ...mapped, steps })} found={found} vocabulary={vocabulary} dateFormat={column?.dateFormat ?? null} faultOf={faultOf} say={say} />
      {found && trial.tried && (
        <div className={css.part}>
          <h3>{words.loadsAs}</h3>
          <p role="status">{words.status(labelOf(mapped.field), { filled: formatNumber(found.of.filled), sampled: formatNumber(trial.tried.sampled - trial.tried.leftOut), failed: formatNumber(found.of.failed) })}</p>
          {found.of.problems.length > 0 && <ul className={css.problems}>{found.of.problems.map((one) => <li key={one.remedy}>{words.problem(plural(one.lines, 'line', 'lines'), formatNumber(one.firstLine), one)}</li>)}</ul>}
        </div>
      )}
    </div>
  );
}

type ColumnsProps = Pick<FieldProps, 'mapped' | 'file' | 'set' | 'say'>;

/** The columns that a field comes from, in their order, and how several become one. */
function ColumnsOf({ mapped, file, set, say }: ColumnsProps) {
  const { from } = mapped;
  const free = file.columns.filter(({ column }) => column !== '' && !from.includes(column));
  const move = (place: number, to: number) => { const one = from[place]; if (one === undefined || to < 0 || to >= from.length) return; set({ ...mapped, from: moved(from, place, to) }); say(words.columnMoved(one, to + 1, from.length)); };
  const note = (name: string) => { const known = file.columns.find(({ column }) => column === name); return known ? words.columnNote(known.type, formatShare(known.filled, 0)) : ''; };
  return (
    <div className={css.part}>
      <h3>{words.columnsTitle}</h3>
      {from.length === 0 && <p className="t-quiet">{words.noColumn}</p>}
      <ol className={css.columns}>
        {from.map((column, place) => (
          <li key={column}>
            <span><b>{column}</b> <small>{note(column)}</small></span>
            <span className={css.verbs}>
              {from.length > 1 && <>
                <ActionIcon size={28} variant="subtle" aria-label={`${words.up}: ${column}`} aria-disabled={place === 0} onClick={() => move(place, place - 1)}><IconArrowUp size={16} stroke={1.6} aria-hidden="true" /></ActionIcon>
                <ActionIcon size={28} variant="subtle" aria-label={`${words.down}: ${column}`} aria-disabled={place === from.length - 1} onClick={() => move(place, place + 1)}><IconArrowDown size={16} stroke={1.6} aria-hidden="true" /></ActionIcon>
              </>}
              <ActionIcon size={28} variant="subtle" aria-label={`${words.remove}: ${column}`} onClick={() => { set({ ...mapped, from: from.filter((one) => one !== column) }); say(words.removed(column)); }}><IconX size={16} stroke={1.6} aria-hidden="true" /></ActionIcon>
            </span>
          </li>
        ))}
      </ol>
      <div className={css.row}>
        {from.length < MOST_COLUMNS && <Select size="xs" w={260} maw="100%" aria-label={words.addColumn} placeholder={words.addColumn} value={null} data={free.map(({ column }) => column)} onChange={(column) => { if (column) set({ ...mapped, from: [...from, column] }); }} searchable selectFirstOptionOnChange />}
        {from.length > 1 && <NativeSelect size="xs" label={words.take} data={Object.entries(words.takes).map(([value, label]) => ({ value, label }))} value={mapped.take ?? 'all'} onChange={(event) => set({ ...mapped, take: event.currentTarget.value as 'all' | 'first' })} />}
        {from.length > 1 && mapped.take !== 'first' && <TextInput size="xs" w={150} label={words.join} description={words.joinNote} maxLength={5} value={mapped.join ?? ''} onChange={(event) => { const { join: _, ...rest } = mapped; set(event.currentTarget.value === '' ? rest : { ...rest, join: event.currentTarget.value }); }} />}
      </div>
    </div>
  );
}
