import { audit } from '#platform/audit';
import { addJobs } from '#platform/jobs';
import { sql, type Instant, type Tx } from '#platform/db';

/** Who may hear of it: medical, safety and phi events reach their own roles alone. */
type EventClass = 'open' | 'medical' | 'safety' | 'phi';

export type NewEvent = {
  /** word.past-participle, e.g. formulary.won */
  readonly type: string;
  /** 0 when it concerns no single customer. */
  readonly customerId: number;
  /** The second event with the same customer and key is the same event. */
  readonly key: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly subject?: string;
  readonly class?: EventClass;
  readonly occurredAt?: Instant;
};

export type StoredEvent = {
  readonly eventId: number;
  readonly customerId: number;
  readonly type: string;
  readonly class: EventClass;
  readonly subject: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actorId: number | null;
  readonly occurredAt: Instant;
};

const isOpen = (event: NewEvent): boolean => (event.class ?? 'open') === 'open';

const nextIds = async (tx: Tx, count: number): Promise<number[]> => (await tx.rows<{ eventId: number }>(sql`
  select nextval((select pg_get_serial_sequence('events.event', 'event_id')::regclass)) as event_id from generate_series(1, ${count}::integer)`)).map(({ eventId }) => eventId);

/** Returns how many were written: a fact whose key was there before is not. Whoever writes may not be able to read it, so the ids are given beforehand. */
const insertEvents = (tx: Tx, events: readonly NewEvent[], ids: readonly number[]): Promise<number> => tx.run(sql`
  insert into events.event (customer_id, event_id, type, class, subject, data, key, actor_id, actor_role, occurred_at, recorded_at)
  select e.customer_id, e.event_id, e.type, e.class, e.subject, e.data, e.key, ${tx.actor.userId}::integer, ${tx.actor.role}, coalesce(e.occurred_at, ${tx.now}::timestamptz), ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(events.map((event, place) => ({
      customer_id: event.customerId, event_id: ids[place], type: event.type, class: event.class ?? 'open', subject: event.subject, data: event.data ?? {}, key: event.key, occurred_at: event.occurredAt,
    })))}::jsonb) as e(customer_id bigint, event_id bigint, type text, class text, subject text, data jsonb, key text, occurred_at timestamptz)
  on conflict do nothing`);

async function tell(tx: Tx, events: readonly NewEvent[], ids: readonly number[]): Promise<void> {
  await audit(tx, ...events.map((event, place) => ({
    action: event.type, resource: 'events.event', customerId: event.customerId || null, recordId: ids[place] ?? null,
    after: isOpen(event) ? event.data ?? {} : undefined, // the trail holds ids of protected facts, never the facts
  })));
  await addJobs(tx, events.map(({ customerId, type }, place) => ({ task: 'events.deliver', payload: { eventId: ids[place], customerId, type }, priority: 0 })));
  await tx.run(sql`select pg_notify('tutti_event', told) from unnest(${events.map(({ type }, place) => JSON.stringify({ eventId: ids[place], type }))}::text[]) told`);
}

/**
 * Writes a fact of the business in the transaction that made it true, puts it into the audit trail, and wakes its handlers and live pages after
 * the commit. Returns its id, or null when a fact with this key was there before.
 */
export async function emit(tx: Tx, event: NewEvent): Promise<number | null> {
  const ids = await nextIds(tx, 1);
  if (await insertEvents(tx, [event], ids) === 0) return null;
  await tell(tx, [event], ids);
  return ids[0] ?? null;
}

/** The same for many facts at once, of which none can have been there before: their keys are of records that were made in this transaction. */
export async function emitNew(tx: Tx, events: readonly NewEvent[]): Promise<number[]> {
  if (events.length === 0) return [];
  const ids = await nextIds(tx, events.length);
  const written = await insertEvents(tx, events, ids);
  if (written !== events.length) throw new Error(`${events.length - written} of ${events.length} facts were there before: ${events[0]?.type} is told by emit, one at a time.`);
  await tell(tx, events, ids);
  return ids;
}
