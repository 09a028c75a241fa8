import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { get, type Answer, type Body, type RowOf } from '../../api/call.ts';

export type PersonRow = RowOf<'/api/access/people'>;
export type Person = Answer<'/api/access/people/{userId}'>;
export type NewPerson = Body<'/api/access/people'>;
export type TeamRow = RowOf<'/api/access/teams'>;
export type Team = Answer<'/api/access/teams/{teamId}'>;
export type Policy = Answer<'/api/access/policy'>;
export type Explanation = Answer<'/api/access/explain'>;
export type BreakGlass = RowOf<'/api/access/break-glass'>;
export type Review = RowOf<'/api/access/reviews'>;
export type Line = RowOf<'/api/access/reviews/{reviewId}/lines'>;

export type Role = PersonRow['role'];
export type FunctionName = PersonRow['function'];
export type BreakGlassReason = BreakGlass['reason'];
export const ROLES = ['administrator', 'market_access', 'marketing', 'contact_centre', 'medical', 'field', 'director', 'steward', 'reviewer', 'safety'] as const satisfies readonly Role[];
export const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre', 'patient_services', 'operations'] as const satisfies readonly FunctionName[];
export const REASONS = ['covers_for_colleague', 'customer_asked', 'safety_matter', 'complaint', 'hand_over'] as const satisfies readonly BreakGlassReason[];
export const SHOWN = ['all', 'mine', 'undecided', 'waiting'] as const;

export type PeopleSearch = Partial<Record<'q' | 'role' | 'function' | 'team' | 'state' | 'cursor' | 'panel' | 'edit', string>>;

/** An address may say anything: a word of a list, or nothing. */
const oneOf = <T extends string>(list: readonly T[], text: string | undefined): T | undefined => list.find((one) => one === text);
export const idOf = (text: string | undefined): number | undefined => (text && /^\d{1,9}$/.test(text) ? Number(text) : undefined);

export function peopleQuery(search: PeopleSearch) {
  const state = search.state === 'all' ? undefined : oneOf(['active', 'inactive'] as const, search.state) ?? 'active';
  const query = { limit: 50, q: search.q, role: oneOf(ROLES, search.role), function: oneOf(FUNCTIONS, search.function), teamId: idOf(search.team), state, cursor: search.cursor };
  return queryOptions({ queryKey: ['access.person', 'list', query], queryFn: ({ signal }) => get('/api/access/people', { query, signal }), placeholderData: keepPreviousData });
}
export const countsQuery = () => queryOptions({ queryKey: ['access.person', 'counts'], queryFn: ({ signal }) => get('/api/access/people/counts', { signal }) });
export const personQuery = (userId: number | undefined) =>
  queryOptions({ queryKey: ['access.person', userId], queryFn: ({ signal }) => get('/api/access/people/{userId}', { path: { userId: userId ?? 0 }, signal }), enabled: userId !== undefined, retry: false });
export const hangsOnQuery = (userId: number) =>
  queryOptions({ queryKey: ['access.person', userId, 'hangs-on'], queryFn: ({ signal }) => get('/api/access/people/{userId}/hangs-on', { path: { userId }, signal }), staleTime: 0 });

export const teamsQuery = () => queryOptions({ queryKey: ['access.team', 'list'], queryFn: ({ signal }) => get('/api/access/teams', { signal }) });
export const teamQuery = (teamId: number | undefined) =>
  queryOptions({ queryKey: ['access.team', teamId], queryFn: ({ signal }) => get('/api/access/teams/{teamId}', { path: { teamId: teamId ?? 0 }, signal }), enabled: teamId !== undefined, retry: false });
export const vocabularyQuery = () => queryOptions({ queryKey: ['access.person', 'vocabulary'], queryFn: ({ signal }) => get('/api/access/vocabulary', { signal }) });

export const policyQuery = () => queryOptions({ queryKey: ['access.person', 'policy'], queryFn: ({ signal }) => get('/api/access/policy', { signal }), staleTime: 60_000 });

