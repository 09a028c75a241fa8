import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { formatTime } from '../../ui/format.ts';
import { Problem } from '../../ui/problem.tsx';
import { Quote } from '../../ui/quote.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Tag } from '../../ui/state-chip.tsx';
import css from './console.module.css';
import { productsQuery, type ConsoleCase } from './console.ts';
import { messages } from './messages.ts';
import type { useKeptQuestion } from './use-kept-question.ts';

export type QuestionCardProps = { readonly one: ConsoleCase; readonly kept: ReturnType<typeof useKeptQuestion>; readonly mine: boolean };

/** What is asked, word for word, kept whenever the typing rests. */
export function QuestionCard({ one, kept, mine }: QuestionCardProps) {
  const products = useQuery(productsQuery()).data?.rows ?? [];
  const { words, change } = kept;
  const said = kept.isSaving ? messages.keeping : kept.savedAt ? messages.kept(formatTime(kept.savedAt)) : messages.questionAside;
  return (
    <Sheet title={messages.question(one.pronoun)} aside={<span role="status">{mine ? said : messages.asked(formatTime(one.case.openedAt))}</span>}>
      {kept.error && <Problem error={kept.error} kept />}
      {mine ? (
        <>
          <Textarea className={css.words} aria-label={messages.question(one.pronoun)} placeholder={messages.questionPlaceholder} autosize minRows={2} maxLength={8000} value={words.question} onChange={(event) => change({ question: event.currentTarget.value })} />
          <div className={css.pair}>
            <Select label={messages.product} data={products.map((product) => ({ value: String(product.productId), label: product.name }))} value={words.productId ? String(words.productId) : null} onChange={(value) => { if (value) change({ productId: Number(value) }); }} />
            <TextInput label={messages.callback} value={words.callback} maxLength={100} onChange={(event) => change({ callback: event.currentTarget.value })} />
            <TextInput label={messages.bestTime} value={words.bestTime} maxLength={100} onChange={(event) => change({ bestTime: event.currentTarget.value })} />
          </div>
        </>
      ) : (
        <>
          {one.question.question && <Quote>{one.question.question}</Quote>}
          <p>{one.case.productName && <Tag>{one.case.productName}</Tag>} <span className="t-quiet">{[one.question.callback, one.question.bestTime].filter(Boolean).join(', ')}</span></p>
        </>
      )}
    </Sheet>
  );
}
