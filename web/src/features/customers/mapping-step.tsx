import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { formatNumber, plural } from '../../ui/format.ts';
import css from './mapping.module.css';
import type { Step, Tried } from './mapping-draft.ts';
import { mappingWords as words } from './mapping-messages.ts';

const FORMS = ['DD.MM.YYYY', 'MM/DD/YYYY', 'DD/MM/YYYY', 'YYYY-MM-DD', 'YYYYMMDD', 'DD-MMM-YY', 'MMM D, YYYY', 'YYYY-MM-DDTHH:mm:ssZ', 'MM/DD/YYYY HH:mm A', 'EXCEL'];
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];
const NOTHING = '\u0000'; // no cell can hold it

export type ArgumentsProps = { readonly step: Step; readonly set: (step: Step) => void; readonly faultOf: (argument: string) => string | undefined; readonly vocabulary: readonly string[]; readonly map: Tried['fields'][number]['maps'][number] | undefined };

/** What a step asks for besides its name. */
export function StepArguments(props: ArgumentsProps) {
  const { step, set, faultOf, vocabulary } = props;
  switch (step.do) {
    case 'split': return (
      <>
        <TextInput size="xs" w={90} label={words.split.by} value={step.by} onChange={(event) => set({ ...step, by: event.currentTarget.value })} error={faultOf('by')} />
        <NumberInput size="xs" w={130} label={words.split.part} description={words.split.partNote} value={step.part} onChange={(part) => set({ ...step, part: Number(part) })} allowDecimal={false} min={-10} max={10} error={faultOf('part')} />
        <NumberInput size="xs" w={130} label={words.split.to} description={words.split.toNote} value={step.to ?? ''} onChange={(to) => set({ do: 'split', by: step.by, part: step.part, ...(to === '' ? {} : { to: Number(to) }) })} allowDecimal={false} min={-10} max={10} error={faultOf('to')} />
      </>
    );
    case 'date': return <DateArguments {...props} step={step} />;
    case 'replace': return (
      <>
        <TextInput size="xs" w={160} label={words.replace.find} description={'\u00a0'} value={step.find} onChange={(event) => set({ ...step, find: event.currentTarget.value })} error={faultOf('find')} />
        <TextInput size="xs" w={160} label={words.replace.with} description={words.replace.withNote} value={step.with} onChange={(event) => set({ ...step, with: event.currentTarget.value })} error={faultOf('with')} />
      </>
    );
    case 'pad': return <NumberInput size="xs" w={110} label={words.pad.length} value={step.length} onChange={(length) => set({ ...step, length: Number(length) })} allowDecimal={false} min={1} max={20} error={faultOf('length')} />;
    case 'constant': case 'default': return vocabulary.length
      ? <NativeSelect size="xs" w={180} label={words.value} data={['', ...vocabulary]} value={step.value} onChange={(event) => set({ ...step, value: event.currentTarget.value })} error={faultOf('value')} />
      : <TextInput size="xs" w={220} label={words.value} value={step.value} onChange={(event) => set({ ...step, value: event.currentTarget.value })} error={faultOf('value')} />;
    case 'lookup': return <ValueMap {...props} step={step} />;
    default: return null;
  }
}

function DateArguments({ step, set, faultOf }: ArgumentsProps & { readonly step: Extract<Step, { do: 'date' }> }) {
  const zoned = (name: 'zone' | 'in', zone: string) => { const { [name]: _, ...rest } = step; set(zone ? { ...rest, [name]: zone } : rest); };
  const timed = /H/.test(step.format) || step.zone !== undefined || step.in !== undefined;
  const id = useId();
  return (
    <>
      <TextInput size="xs" className={css.wide} label={words.date.format} description={words.date.formatNote} list={`${id}forms`} value={step.format} onChange={(event) => set({ ...step, format: event.currentTarget.value })} error={faultOf('format')} />
      <datalist id={`${id}forms`}>{FORMS.map((form) => <option key={form}>{form}</option>)}</datalist>
      {timed && (['zone', 'in'] as const).map((name) => (
        <TextInput key={name} size="xs" w={220} label={words.date[name]} description={words.date[`${name}Note`]} placeholder={words.date.example} list={`${id}zones`} value={step[name] ?? ''} onChange={(event) => zoned(name, event.currentTarget.value)} error={faultOf(name)} />
      ))}
      {timed && <datalist id={`${id}zones`}>{ZONES.map((zone) => <option key={zone}>{zone}</option>)}</datalist>}
    </>
  );
}

type MapProps = ArgumentsProps & { readonly step: Extract<Step, { do: 'lookup' }> };

/** Each value of the file, with how often it stands there, and what it becomes. */
function ValueMap({ step, set, faultOf, vocabulary, map }: MapProps) {
  const [typed, setTyped] = useState('');
  const seen = map?.values ?? [];
  const known = new Set(seen.map(({ value }) => value));
  const rows = [...seen, ...Object.keys(step.values).filter((value) => !known.has(value)).map((value) => ({ value, lines: 0 }))];
  const left = seen.filter(({ value }) => !(value in step.values));
  const become = (value: string, target: string | undefined) => { const { [value]: _, ...rest } = step.values; set({ ...step, values: target === undefined ? rest : { ...rest, [value]: target } }); };
  const lines = left.reduce((sum, one) => sum + one.lines, 0);
  return (
    <div className={css.map}>
      <p className="t-quiet">{left.length ? words.lookup.left(plural(left.length, 'value', 'values'), plural(lines, 'line', 'lines')) : words.lookup.all}</p>
      <div className={css.pane}><table className={css.values} aria-label={words.lookup.list}>
        <thead><tr><th scope="col">{words.lookup.value}</th><th scope="col">{words.lookup.target}</th></tr></thead>
        <tbody>{rows.map(({ value, lines: many }) => (
          <tr key={value}>
            <td><span className={css.value}>{value}</span> <small>{many ? plural(many, 'line', 'lines') : words.lookup.absent}</small></td>
            <td>{vocabulary.length
              ? <NativeSelect size="xs" aria-label={`${words.lookup.target}: ${value}`} data={[{ value: '', label: words.lookup.notMapped }, { value: NOTHING, label: words.lookup.nothing }, ...vocabulary]} value={step.values[value] === '' ? NOTHING : step.values[value] ?? ''} onChange={({ currentTarget: { value: target } }) => become(value, target === '' ? undefined : target === NOTHING ? '' : target)} />
              : <TextInput size="xs" aria-label={`${words.lookup.target}: ${value}`} placeholder={value in step.values ? words.lookup.nothing : words.lookup.notMapped} value={step.values[value] ?? ''} onChange={(event) => become(value, event.currentTarget.value || undefined)} />}</td>
          </tr>
        ))}</tbody>
      </table></div>
      {map && map.more > 0 && <p className="t-quiet">{words.lookup.more(formatNumber(map.more))}</p>}
      <div className={css.row}>
        <NativeSelect size="xs" label={words.lookup.otherwise} data={Object.entries(words.lookup.others).map(([value, label]) => ({ value, label }))} value={step.otherwise ?? 'reject'} onChange={(event) => set({ ...step, otherwise: event.currentTarget.value as keyof typeof words.lookup.others })} error={faultOf('otherwise')} />
        <TextInput size="xs" label={words.lookup.add} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        <Button size="xs" variant="outline" disabled={!typed.trim()} onClick={() => { become(typed.trim(), ''); setTyped(''); }}>{words.lookup.addVerb}</Button>
      </div>
    </div>
  );
}
