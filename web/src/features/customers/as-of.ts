import { queryOptions } from '@tanstack/react-query';
import { get } from '../../api/call.ts';
import { isDay } from '../../ui/day-field.tsx';

/** A day of the past as the URL has it, or none. */
export const pastDay = (day: string | undefined): string | undefined => (isDay(day) && day < localToday() ? day : undefined);

/** Today where the reader is. */
export function localToday(): string {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}

/** What was known of a day is what was known when it ended, where the reader is. */
const endOf = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString();

export const recordAtQuery = (customerId: number, day: string) =>
  queryOptions({ queryKey: ['customers.customer', 'as-of', customerId, day], queryFn: ({ signal }) => get('/api/customers/{customerId}', { path: { customerId }, query: { asOf: endOf(day) }, signal }), retry: false });

export const membersAtQuery = (customerId: number, day: string, cursor: string | undefined) =>
  queryOptions({ queryKey: ['customers.customer', 'members-as-of', customerId, day, cursor ?? ''], queryFn: ({ signal }) => get('/api/customers/{customerId}/members', { path: { customerId }, query: { limit: 50, asOf: endOf(day), cursor }, signal }), retry: false });
