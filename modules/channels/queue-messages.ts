import { audit } from '#platform/audit';
import { sql, type Sql, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import type { MessageScope } from './types.ts';
import { insertMessagesFrom, updateReleased, updateStopped, updateUnstopped, updateWithdrawn } from './writes.ts';

/** Senders hear it after the commit and look at once; it is a hint, the queue is the truth. */
export const wakeSenders = (tx: Tx) => tx.run(sql`select pg_notify('tutti_mail', '')`);

const tellPages = (tx: Tx) => announce(tx, { topic: 'channels.message', permission: 'channels:read' });

/**
 * Queues mails for a whole audience in one statement, in the transaction that decided on them. `select` yields customer_id, action_id, cascade_id,
 * function, purpose, product_id, market, version_id, address, not_before, merge (what the text asks for beyond customer and product, a jsonb object such as
 * {"payer.name": "Empire Health"}, or null). An action that has its mail already is left alone; returns how many are new.
 */
export async function queueMessagesFrom(tx: Tx, select: Sql): Promise<number> {
  const rows = await insertMessagesFrom(tx, select);
  if (rows === 0) return 0;
  await audit(tx, { action: 'channels.queue', resource: 'channels.message', rows });
  await tellPages(tx);
  await wakeSenders(tx);
  return rows;
}

type WithdrawnBecause = { readonly code: string; readonly record?: string | null };

/**
 * Takes back every mail of a scope that has not begun to leave. `code` says why, such as consent_withdrawn, held or cancelled; `record` names what
 * decided, e.g. consent.decision:20771. Mails taken back as `held` can be released again. Of a cascade, what is on its way now is not tried again either,
 * should it not get through. Returns how many were taken back.
 */
export async function withdrawMessages(tx: Tx, scope: MessageScope, { code, record = null }: WithdrawnBecause): Promise<number> {
  const taken = await updateWithdrawn(tx, scope, { code, record });
  const stopped = 'cascadeId' in scope ? await updateStopped(tx, scope.cascadeId, { code, record }) : 0;
  if (taken.length + stopped === 0) return 0;
  const customerId = 'customerId' in scope ? scope.customerId : null;
  await audit(tx, { action: 'channels.withdraw', resource: 'channels.message', customerId, rows: taken.length, after: { ...scope, reason: code, record, underWay: stopped }, reason: code });
  await tellPages(tx);
  return taken.length;
}

/** Puts the mails of a cascade that were held back into the queue; each passes the gate again before it leaves. */
export async function releaseMessages(tx: Tx, scope: { readonly cascadeId: number }): Promise<number> {
  const rows = await updateReleased(tx, scope.cascadeId);
  if (rows + await updateUnstopped(tx, scope.cascadeId) === 0) return 0;
  await audit(tx, { action: 'channels.release', resource: 'channels.message', rows, after: scope });
  await tellPages(tx);
  await wakeSenders(tx);
  return rows;
}
