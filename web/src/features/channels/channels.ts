import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, type Answer, type RowOf } from '../../api/call.ts';

export type Outbox = Answer<'/api/channels/outbox'>;
export type Message = RowOf<'/api/channels/messages'>;
export type Inbound = RowOf<'/api/channels/inbound'>;
export type MailboxRow = RowOf<'/api/channels/mailbox'>;
export type MailboxMail = Answer<'/api/channels/mailbox/{mailboxId}'>;
export type OutboxSearch = Partial<Record<'state' | 'refusal' | 'fault' | 'cascade' | 'cursor' | 'panel', string>>;
export type RepliesSearch = Partial<Record<'kind' | 'cursor', string>>;
export type MailboxSearch = Partial<Record<'address' | 'cursor' | 'panel', string>>;

export const STATES = ['queued', 'claimed', 'dispatching', 'sent', 'refused', 'withdrawn', 'bounced', 'failed', 'unknown'] as const;
export const INBOUND_KINDS = ['reply', 'unknown', 'vacation', 'bounce', 'complaint'] as const;

const known = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((one) => one === value);
const number = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined);

export type Fault = Outbox['faults'][number];

export const sendAgain = (messageId: number, reason: string) => post('/api/channels/messages/{messageId}/send-again', { path: { messageId }, body: { reason } });
export const sendAllAgain = (cascadeId: number, fault: string, reason: string) => post('/api/channels/failed/send-again', { body: { cascadeId, fault, reason } });

export const outboxQuery = () => queryOptions({ queryKey: ['channels.message', 'outbox'], queryFn: ({ signal }) => get('/api/channels/outbox', { signal }) });

export function messagesQuery(search: OutboxSearch) {
  const query = { state: known(STATES, search.state), refusal: search.refusal, fault: search.fault, cascadeId: number(search.cascade), cursor: search.cursor, limit: 50 };
  return queryOptions({ queryKey: ['channels.message', 'list', query], queryFn: ({ signal }) => get('/api/channels/messages', { query, signal }), placeholderData: keepPreviousData });
}

export function inboundQuery(search: RepliesSearch) {
  const query = { kind: known(INBOUND_KINDS, search.kind), cursor: search.cursor, limit: 50 };
  return queryOptions({ queryKey: ['channels.inbound', query], queryFn: ({ signal }) => get('/api/channels/inbound', { query, signal }), placeholderData: keepPreviousData });
}

export function mailboxQuery(search: MailboxSearch) {
  const query = { address: search.address, cursor: search.cursor, limit: 50 };
  return queryOptions({ queryKey: ['channels.mailbox', 'list', query], queryFn: ({ signal }) => get('/api/channels/mailbox', { query, signal }), placeholderData: keepPreviousData });
}

export const mailQuery = (mailboxId: number) => queryOptions({
  queryKey: ['channels.mail', mailboxId], queryFn: ({ signal }) => get('/api/channels/mailbox/{mailboxId}', { path: { mailboxId }, signal }), staleTime: Infinity, // a mail never changes
});
