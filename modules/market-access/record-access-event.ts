import { createHash } from 'node:crypto';
import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { Problem, type FieldFault } from '#platform/problem';
import { findProduct, latestPositions, plansOf, type LatestPosition } from './reads.ts';
import { deriveChange, eventOf, type AccessEventType } from './rules/derive-change.ts';
import type { AccessEvent, Change, RecordedAccessEvent } from './types.ts';
import { closePositions, insertPositions, lockPlans, setEvent } from './writes.ts';
import './problems.ts';

type Changed = { readonly planId: number; readonly change: Change; readonly before: LatestPosition | undefined };

const EARLIEST = '2000-01-01'; // older letters are typing mistakes: the product records since its own days
const YEARS_AHEAD = 2; // formularies are decided for a plan year, at most the one after next

const isDay = (day: string, today: string): boolean => day >= EARLIEST && day <= latestDay(today);
const latestDay = (today: string): string => `${Number(today.slice(0, 4)) + YEARS_AHEAD}-12-31`;
const dayFault = (today: string): FieldFault => ({ field: 'effectiveFrom', message: `Give a day from ${EARLIEST} to ${latestDay(today)}.` });

/** A day on which something may be decided, or request.invalid. */
export function assertDay(tx: Tx, day: string): void {
  const today = tx.now.slice(0, 10);
  if (!isDay(day, today)) throw new Problem('request.invalid', { fields: [dayFault(today)] });
}

function faultsOf(input: AccessEvent, known: { readonly plans: ReadonlyMap<number, number>; readonly hasProduct: boolean; readonly today: string }): FieldFault[] {
  const foreign = input.planIds.filter((planId) => known.plans.get(planId) !== input.payerId);
  return [
    ...(known.hasProduct ? [] : [{ field: 'productId', message: `There is no product ${input.productId}.` }]),
    ...(foreign.length ? [{ field: 'planIds', message: `${foreign.length === 1 ? 'Plan' : 'Plans'} ${foreign.join(', ')} ${foreign.length === 1 ? 'is' : 'are'} not a plan of this payer. Choose among the payer's own plans.` }] : []),
    ...(isDay(input.effectiveFrom, known.today) ? [] : [dayFault(known.today)]),
    ...(input.status === 'covered' && input.tier === null ? [{ field: 'tier', message: 'A covered product has a tier from 1 to 6.' }] : []),
    ...(input.status === 'not_covered' && input.tier !== null ? [{ field: 'tier', message: 'A product that is not covered has no tier. Leave it out.' }] : []),
    ...(input.status === 'not_covered' && input.restrictions.length ? [{ field: 'restrictions', message: 'A product that is not covered has no restrictions. Leave them out.' }] : []),
  ];
}

async function assertValid(tx: Tx, input: AccessEvent): Promise<{ isOwn: boolean }> {
  const product = await findProduct(tx, input.productId);
  const plans = new Map((await plansOf(tx, input.planIds)).map((plan) => [plan.customerId, plan.payerCustomerId]));
  const fields = faultsOf(input, { plans, hasProduct: product !== undefined, today: tx.now.slice(0, 10) });
  if (fields.length) throw new Problem('request.invalid', { fields });
  return { isOwn: product?.isOwn ?? false };
}

function changedOf(input: AccessEvent, latest: readonly LatestPosition[]): Changed[] {
  const before = new Map(latest.map((position) => [position.customerId, position]));
  const late = latest.filter((position) => position.effectiveFrom > input.effectiveFrom);
  if (late.length) {
    throw new Problem('market_access.later_position', {
      fields: [{ field: 'effectiveFrom', message: `${late[0]?.name} already has a position from ${late[0]?.effectiveFrom}. Record from that day or later.` }],
    });
  }
  return input.planIds.flatMap((planId) => {
    const change = deriveChange(before.get(planId) ?? null, input);
    return change ? [{ planId, change, before: before.get(planId) }] : [];
  });
}

