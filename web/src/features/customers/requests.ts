import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type Body, type RowOf } from '../../api/call.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { requestWords as words } from './request-messages.ts';

export type ChangeRequest = RowOf<'/api/customers/requests'>;
export type Asked = Answer<'/api/customers/requests', 'post'>;
export type NewRequest = Body<'/api/customers/requests'>;
export type RequestView = 'mine' | 'waiting' | 'decided';
export type Word = Body<'/api/customers/requests/{requestId}/decide'>['lines'][number];

// The first part of a key is the live topic that makes it stale.
const REQUESTS = 'customers.request';

export const requestsQuery = (view: RequestView, cursor?: string) =>
  queryOptions({ queryKey: [REQUESTS, 'list', view, cursor ?? ''], queryFn: ({ signal }) => get('/api/customers/requests', { query: { view, cursor, limit: 50 }, signal }), placeholderData: keepPreviousData });
export const requestQuery = (requestId: number) =>
  queryOptions({ queryKey: [REQUESTS, 'one', requestId], queryFn: ({ signal }) => get('/api/customers/requests/{requestId}', { path: { requestId }, signal }), retry: false });

const MOST_BYTES = 10 * 1024 * 1024;
export const FILE_TYPES: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg'];
/** What is wrong with a file before it is sent; the server looks at its content again. */
export const faultOf = (file: File | null): string | undefined => (!file ? undefined : file.size > MOST_BYTES ? words.ask.tooBig : FILE_TYPES.includes(file.type) ? undefined : words.ask.wrongFile);

async function addFile(requestId: number, file: File): Promise<void> {
  const response = await fetch(`/api/customers/requests/${requestId}/files?${new URLSearchParams({ name: file.name })}`, {
    method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream', 'x-tutti-request': '1' },
  });
  if (!response.ok) throw new ProblemError({ title: 'The file was not taken', ...await response.json().catch(() => ({})) as object, status: response.status, code: 'customers.request_file' });
}

/** Asks for a change; with a file it is kept back until the file is there, so that no steward reads half of it. */
export async function askFor(input: NewRequest, file: File | null): Promise<Asked> {
  const asked = await post('/api/customers/requests', { body: { ...input, submit: file === null }, idempotencyKey: crypto.randomUUID() });
  if (!file) return asked;
  await addFile(asked.requestId, file).catch(async (error: unknown) => {
    await takeBack(asked.requestId); // or each further try would leave one more request that nobody sends
    throw error;
  });
  return post('/api/customers/requests/{requestId}/submit', { path: { requestId: asked.requestId } });
}

export const takeUp = (requestId: number) => post('/api/customers/requests/{requestId}/take', { path: { requestId } });
export const takeBack = (requestId: number) => post('/api/customers/requests/{requestId}/cancel', { path: { requestId } });
export const decide = (requestId: number, lines: Word[], answer: string) => post('/api/customers/requests/{requestId}/decide', { path: { requestId }, body: { lines, answer } });

export const timeOf = ({ expected }: Asked): string => (expected.hours === null ? words.notKnown : words.expected(expected.hours));
export const fieldOf = (field: string, stated: string): string => words.fields[field] ?? (field.startsWith('affiliation:') ? stated : field);
