import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../api/client.ts';

export type Case = {
  readonly caseId: number; readonly customerId: number; readonly customerName: string | null; readonly kind: string; readonly ownerId: number | null; readonly ownerName: string | null; readonly channel: string;
  readonly state: string; readonly headline: string; readonly productId: number | null; readonly productName: string | null; readonly outcome: string | null; readonly dueAt: string; readonly openedAt: string;
  readonly closedAt: string | null; readonly version: number;
};
type Counts = { readonly waiting: number; readonly unowned: number; readonly overdue: number; readonly atRisk: number; readonly closedToday: number; readonly handedOverToday: number; readonly answeredFirstTimeToday: number; readonly closedLateToday: number };
export type Line = { readonly now: string; readonly cases: readonly Case[]; readonly counts: Counts; readonly oldest: { readonly openedAt: string; readonly customerName: string | null } | null };
type CrossingItem = { readonly id: string; readonly label: string; readonly detail: string | null };
export type Crossing = { readonly crosses: readonly CrossingItem[]; readonly stays: readonly CrossingItem[] };
export type ConsoleCase = {
  readonly case: Case; readonly pronoun: string; readonly crossing: Crossing;
  readonly question: { readonly question: string; readonly topics: readonly string[]; readonly callback: string; readonly bestTime: string; readonly mayMentionHarm: boolean; readonly answersRead: readonly { readonly versionId: number }[] };
  readonly notes: readonly { readonly noteId: number; readonly name: string | null; readonly body: string; readonly writtenAt: string }[];
};
export type Answer = {
  readonly versionId: number; readonly code: string; readonly kind: string; readonly title: string; readonly versionNo: number; readonly validTo: string; readonly citation: string; readonly body: string;
  readonly matched: readonly string[]; readonly missing: readonly string[]; readonly covered: number; readonly of: number;
};
export type Liaison = {
  readonly userId: number; readonly name: string; readonly presence: string; readonly free: boolean; readonly freeUntil: string | null; readonly freeFrom: string | null;
  readonly blocks: readonly { readonly from: string; readonly to: string }[]; readonly certifiedUntil: string; readonly languages: readonly string[]; readonly knowsSince: string | null;
};
export type Finder = { readonly at: string; readonly people: readonly Liaison[]; readonly notOffered: readonly { readonly reason: string; readonly count: number; readonly people: readonly { readonly userId: number; readonly name: string; readonly detail: string | null }[] }[] };
export type Touch = { readonly interactionId: number; readonly occurredAt: string; readonly function: string; readonly direction: string; readonly headline: string; readonly personName: string | null; readonly sentence: string | null };
export type Customer = { readonly customerId: number; readonly name: string; readonly credential: string | null; readonly specialtyName: string | null; readonly city: string | null; readonly language: string; readonly timeZone: string; readonly belongsTo?: readonly { readonly name: string }[] };
export type FoundCustomer = { readonly customerId: number; readonly name: string; readonly credential?: string | null; readonly specialtyName?: string | null; readonly city?: string | null; readonly organisationName?: string | null };
type Product = { readonly productId: number; readonly name: string };
type Rows<Row> = { readonly rows: readonly Row[] };

const LINE_MS = 15_000; // a desk that waits looks at its line
const MOST_ASKED = 1_000; // characters of a question by which answers are found
const FINDER_MS = 20_000; // presence changes while one speaks

export const lineQuery = () => queryOptions({ queryKey: ['contact-centre', 'line'], queryFn: ({ signal }) => request<Line>('GET', '/contact-centre/line', { signal }), refetchInterval: LINE_MS });
export const caseQuery = (caseId: string) => queryOptions({ queryKey: ['contact-centre', 'case', caseId], queryFn: ({ signal }) => request<ConsoleCase>('GET', `/contact-centre/cases/${caseId}`, { signal }) });
export const answersQuery = (q: string, productId: number | null) =>
  queryOptions({ queryKey: ['content', 'answers', q, productId], queryFn: ({ signal }) => request<Rows<Answer>>('GET', '/content/answers', { query: { q: q.trim().slice(0, MOST_ASKED), productId }, signal }), enabled: q.trim().length > 2 });
export const finderQuery = ({ productId, customerId, language }: { productId: number | null; customerId: number; language?: string }) =>
  queryOptions({
    queryKey: ['medical', 'finder', productId, customerId, language ?? null], enabled: productId !== null, refetchInterval: FINDER_MS,
    queryFn: ({ signal }) => request<Finder>('GET', '/medical/finder', { query: { productId, customerId, language }, signal }),
  });
export const touchesQuery = (customerId: number) =>
  queryOptions({ queryKey: ['interactions', 'console', customerId], queryFn: ({ signal }) => request<Rows<Touch>>('GET', '/interactions', { query: { customerId, limit: 6 }, signal }) });
export const wishesQuery = (customerId: number) =>
  queryOptions({ queryKey: ['interactions', 'preferences', customerId], queryFn: ({ signal }) => request<{ said: readonly { wishId: number; kind: string; channel: string | null; detail: string; productName: string | null }[] }>('GET', '/interactions/preferences', { query: { customerId }, signal }) });
export const customerQuery = (customerId: number) => queryOptions({ queryKey: ['customers', String(customerId)], queryFn: ({ signal }) => request<Customer>('GET', `/customers/${customerId}`, { signal }), retry: false });
export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => request<Rows<Product>>('GET', '/products', { query: { ownOnly: true }, signal }), staleTime: 300_000 });
export const callersQuery = (search: string) =>
  queryOptions({ queryKey: ['customers', 'search', 'callers', search], queryFn: ({ signal }) => request<Rows<FoundCustomer>>('GET', '/customers', { query: { search, limit: 8 }, signal }), enabled: search.trim().length >= 2, retry: false });
export const screenQuery = (text: string) =>
  queryOptions({
    queryKey: ['safety', 'screen', text], enabled: text.trim().length > 3, staleTime: Number.POSITIVE_INFINITY, retry: false,
    queryFn: ({ signal }) => request<{ suspects: boolean; words: readonly string[]; kinds: readonly string[] }>('POST', '/safety/screen', { body: { text }, signal }),
  });

/** Posts to a path of the contact centre and reads what it shows anew. */
export function useConsole<Answer = unknown>() {
  const client = useQueryClient();
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ['contact-centre'] }), client.invalidateQueries({ queryKey: ['work'] })]);
  return useMutation({
    mutationFn: ({ path, body = {} }: { readonly path: string; readonly body?: unknown }) => request<Answer>('POST', path, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => { void refresh(); },
  });
}
