import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatWhen } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Quote } from '../../ui/quote.tsx';
import { Notice } from '../../ui/refusal.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tag } from '../../ui/state-chip.tsx';
import { messages } from './messages.ts';
import css from './work.module.css';
import { notesQuery, questionQuery, useWork } from './work.ts';

/** What was asked, word for word, with what was read out and how to reach the customer. */
export function CaseWords({ caseId }: { readonly caseId: string }) {
  const question = useQuery(questionQuery(caseId));
  const words = question.data;
  return (
    <Sheet title={messages.question} aside={messages.questionAside}>
      {question.isError && <Problem error={question.error} onRetry={() => void question.refetch()} />}
      {question.isPending && <Skeleton lines={2} />}
      {words && (
        <>
          {words.question ? <Quote>{words.question}</Quote> : <p className="t-quiet">{messages.noQuestion}</p>}
          {words.topics.length > 0 && <p>{words.topics.map((topic) => <Tag key={topic}>{topic}</Tag>)}</p>}
          <dl className={css.facts}>
            {(words.callback || words.bestTime) && <><dt>{messages.callback}</dt><dd>{[words.callback, words.bestTime].filter(Boolean).join(', ')}</dd></>}
            {words.answersRead.length > 0 && <><dt>{messages.answersRead}</dt><dd>{words.answersRead.map((answer) => `${answer.code} v${answer.versionNo} ${answer.title}`).join('; ')}</dd></>}
          </dl>
          {words.mayMentionHarm && <Notice title={messages.harm} />}
        </>
      )}
    </Sheet>
  );
}

/** The notes of the reader's own desk, and a place for one more. */
export function CaseNotes({ caseId }: { readonly caseId: string }) {
  const notes = useQuery(notesQuery(caseId));
  const [body, setBody] = useState('');
  const work = useWork({ onDone: () => setBody('') });
  return (
    <Sheet title={messages.notes} aside={messages.notesAside}>
      {notes.data?.rows.length === 0 && <p className="t-quiet">{messages.noNotes}</p>}
      {notes.data?.rows.map((note) => <div key={note.noteId} className={css.note}>{note.body}<div className="t-quiet">{[note.name, formatWhen(note.writtenAt)].filter(Boolean).join(', ')}</div></div>)}
      {work.error && <Problem error={work.error} kept />}
      <Textarea label={messages.addNote} autosize minRows={2} value={body} onChange={(event) => setBody(event.currentTarget.value)} mt="sm" />
      <Button size="xs" variant="outline" mt="sm" disabled={!body.trim()} onClick={() => work.mutate({ path: `/cases/${caseId}/notes`, body: { body } })}>{messages.saveNote}</Button>
    </Sheet>
  );
}
