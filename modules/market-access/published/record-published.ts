import { createHash } from 'node:crypto';
import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emitNew } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { findProduct, latestPositions } from '../reads.ts';
import { assertDay, toldOf, type Told } from '../record-access-event.ts';
import { deriveChange } from '../rules/derive-change.ts';
import { standingOf, tierOf } from '../rules/published-standing.ts';
import type { Change, Standing } from '../types.ts';
import { closePositions, insertPositions, lockPlans } from '../writes.ts';
import { listedPlans, publishedDrugs, type ListedPlan } from './reads.ts';
import { keepCodes, keepLists, setEvents } from './writes.ts';

export type FromPublished = {
  readonly productId: number; readonly codes: readonly string[]; /** Tier as it is published → 1 to 6. */ readonly tiers: Readonly<Record<string, number>>;
  /** Whose formulary a list is, where its number does not say so. */ readonly lists: readonly { readonly planId: number; readonly list: 'qhp' | 'partd'; readonly listKey: string }[];
  /** Plans that are taken over; all whose list is known where it is left out. */ readonly planIds?: readonly number[] | undefined;
  readonly effectiveFrom: string; readonly source: string;
};
type PlanFault = 'not_loaded' | 'tier_unknown' | 'later_position';
type Judged = ListedPlan & { readonly standing: Standing | null; readonly before: Standing | null; readonly change: Change | null; readonly fault: PlanFault | null; readonly detail: string };
type Group = { readonly payerId: number; readonly plans: readonly Judged[]; readonly standing: Standing; readonly told: Told | null };

const keyOf = (list: string, listKey: string): string => `${list} ${listKey}`;

function groupsOf(input: FromPublished, changed: readonly Judged[], isOwn: boolean): Group[] {
  const by = Map.groupBy(changed, ({ payerId, standing }) => JSON.stringify([payerId, standing]));
  return [...by.values()].flatMap((plans) => {
    const [{ payerId, standing } = { payerId: 0, standing: null }] = plans;
    if (!standing) return [];
    const told = isOwn ? toldOf({ ...input, ...standing }, plans.map(({ planId, change }) => ({ planId, change: change as Change }))) : null;
    return [{ payerId, plans, standing, told }];
  });
}

/** What the lists that are on file say of a product on our plans, against what stands: the same for the save and for its preview. */
async function judgePublished(tx: Tx, input: FromPublished): Promise<{ plans: Judged[]; groups: Group[]; words: { word: string; tier: number | null; lists: number }[]; unclaimed: { list: string; listKey: string }[] }> {
  const product = await findProduct(tx, input.productId);
  if (!product) throw new Problem('request.invalid', { fields: [{ field: 'productId', message: `There is no product ${input.productId}.` }] });
  assertDay(tx, input.effectiveFrom);
  const drugs = await publishedDrugs(tx, input.codes);
  const byList = Map.groupBy(drugs, ({ list, listKey }) => keyOf(list, listKey));
  const known = await listedPlans(tx, input.lists);
  const wanted = input.planIds && new Set(input.planIds);
  const listed = known.filter(({ planId }) => !wanted || wanted.has(planId));
  const latest = new Map((await latestPositions(tx, { planIds: listed.map(({ planId }) => planId), productId: input.productId })).map((one) => [one.customerId, one]));
  const plans = listed.map((plan): Judged => {
    const before = latest.get(plan.planId) ?? null;
    const found = standingOf(byList.get(keyOf(plan.list, plan.listKey)) ?? [], input.tiers);
    const refused = (fault: PlanFault, detail = '') => ({ ...plan, standing: null, before, change: null, fault, detail });
    if (!plan.isLoaded) return refused('not_loaded');
    if ('unknown' in found) return refused('tier_unknown', found.unknown);
    if (before && before.effectiveFrom > input.effectiveFrom) return refused('later_position', before.effectiveFrom);
    return { ...plan, standing: found.standing, before, change: deriveChange(before, found.standing), fault: null, detail: '' };
  });
  const words = [...Map.groupBy(drugs, ({ tier }) => tier)].map(([word, all]) => ({ word, tier: tierOf(word, input.tiers), lists: new Set(all.map(({ list, listKey }) => keyOf(list, listKey))).size }));
  const claimed = new Set(known.map(({ list, listKey }) => keyOf(list, listKey)));
  const unclaimed = [...byList.values()].flatMap(([one]) => (one && !claimed.has(keyOf(one.list, one.listKey)) ? [{ list: one.list, listKey: one.listKey }] : []));
  return { plans, groups: groupsOf(input, plans.filter(({ change }) => change !== null), product.isOwn), words, unclaimed };
}

/** What taking over would record and tell; nothing is written. */
export async function previewPublished(tx: Tx, input: FromPublished) {
  const { plans, groups, words, unclaimed } = await judgePublished(tx, input);
  return { plans, words, unclaimed, events: groups.flatMap(({ payerId, told }) => (told ? [{ payerId, type: told.type, data: told.data }] : [])) };
}

const eventKey = (input: FromPublished, { payerId, plans, standing }: Group): string =>
  `formulary:${createHash('sha256').update(JSON.stringify([payerId, input.productId, standing, input.effectiveFrom, plans.map(({ planId, before }) => [planId, before])])).digest('hex').slice(0, 32)}`;

/**
 * Takes over where a product stands on published formularies: one statement a table whatever the number of plans, one event for each payer and standing,
 * all or nothing. Plans with a fault are left as they are, and told. Fails with market_access.nothing_changed when every plan stands like this already.
 */
export const recordPublished = (db: Db, actor: Actor, input: FromPublished) => db.transaction(actor, async (tx) => {
  await lockPlans(tx, (await listedPlans(tx, input.lists)).map(({ planId }) => planId));
  const { plans, groups } = await judgePublished(tx, input);
  await keepCodes(tx, input);
  await keepLists(tx, input.lists);
  const changed = groups.flatMap((group) => { const accessEvent = eventKey(input, group); return group.plans.map((plan) => ({ plan, accessEvent, standing: group.standing })); });
  if (changed.length === 0) throw new Problem('market_access.nothing_changed', { planIds: plans.map(({ planId }) => planId) });
  await closePositions(tx, { planIds: changed.map(({ plan }) => plan.planId), productId: input.productId, on: input.effectiveFrom });
  const positions = new Map((await insertPositions(tx, changed.map(({ plan, accessEvent, standing }) => ({ ...standing, customerId: plan.planId, productId: input.productId, effectiveFrom: input.effectiveFrom, source: input.source, change: plan.change as Change, accessEvent })))).map((one) => [one.customerId, one.positionId]));
  const telling = groups.flatMap((group) => (group.told ? [{ ...group, told: group.told, key: eventKey(input, group) }] : []));
  const eventIds = await emitNew(tx, telling.map(({ payerId, told, key }) => ({ type: told.type, customerId: payerId, key, data: told.data })));
  await setEvents(tx, telling.flatMap(({ plans: of }, place) => of.map(({ planId }) => ({ positionId: positions.get(planId) ?? 0, eventId: eventIds[place] ?? 0 }))));
  await audit(tx, { action: 'market_access.record_published', resource: 'market_access.position', rows: changed.length, after: { productId: input.productId, codes: input.codes, effectiveFrom: input.effectiveFrom, events: eventIds.length }, reason: input.source });
  await announce(tx, { topic: 'market-access', permission: 'market_access:read' });
  return { recorded: changed.length, events: eventIds.length, unchanged: plans.filter(({ change, fault }) => change === null && fault === null).length, left: plans.filter(({ fault }) => fault !== null).length };
});
