import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, type Answer } from '../../api/call.ts';
import { FUNCTIONS, type FunctionName } from '../../ui/theme/tokens.ts';

export type Engagement = Answer<'/api/insight/engagement'>;
export type Figure = Engagement['figures'][number];
export type Awareness = Answer<'/api/insight/awareness'>;
export type Orchestration = Answer<'/api/insight/orchestration'>;
export type LookAlikes = Answer<'/api/insight/look-alikes'>;
export type LookAlike = LookAlikes['rows'][number];
type Members = Answer<'/api/insight/members'>;
export type Member = Members['rows'][number];

export const WEEKS = ['4', '12', '26', '52'] as const;
export const REACHING = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre'] as const;

/** A function as the API spells it (`contact_centre`), as the one that has a hue. */
export const functionOf = (name: string): FunctionName => FUNCTIONS.find((one) => one === name.replaceAll('_', '-')) ?? 'marketing';

export type Scope = { readonly productId?: number | undefined; readonly weeks: number };
const KEY = 'insight.figure'; // the live topic

export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => get('/api/products', { query: { ownOnly: 'true' }, signal }), staleTime: 300_000 });
export const engagementQuery = ({ productId, weeks }: Scope) => queryOptions({ queryKey: [KEY, 'engagement', productId, weeks], queryFn: ({ signal }) => get('/api/insight/engagement', { query: { productId, weeks }, signal }), placeholderData: keepPreviousData });
export const awarenessQuery = ({ productId }: Scope) => queryOptions({ queryKey: [KEY, 'awareness', productId], queryFn: ({ signal }) => get('/api/insight/awareness', { query: { productId }, signal }), placeholderData: keepPreviousData });
export const orchestrationQuery = ({ productId, weeks }: Scope) => queryOptions({ queryKey: [KEY, 'orchestration', productId, weeks], queryFn: ({ signal }) => get('/api/insight/orchestration', { query: { productId, weeks }, signal }), placeholderData: keepPreviousData });
export const lookAlikesQuery = (query: { productId?: number | undefined; accountId?: number | undefined; limit: number; all?: boolean }) =>
  queryOptions({ queryKey: [KEY, 'look-alikes', query], queryFn: ({ signal }) => get('/api/insight/look-alikes', { query: { ...query, all: query.all ? 'true' as const : 'false' as const }, signal }), placeholderData: keepPreviousData });
export const definitionsQuery = () => queryOptions({ queryKey: ['insight', 'definitions'], queryFn: ({ signal }) => get('/api/insight/definitions', { signal }), staleTime: Number.POSITIVE_INFINITY });

export const MEMBER_LISTS = ['reached', 'answered', 'engaged', 'no_touch', 'prevented', 'first_touch'] as const;
export type MemberList = (typeof MEMBER_LISTS)[number];
const CHANNELS = ['visit', 'phone', 'email', 'event', 'portal', 'sms'] as const;
export type MemberSearch = Partial<Record<'of' | 'product' | 'function' | 'channel' | 'week' | 'cursor', string>>;
const known = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((one) => one === value);

/** What the URL asks for, as far as it is known; anything else is left out. */
export function membersQuery(search: MemberSearch, productId: number | undefined) {
  const query = {
    of: known(MEMBER_LISTS, search.of) ?? 'reached', productId, function: known(REACHING, search.function), channel: known(CHANNELS, search.channel),
    week: /^\d{4}-\d\d-\d\d$/.test(search.week ?? '') ? search.week : undefined, cursor: search.cursor, limit: 50,
  };
  return queryOptions({ queryKey: [KEY, 'members', query], queryFn: ({ signal }) => get('/api/insight/members', { query, signal }), placeholderData: keepPreviousData });
}
