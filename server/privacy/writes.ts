import { sql, type Tx } from '#platform/db';
import type { Person } from './statements.ts';

export type NewRequest = { readonly customerId: number; readonly userId: number | null; readonly kind: string; readonly channel: string; readonly words: string; readonly receivedAt: string; readonly dueAt: string };

export const nextNumber = async (tx: Tx): Promise<number> => (await tx.one<{ id: number }>(sql`select nextval('privacy.request_number') as id`)).id;

export const insertRequest = (tx: Tx, requestId: number, one: NewRequest): Promise<number> => tx.run(sql`
  insert into privacy.request (customer_id, request_id, user_id, kind, channel, words, received_at, due_at, recorded_by, recorded_at)
  values (${one.customerId}::bigint, ${requestId}::bigint, ${one.userId}::integer, ${one.kind}, ${one.channel}, ${one.words}, ${one.receivedAt}::timestamptz, ${one.dueAt}::timestamptz, ${tx.actor.userId}::integer, ${tx.now}::timestamptz)`);

export const lockRequest = (tx: Tx, requestId: number): Promise<{ requestId: number } | undefined> => tx.maybe(sql`select request_id from privacy.request where request_id = ${requestId}::bigint for update`);

type Changes = { readonly state?: string; readonly identity?: string; readonly dueAt?: string; readonly extension?: string; readonly refusal?: string; readonly outcome?: string; readonly report?: unknown; readonly exported?: boolean; readonly closes?: boolean };

export const updateRequest = (tx: Tx, requestId: number, one: Changes): Promise<number> => tx.run(sql`
  update privacy.request
     set state = coalesce(${one.state ?? null}, state), identity = coalesce(${one.identity ?? null}, identity), due_at = coalesce(${one.dueAt ?? null}::timestamptz, due_at),
         verified_at = case when ${one.identity !== undefined} then ${tx.now}::timestamptz else verified_at end, verified_by = case when ${one.identity !== undefined} then ${tx.actor.userId}::integer else verified_by end,
         extension = coalesce(${one.extension ?? null}, extension), extended_at = case when ${one.extension !== undefined} then ${tx.now}::timestamptz else extended_at end,
         refusal = coalesce(${one.refusal ?? null}, refusal), outcome = coalesce(${one.outcome ?? null}, outcome), report = coalesce(${one.report === undefined ? null : JSON.stringify(one.report)}::jsonb, report),
         exported_at = case when ${one.exported ?? false} then ${tx.now}::timestamptz else exported_at end,
         closed_at = case when ${one.closes ?? false} then ${tx.now}::timestamptz else closed_at end, closed_by = case when ${one.closes ?? false} then ${tx.actor.userId}::integer else closed_by end, version = version + 1
   where request_id = ${requestId}::bigint`);

export const insertHold = (tx: Tx, holdId: number, one: { customerId: number; reason: string; law: string; validTo: string | null }): Promise<number> => tx.run(sql`
  insert into privacy.legal_hold (customer_id, hold_id, reason, law, valid_from, valid_to, recorded_by)
  values (${one.customerId}::bigint, ${holdId}::bigint, ${one.reason}, ${one.law}, ${tx.now}::timestamptz, ${one.validTo}::timestamptz, ${tx.actor.userId}::integer)`);

export const endHoldAt = (tx: Tx, holdId: number, reason: string): Promise<{ customerId: number } | undefined> => tx.maybe(sql`
  update privacy.legal_hold set valid_to = ${tx.now}::timestamptz, ended_by = ${tx.actor.userId}::integer, end_reason = ${reason}
   where hold_id = ${holdId}::bigint and (valid_to is null or valid_to > ${tx.now}::timestamptz) returning customer_id`);

/** Keeps a keyed hash of whatever would lead us to the person again: numbers that name one person, and addresses and telephone numbers that nobody shares with her. */
export const insertSuppressions = (tx: Tx, person: Person, requestId: number): Promise<number> => tx.run(sql`
  insert into privacy.suppression as s (kind, hash, key_id, request_id, made_at)
  select distinct on (v.kind, h.hash) v.kind, h.hash, left(encode(sha256(decode(current_setting('tutti.suppression_pads', true), 'hex')), 'hex'), 16), ${requestId}::bigint, ${tx.now}::timestamptz
    from (select case when kind in ('sms', 'fax') then 'phone' else kind end as kind, value from customers.contact_point p where customer_id = any(${person.ids}::bigint[]) and kind <> 'portal'
             and not exists (select from customers.contact_point o where lower(o.value) = lower(p.value) and o.kind = p.kind and o.customer_id <> all(${person.ids}::bigint[]))
          union select system, value from customers.identifier where customer_id = any(${person.ids}::bigint[]) and system in ('npi', 'dea', 'onekey', 'mrn')) v
   cross join lateral (select privacy.keyed_hash(v.kind, v.value) as hash) h
  on conflict (kind, hash) do update set lifted_at = null, lifted_by = null, lift_reason = '', key_id = excluded.key_id, request_id = excluded.request_id, made_at = excluded.made_at where s.lifted_at is not null`);

export const liftSuppressionAt = (tx: Tx, suppressionId: number, reason: string): Promise<number> => tx.run(sql`
  update privacy.suppression set lifted_at = ${tx.now}::timestamptz, lifted_by = ${tx.actor.userId}::integer, lift_reason = ${reason} where suppression_id = ${suppressionId}::bigint and lifted_at is null`);
