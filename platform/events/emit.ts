import { audit } from '#platform/audit';
import { addJob } from '#platform/jobs';
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

/**
 * Writes a fact of the business in the transaction that made it true, puts it into the audit trail, and wakes its handlers and live pages after
 * the commit. Returns its id, or null when a fact with this key was there before.
 */
export async function emit(tx: Tx, event: NewEvent): Promise<number | null> {
  const { eventId } = await tx.one<{ eventId: number }>(sql`select nextval(pg_get_serial_sequence('events.event', 'event_id')) as event_id`);
  const written = await tx.run(sql`
    insert into events.event (customer_id, event_id, type, class, subject, data, key, actor_id, actor_role, occurred_at, recorded_at)
    values (${event.customerId}::bigint, ${eventId}::bigint, ${event.type}, ${event.class ?? 'open'}, ${event.subject ?? null},
            ${JSON.stringify(event.data ?? {})}::jsonb, ${event.key}, ${tx.actor.userId}::integer, ${tx.actor.role},
            ${event.occurredAt ?? tx.now}::timestamptz, ${tx.now}::timestamptz)
    on conflict do nothing`);
  if (written === 0) return null;
  const open = (event.class ?? 'open') === 'open';
  await audit(tx, {
    action: event.type, resource: 'events.event', customerId: event.customerId || null, recordId: eventId,
    after: open ? event.data ?? {} : undefined, // the trail holds ids of protected facts, never the facts
  });
  await addJob(tx, { task: 'events.deliver', payload: { eventId, customerId: event.customerId, type: event.type }, priority: 0 });
  await tx.run(sql`select pg_notify('tutti_event', ${JSON.stringify({ eventId, type: event.type })})`);
  return eventId;
}
