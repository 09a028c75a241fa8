import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePerson } from '../../app/session.ts';
import { formatTime } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { StateChip } from '../../ui/state-chip.tsx';
import { toast } from '../../ui/toast.tsx';
import { AnswersCard, useCoverage } from './answers-card.tsx';
import css from './console.module.css';
import { useConsole, type ConsoleCase } from './console.ts';
import { FinderColumn } from './finder-column.tsx';
import { HarmCard } from './harm-card.tsx';
import { KnownCard } from './known-card.tsx';
import { LineColumn } from './line-column.tsx';
import { messages } from './messages.ts';
import { placeOf } from './place-of.ts';
import { QuestionCard } from './question-card.tsx';
import { StartCallDialog } from './start-call-dialog.tsx';
import { useFinder } from './use-finder.ts';
import { useKeptQuestion } from './use-kept-question.ts';
import { WrapUpDialog } from './wrap-up-dialog.tsx';

const STATES: Readonly<Record<string, string>> = { waiting: messages.waiting, handed_over: messages.handedOver };

/** One case at work: line, case, finder; nothing else to look at. */
export function CaseConsole({ one }: { readonly one: ConsoleCase }) {
  const me = usePerson();
  const [starting, setStarting] = useState(false);
  const [wrapping, setWrapping] = useState(false);
  const [finding, setFinding] = useState(false);
  const kept = useKeptQuestion(one);
  const { productId, question } = kept.words;
  const open = one.case.state !== 'closed';
  const mine = open && one.case.ownerId === me?.userId;
  const words = mine ? question : one.question.question;
  const coverage = useCoverage(words, productId);
  const finder = useFinder(one.case.customerId, productId);
  const customer = finder.customer;
  const name = customer ? [customer.name, customer.credential].filter(Boolean).join(', ') : one.case.customerName ?? messages.caseName(one.case.caseId);
  const showFinder = open && (finding || (coverage.isAsked && coverage.answers.isSuccess && !coverage.covered));
  const subtitle = [customer?.specialtyName, customer?.belongsTo?.[0]?.name, customer?.city].filter(Boolean).join(', ');
  const tools = one.case.channel === 'phone' && open ? <StateChip state="done">{messages.onCall(formatTime(one.case.openedAt))}</StateChip> : undefined;
  const about = { caseId: one.case.caseId, customerId: one.case.customerId, productId, channel: one.case.channel };
  return (
    <Page title={name} subtitle={subtitle} tools={tools} place={placeOf(messages.caseName(one.case.caseId))} actions={<CaseVerbs one={one} mine={mine} onWrapUp={() => setWrapping(true)} />}>
      <div className={css.console}>
        <div className={css.side}>
          <LineColumn at={String(one.case.caseId)} onStart={() => setStarting(true)} />
          <HarmCard about={about} words={words} flagged={one.question.mayMentionHarm} pronoun={one.pronoun} />
        </div>
        <div className={css.column}>
          {STATES[one.case.state] && <Notice title={STATES[one.case.state]} />}
          <QuestionCard one={one} kept={kept} mine={mine} />
          <AnswersCard one={one} coverage={coverage} mine={mine} free={finder.free} />
          <KnownCard customerId={one.case.customerId} name={one.case.customerName ?? name} pronoun={one.pronoun} />
        </div>
        <div className={css.end}>
          {showFinder ? <FinderColumn one={one} productId={productId} finder={finder} mine={mine} />
            : open && <div><p className="t-quiet">{coverage.covered ? messages.finderClosed : ''}</p><Button variant="outline" onClick={() => setFinding(true)}>{messages.openFinder}</Button></div>}
        </div>
      </div>
      {starting && <StartCallDialog onClose={() => setStarting(false)} />}
      {wrapping && <WrapUpDialog caseId={one.case.caseId} onClose={() => setWrapping(false)} />}
    </Page>
  );
}

function CaseVerbs({ one, mine, onWrapUp }: { readonly one: ConsoleCase; readonly mine: boolean; readonly onWrapUp: () => void }) {
  const take = useConsole();
  const { caseId, version, ownerId, ownerName, state, outcome } = one.case;
  if (state === 'closed') return <span className="t-quiet">{messages.closed(messages.outcomes[outcome ?? ''] ?? '')}</span>;
  if (mine) return <Button variant="outline" onClick={onWrapUp}>{messages.wrapUp}</Button>;
  if (ownerId !== null) return <span className="t-quiet">{messages.takenBy(ownerName ?? '')}</span>;
  return (
    <>
      {take.error && <Problem error={take.error} />}
      <Button variant="filled" aria-busy={take.isPending} onClick={() => take.mutate({ path: `/contact-centre/cases/${caseId}/take`, body: { version } }, { onSuccess: () => toast(messages.taken) })}>{messages.take}</Button>
    </>
  );
}
