import { Button, Checkbox, FileInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isNotThere, ProblemError } from '../../api/problem-error.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { toast } from '../../ui/toast.tsx';
import { isPerson, type Customer } from './customers.ts';
import css from './customers.module.css';
import { messages } from './messages.ts';
import { requestWords } from './request-messages.ts';
import { askFor, faultOf, FILE_TYPES, timeOf, type Asked, type NewRequest } from './requests.ts';

const words = requestWords.ask;
const LEAST = 3; // letters: the server takes no less for a reason
type Kind = 'correct' | 'close_affiliation' | 'merge';
const FIELDS = ['givenName', 'familyName', 'credential', 'specialtyName', 'city', 'state', 'postalCode', 'email', 'phone'] as const;
const PLACE_FIELDS = ['name', 'city', 'state', 'postalCode', 'email', 'phone'] as const;
type Field = (typeof FIELDS)[number] | 'name';

function useAsking(onClose: () => void, done: (asked: Asked) => string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ input, file }: { input: NewRequest; file: File | null }) => askFor(input, file),
    onSuccess: async (asked) => { toast(done(asked)); onClose(); await client.invalidateQueries({ queryKey: ['customers.request'] }); },
  });
}

/** What the server says of one field. */
const faultAt = (error: unknown, field: string): string | undefined => (error instanceof ProblemError ? error.fieldMessage(field) : undefined);

function Fields({ customer, values, error, onChange }: { readonly customer: Customer; readonly error: unknown; readonly values: Partial<Record<Field, string>>; readonly onChange: (values: Partial<Record<Field, string>>) => void }) {
  const fields: readonly Field[] = isPerson(customer.kind) ? FIELDS : PLACE_FIELDS;
  const stands = (field: Field): string => (field === 'email' || field === 'phone' ? '' : customer[field] ?? '');
  return (
    <>
      <p className="t-quiet">{words.unchanged}</p>
      <div className={css.pair}>
        {fields.map((field) => (
          <TextInput key={field} id={field} label={requestWords.fields[field]} error={faultAt(error, field)} value={values[field] ?? stands(field)} maxLength={field === 'state' ? 2 : 200} onChange={(event) => onChange({ ...values, [field]: event.currentTarget.value })}
            description={field === 'email' || field === 'phone' ? words.contactHint : undefined} />
        ))}
      </div>
    </>
  );
}

function Closing({ customer, chosen, onChange }: { readonly customer: Customer; readonly chosen: readonly number[]; readonly onChange: (ids: readonly number[]) => void }) {
  const open = customer.belongsTo.filter((edge) => edge.validTo === null);
  if (open.length === 0) return <p className="t-quiet">{words.none}</p>;
  return <div className={css.choices}>{open.map((edge) => <Checkbox key={edge.affiliationId} label={`${messages.roles[edge.role] ?? edge.role} ${edge.name}`} checked={chosen.includes(edge.affiliationId)} onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, edge.affiliationId].slice(0, 5) : chosen.filter((id) => id !== edge.affiliationId))} />)}</div>;
}

type FootProps = { readonly lacks: string | undefined; readonly save: string; readonly asking: boolean; readonly onClose: () => void; readonly onSave: () => void };
/** The deed, and in words what it still needs. */
const Foot = ({ lacks, save, asking, onClose, onSave }: FootProps) => (
  <div className={css.foot}>
    {lacks && <span className="t-quiet">{lacks}</span>}
    <Button variant="subtle" onClick={onClose}>{words.cancel}</Button>
    <Button variant="filled" disabled={lacks !== undefined} loading={asking} onClick={onSave}>{save}</Button>
  </div>
);

