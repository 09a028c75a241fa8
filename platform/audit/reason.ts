import { sql, type Tx } from '#platform/db';
import { Problem, problems } from '#platform/problem';

problems({
  'audit.reason_needed': { status: 422, title: 'This change needs a reason.' },
  'audit.reason_unknown': { status: 422, title: 'This is no reason of the list.' },
});

export type Reason = { readonly code: string; readonly label: string };
export type ReasonRule = { readonly resource: string; readonly reasons: readonly Reason[]; readonly inForce: boolean; readonly changedAt: string; readonly changedBy: number | null };
type Changed = { readonly resource: string; readonly reason?: string | null };

const LEAST_LETTERS = 3; // as every form that asks for a reason

/** How a request names its reason: a code of the list and, after a semicolon, words in percent-encoding. */
export const REASON_HEADER = 'x-change-reason';

/** Reads the header; undefined where there is none. */
export function readReason(header: string | string[] | undefined): { code: string; words: string } | undefined {
  const [, code, words = ''] = /^\s*([\w-]{1,60})\s*(?:;(.*))?$/s.exec(String(header ?? '')) ?? [];
  if (!code) return undefined;
  try {
    return { code, words: decodeURIComponent(words).trim().slice(0, 500) };
  } catch {
    return { code, words: '' };
  }
}

/** Which resources ask for a reason, and the lists. */
export const listReasonRules = (tx: Tx): Promise<ReasonRule[]> => tx.rows(sql`
  select resource, reasons, in_force, changed_at, changed_by from audit.reason_rule order by resource`);

/** Puts a list in force for a resource, or out of force; says what stood there before. */
export async function writeReasonRule(tx: Tx, rule: { readonly resource: string; readonly reasons: readonly Reason[]; readonly inForce: boolean }): Promise<Pick<ReasonRule, 'reasons' | 'inForce'> | undefined> {
  const before = await tx.maybe<Pick<ReasonRule, 'reasons' | 'inForce'>>(sql`select reasons, in_force from audit.reason_rule where resource = ${rule.resource}`);
  await tx.run(sql`
    insert into audit.reason_rule (resource, reasons, in_force, changed_at, changed_by)
    values (${rule.resource}, ${JSON.stringify(rule.reasons)}::jsonb, ${rule.inForce}, ${tx.now}::timestamptz, ${tx.actor.userId}::integer)
    on conflict (resource) do update set reasons = excluded.reasons, in_force = excluded.in_force, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
  return before;
}

const needed = (rule: Pick<ReasonRule, 'resource' | 'reasons'>, code: 'audit.reason_needed' | 'audit.reason_unknown', message: string) => new Problem(code, {
  resource: rule.resource, reasons: rule.reasons, fields: [{ field: 'reason', message }],
  detail: `A change of ${rule.resource} is kept with its reason. Choose one of the list and say it in words; a program sends both in the header X-Change-Reason: code; words.`,
});

/**
 * The one place that asks for reasons: every change writes the trail, and so comes by here. What people and their programs change needs a reason of the
 * list that is in force for the resource; what Tutti does by itself follows from something that somebody did.
 */
export async function assertReasons(tx: Tx, entries: readonly Changed[]): Promise<void> {
  const { kind, change } = tx.actor;
  if (kind !== 'person' && kind !== 'app') return;
  const rules = await tx.rows<Pick<ReasonRule, 'resource' | 'reasons'>>(sql`
    select resource, reasons from audit.reason_rule where in_force and resource = any(${[...new Set(entries.map((entry) => entry.resource))]}::text[])`);
  for (const rule of rules) {
    if (!change) throw needed(rule, 'audit.reason_needed', `choose one of: ${rule.reasons.map((one) => one.label).join(', ')}`);
    if (!rule.reasons.some((one) => one.code === change.code)) throw needed(rule, 'audit.reason_unknown', `choose one of: ${rule.reasons.map((one) => one.label).join(', ')}`);
    const spoken = entries.filter((entry) => entry.resource === rule.resource).every((entry) => (entry.reason ?? change.words).trim().length >= LEAST_LETTERS);
    if (!spoken) throw needed(rule, 'audit.reason_needed', 'say it in words as well');
  }
}
