import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { paths } from '../../app/paths.ts';
import { useMay, usePerson } from '../../app/session.ts';
import { formatNumber, formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Panel, PanelSection } from '../../ui/panel.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import css from './customers.module.css';
import { requestWords } from './request-messages.ts';
import { decide, fieldOf, requestQuery, takeBack, takeUp, timeOf, type Asked, type Word } from './requests.ts';

const words = requestWords.panel;
type Line = Asked['lines'][number];
type Draft = Readonly<Record<number, { readonly result?: Word['result']; readonly applied?: string; readonly reason?: string }>>;

function useDeed<T>(run: (value: T) => Promise<unknown>, done: string) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: async () => { toast(done); await Promise.all(['customers.request', 'customers.customer'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))); } });
}

function DecideLine({ line, draft, onChange }: { readonly line: Line; readonly draft: Draft[number]; readonly onChange: (draft: Draft[number]) => void }) {
  const name = fieldOf(line.field, line.stated);
  const plain = !line.field.startsWith('affiliation:') && line.field !== 'merge' && line.field !== 'record';
  return (
    <div className={css.form}>
      <p><b>{name}</b> {words.from(line.stated, line.wanted)}</p>
      <Select label={words.result(name)} value={draft.result ?? null} onChange={(value) => onChange({ ...draft, ...(value ? { result: value as Word['result'] } : {}) })} data={(plain ? ['accepted', 'modified', 'rejected'] : ['accepted', 'rejected']).map((value) => ({ value, label: requestWords.results[value] ?? value }))} />
      {draft.result === 'modified' && <TextInput label={words.instead} value={draft.applied ?? line.wanted} onChange={(event) => onChange({ ...draft, applied: event.currentTarget.value })} />}
      {draft.result && draft.result !== 'accepted' && <TextInput label={words.why} value={draft.reason ?? ''} onChange={(event) => onChange({ ...draft, reason: event.currentTarget.value })} />}
    </div>
  );
}

/** The steward's part: a result for each line, and an answer. */
function Deciding({ request }: { readonly request: Asked }) {
  const [draft, setDraft] = useState<Draft>({});
  const [answer, setAnswer] = useState('');
  const lines = request.lines.map((line): Word | null => {
    const { result, applied, reason } = draft[line.lineNo] ?? {};
    return result ? { lineNo: line.lineNo, result, ...(result === 'modified' ? { applied: applied ?? line.wanted } : {}), ...(reason ? { reason } : {}) } : null;
  });
  const ready = lines.every((line) => line !== null);
  const deciding = useDeed((words_: Word[]) => decide(request.requestId, words_, answer.trim()), words.decided);
  const taking = useDeed(() => takeUp(request.requestId), words.taken);
  return (
    <PanelSection title={words.decide}>
      <div className={css.form}>
        {(deciding.error ?? taking.error) && <Problem error={deciding.error ?? taking.error} kept />}
        {request.state === 'submitted' && <Button variant="outline" loading={taking.isPending} onClick={() => taking.mutate(undefined)}>{words.take}</Button>}
        {request.lines.map((line) => <DecideLine key={line.lineNo} line={line} draft={draft[line.lineNo] ?? {}} onChange={(next) => setDraft({ ...draft, [line.lineNo]: next })} />)}
        <Textarea label={words.answerLabel} value={answer} onChange={(event) => setAnswer(event.currentTarget.value)} maxLength={1000} autosize minRows={2} />
        {!ready && <p className="t-quiet">{words.needsResult}</p>}
        <Button variant="filled" disabled={!ready} loading={deciding.isPending} onClick={() => deciding.mutate(lines.filter((line) => line !== null))}>{words.decide}</Button>
      </div>
    </PanelSection>
  );
}

function Lines({ request }: { readonly request: Asked }) {
  return (
    <dl className={css.facts}>
      {request.lines.map((line) => [
        <dt key={`${line.lineNo}t`}>{fieldOf(line.field, line.stated)}</dt>,
        <dd key={`${line.lineNo}d`}>{words.from(line.stated, line.wanted)} {line.result && <small><b>{requestWords.results[line.result]}</b>{line.applied ? `, ${words.applied(line.applied)}` : ''}{line.reason ? `. ${line.reason}` : ''}</small>}</dd>,
      ])}
    </dl>
  );
}

function Details({ request }: { readonly request: Asked }) {
  const mayDecide = useMay('customers:decide_request');
  const mine = usePerson()?.userId === request.requestedBy;
  const open = request.state === 'submitted' || request.state === 'pending';
  const takingBack = useDeed(() => takeBack(request.requestId), words.cancelled);
  return (
    <>
      <PanelSection title={words.note}><p>{request.note}</p><p className="t-quiet">{request.requestedByName}, {formatWhen(request.createdAt)}</p></PanelSection>
      {!(open && mayDecide) && <PanelSection title={words.lines}><Lines request={request} /></PanelSection>}
      {request.files.length > 0 && <PanelSection title={words.files}><ul className={css.stack}>{request.files.map((file) => <li key={file.fileNo}><a className="t-link" href={`/api/customers/requests/${request.requestId}/files/${file.fileNo}`} download>{file.name}</a> <span className="t-quiet">{formatNumber(Math.max(1, Math.round(file.size / 1024)))} kB</span></li>)}</ul></PanelSection>}
      {request.decidedAt && <PanelSection title={request.state === 'cancelled' ? requestWords.states[request.state] : words.answer}>{request.answer && <p>{request.answer}</p>}<p className="t-quiet">{words.answered(request.decidedByName ?? '', formatWhen(request.decidedAt))}</p></PanelSection>}
      {open && <PanelSection><p className="t-quiet">{timeOf(request)}</p></PanelSection>}
      {open && mayDecide && <Deciding request={request} />}
      {(open || request.state === 'new') && mine && <PanelSection>{takingBack.error && <Problem error={takingBack.error} />}<Button variant="subtle" loading={takingBack.isPending} onClick={() => takingBack.mutate(undefined)}>{words.cancel}</Button></PanelSection>}
    </>
  );
}

/** One request: what is asked for, what became of it, and for a steward the way to decide it. */
export function RequestPanel({ requestId, closeTo }: { readonly requestId: number; readonly closeTo: string }) {
  const { data: request, error } = useQuery(requestQuery(requestId));
  return (
    <Panel wide title={request?.customerName ?? words.above(requestId)} above={words.above(requestId)} closeTo={closeTo}
      subtitle={request && <>{requestWords.kinds[request.kind]}, {requestWords.states[request.state]}. <Link href={paths.customer({ customerId: String(request.customerId) })}>{words.open}</Link></>}>
      {error ? <Problem error={error} /> : request ? <Details request={request} /> : <Skeleton lines={4} />}
    </Panel>
  );
}