/** What is wrong with a record: one request to the steward, whatever it is. */
export function RequestDialog({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('correct');
  const [values, setValues] = useState<Partial<Record<Field, string>>>({});
  const [affiliationIds, setAffiliations] = useState<readonly number[]>([]);
  const [other, setOther] = useState('');
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const asking = useAsking(onClose, (asked) => requestWords.asked(timeOf(asked)));
  const fields = Object.fromEntries(Object.entries(values).filter(([field, value]) => value.trim() && value.trim() !== (field in customer ? customer[field as 'name'] ?? '' : '')).map(([field, value]) => [field, value.trim()]));
  const otherId = Number(/^C?(\d+)$/i.exec(other.trim())?.[1] ?? Number.NaN);
  const says = { correct: Object.keys(fields).length > 0, close_affiliation: affiliationIds.length > 0, merge: Number.isInteger(otherId) }[kind];
  const input: NewRequest = { kind, customerId: customer.customerId, note: note.trim(), ...(kind === 'correct' ? { fields } : kind === 'merge' ? { otherIds: [otherId] } : { affiliationIds: [...affiliationIds] }) };
  const lacks = !says ? words.lacks[kind] : note.trim().length < LEAST ? words.lacksNote : faultOf(file);
  const ready = lacks === undefined;
  return (
    <Dialog wide title={words.title(customer.name)} onClose={onClose} foot={<Foot lacks={lacks} save={words.save} onClose={onClose} asking={asking.isPending} onSave={() => asking.mutate({ input, file })} />}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); if (ready) asking.mutate({ input, file }); }}>
        {asking.error && !(kind === 'merge' && isNotThere(asking.error)) && <Problem error={asking.error} kept />}
        <SegmentedControl aria-label={words.what} value={kind} onChange={(value) => setKind(value as Kind)} data={[{ value: 'correct', label: words.correct }, { value: 'close_affiliation', label: words.close }, { value: 'merge', label: words.duplicate }]} />
        {kind === 'correct' && <Fields customer={customer} values={values} error={asking.error} onChange={setValues} />}
        {kind === 'close_affiliation' && <Closing customer={customer} chosen={affiliationIds} onChange={setAffiliations} />}
        {kind === 'merge' && <TextInput label={words.other} description={words.otherHint} error={isNotThere(asking.error) ? words.noOther : undefined} value={other} onChange={(event) => { setOther(event.currentTarget.value); asking.reset(); }} />}
        <Textarea label={words.note} description={words.noteHint} value={note} onChange={(event) => setNote(event.currentTarget.value)} required maxLength={1000} autosize minRows={2} />
        <FileInput label={words.file} accept={FILE_TYPES.join(',')} value={file} onChange={setFile} error={faultOf(file)} clearable clearButtonProps={{ 'aria-label': words.noFile }} />
      </form>
    </Dialog>
  );
}

const PERSON_FIELDS = ['givenName', 'familyName', 'credential', 'specialtyName', 'city', 'state'] as const;

/** A person who is not on file: usable at once, checked later. */
export function NewPersonDialog({ onClose }: { readonly onClose: () => void }) {
  const [values, setValues] = useState<Partial<Record<(typeof PERSON_FIELDS)[number], string>>>({});
  const [note, setNote] = useState('');
  const asking = useAsking(onClose, (asked) => requestWords.added(timeOf(asked)));
  const said = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, value.trim()] as const).filter(([, value]) => value));
  const lacks = !said['givenName'] || !said['familyName'] ? words.lacksName : note.trim().length < LEAST ? words.lacksNote : undefined;
  const save = () => { if (lacks === undefined) asking.mutate({ input: { kind: 'new_person', note: note.trim(), person: { givenName: said['givenName'] ?? '', familyName: said['familyName'] ?? '', ...said } }, file: null }); };
  return (
    <Dialog wide title={words.personTitle} onClose={onClose} foot={<Foot lacks={lacks} save={words.savePerson} onClose={onClose} asking={asking.isPending} onSave={save} />}>
      <form className={css.form} onSubmit={(event) => { event.preventDefault(); save(); }}>
        <p>{words.personLead}</p>
        {asking.error && <Problem error={asking.error} kept />}
        <div className={css.pair}>{PERSON_FIELDS.map((field, place) => <TextInput key={field} id={field} label={requestWords.fields[field]} error={faultAt(asking.error, field)} required={place < 2} value={values[field] ?? ''} maxLength={field === 'state' ? 2 : 200} onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })} {...(place === 0 ? { 'data-autofocus': true } : {})} />)}</div>
        <Textarea label={words.note} description={words.noteHint} value={note} onChange={(event) => setNote(event.currentTarget.value)} required maxLength={1000} autosize minRows={2} />
      </form>
    </Dialog>
  );
}
