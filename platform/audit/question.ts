import { sql, type Sql } from '#platform/db';

/** Which entries are asked for; what is left out is not asked. */
export type TrailQuestion = {
  readonly customerId?: number | undefined;
  readonly userId?: number | undefined;
  readonly resource?: string | undefined;
  readonly recordId?: string | undefined;
  readonly action?: string | undefined;
  readonly kind?: 'change' | 'read' | 'access' | undefined;
  readonly by?: 'people' | 'system' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** The question as a condition over `audit.entry e`; each of its leading parts has an index that ends in the instant. */
export function trailCondition(question: TrailQuestion): Sql {
  const { customerId, userId, resource, recordId, action, kind, by, from, to } = question;
  const conditions = [
    customerId !== undefined && sql`e.customer_id = ${customerId}::bigint`,
    userId !== undefined && sql`e.actor_id = ${userId}::integer`,
    resource && sql`e.resource = ${resource}`,
    recordId && sql`e.record_id = ${recordId}`,
    action && (action.includes('.') ? sql`e.action collate "C" = ${action}` : sql`e.action collate "C" >= ${`${action}.`} and e.action collate "C" < ${`${action}/`}`), // '/' follows '.'
    kind && sql`e.kind = ${kind}`,
    by && sql`(e.actor_kind = 'system') = ${by === 'system'}::boolean`,
    from && sql`e.at >= ${from}::timestamptz`,
    to && sql`e.at < ${to}::timestamptz`,
  ].filter((condition) => typeof condition === 'object');
  return sql.join([sql`true`, ...conditions], ' and ');
}
