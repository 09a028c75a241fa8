import { audit } from '#platform/audit';
import { ENGINE, type Db, type Tx } from '#platform/db';
import { handledOnce, onEvent, type StoredEvent } from '#platform/events';
import { announce } from '#platform/http';
import { audienceSql, conditionHolds, factsOf, segmentRule } from './decide/audience.ts';
import { decideCascade } from './decide-cascade.ts';
import { findAccountName, findProductName, listLivePlays, listUndecidedOf, type LivePlay } from './reads/cascade.ts';
import { resolvePlay } from './resolve-play.ts';
import { PLAY_EVENTS } from './types.ts';
import { insertCascade, insertSegment, insertStretches } from './writes.ts';

const HANDLER = 'orchestration.start-cascades';
// Large enough that a statement's fixed cost vanishes, small enough that memory stays flat and a page sees progress.
const STRETCH = 50_000;

async function startCascade(tx: Tx, live: LivePlay, event: StoredEvent): Promise<number | null> {
  const play = live.definition;
  const { productId } = factsOf(event);
  const [account, product] = [await findAccountName(tx, event.customerId), await findProductName(tx, productId)];
  const resolved = await resolvePlay(tx, play, { productId, draft: true });
  const name = [product?.name, account?.name].filter(Boolean).join(' at ') || play.name;
  const cascadeId = await insertCascade(tx, { eventId: event.eventId, playId: live.playId, customerId: event.customerId, productId, name, ...resolved });
  if (cascadeId === null) return null;
  const { members } = await insertSegment(tx, { name: `${name}: can now be reached`, definition: segmentRule(play, event), cascadeId, members: audienceSql(play, event, tx.now) });
  await insertStretches(tx, cascadeId, STRETCH);
  await audit(tx, { action: 'orchestration.start', resource: 'orchestration.cascade', customerId: event.customerId, recordId: cascadeId, rows: members, after: { playId: live.playId, eventId: event.eventId } });
  await announce(tx, { topic: 'orchestration.cascade', permission: 'orchestration:read' });
  return cascadeId;
}

/** Starts a cascade for every live play that follows the event and whose condition holds; at once and once, however often the event arrives. */
export async function startCascades(db: Db, event: StoredEvent): Promise<number[]> {
  return db.transaction(ENGINE, async (tx) => {
    if (!await handledOnce(tx, event.eventId, HANDLER)) return [];
    const started: number[] = [];
    for (const live of await listLivePlays(tx, event.type)) { // plays are few and each freezes its own audience
      const cascadeId = conditionHolds(live.definition, event.data) ? await startCascade(tx, live, event) : null;
      if (cascadeId !== null) started.push(cascadeId);
    }
    return started;
  });
}

/** Follows business events: starts their cascades and decides them. */
export const followEvents = onEvent({
  name: HANDLER,
  types: PLAY_EVENTS,
  actor: ENGINE,
  handle: async ({ db }, event) => {
    await startCascades(db, event);
    // Also those that an earlier try began and did not live to decide.
    for (const { cascadeId } of await db.read(ENGINE, (tx) => listUndecidedOf(tx, event.eventId))) await decideCascade(db, cascadeId);
  },
});
