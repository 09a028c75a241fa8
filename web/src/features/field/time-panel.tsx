import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { request } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { formatHerTime, formatTime, formatWhen } from '../../ui/format.ts';
import { useNavigation } from '../../ui/navigation.ts';
import { Panel } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { toast } from '../../ui/toast.tsx';
import { suggestionQuery, type TaskToPlan, type Visit } from './field.ts';
import { messages } from './messages.ts';
import { fromInput, toInput } from './zoned-input.ts';

const MINUTES = 20;

type TimePanelProps = { readonly title: string; readonly path: string; readonly body: Readonly<Record<string, unknown>>; readonly customerId: number; readonly herZone: string; readonly myZone: string; readonly startsAt: string | undefined; readonly minutes: number; readonly closeTo: string };

/** Chooses the time of a visit: begins with the first one that fits, says it on her clock, and shows the reason when it does not fit. */
function TimePanel({ title, path, body, customerId, herZone, myZone, startsAt, minutes: given, closeTo }: TimePanelProps) {
  const { go } = useNavigation();
  const client = useQueryClient();
  const suggestion = useQuery(suggestionQuery(customerId));
  const [chosen, setChosen] = useState<string | undefined>(startsAt && toInput(startsAt, myZone));
  const [minutes, setMinutes] = useState(given);
  const text = chosen ?? (suggestion.data?.startsAt ? toInput(suggestion.data.startsAt, myZone) : '');
  const at = fromInput(text, myZone);
  const key = useRef({ content: '', key: '' });
  const save = useMutation({
    mutationFn: () => {
      const content = { ...body, startsAt: at, minutes };
      if (key.current.content !== JSON.stringify(content)) key.current = { content: JSON.stringify(content), key: crypto.randomUUID() };
      return request('POST', path, { body: content, idempotencyKey: key.current.key });
    },
    onSuccess: async () => {
      toast(messages.planned);
      await Promise.all(['field', 'work'].map((topic) => client.invalidateQueries({ queryKey: [topic] })));
      go(closeTo);
    },
  });
  const trySave = () => { if (at && !save.isPending) save.mutate(); };
  return (
    <Panel title={title} closeTo={closeTo} onSubmit={trySave} foot={<><Button variant="filled" onClick={trySave} disabled={!at} loading={save.isPending}>{messages.planSave}</Button><Button variant="subtle" onClick={() => go(closeTo)}>{messages.cancel}</Button></>}>
      {save.isError && <Refused error={save.error} />}
      <TextInput id="startsAt" type="datetime-local" step={300} label={messages.when} description={messages.whenHint(myZone.split('/').at(-1)?.replaceAll('_', ' ') ?? myZone)} value={text} onChange={(event) => setChosen(event.currentTarget.value)} />
      {at && herZone !== myZone && <p className="t-quiet">{formatHerTime(at, herZone)}</p>}
      <NumberInput label={messages.minutes} min={5} max={240} step={5} allowDecimal={false} value={minutes} onChange={(value) => setMinutes(Number(value) || MINUTES)} />
      {suggestion.data && <p className="t-quiet">{suggestion.data.startsAt ? messages.suggested(`${formatWhen(suggestion.data.startsAt)}, ${formatTime(suggestion.data.startsAt)}`) : messages.none}{suggestion.data.preferredTime !== 'any' && ` ${messages.wishes(suggestion.data.preferredTime)}.`}</p>}
    </Panel>
  );
}

/** A refusal with its record where the server gave one; all else is a fault. */
function Refused({ error }: { readonly error: unknown }) {
  if (!(error instanceof ProblemError) || error.status !== 409) return <Problem error={error} title={messages.planFailed} kept />;
  const { record, remedy, detail, fields } = error.problem as typeof error.problem & { record?: string | null; remedy?: string | null };
  return <Refusal what={error.problem.title} why={detail ?? fields?.[0]?.message} {...(record ? { record: { label: record } } : {})} {...(remedy ? { remedy } : {})} />;
}

export const MovePanel = ({ visit, myZone, closeTo }: { readonly visit: Visit; readonly myZone: string; readonly closeTo: string }) => (
  <TimePanel title={messages.moveTitle(visit.name)} path={`/field/visits/${visit.visitId}/accept`} body={{}} customerId={visit.customerId} herZone={visit.timeZone} myZone={myZone} startsAt={visit.startsAt} minutes={visit.minutes} closeTo={closeTo} />
);

export const PlanPanel = ({ task, myZone, closeTo }: { readonly task: TaskToPlan; readonly myZone: string; readonly closeTo: string }) => (
  <TimePanel title={messages.planTitle(task.name)} path="/field/visits" body={{ customerId: task.customerId, taskId: task.taskId, ...(task.productId === null ? {} : { productId: task.productId }) }} customerId={task.customerId} herZone={task.timeZone} myZone={myZone} startsAt={undefined} minutes={MINUTES} closeTo={closeTo} />
);