/** The same save from the same state has the same key, however often it arrives; the same words later, after another change, do not. */
const keyOf = (input: AccessEvent, changed: readonly Changed[]): string =>
  `formulary:${createHash('sha256').update(JSON.stringify([input.productId, input.status, input.tier, input.restrictions, input.effectiveFrom, changed.map(({ planId, before }) => [planId, before?.positionId ?? 0])])).digest('hex').slice(0, 32)}`;

export type Told = {
  readonly type: AccessEventType;
  readonly data: { readonly productId: number; readonly planIds: readonly number[]; readonly tier: number | null; readonly restrictions: readonly string[]; readonly effectiveFrom: string; readonly changes: readonly { readonly planId: number; readonly change: Change }[] };
};

/** What is told of plans that one decision changed; nothing of a first “not covered”. */
export function toldOf(input: Pick<AccessEvent, 'productId' | 'tier' | 'restrictions' | 'effectiveFrom'>, changed: readonly Pick<Changed, 'planId' | 'change'>[]): Told | null {
  const event = eventOf(changed.map(({ change }) => change));
  if (!event) return null;
  const planIds = changed.filter(({ change }) => event.tells.includes(change)).map(({ planId }) => planId);
  const { productId, tier, restrictions, effectiveFrom } = input;
  return { type: event.type, data: { productId, planIds, tier, restrictions, effectiveFrom, changes: changed.map(({ planId, change }) => ({ planId, change })) } };
}

/** What a save would change and tell: the same rules for the save and for its preview. */
export async function judge(tx: Tx, given: AccessEvent): Promise<{ readonly input: AccessEvent; readonly changed: readonly Changed[]; readonly told: Told | null }> {
  const input = { ...given, planIds: [...new Set(given.planIds)].sort((a, b) => a - b), restrictions: [...new Set(given.restrictions)].sort() };
  const { isOwn } = await assertValid(tx, input);
  const changed = changedOf(input, await latestPositions(tx, input));
  return { input, changed, told: isOwn ? toldOf(input, changed) : null };
}

/**
 * Records what a payer decided about a product on some of its plans: closes the former positions, writes the new ones with what changed, and tells
 * one event, all or nothing. Fails with market_access.nothing_changed when every plan stands like this already.
 */
export const recordAccessEvent = (db: Db, actor: Actor, given: AccessEvent): Promise<RecordedAccessEvent> => db.transaction(actor, async (tx) => {
  await lockPlans(tx, given.planIds);
  const { input, changed, told } = await judge(tx, given);
  if (changed.length === 0) throw new Problem('market_access.nothing_changed', { planIds: input.planIds });
  const key = keyOf(input, changed);
  await closePositions(tx, { planIds: changed.map(({ planId }) => planId), productId: input.productId, on: input.effectiveFrom });
  const positions = await insertPositions(tx, changed.map(({ planId, change }) => ({ ...input, customerId: planId, change, accessEvent: key })));
  const eventId = told && await emit(tx, { type: told.type, customerId: input.payerId, key, data: told.data });
  if (eventId !== null) await setEvent(tx, positions.map(({ positionId }) => positionId), eventId);
  const positionOf = (planId: number) => positions.find(({ customerId }) => customerId === planId)?.positionId ?? 0;
  await audit(tx, ...changed.map(({ planId, change, before }) => ({
    action: 'market_access.record', resource: 'market_access.position', customerId: planId, recordId: positionOf(planId),
    before: before && { status: before.status, tier: before.tier, restrictions: before.restrictions, effectiveFrom: before.effectiveFrom },
    after: { productId: input.productId, status: input.status, tier: input.tier, restrictions: input.restrictions, effectiveFrom: input.effectiveFrom, change }, reason: input.source,
  })));
  await announce(tx, { topic: 'market-access', permission: 'market_access:read' });
  return {
    eventId, eventType: told?.type ?? null, changes: changed.map(({ planId, change }) => ({ planId, change, positionId: positionOf(planId) })),
    unchanged: input.planIds.filter((planId) => !changed.some((one) => one.planId === planId)),
  };
});
