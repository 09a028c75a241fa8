import { sql, type Tx } from '#platform/db';
import type { Candidate, GateRule } from './types.ts';

/** The rules in force at an instant for a purpose and market. */
export const listRules = (tx: Tx, { purpose, market, now }: { purpose: string; market: string; now: string }) => tx.rows<GateRule>(sql`
  select rule_id, kind, channel, function, product_id, bases, max_touches, window_days, quiet_from::text as quiet_from, quiet_to::text as quiet_to, first_on, last_on, sentence
    from consent.v_rule
   where purpose in (${purpose}, 'any') and market = ${market}
     and valid_from <= ${now}::timestamptz and (valid_to is null or valid_to > ${now}::timestamptz)
   order by rule_id`);

/**
 * Whether each candidate's content may be used at all: approved, in date, for professionals, for this market and this function. Null where it may,
 * or where the channel carries no content; else the refusal with the record.
 */
export async function contentRefusals(tx: Tx, candidates: readonly Candidate[], now: string): Promise<(string | null)[]> {
  const ids = candidates.flatMap((candidate) => (candidate.versionId === null ? [] : [candidate.versionId]));
  const versions = await tx.rows<{ versionId: number; usable: boolean; market: string; function: string }>(sql`
    select version_id, state = 'approved' and ${now}::timestamptz::date between valid_from and valid_to and audience in ('hcp', 'any') as usable, market, function
      from content.v_version where version_id = any(${ids}::integer[])`);
  const known = new Map(versions.map((version) => [version.versionId, version]));
  return candidates.map((candidate) => {
    if (candidate.versionId === null) return candidate.channel === 'email' || candidate.channel === 'sms' ? 'content_not_approved content.version:none' : null;
    const version = known.get(candidate.versionId);
    const usable = version?.usable && version.market === candidate.market && version.function === candidate.function;
    return usable ? null : `content_not_approved content.version:${candidate.versionId}`;
  });
}
