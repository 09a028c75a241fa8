import { Problem } from '#platform/problem';
import type { Tx } from '#platform/db';
import { findCascade } from './reads/cascade.ts';
import { findDecision } from './reads/pages.ts';
import { tellDecision } from './rules/explain.ts';

/** Why this, and why not that, for one customer of a cascade: read from the ledger, never reconstructed. */
export async function explainDecision(tx: Tx, cascadeId: number, customerId: number) {
  const cascade = await findCascade(tx, cascadeId);
  const row = cascade && await findDecision(tx, cascadeId, customerId);
  if (!cascade || !row) throw new Problem('request.not_found');
  return { ...tellDecision(row, cascade.candidates, cascade.definition.weights), cascadeId, cascadeName: cascade.name };
}
