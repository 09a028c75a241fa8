import { NOT_CHOSEN, type Considered, type NotChosen, type Weights } from '../types.ts';

export type Contribution = { readonly name: 'wish' | 'share' | 'answers' | 'value' | 'cost' | 'worth'; readonly label: string; readonly evidence: string; readonly amount: number };

export type LedgerRow = {
  readonly chosen: number | null;
  readonly outcome: 'chosen' | 'refused' | 'held_out';
  /** The reason that the ledger counts, where nothing was chosen. */
  readonly refusal?: string | null;
  readonly scores: readonly number[];
  readonly refusals: readonly (string | null)[];
  readonly features: readonly number[];
};

export type Weighed = {
  readonly code: string; readonly name: string; readonly channel: string | null; readonly function: string;
  readonly score: number; readonly chosen: boolean;
  readonly refusal: NotChosen | null; readonly record: string | null; readonly sentence: string;
};

const CHANNEL_WORD: Readonly<Record<string, string>> = { email: 'mail', sms: 'SMS', phone: 'calls', visit: 'visits', event: 'invitations', portal: 'portal messages' };
const inside = (reason: NotChosen) => NOT_CHOSEN[reason].replace(/\.$/, ''); // quoted within a sentence
const percent = (share: number) => `${Math.round(share * 100)} %`;
const round = (amount: number) => Math.round(amount * 100) / 100;

/** The ledger's arrays read back by name. Layout: share, value, answers of each candidate, wish for each candidate. */
const featuresOf = (row: Pick<LedgerRow, 'features'>, candidates: number, position: number) => ({
  share: row.features[0] ?? 0, value: row.features[1] ?? 0, answers: row.features[1 + position] ?? 0, wish: row.features[1 + candidates + position] ?? 0,
});

/** What counted for one candidate: signed parts that sum to its score. */
export function contributionsOf(row: LedgerRow, candidates: readonly Considered[], scored: { candidate: Considered; weights: Weights }): Contribution[] {
  const { candidate, weights } = scored;
  const { share, value, answers, wish } = featuresOf(row, candidates.length, candidate.position);
  if (candidate.channel === null) return [{ name: 'worth', label: 'Leaving her in peace', evidence: 'what it is worth in this journey', amount: round(candidate.worth ?? 0) }];
  const word = CHANNEL_WORD[candidate.channel] ?? candidate.channel;
  const parts: Contribution[] = [
    { name: 'wish', label: 'Her own wish', evidence: wish > 0 ? `asked for ${word}` : 'no wish on record', amount: round(weights.wish * wish) },
    { name: 'share', label: 'Patients in the plans', evidence: `${percent(share)} of her patients`, amount: round(weights.share * share) },
    { name: 'answers', label: `Answers ${word}`, evidence: `about ${percent(answers)}, recent ones count more`, amount: round(weights.answers * answers) },
    { name: 'value', label: 'Volume in the class', evidence: `decile ${Math.round(value * 10)} of 10`, amount: round(weights.value * value) },
    { name: 'cost', label: 'Time it takes us', evidence: candidate.scarce ? 'people’s days are few' : 'little', amount: -round(candidate.cost) },
  ];
  return parts.filter((part) => part.amount !== 0).sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount)).slice(0, 6);
}

/** Every candidate with its score or the record that refused it, the chosen one first, then by score. */
function consideredOf(row: LedgerRow, candidates: readonly Considered[]): Weighed[] {
  const best = row.chosen === null ? null : row.scores[row.chosen - 1] ?? 0;
  return candidates.map((candidate): Weighed => {
    const index = candidate.position - 1;
    const score = round(row.scores[index] ?? 0);
    const [code, record] = (row.refusals[index] ?? '').split(' ') as [NotChosen | '', string | undefined];
    const chosen = row.chosen === candidate.position;
    const behind = best === null ? '' : `Allowed, but ${round(best - (row.scores[index] ?? 0)).toFixed(2)} below.`;
    return {
      code: candidate.code, name: candidate.name, channel: candidate.channel, function: candidate.function, score, chosen,
      refusal: code || null, record: record ?? null, sentence: code ? NOT_CHOSEN[code] : chosen ? 'Chosen.' : behind,
    };
  }).sort((a, b) => Number(b.chosen) - Number(a.chosen) || Number(a.refusal !== null) - Number(b.refusal !== null) || b.score - a.score);
}

/** The shortest true reason, for a row of a list. */
export function becauseOf(row: LedgerRow, candidates: readonly Considered[], weights: Weights): string {
  if (row.outcome === 'held_out') return 'drawn at random, to measure the effect';
  if (row.chosen === null) {
    if (row.refusal) return NOT_CHOSEN[row.refusal as NotChosen] ?? row.refusal; // a row says what the count over it says
    const first = consideredOf(row, candidates)[0];
    return first?.refusal ? NOT_CHOSEN[first.refusal] : 'nothing was allowed';
  }
  const candidate = candidates[row.chosen - 1] as Considered;
  if (candidate.channel === null) return 'no touch that was allowed scored higher';
  const [most] = contributionsOf(row, candidates, { candidate, weights }).filter((part) => part.amount > 0);
  return most ? `${most.label.toLowerCase()}: ${most.evidence}` : 'best of what was allowed';
}

/** What would have to change for another choice. */
function whatWouldChange(row: LedgerRow, candidates: readonly Considered[]): string {
  const considered = consideredOf(row, candidates);
  const chosen = considered.find((one) => one.chosen);
  const held = considered.filter((one) => one.refusal !== null && one.refusal !== 'not_in_running_journey').sort((a, b) => b.score - a.score)[0];
  if (!chosen) return held ? `If “${inside(held.refusal as NotChosen)}” no longer held, ${held.name.toLowerCase()} would be chosen.` : 'Nothing that anybody here could change.';
  if (held && held.score > chosen.score) return `If “${inside(held.refusal as NotChosen)}” no longer held, ${held.name.toLowerCase()} would lead by ${(held.score - chosen.score).toFixed(2)}.`;
  const next = considered.find((one) => !one.chosen && one.refusal === null);
  return next ? `${next.name} would be chosen if it gained ${(chosen.score - next.score).toFixed(2)}, for example by her asking for it.` : 'Nothing else was allowed.';
}

/** A decision told in words: what was considered, what counted for what was chosen or came nearest, and what would change it. */
export function tellDecision<Row extends LedgerRow>(row: Row, candidates: readonly Considered[], weights: Weights) {
  const considered = consideredOf(row, candidates);
  const explained = candidates.find((candidate) => candidate.position === row.chosen) ?? candidates.find((candidate) => candidate.code === considered[0]?.code);
  const { scores: _scores, refusals: _refusals, features: _features, ...head } = row; // the ledger's arrays are told as words below
  return {
    ...head, because: becauseOf(row, candidates, weights), considered,
    counted: explained ? { candidate: explained.code, name: explained.name, parts: contributionsOf(row, candidates, { candidate: explained, weights }) } : null,
    wouldChange: whatWouldChange(row, candidates),
  };
}
