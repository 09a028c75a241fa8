import { MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/call.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { useDeed } from './access.ts';
import css from './administration.module.css';
import { countQuery, KINDS, TOPIC, type NewRule, type Rule } from './territories.ts';
import { FormPanel } from './territory-forms.tsx';
import { territoryMessages as words } from './territory-messages.ts';

const REST_MS = 400; // between two letters of quick typing
type Typed = { readonly postal: string; readonly cities: string; readonly states: string; readonly specialties: string; readonly under: string; readonly kinds: string[]; readonly decileFrom: number | null; readonly decileTo: number | null; readonly priority: number };

const typedOf = (rule: Rule | undefined): Typed => ({
  postal: rule?.postal.join(', ') ?? '', cities: rule?.cities.join(', ') ?? '', states: rule?.states.join(', ') ?? '', specialties: rule?.specialties.join(', ') ?? '', under: rule?.underIds.map((one) => `C${one}`).join(', ') ?? '', kinds: rule ? [...rule.kinds] : ['hcp'],
  decileFrom: rule?.decileFrom ?? null, decileTo: rule?.decileTo ?? null, priority: rule?.priority ?? 0,
});
const listOf = (text: string, by: RegExp): string[] => text.split(by).map((one) => one.trim()).filter(Boolean);
const upper = (text: string): string[] => listOf(text.toUpperCase(), /[\s,;]+/);

function criteriaOf(typed: Typed) {
  return {
    priority: typed.priority, countries: [], states: upper(typed.states), postal: upper(typed.postal), cities: listOf(typed.cities, /[,;\n]+/), specialties: upper(typed.specialties), kinds: typed.kinds as (typeof KINDS)[number][],
    underIds: upper(typed.under).map((one) => Number(one.replace(/^C/, ''))).filter((one) => one > 0), decileFrom: typed.decileFrom, decileTo: typed.decileTo,
  };
}

/** How many the rule names, told while one types. */
function Count({ rule, says }: { readonly rule: NewRule; readonly says: boolean }) {
  const [settled] = useDebouncedValue(rule, REST_MS);
  const count = useQuery(countQuery(settled, says));
  if (!says) return <p className="t-quiet" aria-live="polite">{words.nothingTyped}</p>;
  if (count.error) return <Problem error={count.error} />;
  if (!count.data) return <p className="t-quiet" aria-live="polite">{words.counting}</p>;
  return <div aria-live="polite"><p><b>{words.counted(count.data.customers, count.data.elsewhere)}</b></p><p className="t-quiet">{count.data.words}. {words.such(count.data.sample.map((one) => one.name))}</p></div>;
}

type RuleFormProps = { readonly alignmentId: number; readonly territoryId: number; readonly salesForceId: number; readonly rule?: Rule | undefined; readonly closeTo: string };

/** A rule of a territory, with whom it would name. */
export function RuleForm({ alignmentId, territoryId, salesForceId, rule, closeTo }: RuleFormProps) {
  const { go } = useNavigation();
  const [typed, setTyped] = useState(() => typedOf(rule));
  const set = (next: Partial<Typed>) => setTyped({ ...typed, ...next });
  const criteria = criteriaOf(typed);
  const says = [criteria.postal, criteria.cities, criteria.states, criteria.specialties, criteria.kinds, criteria.underIds].some((list) => list.length > 0);
  const save = useDeed([TOPIC], () => post('/api/access/alignments/{alignmentId}/rules', { path: { alignmentId }, body: { territoryId, ...criteria, ...(rule ? { replaces: rule.ruleId } : {}) } }), () => {
    toast(words.ruleSaved);
    go(closeTo);
  });
  const decile = (value: string | number): number | null => (value === '' ? null : Number(value));
  return (
    <FormPanel title={words.ruleTitle} lead={words.ruleLead} closeTo={closeTo} verb={words.saveRule} deed={save} lacks={says ? null : words.nothingTyped} says={<Count rule={{ ...criteria, salesForceId, territoryId }} says={says} />}>
      <Textarea label={words.postal} description={words.postalHint} autosize minRows={2} value={typed.postal} onChange={(event) => set({ postal: event.currentTarget.value })} />
      <TextInput label={words.cities} value={typed.cities} onChange={(event) => set({ cities: event.currentTarget.value })} />
      <TextInput label={words.states} description={words.statesHint} value={typed.states} onChange={(event) => set({ states: event.currentTarget.value })} />
      <TextInput label={words.specialties} description={words.specialtiesHint} value={typed.specialties} onChange={(event) => set({ specialties: event.currentTarget.value })} />
      <MultiSelect label={words.kindsOf} data={KINDS.map((value) => ({ value, label: words.kindNames[value] ?? value }))} value={typed.kinds} onChange={(kinds) => set({ kinds })} hidePickedOptions />
      <TextInput label={words.under} description={words.underHint} value={typed.under} onChange={(event) => set({ under: event.currentTarget.value })} />
      <div className={css.ask}>
        <NumberInput label={words.decileFrom} min={1} max={10} value={typed.decileFrom ?? ''} onChange={(value) => set({ decileFrom: decile(value) })} />
        <NumberInput label={words.decileTo} min={1} max={10} value={typed.decileTo ?? ''} onChange={(value) => set({ decileTo: decile(value) })} />
      </div>
      <NumberInput label={words.priorityField} description={words.priorityHint} min={0} max={99} value={typed.priority} onChange={(value) => set({ priority: Number(value) || 0 })} />
    </FormPanel>
  );
}
