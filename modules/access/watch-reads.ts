import { auditRead } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import { listOpenOf } from './reads/break-glass.ts';
import { customersIn } from './rules/customers-in.ts';

/** One answer of the API, as it is about to leave. */
type Answered = { readonly actor: Actor; readonly route: string; readonly input: unknown; /** Left out where it is a file. */ readonly body?: unknown };

/** Roles whose own work is a part of all customers; the others have nothing to go beyond. */
const LIMITED: readonly string[] = ['field'];

/**
 * Writes each read made under temporary access into the trail before the answer leaves; without the entry there is no answer. A file is not looked into:
 * it counts as a read of every customer that is open to its reader.
 */
export async function watchReads(db: Db, { actor, route, input, body }: Answered): Promise<void> {
  const { userId } = actor;
  if (userId === null || !LIMITED.includes(actor.role)) return;
  const open = await db.read(actor, (tx) => listOpenOf(tx, userId));
  if (open.length === 0) return;
  const named = body === undefined ? null : customersIn([input, body]);
  const read = open.filter(({ customerId }) => named === null || named.has(customerId));
  if (read.length === 0) return;
  await db.transaction(actor, (tx) => auditRead(tx, ...read.map(({ breakGlassId, customerId }) => ({ action: 'access.read_under_break_glass', resource: route, customerId, recordId: breakGlassId, rows: named?.get(customerId) ?? 1 }))));
}
