import { audit } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import { RESPONSE_WEIGHTS } from './rules/response-weight.ts';
import { CHANNELS } from './types.ts';
import { addEvidence, forgetEvidence } from './writes.ts';

const YEARS_KEPT = 2; // after eight half-lives less than half a hundredth is left

/** Counts the evidence of these customers anew from their touches: it stands as if each had been recorded one by one, but for the rounding of the numbers. */
export async function countEvidence(tx: Tx, customerIds: readonly number[] | 'all'): Promise<number> {
  await forgetEvidence(tx, customerIds);
  const weights = Object.entries(RESPONSE_WEIGHTS).map(([kind, weight]) => ({ kind, ...weight }));
  const which = customerIds === 'all' ? sql`i.occurred_at > ${tx.now}::timestamptz - make_interval(years => ${YEARS_KEPT})` : sql`i.customer_id = any(${customerIds}::bigint[])`;
  return addEvidence(tx, sql`
    select i.customer_id, array_position(${[...CHANNELS]}::text[], i.channel) as position, i.occurred_at, w.touch, w.response
      from interactions.interaction i
      join jsonb_to_recordset(${JSON.stringify(weights)}::jsonb) as w(kind text, touch float8, response float8) using (kind)
     where ${which} and i.state = 'done' and i.channel <> 'none' and i.occurred_at <= ${tx.now}::timestamptz`);
}

/** Counts evidence anew, for loads that come in through COPY or change what was recorded. */
export async function rebuildAffinity(tx: Tx, customerIds: readonly number[] | 'all' = 'all'): Promise<number> {
  const rows = await countEvidence(tx, customerIds);
  await audit(tx, { action: 'interactions.rebuild', resource: 'interactions.affinity', rows });
  return rows;
}
