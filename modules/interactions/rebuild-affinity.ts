import { audit } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import { RESPONSE_WEIGHTS } from './rules/response-weight.ts';
import { CHANNELS } from './types.ts';
import { addEvidence, forgetEvidence } from './writes.ts';

const YEARS_KEPT = 2; // after eight half-lives less than half a hundredth is left

/** Counts all evidence anew from the rows, for loads that come in through COPY: afterwards it stands as if each row had been recorded one by one. */
export async function rebuildAffinity(tx: Tx): Promise<number> {
  await forgetEvidence(tx);
  const weights = Object.entries(RESPONSE_WEIGHTS).map(([kind, weight]) => ({ kind, ...weight }));
  const rows = await addEvidence(tx, sql`
    select i.customer_id, array_position(${[...CHANNELS]}::text[], i.channel) as position, i.occurred_at, w.touch, w.response
      from interactions.interaction i
      join jsonb_to_recordset(${JSON.stringify(weights)}::jsonb) as w(kind text, touch float8, response float8) using (kind)
     where i.state = 'done' and i.channel <> 'none'
       and i.occurred_at > ${tx.now}::timestamptz - make_interval(years => ${YEARS_KEPT}) and i.occurred_at <= ${tx.now}::timestamptz`);
  await audit(tx, { action: 'interactions.rebuild', resource: 'interactions.affinity', rows });
  return rows;
}
