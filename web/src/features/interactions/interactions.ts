import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, type RowOf } from '../../api/call.ts';
import { DAY_MS } from '../../ui/format.ts';
import type { FunctionName } from '../../ui/theme/tokens.ts';

export type Interaction = RowOf<'/api/interactions'>;
export type LogSearch = Partial<Record<'function' | 'channel' | 'whose' | 'product' | 'from' | 'to' | 'cursor' | 'panel', string>>;

const DAYS = 31;
const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The days of the log: those in the URL, else the last month. */
export function periodOf(search: LogSearch, now = Date.now()): { from: string; to: string } {
  const to = isDay(search.to) ? search.to : dayOf(now);
  return { to, from: isDay(search.from) && search.from <= to ? search.from : dayOf(Date.parse(to) - DAYS * DAY_MS) };
}

const FUNCTIONS = ['sales', 'marketing', 'medical', 'market_access', 'contact_centre'] as const;
const CHANNELS = ['email', 'sms', 'phone', 'visit', 'event', 'portal'] as const;
export { CHANNELS, FUNCTIONS };
const known = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((one) => one === value);

export const functionName = (name: string): FunctionName => name.replaceAll('_', '-') as FunctionName;

export function logQuery(search: LogSearch) {
  const { from, to } = periodOf(search);
  const product = Number(search.product);
  const query = {
    from: `${from}T00:00:00Z`, to: `${to}T23:59:59.999999Z`, function: known(FUNCTIONS, search.function), channel: known(CHANNELS, search.channel), cursor: search.cursor, limit: 50,
    filter: search.whose === 'customer' ? 'from_customer' as const : search.whose === 'mine' ? 'with_me' as const : 'all' as const,
    productId: Number.isInteger(product) && product > 0 ? product : undefined,
  };
  return queryOptions({ queryKey: ['interactions.interaction', 'log', query], queryFn: ({ signal }) => get('/api/interactions', { query, signal }), placeholderData: keepPreviousData });
}

export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => get('/api/products', { query: { ownOnly: 'true' }, signal }), staleTime: 300_000 });
