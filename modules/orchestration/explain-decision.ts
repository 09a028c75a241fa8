import { Problem } from '#platform/problem';
import type { Tx } from '#platform/db';
import { findCascade } from './reads/cascade.ts';
import { findDecision } from './reads/pages.ts';
import { becauseOf, consideredOf, contributionsOf, whatWouldChange } from './rules/explain.ts';
import type { ResolvedCandidate } from './types.ts';

/** Why this, and why not that, for one customer of a cascade: read from the ledger, never reconstructed. */
export async function explainDecision(tx: Tx, cascadeId: number, customerId: number) {
  const cascade = await findCascade(tx, cascadeId);
  const row = cascade && await findDecision(tx, cascadeId, customerId);
  if (!cascade || !row) throw new Problem('request.not_found');
  const { candidates, definition: { weights } } = cascade;
  const considered = consideredOf(row, candidates);
  const explained = candidates.find((candidate) => candidate.position === row.chosen) ?? candidates.find((candidate) => candidate.code === considered[0]?.code);
  const { scores: _scores, refusals: _refusals, features: _features, ...head } = row; // the ledger's arrays are told as words below
  return {
    ...head, cascadeId, cascadeName: cascade.name, because: becauseOf(row, candidates, weights), considered,
    counted: explained ? { candidate: explained.code, name: explained.name, parts: contributionsOf(row, candidates, { candidate: explained as ResolvedCandidate, weights }) } : null,
    wouldChange: whatWouldChange(row, candidates),
  };
}
