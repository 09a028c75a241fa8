import { sql, type Tx } from '#platform/db';
import { assertReasons } from './reason.ts';

export type AuditEntry = {
  /** word.verb, e.g. consent.withdraw */
  readonly action: string;
  /** schema.table, or the route */
  readonly resource: string;
  readonly customerId?: number | null;
  readonly recordId?: string | number | null;
  /** How many rows a set-based change touched. */
  readonly rows?: number;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: string | null;
};

async function record(tx: Tx, kind: 'change' | 'read' | 'access', entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const { actor } = tx;
  if (kind === 'change') await assertReasons(tx, entries);
  // Numbered before it is written: who may write into the trail may not read it, and RETURNING reads.
  await tx.run(sql`
    with numbered as materialized (
      select nextval('audit.entry_entry_id_seq') as entry_id, e.*
        from jsonb_to_recordset(${JSON.stringify(entries.map((entry) => ({
          action: entry.action, resource: entry.resource, customer_id: entry.customerId ?? null,
          record_id: entry.recordId === undefined || entry.recordId === null ? null : String(entry.recordId),
          rows: entry.rows ?? 1, before: entry.before ?? null, after: entry.after ?? null, reason: entry.reason ?? (kind === 'change' ? actor.change?.words || null : null),
        })))}::jsonb)
             as e(action text, resource text, customer_id bigint, record_id text, rows bigint, before jsonb, after jsonb, reason text)),
    waiting as (insert into audit.unsealed (entry_id) select entry_id from numbered)
    insert into audit.entry (entry_id, at, actor_kind, actor_id, actor_role, request_id, purpose, action, kind, resource, customer_id, record_id, rows, before, after, reason_code, reason)
    select e.entry_id, ${tx.now}::timestamptz, ${actor.kind}, ${actor.userId}::integer, ${actor.role}, ${actor.requestId ?? null}, ${actor.purpose ?? null},
           e.action, ${kind}, e.resource, e.customer_id, e.record_id, coalesce(e.rows, 1), e.before, e.after, ${kind === 'change' ? actor.change?.code ?? null : null}, e.reason
      from numbered e`);
  tx.markAudited();
}

/** Writes what was changed into the trail, in the transaction of the change. Several entries are one statement. */
export const audit = (tx: Tx, ...entries: readonly AuditEntry[]): Promise<void> => record(tx, 'change', entries);

/** Writes who came in, was turned away, or left. */
export const auditAccess = (tx: Tx, ...entries: readonly AuditEntry[]): Promise<void> => record(tx, 'access', entries);

/** Writes that protected content was read, in the transaction of the read (which must not be a read-only one). */
export const auditRead = (tx: Tx, ...entries: readonly AuditEntry[]): Promise<void> => record(tx, 'read', entries);

