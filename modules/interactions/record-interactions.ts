import { audit } from '#platform/audit';
import { sql, type Sql, type Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { responseWeight } from './rules/response-weight.ts';
import { CHANNELS, type NewInteraction } from './types.ts';
import { addEvidence, insertContents, insertHeaders, nextIds } from './writes.ts';

/** What a list of interactions says of how each customer answers, by channel; undefined when it says nothing. */
function evidenceOf(list: readonly NewInteraction[], now: string): Sql | undefined {
  const rows = list.flatMap((one) => {
    const weight = responseWeight(one.kind, one.channel, one.state);
    if (one.channel === 'none' || (weight.touch === 0 && weight.response === 0)) return [];
    return [{ customer_id: one.customerId, position: CHANNELS.indexOf(one.channel) + 1, occurred_at: one.occurredAt ?? now, ...weight }];
  });
  if (rows.length === 0) return undefined;
  return sql`select customer_id, position, occurred_at, touch, response
               from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(customer_id bigint, position integer, occurred_at timestamptz, touch float8, response float8)`;
}

/** The one customer of a list, or null when it holds several. */
export const onlyCustomer = (list: readonly { readonly customerId: number }[]): number | null => {
  const first = list[0]?.customerId ?? null;
  return list.every((one) => one.customerId === first) ? first : null;
};

/** Headers, words and evidence of touches whose numbers are known. */
export async function insertTouches(tx: Tx, ids: readonly number[], list: readonly NewInteraction[]): Promise<void> {
  await insertHeaders(tx, ids, list);
  await insertContents(tx, ids, list);
  const evidence = evidenceOf(list, tx.now);
  if (evidence) await addEvidence(tx, evidence);
}

/**
 * Adds touches to the timeline and raises the evidence of how each customer answers; ids come back in the order of the list. Refuses medical
 * content: what was said medically goes to a table of its own.
 */
export async function recordInteractions(tx: Tx, list: readonly NewInteraction[]): Promise<number[]> {
  if (list.length === 0) return [];
  if (list.some((one) => one.function === 'medical' && one.content)) throw new Problem('interactions.medical_content');
  const ids = await nextIds(tx, list.length);
  await insertTouches(tx, ids, list);
  const customerId = onlyCustomer(list);
  await audit(tx, {
    action: 'interactions.record', resource: 'interactions.interaction', customerId, recordId: ids.length === 1 ? ids[0] ?? null : null, rows: ids.length,
    after: { ids: ids.slice(0, 20), kinds: [...new Set(list.map((one) => one.kind))] },
  });
  await announce(tx, { topic: 'interactions.interaction', ...(customerId === null ? {} : { customerId }), permission: 'interactions:read' });
  return ids;
}
