import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CustomerLink } from '../../app/customer-link.tsx';
import type { LoadArguments } from '../../app/page-route.tsx';
import { paths } from '../../app/paths.ts';
import { useMay, usePerson } from '../../app/session.ts';
import { useParam } from '../../app/url-state.ts';
import { ClockChip } from '../../ui/clock-chip.tsx';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/link.tsx';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Redacted } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { ChoiceDialog } from './ask-dialogs.tsx';
import { CaseNotes, CaseWords } from './case-words.tsx';
import { messages } from './messages.ts';
import { useFollowWork } from './use-follow.ts';
import css from './work.module.css';
import { caseQuery, useWork, type Case } from './work.ts';

export const loader = ({ params, queryClient }: LoadArguments) => queryClient.ensureQueryData(caseQuery(params['caseId'] ?? ''));

/** One case: its facts for everybody, what was asked for those who may know it. */
export default function CasePage() {
  useFollowWork();
  const caseId = useParam('caseId');
  const { data: one } = useSuspenseQuery(caseQuery(caseId));
  const mayRead = useMay('work:question');
  const mayWork = useMay('work:case');
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [messages.heads.customer, one.customerName ? <CustomerLink key="c" of={one.customerId}>{one.customerName}</CustomerLink> : messages.noName],
    [messages.heads.desk, messages.functions[one.function] ?? one.function],
    [messages.heads.owner, one.ownerName ?? messages.queue],
    [messages.opened, formatWhen(one.openedAt)],
    [messages.heads.state, [messages.states[one.state] ?? one.state, one.outcome ? (messages.caseOutcomes as Record<string, string>)[one.outcome] : ''].filter(Boolean).join(': ')],
    ...(one.state === 'closed' ? [] : [[messages.due, <ClockChip key="d" due={one.dueAt} />] as const]),
  ];
  const title = [messages.kinds[one.kind] ?? one.kind, one.productName].filter(Boolean).join(' · ');
  return (
    <Page title={title} subtitle={one.headline} ids={messages.caseTitle(one.caseId)} place={[{ label: messages.place, href: paths.work() }, { label: messages.tabs.cases, href: paths.cases() }, { label: messages.caseTitle(one.caseId) }]} actions={<CaseVerbs one={one} mayWork={mayWork} />}>
      {mayRead ? <CaseWords caseId={caseId} /> : <Sheet title={messages.question}><Redacted>{messages.questionNot}</Redacted></Sheet>}
      <Sheet title={messages.facts}><dl className={css.facts}>{facts.map(([name, value]) => [<dt key={`${name}t`}>{name}</dt>, <dd key={`${name}d`}>{value}</dd>])}</dl></Sheet>
      {mayWork && <CaseNotes caseId={caseId} />}
    </Page>
  );
}

function CaseVerbs({ one, mayWork }: { readonly one: Case; readonly mayWork: boolean }) {
  const [closing, setClosing] = useState(false);
  const inConsole = useMay('contact_centre:take');
  const me = usePerson();
  const work = useWork();
  if (one.state === 'closed') return null;
  if (!mayWork) return <span className="t-quiet">{messages.mayNot}</span>;
  return (
    <>
      {work.error && <Problem error={work.error} />}
      {one.ownerId === null && (one.function === me?.function ? <Button variant="filled" onClick={() => work.mutate({ path: `/cases/${one.caseId}/take`, body: { version: one.version } }, { onSuccess: () => toast(messages.taken) })}>{messages.take}</Button> : <span className="t-quiet">{messages.otherDesk(messages.functions[one.function] ?? one.function)}</span>)}
      {one.ownerId !== null && one.ownerId !== me?.userId && <span className="t-quiet">{messages.takenBy(one.ownerName ?? '')}</span>}
      {inConsole && one.function === 'contact_centre' && <Link href={paths.contactCase({ caseId: String(one.caseId) })}>{messages.openConsole}</Link>}
      {one.ownerId === me?.userId && <Button variant="outline" onClick={() => setClosing(true)}>{messages.close}</Button>}
      {closing && (
        <ChoiceDialog title={messages.outcomeTitle} choices={messages.caseOutcomes} onClose={() => setClosing(false)} onChoose={(outcome) => {
          setClosing(false);
          work.mutate({ path: `/cases/${one.caseId}/close`, body: { outcome } }, { onSuccess: () => toast(messages.closed) });
        }} />
      )}
    </>
  );
}
