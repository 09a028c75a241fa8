import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { caseQuery, type ConsoleCase, type Crossing } from './console.ts';

export type Words = { readonly question: string; readonly callback: string; readonly bestTime: string; readonly productId: number | null };

const REST_MS = 700; // a pause between sentences

/** What is typed, kept by the server whenever the typing rests; nothing has to be saved by hand. */
export function useKeptQuestion(one: ConsoleCase) {
  const client = useQueryClient();
  const { caseId } = one.case;
  const [words, setWords] = useState<Words>({ question: one.question.question, callback: one.question.callback, bestTime: one.question.bestTime, productId: one.case.productId });
  const save = useMutation({
    mutationFn: (body: Partial<Words>) => request<{ savedAt: string; crossing: Crossing }>('PUT', `/contact-centre/cases/${caseId}/question`, { body }),
    onSuccess: ({ crossing }, given) => client.setQueryData(caseQuery(String(caseId)).queryKey, (known) => known && {
      ...known, crossing, question: { ...known.question, ...(given.question === undefined ? {} : { question: given.question }), ...(given.callback === undefined ? {} : { callback: given.callback }), ...(given.bestTime === undefined ? {} : { bestTime: given.bestTime }) },
      case: given.productId ? { ...known.case, productId: given.productId } : known.case,
    }),
  });
  const saveSoon = useDebouncedCallback((next: Words) => save.mutate({ question: next.question, callback: next.callback, bestTime: next.bestTime }), { delay: REST_MS, flushOnUnmount: true });
  const change = (patch: Partial<Words>) => {
    const next = { ...words, ...patch };
    setWords(next);
    if (patch.productId) save.mutate({ productId: patch.productId });
    else saveSoon(next);
  };
  return { words, change, isSaving: save.isPending, savedAt: save.data?.savedAt, error: save.error };
}
