import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePerson } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatInstant, formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { messages } from './messages.ts';
import css from './work.module.css';
import { colleaguesQuery } from './work.ts';

export type ChoiceProps<Value extends string> = { readonly title: string; readonly choices: Readonly<Record<Value, string>>; readonly onChoose: (value: Value) => void; readonly onClose: () => void };

/** One question with a short closed list of answers. */
export function ChoiceDialog<Value extends string>({ title, choices, onChoose, onClose }: ChoiceProps<Value>) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={css.choices}>
        {(Object.entries(choices) as [Value, string][]).map(([value, label]) => <Button key={value} variant="outline" justify="flex-start" onClick={() => onChoose(value)}>{label}</Button>)}
      </div>
    </Dialog>
  );
}

const HOUR_MS = 3_600_000;

function at(now: Date, days: number, hour: number): Date {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, 0, 0, 0);
  return day;
}

/** Instants one may put something off to; those in the past are left out. */
function snoozeChoices(now: Date): { readonly id: keyof typeof messages.snoozeChoices; readonly until: Date }[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const all = [
    { id: 'hour', until: new Date(now.getTime() + HOUR_MS) }, { id: 'afternoon', until: at(now, 0, 14) }, { id: 'tomorrow', until: at(now, 1, 8) }, { id: 'monday', until: at(now, toMonday, 8) },
  ] as const;
  return all.filter((choice) => choice.until > now);
}

/** Until when something is put off. */
export function SnoozeDialog({ onChoose, onClose }: { readonly onChoose: (until: Date) => void; readonly onClose: () => void }) {
  const [opened] = useState(() => new Date());
  return (
    <Dialog title={messages.snoozeTitle} onClose={onClose}>
      <div className={css.choices}>
        {snoozeChoices(opened).map(({ id, until }) => (
          <Button key={id} variant="outline" justify="space-between" onClick={() => onChoose(until)} rightSection={<span className="t-quiet" title={formatInstant(until)}>{formatWhen(until)}</span>}>{messages.snoozeChoices[id]}</Button>
        ))}
      </div>
    </Dialog>
  );
}

export type PassProps = { readonly title: string; readonly fn: string; readonly onChoose: (person: { userId: number; name: string }) => void; readonly onClose: () => void };

/** To which colleague of the same function a task is handed. */
export function PassDialog({ title, fn, onChoose, onClose }: PassProps) {
  const me = usePerson();
  const colleagues = useQuery(colleaguesQuery(fn));
  const [chosen, setChosen] = useState<string | null>(null);
  const people = (colleagues.data?.rows ?? []).filter((person) => person.userId !== me?.userId);
  const person = people.find((one) => String(one.userId) === chosen);
  const foot = <><Button variant="filled" disabled={!person} onClick={() => person && onChoose(person)}>{messages.verbs.pass}</Button></>;
  return (
    <Dialog title={messages.passTitle(title)} onClose={onClose} foot={foot}>
      {colleagues.isError && <Problem error={colleagues.error} onRetry={() => void colleagues.refetch()} />}
      {colleagues.isSuccess && people.length === 0
        ? <p>{messages.passNobody}</p>
        : <Select label={messages.passTo} description={messages.passHint} searchable data={people.map((one) => ({ value: String(one.userId), label: one.name }))} value={chosen} onChange={setChosen} comboboxProps={{ withinPortal: true }} data-autofocus />}
    </Dialog>
  );
}
