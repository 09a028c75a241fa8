import { sql, type Sql } from '#platform/db';
import type { StoredEvent } from '#platform/events';
import type { PlayDefinition } from '../types.ts';

export type EventFacts = { readonly productId: number | null; readonly planIds: readonly number[]; readonly effectiveFrom: string | null };

const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number).filter(Number.isSafeInteger) : []);

/** The parts of an event's data that plays may use; anything else is ignored. */
export const factsOf = (event: Pick<StoredEvent, 'data'>): EventFacts => ({
  productId: typeof event.data['productId'] === 'number' ? event.data['productId'] : null,
  planIds: numbers(event.data['planIds']),
  effectiveFrom: typeof event.data['effectiveFrom'] === 'string' ? event.data['effectiveFrom'] : null,
});

/** Whether a play's condition holds for an event. */
export function conditionHolds(play: PlayDefinition, data: Readonly<Record<string, unknown>>): boolean {
  const { tierAtMost, withoutRestrictions = [] } = play.when;
  const tier = Number(data['tier'] ?? Number.NaN);
  if (tierAtMost !== undefined && !(tier <= tierAtMost)) return false;
  const restrictions = Array.isArray(data['restrictions']) ? data['restrictions'] : [];
  return !withoutRestrictions.some((restriction) => restrictions.includes(restriction));
}

/** The play's audience as a select of customer_id. */
export function audienceSql(play: PlayDefinition, event: Pick<StoredEvent, 'customerId' | 'data'>, now: string): Sql {
  if (play.for === 'all_prescribers') return sql`select c.customer_id from customers.v_customer c where c.kind = 'hcp'`;
  if (play.for === 'customer_of_event') return sql`select c.customer_id from customers.v_customer c where c.customer_id = ${event.customerId}::bigint and c.kind in ('hcp', 'contact')`;
  const { planIds, effectiveFrom } = factsOf(event);
  const on = effectiveFrom ?? now.slice(0, 10);
  return sql`
    select distinct n.customer_id
      from customers.v_network n
      join customers.v_customer c on c.customer_id = n.customer_id and c.kind = 'hcp'
     where n.plan_customer_id = any(${planIds}::bigint[]) and n.valid_from <= ${on}::date and (n.valid_to is null or n.valid_to > ${on}::date)`;
}

/** The same question in React Query Builder's JSON form, for the segment that the event makes. */
export function segmentRule(play: PlayDefinition, event: Pick<StoredEvent, 'customerId' | 'data'>): Record<string, unknown> {
  if (play.for === 'prescribers_of_plans') {
    const { planIds, effectiveFrom } = factsOf(event);
    return { combinator: 'and', rules: [{ field: 'kind', operator: '=', value: 'hcp' }, { field: 'network.plan', operator: 'in', value: planIds }, { field: 'network.on', operator: '=', value: effectiveFrom }] };
  }
  const field = play.for === 'customer_of_event' ? [{ field: 'customerId', operator: '=', value: event.customerId }] : [];
  return { combinator: 'and', rules: [{ field: 'kind', operator: '=', value: 'hcp' }, ...field] };
}
