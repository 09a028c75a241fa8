import type { Crossing, CrossingItem } from '../types.ts';

export type Known = { readonly question: string; readonly callback: string; readonly bestTime: string; readonly answersRead: readonly { readonly code: string; readonly versionNo: number }[]; readonly pronoun: string };

const POSSESSIVE: Readonly<Record<string, string>> = { she: 'Her', he: 'His', they: 'Their', it: 'Their' };

/** What a liaison gets when a case is handed over, and what stays behind however it is asked. The page shows it, the hand-over records it. */
export function whatCrosses({ question, callback, bestTime, answersRead, pronoun }: Known): Crossing {
  const read = [...new Map(answersRead.map((one) => [`${one.code} v${one.versionNo}`, one])).keys()];
  const crosses: CrossingItem[] = [
    { id: 'question', label: `${POSSESSIVE[pronoun] ?? 'Their'} question, word for word`, detail: question || null },
    { id: 'callback', label: 'Callback number, best time', detail: [callback, bestTime].filter(Boolean).join(', ') || null },
    { id: 'answers_read', label: 'Answers you read out, with versions', detail: read.join(', ') || null },
  ];
  const stays: CrossingItem[] = [
    { id: 'visits_samples_prescribing', label: 'Visits, samples, prescribing', detail: null },
    { id: 'notes', label: 'Your notes about sales', detail: null },
  ];
  return { crosses, stays };
}
