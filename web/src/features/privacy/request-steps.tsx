import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request as send, requestFile } from '../../api/client.ts';
import { useMay } from '../../app/session.ts';
import { SignDialog } from '../../app/sign-dialog.tsx';
import { Problem } from '../../ui/problem.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { messages } from './messages.ts';
import { nameOf, useStep, type Request } from './privacy.ts';
import css from './privacy.module.css';

const { verbs, sign: signing } = messages;
const TOPIC = 'privacy.request';
type Asking = 'verify' | 'extend' | 'refuse' | 'fulfil' | 'json' | 'html' | 'erase';

/** Puts a file on the reader's device. */
function keep(file: Blob, name: string): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What follows from where the request stands; what the reader may not do stays, with its reason. */
export function RequestSteps({ request }: { readonly request: Request }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const mayFulfil = useMay('privacy:fulfil');
  const step = useStep(request.requestId);
  const isSomebody = request.customerId !== 0 || request.userId !== null;
  const working = request.state === 'in_progress';
  const copies = (working || request.state === 'fulfilled') && isSomebody && (request.kind === 'access' || request.kind === 'portability');
  const erases = working && isSomebody && request.kind === 'erasure';
  const isOpen = request.closedAt === null;
  const ask = (what: Asking) => () => setAsking(what);
  return (
    <Sheet title={messages.page.steps}>
      {step.error && <Problem error={step.error} />}
      {!isOpen && <p className="t-quiet">{messages.page.nothingNext}</p>}
      <div className={css.verbs}>
        {request.state === 'received' && <Button variant="filled" onClick={ask('verify')}>{verbs.verify}</Button>}
        {request.state === 'verified' && <Button variant="filled" loading={step.isPending} onClick={() => step.mutate({ step: 'start', body: {} })}>{verbs.start}</Button>}
        {copies && <><Button disabled={!mayFulfil} onClick={ask('html')}>{`${verbs.copy}: ${verbs.read.toLowerCase()}`}</Button><Button disabled={!mayFulfil} onClick={ask('json')}>{`${verbs.copy}: ${verbs.file.toLowerCase()}`}</Button></>}
        {erases && <Button variant="filled" disabled={!mayFulfil || request.holds > 0} onClick={ask('erase')}>{verbs.erase}</Button>}
        {working && !erases && <Button variant="filled" onClick={ask('fulfil')}>{verbs.fulfil}</Button>}
        {isOpen && request.extendedAt === null && <Button onClick={ask('extend')}>{verbs.extend}</Button>}
        {isOpen && <Button variant="subtle" onClick={ask('refuse')}>{verbs.refuse}</Button>}
      </div>
      {(copies || erases) && !mayFulfil && <p className="t-quiet">{messages.page.mayNot}</p>}
      {asking && <StepDialog asking={asking} request={request} onClose={() => setAsking(null)} />}
    </Sheet>
  );
}

type StepDialogProps = { readonly asking: Asking; readonly request: Request; readonly onClose: () => void };

function StepDialog({ asking, request, onClose }: StepDialogProps) {
  const { requestId } = request;
  const post = (step: string, body: object) => send('POST', `/privacy/requests/${requestId}/${step}`, { body });
  if (asking === 'verify') return <ReasonDialog topic={TOPIC} words={messages.verify} onClose={onClose} save={(identity) => post('verify', { identity })} />;
  if (asking === 'extend') return <ReasonDialog topic={TOPIC} words={messages.extend} onClose={onClose} save={(words) => post('extend', { words })} />;
  if (asking === 'fulfil') return <ReasonDialog topic={TOPIC} words={messages.fulfil} onClose={onClose} save={(words) => post('fulfil', { words })} />;
  if (asking === 'refuse') {
    return <ReasonDialog topic={TOPIC} words={messages.refuse} choices={{ label: messages.refuse.choose, options: Object.entries(messages.refusals).map(([value, label]) => ({ value, label })) }} onClose={onClose} save={(words, refusal) => post('refuse', { words, refusal })} />;
  }
  return asking === 'erase' ? <EraseDialog request={request} onClose={onClose} /> : <CopyDialog requestId={requestId} form={asking} onClose={onClose} />;
}

function useSigned(onClose: () => void, said: string) {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: [TOPIC] });
    toast(said);
    onClose();
  };
}

function CopyDialog({ requestId, form, onClose }: { readonly requestId: number; readonly form: 'json' | 'html'; readonly onClose: () => void }) {
  const signed = useSigned(onClose, signing.copied);
  return (
    <SignDialog title={signing.copy} meaning={signing.copyMeaning} verb={signing.copyVerb} onClose={onClose} onSigned={signed}
      sign={async (signature) => keep(await requestFile(`/privacy/requests/${requestId}/export`, { form, signature }), `personal-data-${requestId}.${form}`)} />
  );
}

function EraseDialog({ request, onClose }: { readonly request: Request; readonly onClose: () => void }) {
  const [words, setWords] = useState('');
  const signed = useSigned(onClose, signing.erased);
  return (
    <SignDialog title={signing.erase(nameOf(request))} meaning={signing.eraseMeaning} verb={signing.eraseVerb} onClose={onClose} onSigned={signed} isReady={words.trim().length >= 3} sign={(signature) => send('POST', `/privacy/requests/${request.requestId}/erase`, { body: { words: words.trim(), signature } })}>
      <Textarea label={signing.words} autosize minRows={2} maxLength={1000} value={words} onChange={(event) => setWords(event.currentTarget.value)} />
    </SignDialog>
  );
}
