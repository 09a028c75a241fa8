import { auditRead } from '#platform/audit';
import type { Actor, Db } from '#platform/db';
import type { Raw } from '#platform/http';
import { Problem } from '#platform/problem';
import { findCascade } from './reads/cascade.ts';
import { listDecisions, type DecisionFilter } from './reads/pages.ts';
import { becauseOf } from './rules/explain.ts';

const MOST = 100_000; // what a spreadsheet still opens, and what fits in memory
const HEAD = ['decision', 'decided_at', 'customer_id', 'customer', 'specialty', 'practice', 'outcome', 'candidate', 'channel', 'refusal', 'record', 'because', 'owner', 'state'] as const;

/** One cell; text that a spreadsheet would run as a formula is made plain text. */
function cell(value: string | number | null): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The decisions that a filter shows, as far as the reader sees them, as a file; who took it is in the trail. */
export const exportDecisions = (db: Db, actor: Actor, input: Omit<DecisionFilter, 'limit' | 'cursor'> & { readonly cascadeId: number }): Promise<Raw> => db.transaction(actor, async (tx) => {
  const head = await findCascade(tx, input.cascadeId);
  if (!head) throw new Problem('request.not_found');
  const { rows, nextCursor } = await listDecisions(tx, input.cascadeId, { ...input, limit: MOST });
  if (nextCursor) throw new Problem('orchestration.export_too_large', { detail: `A file holds ${MOST.toLocaleString('en-US')} decisions. Choose an outcome, a candidate or a reason.` });
  await auditRead(tx, { action: 'orchestration.export', resource: 'orchestration.decision', customerId: head.customerId, recordId: head.cascadeId, rows: rows.length });
  const lines = rows.map((row) => [
    row.decisionId, row.decidedAt, row.customerId, row.customerName, row.specialty, row.practiceName, row.outcome, row.chosen === null ? null : head.candidates[row.chosen - 1]?.name ?? null,
    row.channel, row.refusal, row.refusalRecord, becauseOf(row, head.candidates, head.definition.weights), row.ownerName, row.actionState,
  ]);
  return { raw: true, type: 'text/csv; charset=utf-8', body: `\uFEFF${[HEAD, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`, headers: { 'content-disposition': `attachment; filename="cascade-${head.cascadeId}-decisions.csv"` } };
});
