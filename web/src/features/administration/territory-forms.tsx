import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
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
import { PersonField, type Chosen } from './person-field.tsx';
import { ROLES_THERE, TOPIC, type TerritoryRow } from './territories.ts';
import { territoryMessages as words } from './territory-messages.ts';

const LEAST_REASON = 3; // letters: the server takes no less
const told = (error: unknown, field: string) => (error instanceof ProblemError ? error.fieldMessage(field) : undefined);

type FormProps = { readonly title: string; readonly lead?: string; readonly closeTo: string; readonly verb: string; readonly deed: { readonly isPending: boolean; readonly isError: boolean; readonly error: unknown; readonly mutate: (nothing: undefined) => void }; readonly lacks: string | null; readonly children: ReactNode };

/** A panel with a form: tried, told what is missing, sent once. */
export function FormPanel({ title, lead, closeTo, verb, deed, lacks, children }: FormProps) {
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (lacks === null && !deed.isPending) deed.mutate(undefined);
  };
  return (
    <Panel wide title={title} closeTo={closeTo} onSubmit={submit} sunkFoot foot={<div className={css.foot}><Button variant="filled" loading={deed.isPending} onClick={submit}>{verb}</Button></div>}>
      <PanelSection>
        {lead && <p className="t-quiet">{lead}</p>}
        {deed.isError && <Problem error={deed.error} kept />}
        {tried && lacks !== null && <p role="alert">{lacks}</p>}
        <div className={css.stack}>{children}</div>
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

/** Makes a territory, or where there is none yet the sales force. */
export function TerritoryForm({ salesForceId, parents, closeTo }: { readonly salesForceId: number | undefined; readonly parents: readonly TerritoryRow[]; readonly closeTo: string }) {
  const { go } = useNavigation();
  const [draft, setDraft] = useState(() => ({ code: '', name: '', parent: null as string | null, work: 'sales' as FunctionName, reason: '', key: crypto.randomUUID() }));
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next, key: crypto.randomUUID() });
  const of = salesForceId;
  const save = useDeed([TOPIC], async () => {
    const [name, reason] = [draft.name.trim(), draft.reason.trim()];
    if (of === undefined) await post('/api/access/sales-forces', { body: { name, function: draft.work, productIds: [], reason }, idempotencyKey: draft.key });
    else await post('/api/access/territories', { body: { salesForceId: of, code: draft.code.trim(), name, parentId: draft.parent ? Number(draft.parent) : null, reason }, idempotencyKey: draft.key });
  }, () => {
    toast(words.made);
    go(closeTo);
  });
  const lacks = draft.name.trim() === '' || (of !== undefined && draft.code.trim() === '') ? words.missing : draft.reason.trim().length < LEAST_REASON ? words.reasonNeeded : null;
  return (
    <FormPanel title={of === undefined ? words.addForce : words.add} closeTo={closeTo} verb={of === undefined ? words.addForce : words.add} deed={save} lacks={lacks}>
      {of !== undefined && <TextInput label={words.code} maxLength={20} value={draft.code} error={told(save.error, 'code')} onChange={(event) => change({ code: event.currentTarget.value })} />}
      <TextInput label={words.name} maxLength={120} value={draft.name} error={told(save.error, 'name')} onChange={(event) => change({ name: event.currentTarget.value })} />
      {of === undefined
        ? <Select label={words.function} allowDeselect={false} data={FUNCTIONS.map((value) => ({ value, label: messages.functions[value] ?? value }))} value={draft.work} onChange={(work) => change({ work: work as FunctionName })} />
        : <Select label={words.parent} placeholder={words.noParent} clearable searchable data={parents.map((one) => ({ value: String(one.territoryId), label: one.name }))} value={draft.parent} error={told(save.error, 'parentId')} onChange={(parent) => change({ parent })} />}
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
