import { ActionIcon, Button, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { formatNumber, plural } from '../../ui/format.ts';
import css from './mapping.module.css';
import { nextId, type DraftSkip } from './mapping-draft.ts';
import { mappingWords as words } from './mapping-messages.ts';
import type { Import } from './use-import.ts';

const MOST_CONDITIONS = 10;

/** What holds for each line of the file: words for nothing, lines that are left out, how its letters are written. */
export function MappingRules({ current }: { readonly current: Import }) {
  const { draft, file, trial } = current;
  if (!draft || !file) return null;
  const measures = draft.fields.some(({ field }) => field.startsWith('measure:'));
  const set = (skip: readonly DraftSkip[]) => current.edit({ skip });
  return (
    <details className={css.whole} open={draft.skip.length > 0 || draft.nothing.length > 0 || undefined}>
      <summary>{words.whole}</summary>
      <div className={css.part}>
        <div className={css.row}>
          <TagsInput size="xs" w={360} maw="100%" label={words.nothingWords} description={words.nothingNote} value={[...draft.nothing]} onChange={(nothing) => current.edit({ nothing })} maxTags={50} />
          {measures && <TextInput size="xs" w={150} label={words.period} value={draft.period} maxLength={20} onChange={(event) => current.edit({ period: event.currentTarget.value })} />}
        </div>
      </div>
      <div className={css.part}>
        <h3>{words.skip}</h3>
        <p className="t-quiet">{words.skipNote}</p>
        {draft.skip.map((one, place) => (
          <Condition key={one.id} one={one} place={place} columns={file.columns.map(({ column }) => column)} found={trial.tried?.skip[place]} sampled={trial.tried?.sampled ?? 0}
            set={(next) => set(draft.skip.map((other) => (other.id === one.id ? next : other)))} remove={() => set(draft.skip.filter((other) => other.id !== one.id))} />
        ))}
        {draft.skip.length < MOST_CONDITIONS && <div><Button size="xs" variant="outline" leftSection={<IconPlus size={14} stroke={1.6} aria-hidden="true" />} onClick={() => set([...draft.skip, { id: nextId(), column: file.columns[0]?.column ?? '', when: 'empty', values: [] }])}>{words.addSkip}</Button></div>}
      </div>
    </details>
  );
}

type ConditionProps = { readonly one: DraftSkip; readonly place: number; readonly columns: readonly string[]; readonly found: { readonly lines: number; readonly values: readonly { readonly value: string }[] } | undefined; readonly sampled: number; readonly set: (next: DraftSkip) => void; readonly remove: () => void };

function Condition({ one, place, columns, found, sampled, set, remove }: ConditionProps) {
  const name = words.condition(place + 1);
  return (
    <div className={css.row} role="group" aria-label={name}>
      <NativeSelect size="xs" w={220} label={words.skipColumn} data={[...columns]} value={one.column} onChange={(event) => set({ ...one, column: event.currentTarget.value, values: [] })} />
      <NativeSelect size="xs" label={words.skipWhen} data={Object.entries(words.whens).map(([value, label]) => ({ value, label }))} value={one.when} onChange={(event) => set({ ...one, when: event.currentTarget.value as DraftSkip['when'] })} />
      {(one.when === 'is' || one.when === 'is_not') && <TagsInput size="xs" w={280} maw="100%" label={words.skipValues} data={found?.values.map(({ value }) => value) ?? []} value={[...one.values]} onChange={(values) => set({ ...one, values })} />}
      <span className={css.verbs}>
        {found && <span role="status" className="t-quiet">{words.leavesOut(plural(found.lines, 'line', 'lines'), formatNumber(sampled))}</span>}
        <ActionIcon size={28} variant="subtle" aria-label={`${words.remove}: ${name}`} onClick={remove}><IconX size={16} stroke={1.6} aria-hidden="true" /></ActionIcon>
      </span>
    </div>
  );
}
