import { Button, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { patch, post } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { usePerson } from '../../app/session.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { toast } from '../../ui/toast.tsx';
import { countries, FUNCTIONS, languages, personQuery, ROLES, useDeed, zones, type FunctionName, type NewPerson, type Person, type Role } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';
import { PersonField } from './person-field.tsx';

const words = messages.person;
type Draft = {
  readonly name: string; readonly email: string; readonly roleTitle: string; readonly role: Role | null; readonly function: FunctionName | null; readonly timeZone: string; readonly languages: readonly string[];
  readonly markets: readonly string[]; readonly managerId: number | null; readonly managerName: string | null; readonly reason: string; /** A repeated save of the same draft is the same save. */ readonly key: string;
};
type Faults = Partial<Record<string, string>>;
type Change = (next: Partial<Draft>) => void;
type PersonFormProps = { readonly person?: Person; readonly closeTo: string; readonly openOf: (userId: number) => string };

const LEAST_REASON = 3; // letters: the server takes no less
const options = (values: readonly string[], labels: Readonly<Record<string, string>>) => values.map((value) => ({ value, label: labels[value] ?? value }));

const draftOf = (person: Person | undefined, zone: string): Draft => ({
  name: person?.name ?? '', email: person?.email ?? '', roleTitle: person?.roleTitle ?? '', role: person?.role ?? null, function: person?.function ?? null, timeZone: person?.timeZone ?? zone, languages: person?.languages ?? ['en'],
  markets: person?.markets ?? ['US'], managerId: person?.managerId ?? null, managerName: person?.managerName ?? null, reason: '', key: crypto.randomUUID(),
});

function faultsOf(draft: Draft, adding: boolean): Faults {
  const missing = (['name', 'roleTitle', 'role', 'function'] as const).filter((field) => !draft[field]?.trim());
  return {
    ...Object.fromEntries([...missing, ...(draft.languages.length ? [] : ['languages']), ...(draft.markets.length ? [] : ['markets']), ...(adding && !/^\S+@\S+\.\S+$/.test(draft.email.trim()) ? ['email'] : [])].map((field) => [field, words.missing[field]])),
    ...(!adding && draft.reason.trim().length < LEAST_REASON ? { reason: messages.reasonNeeded } : {}),
  };
}

/** Adds or saves; where somebody else was quicker, the next save stands on the newest. */
function useSave({ person, openOf }: PersonFormProps, draft: Draft) {
  const client = useQueryClient();
  const { go } = useNavigation();
  const [base, setBase] = useState(person);
  const values = () => ({
    name: draft.name.trim(), roleTitle: draft.roleTitle.trim(), role: draft.role as Role, function: draft.function as FunctionName, timeZone: draft.timeZone, languages: [...draft.languages], markets: [...draft.markets], managerId: draft.managerId,
  }) satisfies Partial<NewPerson>;
  const deed = useDeed(['access.person', 'persons'], async () => {
    if (base) return patch('/api/access/people/{userId}', { path: { userId: base.userId }, body: { version: base.version, reason: draft.reason.trim(), changes: values() }, idempotencyKey: draft.key });
    return post('/api/access/people', { body: { ...values(), email: draft.email.trim(), ...(draft.reason.trim().length >= LEAST_REASON ? { reason: draft.reason.trim() } : {}) }, idempotencyKey: draft.key });
  }, (saved) => {
    toast(!person ? words.added(draft.name.trim()) : draft.role !== person.role ? words.savedRole : words.saved);
    go(openOf(saved.userId));
  });
  const stale = deed.error instanceof ProblemError && deed.error.code === 'request.conflict';
  const run = () => deed.mutate(undefined, { onError: (error) => {
    if (person && error instanceof ProblemError && error.code === 'request.conflict') void client.fetchQuery({ ...personQuery(person.userId), staleTime: 0 }).then(setBase);
  } });
  return { deed, stale, run };
}

function Fields({ draft, change, faults, person }: { readonly draft: Draft; readonly change: Change; readonly faults: Faults; readonly person: Person | undefined }) {
  const mine = usePerson()?.userId === person?.userId;
  const [lands, tongues, places] = useMemo(() => [countries(), languages(), zones()], []);
  return (
    <div className={css.stack}>
      <TextInput id="name" label={words.name} value={draft.name} maxLength={200} error={faults['name']} onChange={(event) => change({ name: event.currentTarget.value })} />
      {!person && <TextInput id="email" type="email" label={words.email} value={draft.email} maxLength={200} error={faults['email']} onChange={(event) => change({ email: event.currentTarget.value })} />}
      <TextInput id="roleTitle" label={words.title} value={draft.roleTitle} maxLength={200} error={faults['roleTitle']} onChange={(event) => change({ roleTitle: event.currentTarget.value })} />
      <Select id="role" label={words.role} description={person ? (mine ? words.ownRole : words.roleNote) : undefined} disabled={mine} allowDeselect={false} data={options(ROLES, messages.roles)} value={draft.role} error={faults['role']} onChange={(role) => change({ role: role as Role })} />
      <Select id="function" label={words.function} allowDeselect={false} data={options(FUNCTIONS, messages.functions)} value={draft.function} error={faults['function']} onChange={(work) => change({ function: work as FunctionName })} />
      <PersonField id="managerId" label={words.manager} name={draft.managerName} without={person ? [person.userId] : []} error={faults['managerId']} onChoose={({ userId, name }) => change({ managerId: userId, managerName: name })} onClear={() => change({ managerId: null, managerName: null })} />
      <MultiSelect id="markets" label={words.markets} description={words.marketsHint} searchable hidePickedOptions data={lands} value={[...draft.markets]} error={faults['markets']} onChange={(markets) => change({ markets })} />
      <MultiSelect id="languages" label={words.languages} description={words.languagesHint} searchable hidePickedOptions data={tongues} value={[...draft.languages]} error={faults['languages']} onChange={(list) => change({ languages: list })} />
      <Select id="timeZone" label={words.zone} description={words.zoneHint} searchable allowDeselect={false} data={places.includes(draft.timeZone) ? places : [draft.timeZone, ...places]} value={draft.timeZone} onChange={(zone) => change({ timeZone: zone ?? draft.timeZone })} />
      <Textarea id="reason" label={messages.reason} description={messages.reasonHint} autosize minRows={2} maxLength={500} value={draft.reason} error={faults['reason']} onChange={(event) => change({ reason: event.currentTarget.value })} />
    </div>
  );
}

/** The form of one person, for adding and for changing. */
export function PersonForm(props: PersonFormProps) {
  const { person, closeTo } = props;
  const zone = usePerson()?.timeZone ?? 'America/New_York';
  const [draft, setDraft] = useState(() => draftOf(person, zone));
  const [tried, setTried] = useState(false);
  const { deed, stale, run } = useSave(props, draft);
  const own = faultsOf(draft, !person);
  const told = deed.error instanceof ProblemError ? Object.fromEntries((deed.error.problem.fields ?? []).map((fault) => [fault.field.replace(/^changes\./, ''), fault.message])) : {};
  const submit = () => {
    setTried(true);
    if (Object.keys(own).length === 0 && !deed.isPending) run();
  };
  return (
    <Panel wide title={person ? words.changeTitle(person.name) : words.addTitle} closeTo={closeTo} onSubmit={submit} sunkFoot foot={<>{!person && <p>{words.addNote}</p>}<Button variant="filled" loading={deed.isPending} onClick={submit}>{person ? words.save : words.add}</Button></>}>
      <PanelSection>
        {stale ? <Notice title={messages.stale} /> : deed.isError && <Problem error={deed.error} kept />}
        <Fields draft={draft} change={(next) => setDraft({ ...draft, ...next, key: crypto.randomUUID() })} faults={tried ? { ...told, ...own } : told} person={person} />
      </PanelSection>
    </Panel>
  );
}
