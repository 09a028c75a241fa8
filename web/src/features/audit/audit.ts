import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, post, type Answer, type RowOf } from '../../api/call.ts';

export type Entry = RowOf<'/api/audit/entries'>;
export type Verdict = Answer<'/api/audit/verify', 'post'>;
export const KINDS = ['change', 'read', 'access'] as const;
export type Question = Partial<Record<'kind' | 'by' | 'who' | 'action' | 'customer' | 'resource' | 'record' | 'from' | 'until' | 'cursor', string>>;
export type Anchor = RowOf<'/api/audit/anchors'>;
export type ReasonRule = Answer<'/api/audit/reason-rules'>['rows'][number];

const asDay = (text: string | undefined): Date | undefined => { // an address may say anything
  const day = text ? new Date(`${text}T00:00:00`) : undefined;
  return day && !Number.isNaN(day.getTime()) ? day : undefined;
};

const dayStart = (day: string | undefined): string | undefined => asDay(day)?.toISOString();

function dayEnd(day: string | undefined): string | undefined {
  const next = asDay(day);
  if (!next) return undefined;
  next.setDate(next.getDate() + 1);
  return next.toISOString();
}

const NOBODY = Number.MAX_SAFE_INTEGER; // what is no number names nobody: an answer about everybody would be a wrong one, in a copy above all

/** Whether this can be the number of a customer. */
export const isCustomerNumber = (text: string): boolean => /^C?[1-9]\d{0,14}$/i.test(text);

/** A question as the API takes it. */
function asked(question: Question) {
  const { customer } = question;
  return {
    kind: KINDS.find((one) => one === question.kind), by: question.by === 'people' ? 'people' as const : undefined, userId: question.who ? Number(question.who) : undefined, action: question.action,
    customerId: !customer ? undefined : isCustomerNumber(customer) ? Number(customer.replace(/^C/i, '')) : NOBODY, resource: question.resource, recordId: question.record, from: dayStart(question.from), to: dayEnd(question.until),
  };
}

/** Where the same question is answered as a copy to print, or as a file. */
export function copyHref(form: 'copy' | 'export', question: Question): string {
  const given = Object.entries(asked(question)).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => [name, String(value)]);
  return `/api/audit/${form}?${new URLSearchParams(given).toString()}`;
}

export const entriesQuery = (question: Question, limit = 50) => {
  const query = { limit, cursor: question.cursor, ...asked(question) };
  return queryOptions({ queryKey: ['audit', 'entries', query], queryFn: ({ signal }) => get('/api/audit/entries', { query, signal }), placeholderData: keepPreviousData });
};

export const peopleQuery = (text: string) =>
  queryOptions({ queryKey: ['audit', 'people', text], queryFn: ({ signal }) => get('/api/persons', { query: { q: text || undefined, limit: 20 }, signal }), placeholderData: keepPreviousData });

/** The verdict of the last check in this visit; only a check writes it, so nothing that reads anew forgets it. */
export const verdictQuery = () => queryOptions<Verdict | null>({ queryKey: ['audit', 'verdict'], enabled: false, initialData: null, gcTime: Number.POSITIVE_INFINITY });

export function useCheck() {
  const client = useQueryClient();
  return useMutation({ mutationFn: () => post('/api/audit/verify'), onSuccess: (verdict) => client.setQueryData(verdictQuery().queryKey, verdict) });
}

export const anchorsQuery = (cursor: string | undefined) => queryOptions({ queryKey: ['audit', 'anchors', cursor ?? ''], queryFn: ({ signal }) => get('/api/audit/anchors', { query: { cursor, limit: 50 }, signal }) });
export const keysQuery = () => queryOptions({ queryKey: ['audit', 'keys'], queryFn: ({ signal }) => get('/api/audit/keys', { signal }) });
export const reasonRulesQuery = () => queryOptions({ queryKey: ['audit', 'reason-rules'], queryFn: ({ signal }) => get('/api/audit/reason-rules', { signal }) });
