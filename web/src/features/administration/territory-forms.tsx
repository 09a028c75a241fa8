import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { post, put } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { paths } from '../../app/paths.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { FUNCTIONS, useDeed, type FunctionName } from './access.ts';
import css from './administration.module.css';
import { messages } from './messages.ts';
import { PersonField, type Chosen } from './person-field.tsx';
import { ROLES_THERE, territoriesQuery, TOPIC, type Territory } from './territories.ts';
import { territoryMessages as words } from './territory-messages.ts';

const LEAST_REASON = 3; // letters: the server takes no less
const told = (error: unknown, field: string) => (error instanceof ProblemError ? error.fieldMessage(field) : undefined);

type FormProps = { readonly title: string; readonly lead?: string | undefined; readonly closeTo: string; readonly verb: string; readonly deed: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown; readonly mutate: (nothing: undefined) => void }; readonly lacks: string | null; /** What the form tells while one types, in sight with the verb. */ readonly says?: ReactNode; readonly children: ReactNode };

/** A panel with a form: tried, told what is missing, sent once. */
export function FormPanel({ title, lead, closeTo, verb, deed, lacks, says, children }: FormProps) {
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (lacks === null && !deed.isPending) deed.mutate(undefined);
  };
  return (
    <Panel wide title={title} closeTo={closeTo} onSubmit={submit} sunkFoot foot={<div className={css.stack}>{says}<div className={css.foot}><Button variant="filled" loading={deed.isPending} onClick={submit}>{verb}</Button>{tried && lacks !== null && <p role="alert">{lacks}</p>}</div></div>}>
      <PanelSection>
        <div className={css.stack}>
          {lead && <p className="t-quiet">{lead}</p>}
          {deed.isError && <Problem error={deed.error} kept />}
          {children}
        </div>
      </PanelSection>
    </Panel>
  );
}

/** Begins a change of territories. */
export function DraftForm({ salesForceId, closeTo }: { readonly salesForceId: number; readonly closeTo: string }) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState(() => ({ name: '', reason: '', effectiveOn: new Date().toISOString().slice(0, 10), key: crypto.randomUUID() }));
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next, key: crypto.randomUUID() });
  const save = useDeed([TOPIC], () => post('/api/access/alignments', { body: { salesForceId, name: draft.name.trim(), reason: draft.reason.trim(), effectiveOn: draft.effectiveOn }, idempotencyKey: draft.key }), (made) => {
    toast(words.begun);
    go(paths.realignment({ alignmentId: String(made.alignmentId) }));
  });
  const lacks = draft.name.trim() === '' || draft.reason.trim().length < LEAST_REASON || draft.effectiveOn === '' ? words.missingDraft : null;
  return (
    <FormPanel title={words.draftTitle} lead={words.draftLead} closeTo={closeTo} verb={words.begin} deed={save} lacks={lacks}>
      <TextInput label={words.draftName} placeholder={words.draftNameHint} maxLength={120} value={draft.name} error={told(save.error, 'name')} onChange={(event) => change({ name: event.currentTarget.value })} />
      <TextInput type="date" label={words.effectiveOn} value={draft.effectiveOn} error={told(save.error, 'effectiveOn')} onChange={(event) => change({ effectiveOn: event.currentTarget.value })} />
      <Textarea label={words.reason} autosize minRows={2} maxLength={500} value={draft.reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
    </FormPanel>
  );
}

/** Makes a sales force. */
export function ForceForm({ closeTo }: { readonly closeTo: string }) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState(() => ({ name: '', work: 'sales' as FunctionName, reason: '', key: crypto.randomUUID() }));
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next, key: crypto.randomUUID() });
  const save = useDeed([TOPIC], () => post('/api/access/sales-forces', { body: { name: draft.name.trim(), function: draft.work, productIds: [], reason: draft.reason.trim() }, idempotencyKey: draft.key }), () => {
    toast(words.made);
    go(closeTo);
  });
  return (
    <FormPanel title={words.addForce} closeTo={closeTo} verb={words.addForce} deed={save} lacks={draft.name.trim() === '' ? words.missingName : draft.reason.trim().length < LEAST_REASON ? words.reasonNeeded : null}>
      <TextInput label={words.name} maxLength={120} value={draft.name} error={told(save.error, 'name')} onChange={(event) => change({ name: event.currentTarget.value })} />
      <Select label={words.function} allowDeselect={false} data={FUNCTIONS.map((value) => ({ value, label: messages.functions[value] ?? value }))} value={draft.work} onChange={(work) => change({ work: work as FunctionName })} />
      <Textarea label={words.reason} autosize minRows={2} maxLength={500} value={draft.reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
    </FormPanel>
  );
}

type Parent = { readonly territoryId: number; readonly name: string };

/** The territory that another is part of, found by what is typed among all of the sales force. */
function ParentField({ salesForceId, ownId, parent, error, onChoose }: { readonly salesForceId: number; readonly ownId: number | undefined; readonly parent: Parent | null; readonly error: string | undefined; readonly onChoose: (parent: Parent | null) => void }) {
  const [typed, setTyped] = useState('');
  const q = typed === parent?.name ? '' : typed.trim();
  const found = useQuery(territoriesQuery({ force: String(salesForceId), ...(q ? { q } : {}) })).data?.rows ?? [];
  const options = [...(parent && !found.some(({ territoryId }) => territoryId === parent.territoryId) ? [parent] : []), ...found.filter(({ territoryId }) => territoryId !== ownId)];
  return (
    <Select label={words.parent} placeholder={words.noParent} clearable searchable nothingFoundMessage={words.emptyFound} filter={({ options: all }) => all} searchValue={typed} onSearchChange={setTyped} error={error}
      data={options.map((one) => ({ value: String(one.territoryId), label: one.name }))} value={parent ? String(parent.territoryId) : null} onChange={(value) => onChoose(options.find(({ territoryId }) => String(territoryId) === value) ?? null)} />
  );
}

