import { notify } from '#work';
import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Sql, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { factsOf } from './decide/audience.ts';
import type { Decision } from './decide/decide-sql.ts';
import { findCascade, listUndecided, memberIds, takeDecided, takeStretch, type CascadeHead, type Stretch } from './reads/cascade.ts';
import { releaseStretch } from './release-cascade.ts';
import { gateContext } from './resolve-play.ts';
import { closeStretch, finishDeciding, insertDecisions, publishJourney, shareCascade, upsertPrices } from './writes.ts';

// Stretches at once in one process. PostgreSQL does the work; more than its cores would only queue there.
const AT_ONCE = 2;

/** The ids travel with the statement: the planner then knows how many they are, which no statistics of a segment made a moment ago would tell it. */
const membersSql = async (tx: Tx, cascade: CascadeHead, stretch: Stretch): Promise<Sql> =>
  sql`select unnest(${await memberIds(tx, cascade.segmentId as number, stretch)}::bigint[]) as customer_id`;

async function decisionFor(tx: Tx, cascade: CascadeHead, stretch: Stretch): Promise<Decision> {
  return {
    play: cascade.definition, candidates: cascade.candidates, context: await gateContext(tx, cascade.definition, stretch), productId: cascade.productId,
    planIds: factsOf({ data: cascade.eventData }).planIds, members: await membersSql(tx, cascade, stretch), cascadeId: cascade.cascadeId, share: { from: stretch.shareFrom, to: stretch.shareTo },
  };
}

/** Decides one stretch in one transaction; false when none is left to take. */
async function decideStretch(tx: Tx, cascadeId: number): Promise<boolean> {
  await shareCascade(tx, cascadeId);
  const stretch = await takeStretch(tx, cascadeId);
  const cascade = stretch && await findCascade(tx, cascadeId);
  if (!cascade || cascade.state !== 'deciding') return false;
  const automatic = cascade.definition.approval === 'automatic';
  const written = await insertDecisions(tx, await decisionFor(tx, cascade, stretch), { cascadeId, eventId: cascade.eventId, playId: cascade.playId, actionState: automatic ? 'queued' : 'proposed' });
  if (automatic) await releaseStretch(tx, cascade, stretch);
  await audit(tx, { action: 'orchestration.decide', resource: 'orchestration.decision', recordId: cascadeId, rows: written.decided, after: { stretch: stretch.stretchNo, actions: written.actions } });
  await closeStretch(tx, stretch, written);
  await announce(tx, { topic: 'orchestration.cascade', permission: 'orchestration:read' });
  return true;
}

async function finishOnce(tx: Tx, cascadeId: number): Promise<void> {
  await shareCascade(tx, cascadeId);
  const cascade = await takeDecided(tx, cascadeId) && await findCascade(tx, cascadeId);
  if (cascade) await finish(tx, cascade);
}

async function finish(tx: Tx, cascade: CascadeHead): Promise<void> {
  const { cascadeId, definition } = cascade;
  const automatic = definition.approval === 'automatic';
  await upsertPrices(tx, cascadeId);
  if (automatic && cascade.journeyVersionId) await publishJourney(tx, cascade.journeyVersionId);
  await finishDeciding(tx, cascadeId, automatic ? 'running' : 'proposed');
  await emit(tx, { type: automatic ? 'cascade.decided' : 'cascade.proposed', customerId: cascade.customerId, key: `cascade-${cascadeId}-decided`, subject: cascade.name, data: { cascadeId, audience: cascade.audience } });
  await notify(tx, definition.inform.map(({ role, headline }) => ({
    role, customerId: cascade.customerId, kind: 'cascade', headline: `${headline}: ${cascade.name}`, detail: `${cascade.audience.toLocaleString('en-US')} customers`, link: `/orchestration/cascades/${cascadeId}`, key: `cascade-${cascadeId}`,
  })));
}

async function decideStretches(db: Db, cascadeId: number): Promise<void> {
  while (await db.transaction(ENGINE, (tx) => decideStretch(tx, cascadeId))); // one short transaction a stretch, so that memory stays flat
}

/** Decides a cascade from wherever it stands to its end. Safe to call again after any crash and from several processes: what is decided stays decided. */
export async function decideCascade(db: Db, cascadeId: number): Promise<void> {
  await Promise.all(Array.from({ length: AT_ONCE }, () => decideStretches(db, cascadeId)));
  await db.transaction(ENGINE, (tx) => finishOnce(tx, cascadeId));
}

/** Goes on with every cascade that an ended process left undecided. */
export async function resumeCascades(db: Db): Promise<number> {
  const open = await db.read(ENGINE, listUndecided);
  for (const { cascadeId } of open) await decideCascade(db, cascadeId); // seldom one, and each is long: one after another
  return open.length;
}
