import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDate } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Notice, Refusal } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import css from './console.module.css';
import { answersQuery, useConsole, type Answer, type ConsoleCase } from './console.ts';
import { messages } from './messages.ts';
import { refusalOf } from './refusal-of.ts';

const REST_MS = 600;

/** How much of a question the approved answers cover. Decides whether the finder opens by itself. */
export function useCoverage(question: string, productId: number | null) {
  const [asked] = useDebouncedValue(question, REST_MS);
  const [typed, setTyped] = useState<string | null>(null);
  const q = typed ?? asked;
  const answers = useQuery(answersQuery(q, productId));
  const best = answers.data?.rows[0];
  const covered = best !== undefined && best.covered >= best.of;
  return { q, setTyped, answers, best, covered, isAsked: q.trim().length > 2 };
}

const MOST_WORDS = 5;

/** Words of the question of which no approved answer speaks. */
function uncovered(rows: readonly Answer[]): string {
  const spoken = new Set(rows.flatMap((answer) => answer.matched));
  const words = (rows[0]?.missing ?? []).filter((word) => !spoken.has(word)).map((word) => word.replace(/[^\p{L}\p{N}]+$/u, ''));
  return words.length > 0 ? words.slice(0, MOST_WORDS).join(', ') : messages.allOfIt;
}

export type AnswersCardProps = { readonly one: ConsoleCase; readonly coverage: ReturnType<typeof useCoverage>; readonly mine: boolean; readonly free: number };

/** Approved answers to the question, best first, each with its version, validity and how much it covers. */
export function AnswersCard({ one, coverage, mine, free }: AnswersCardProps) {
  const { answers, best, covered, q, setTyped, isAsked } = coverage;
  const read = useConsole();
  const wasRead = new Set(one.question.answersRead.map((answer) => answer.versionId));
  const gap = best ? messages.noneCovers(uncovered(answers.data?.rows ?? [])) : messages.noneAtAll;
  return (
    <Sheet flush title={messages.answers}>
      <div className={css.search}><TextInput aria-label={messages.searchAnswers} placeholder={messages.searchAnswers} leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />} value={q} onChange={(event) => setTyped(event.currentTarget.value)} /></div>
      {answers.isError && <Problem error={answers.error} onRetry={() => void answers.refetch()} />}
      {read.error && <Refusal {...refusalOf(read.error, messages.readOut)} />}
      {!isAsked && <p className={`${css.search} t-quiet`}>{messages.chooseQuestion}</p>}
      {isAsked && answers.isPending && <Skeleton lines={3} row />}
      {isAsked && answers.data?.rows.slice(0, 5).map((answer) => (
        <AnswerRow key={answer.versionId} answer={answer} wasRead={wasRead.has(answer.versionId)} onRead={mine ? () => read.mutate({ path: `/contact-centre/cases/${one.case.caseId}/answers-read`, body: { versionId: answer.versionId } }) : undefined} />
      ))}
      {isAsked && answers.data && !covered && <Notice title={gap}>{messages.restForLiaison(free)}</Notice>}
    </Sheet>
  );
}

function AnswerRow({ answer, wasRead, onRead }: { readonly answer: Answer; readonly wasRead: boolean; readonly onRead?: () => void }) {
  const [open, setOpen] = useState(false);
  const readOut = () => {
    setOpen(true);
    if (!wasRead) onRead?.();
  };
  return (
    <div className={css.answer}>
      <div>
        <button type="button" className={css.title} aria-expanded={open} onClick={() => setOpen(!open)}>{answer.title}</button>
        <p>{messages.answerLine(`${messages.answerKind[answer.kind] ?? answer.kind} ${answer.code}`, answer.versionNo, formatDate(answer.validTo))}</p>
      </div>
      <div className={css.covers}>
        <div title={messages.coversDefinition}>{messages.covers(answer.covered, answer.of)}</div>
        {wasRead ? <span><IconCheck size={14} stroke={1.8} aria-hidden="true" /> {messages.wasRead}</span> : onRead && <Button size="compact-xs" variant="subtle" onClick={readOut}>{messages.readOut}</Button>}
      </div>
      {open && <div className={css.body}>{answer.body}{answer.citation && <p>{answer.citation}</p>}</div>}
    </div>
  );
}