/** Active colleagues by a part of their name. */
export const colleaguesQuery = (text: string) =>
  queryOptions({ queryKey: ['persons', 'find', text], queryFn: ({ signal }) => get('/api/persons', { query: { q: text || undefined, limit: 20 }, signal }), placeholderData: keepPreviousData });

export const LEAST_SEARCH = 2; // letters: one finds half the country
/** Customers by name: for administrators all, for others those they see. */
export const customersQuery = (text: string, all: boolean) => queryOptions({
  queryKey: ['customers', 'asked', all, text], placeholderData: keepPreviousData,
  queryFn: ({ signal }) => (all ? get('/api/access/customers', { query: { search: text }, signal }) : get('/api/customers', { query: { search: text, limit: 8 }, signal })),
});

export const explainQuery = (customerId: number | undefined, userId: number | undefined) => queryOptions({
  queryKey: ['access.person', 'explain', customerId, userId], queryFn: ({ signal }) => get('/api/access/explain', { query: { customerId: customerId ?? 0, userId }, signal }), enabled: customerId !== undefined, retry: false, staleTime: 0,
});

export const breakGlassQuery = (cursor: string | undefined, openOnly: boolean) => {
  const query = { limit: 50, cursor, openOnly: openOnly ? 'true' as const : undefined };
  return queryOptions({ queryKey: ['access.break_glass', 'list', query], queryFn: ({ signal }) => get('/api/access/break-glass', { query, signal }), placeholderData: keepPreviousData });
};
export const oneBreakGlassQuery = (breakGlassId: number | undefined) => queryOptions({
  queryKey: ['access.break_glass', breakGlassId], queryFn: ({ signal }) => get('/api/access/break-glass/{breakGlassId}', { path: { breakGlassId: breakGlassId ?? 0 }, signal }), enabled: breakGlassId !== undefined, retry: false,
});
export const readsQuery = (breakGlassId: number, cursor: string | undefined) => queryOptions({
  queryKey: ['access.break_glass', breakGlassId, 'reads', cursor], queryFn: ({ signal }) => get('/api/access/break-glass/{breakGlassId}/reads', { path: { breakGlassId }, query: { limit: 20, cursor }, signal }), staleTime: 0,
});

export const reviewsQuery = () => queryOptions({ queryKey: ['access.review', 'list'], queryFn: ({ signal }) => get('/api/access/reviews', { signal }) });
export const reviewQuery = (reviewId: number) => queryOptions({ queryKey: ['access.review', reviewId], queryFn: ({ signal }) => get('/api/access/reviews/{reviewId}', { path: { reviewId }, signal }) });
export function linesQuery(reviewId: number, search: Partial<Record<'show' | 'cursor', string>>) {
  const query = { limit: 100, show: oneOf(SHOWN, search.show) ?? 'all', cursor: search.cursor };
  return queryOptions({ queryKey: ['access.review', reviewId, 'lines', query], queryFn: ({ signal }) => get('/api/access/reviews/{reviewId}/lines', { path: { reviewId }, query, signal }), placeholderData: keepPreviousData });
}

/** A deed after which lists of these topics read anew. */
export function useDeed<Input, Result>(topics: readonly string[], deed: (input: Input) => Promise<Result>, onDone?: (result: Result) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: (result) => {
      for (const topic of topics) void client.invalidateQueries({ queryKey: [topic] });
      onDone?.(result);
    },
  });
}

/** Codes of two letters that name something: countries and languages as this browser knows them. */
function codesOf(type: 'region' | 'language', skipped: readonly string[]): { readonly value: string; readonly label: string }[] {
  const names = new Intl.DisplayNames('en', { type, fallback: 'none' });
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).map((code) => (type === 'region' ? code.toUpperCase() : code));
  return codes.flatMap((value) => {
    const name = skipped.includes(value) ? undefined : names.of(value);
    return name ? [{ value, label: name }] : [];
  }).sort((a, b) => a.label.localeCompare(b.label));
}
const NO_COUNTRIES = ['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'];
export const countries = () => codesOf('region', NO_COUNTRIES);
export const languages = () => codesOf('language', []);
export const zones = (): string[] => Intl.supportedValuesOf('timeZone');
export const marketName = (code: string): string => new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
