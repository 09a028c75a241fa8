import { audit } from '#platform/audit';
import type { Tx } from '#platform/db';
import { announce } from '#platform/http';
import type { NewRule } from './types.ts';
import { insertRules } from './writes.ts';

/** Adds limits that bind all functions from now on, or from the instant they name. */
export async function recordRules(tx: Tx, rules: readonly NewRule[]): Promise<void> {
  if (rules.length === 0) return;
  await insertRules(tx, rules);
  await audit(tx, { action: 'consent.add_rules', resource: 'consent.rule', rows: rules.length, after: rules });
  await announce(tx, { topic: 'consent.rule', permission: 'consent:read_rules' });
}
