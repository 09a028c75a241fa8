import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type RowOf } from '../../api/call.ts';
import { formatShare } from '../../ui/format.ts';
import { stewardWords as words } from './steward-messages.ts';

export type Pair = RowOf<'/api/customers/pairs'>;
export type PairDetail = Answer<'/api/customers/pairs/{customerId}/{otherId}'>;
export type Precision = Answer<'/api/customers/verdicts/precision'>;
export type MergeRow = RowOf<'/api/customers/merges'>;
export type View = 'open' | 'later';
export type Verdict = 'same' | 'different' | 'later' | 'withdrawn';
export type Decided = Answer<'/api/customers/verdicts', 'post'>['results'][number];

// The first part of a key is the live topic that makes it stale.
const PAIRS = 'customers.pair';

export const pairId = ({ customerId, otherId }: { readonly customerId: number; readonly otherId: number }): string => `${customerId}-${otherId}`;

const SURE = 0.9995; // rounds to 100 %, which no rule is
const SHOWN_SURE = 0.999;
/** How likely a pair is one party, in words: never quite certain. */
export const likelyOf = (probability: number): string => (probability >= SURE ? words.nearlyOne(formatShare(SHOWN_SURE)) : formatShare(probability));

export const pairsQuery = (view: View, limit: number) =>
  queryOptions({ queryKey: [PAIRS, 'list', view, limit], queryFn: ({ signal }) => get('/api/customers/pairs', { query: { state: view, limit }, signal }), placeholderData: keepPreviousData });

export const pairQuery = ({ customerId, otherId }: Pick<Pair, 'customerId' | 'otherId'>, winnerId: number | undefined) => queryOptions({
  queryKey: [PAIRS, 'one', customerId, otherId, winnerId ?? 0], retry: false,
  queryFn: ({ signal }) => get('/api/customers/pairs/{customerId}/{otherId}', { path: { customerId, otherId }, query: { winnerId }, signal }),
});

export const precisionQuery = () => queryOptions({ queryKey: [PAIRS, 'precision'], queryFn: ({ signal }) => get('/api/customers/verdicts/precision', { signal }) });

export const mergesQuery = (cursor?: string) => queryOptions({ queryKey: [PAIRS, 'merges', cursor ?? ''], queryFn: ({ signal }) => get('/api/customers/merges', { query: { cursor, limit: 20 }, signal }) });

export const lineageQuery = (customerId: number) =>
  queryOptions({ queryKey: ['customers.customer', 'lineage', customerId], queryFn: ({ signal }) => get('/api/customers/{customerId}/lineage', { path: { customerId }, signal }), retry: false });

type Judged = Pick<Pair, 'customerId' | 'otherId'> & { readonly winnerId?: number | undefined };

/** A verdict on one pair or many; what is refused comes back with its reason. */
export const judge = async (pairs: readonly Judged[], verdict: Verdict, reason = ''): Promise<readonly Decided[]> =>
  (await post('/api/customers/verdicts', { body: { pairs: pairs.map(({ customerId, otherId, winnerId }) => ({ customerId, otherId, ...(winnerId === undefined ? {} : { winnerId }) })), verdict, reason }, idempotencyKey: crypto.randomUUID() })).results;

export const undoMerge = (mergeId: number, reason: string) => post('/api/customers/merges/{mergeId}/undo', { path: { mergeId }, body: { reason }, idempotencyKey: crypto.randomUUID() });