/** Makes a territory, or changes what one is called and where it stands; nobody sees more or less by it. */
export function TerritoryForm({ salesForceId, territory, closeTo }: { readonly salesForceId: number; readonly territory?: Territory; readonly closeTo: string }) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState(() => ({
    code: territory?.code ?? '', name: territory?.name ?? '', reason: '', key: crypto.randomUUID(),
    parent: territory?.parentId ? { territoryId: territory.parentId, name: territory.parentName ?? '' } : null as Parent | null,
  }));
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next, key: crypto.randomUUID() });
  const save = useDeed([TOPIC], async () => {
    const body = { code: draft.code.trim(), name: draft.name.trim(), parentId: draft.parent?.territoryId ?? null, reason: draft.reason.trim() };
    if (territory) await put('/api/access/territories/{territoryId}', { path: { territoryId: territory.territoryId }, body: { ...body, version: territory.version } });
    else await post('/api/access/territories', { body: { ...body, salesForceId }, idempotencyKey: draft.key });
  }, () => {
    toast(territory ? words.changedIt : words.made);
    go(closeTo);
  });
  const lacks = draft.name.trim() === '' || draft.code.trim() === '' ? words.missing : draft.reason.trim().length < LEAST_REASON ? words.reasonNeeded : null;
  return (
    <FormPanel title={territory ? words.changeTitle(territory.name) : words.add} lead={territory ? words.changeLead : undefined} closeTo={closeTo} verb={territory ? words.save : words.add} deed={save} lacks={lacks}>
      <TextInput label={words.code} maxLength={20} value={draft.code} error={told(save.error, 'code')} onChange={(event) => change({ code: event.currentTarget.value })} />
      <TextInput label={words.name} maxLength={120} value={draft.name} error={told(save.error, 'name')} onChange={(event) => change({ name: event.currentTarget.value })} />
      <ParentField salesForceId={salesForceId} ownId={territory?.territoryId} parent={draft.parent} error={told(save.error, 'parentId')} onChoose={(parent) => change({ parent })} />
      <Textarea label={words.reason} autosize minRows={2} maxLength={500} value={draft.reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
    </FormPanel>
  );
}

type InDraft = { readonly alignmentId: number; readonly territoryId: number; readonly closeTo: string };

/** Gives a territory a person, in a draft. */
export function PersonThereForm({ alignmentId, territoryId, closeTo }: InDraft) {
  const { go } = useNavigation();
  const [person, setPerson] = useState<Chosen | null>(null);
  const [role, setRole] = useState<(typeof ROLES_THERE)[number]>('holder');
  const save = useDeed([TOPIC], () => post('/api/access/alignments/{alignmentId}/people', { path: { alignmentId }, body: { territoryId, userId: person?.userId ?? 0, role } }), () => go(closeTo));
  return (
    <FormPanel title={words.personTitle} lead={words.personLead[role]} closeTo={closeTo} verb={words.savePerson} deed={save} lacks={person ? null : words.missingPerson}>
      <PersonField label={words.person} name={person?.name ?? null} onChoose={setPerson} onClear={() => setPerson(null)} />
      <Select label={words.part} allowDeselect={false} data={ROLES_THERE.map((value) => ({ value, label: words.parts_[value] }))} value={role} onChange={(next) => setRole(next as typeof role)} />
    </FormPanel>
  );
}

/** Names customers one by one, in a draft. */
export function ExceptionForm({ alignmentId, territoryId, closeTo }: InDraft) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState({ numbers: '', kind: 'include' as keyof typeof words.kindWords, reason: '' });
  const numbers = draft.numbers.split(/[\s,;]+/).filter(Boolean);
  const save = useDeed([TOPIC], () => post('/api/access/alignments/{alignmentId}/exceptions', {
    path: { alignmentId }, body: { kind: draft.kind === 'include' ? 'include' : 'exclude', territoryId: draft.kind === 'nowhere' ? null : territoryId, numbers, reason: draft.reason.trim() },
  }), () => go(closeTo));
  return (
    <FormPanel title={words.exceptionTitle} closeTo={closeTo} verb={words.saveExceptions} deed={save} lacks={numbers.length === 0 || draft.reason.trim().length < LEAST_REASON ? words.missingNumbers : null}>
      <Textarea label={words.numbers} description={words.numbersHint} autosize minRows={3} value={draft.numbers} error={told(save.error, 'numbers')} onChange={(event) => setDraft({ ...draft, numbers: event.currentTarget.value })} />
      <Select label={words.kind} allowDeselect={false} data={Object.entries(words.kindWords).map(([value, label]) => ({ value, label }))} value={draft.kind} onChange={(kind) => setDraft({ ...draft, kind: kind as typeof draft.kind })} />
      <Textarea label={words.reason} autosize minRows={2} maxLength={500} value={draft.reason} onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })} />
    </FormPanel>
  );
}
