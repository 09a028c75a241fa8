import { Button, Textarea, TextInput } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useParam } from '../../app/url-state.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { EventClock } from './event-table.tsx';
import { messages } from './messages.ts';
import css from './safety.module.css';
import { eventQuery, useSafety, type EventWithWords } from './safety.ts';

export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(eventQuery(params['eventId'] ?? ''));

/** One event: what was said, its clock, and the steps it takes. */
export default function EventPage() {
  const { data: event } = useSuspenseQuery(eventQuery(useParam('eventId')));
  const title = [messages.kinds[event.kind], event.productName].filter(Boolean).join(' · ');
  return (
    <Page title={title} ids={event.receipt} tools={<EventClock event={event} />} place={[{ label: messages.place, href: paths.safety() }, { label: event.receipt }]} actions={<EventVerbs event={event} />}>
      <Sheet title={messages.narrativeTitle} aside={messages.narrativeAside}>
        <p className={css.words}>{event.narrative}</p>
        {event.patient && <p className="t-quiet">{messages.patientWord}: {event.patient}</p>}
      </Sheet>
      <Sheet title={messages.facts}><EventFacts event={event} /></Sheet>
    </Page>
  );
}

function EventFacts({ event }: { readonly event: EventWithWords }) {
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [messages.heads.dayZero, formatInstant(event.dayZeroAt)],
    [messages.heads.due, formatInstant(event.dueAt)],
    [messages.recorded, formatInstant(event.recordedAt)],
    [messages.heardFrom, event.customerName ? <CustomerLink key="c" of={event.customerId}>{event.customerName}</CustomerLink> : messages.unknown],
    [messages.heads.reporter, event.reporterName ?? messages.unknown],
    ...(event.caseId ? [[messages.caseWord, <Link key="k" href={paths.case({ caseId: String(event.caseId) })}>{messages.case(event.caseId)}</Link>] as const] : []),
    ...(event.forwardedAt ? [[messages.forwardedAt, formatInstant(event.forwardedAt)] as const] : []),
    ...(event.acknowledgedAt ? [[messages.acknowledgedAt, formatInstant(event.acknowledgedAt)] as const] : []),
    ...(event.reference ? [[messages.reference, <span key="r" className="t-mono">{event.reference}</span>] as const] : []),
    ...(event.nullifiedAt ? [[messages.nullifiedAt, `${formatInstant(event.nullifiedAt)}: ${event.nullifiedReason ?? ''}`] as const] : []),
  ];
  return <dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl>;
}

type Verb = 'forward' | 'acknowledge' | 'nullify';

function EventVerbs({ event }: { readonly event: EventWithWords }) {
  const [asking, setAsking] = useState<Verb | null>(null);
  if (event.state === 'nullified') return null;
  return (
    <>
      {event.state === 'received' && <Button variant="filled" onClick={() => setAsking('forward')}>{messages.forward}</Button>}
      {event.state === 'forwarded' && <Button variant="filled" onClick={() => setAsking('acknowledge')}>{messages.acknowledge}</Button>}
      <Button variant="outline" onClick={() => setAsking('nullify')}>{messages.nullify}</Button>
      {asking && <StepDialog event={event} verb={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

function StepDialog({ event, verb, onClose }: { readonly event: EventWithWords; readonly verb: Verb; readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const step = useSafety();
  const owed = verb !== 'forward';
  const field = verb === 'nullify' ? { reason: text } : text.trim() ? { reference: text } : {};
  const send = () => step.mutate({ path: `/events/${event.safetyId}/${verb}`, body: field }, {
    onSuccess: () => {
      onClose();
      toast(messages.done[verb]);
    },
  });
  const title = verb === 'nullify' ? messages.nullifyTitle : messages[verb];
  return (
    <Dialog title={title} onClose={onClose} foot={<Button variant="filled" disabled={owed && text.trim().length < 1} aria-busy={step.isPending} onClick={send}>{messages[verb]}</Button>}>
      {step.error && <Problem error={step.error} kept />}
      {verb === 'nullify'
        ? <Textarea id="reason" label={messages.reason} description={messages.nullifyHint} autosize minRows={3} value={text} onChange={(change) => setText(change.currentTarget.value)} data-autofocus />
        : <TextInput id="reference" label={messages.reference} value={text} onChange={(change) => setText(change.currentTarget.value)} data-autofocus />}
    </Dialog>
  );
}
