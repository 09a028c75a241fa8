import { sql, type Actor, type Tx } from '#platform/db';
import type { JobContext } from '#platform/jobs';
import type { StoredEvent } from './emit.ts';

export type EventHandler = {
  /** module.use-case, unique: the key under which an event counts as handled. */
  readonly name: string;
  readonly types: readonly string[];
  readonly actor: Actor;
  readonly handle: (context: JobContext, event: StoredEvent) => Promise<void>;
};

/** Declares that a handler follows events of these types; server/modules.ts alone joins them. */
export const onEvent = (handler: EventHandler): EventHandler => handler;

/**
 * True the first time a handler sees an event. Call it inside the transaction of the effect: the effect and its mark commit together, so that a
 * second delivery does nothing.
 */
export async function handledOnce(tx: Tx, eventId: number, handler: string): Promise<boolean> {
  return (await tx.run(sql`
    insert into events.handled (event_id, handler, handled_at) values (${eventId}::bigint, ${handler}, ${tx.now}::timestamptz)
    on conflict do nothing`)) === 1;
}

const findEvent = (tx: Tx, { customerId, eventId }: { readonly customerId: number; readonly eventId: number }) => tx.maybe<StoredEvent>(sql`
  select event_id, customer_id, type, class, subject, data, actor_id, occurred_at from events.event
   where customer_id = ${customerId}::bigint and event_id = ${eventId}::bigint`);

/** The job behind every event: hands it to each of its handlers; a handler that fails is tried again alone, the others are not disturbed. */
export const deliverEvents = (handlers: readonly EventHandler[]) =>
  async (context: JobContext, payload: { eventId: number; customerId: number; type: string }): Promise<void> => {
    const failures: unknown[] = [];
    for (const handler of handlers.filter((candidate) => candidate.types.includes(payload.type))) { // two or three, each with its own eyes
      const event = await context.db.read(handler.actor, (tx) => findEvent(tx, payload));
      if (!event) continue; // not for this handler's eyes
      await handler.handle(context, event).catch((error: unknown) => failures.push(error));
    }
    if (failures.length) throw new AggregateError(failures, `Event ${payload.eventId} (${payload.type}): ${failures.length} handlers failed: ${String(failures[0])}`);
  };
