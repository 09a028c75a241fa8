import { notify } from '#work';
import { audit } from '#platform/audit';
import { ENGINE, sql, type Db, type Sql, type Tx } from '#platform/db';
import { emit } from '#platform/events';
import { announce } from '#platform/http';
import { factsOf } from './decide/audience.ts';
import type { Decision } from './decide/decide-sql.ts';
import { findCascade, listUndecided, memberIds, nextStretch, type CascadeHead } from './reads/cascade.ts';
import { releaseStretch } from './release-cascade.ts';
import { gateContext } from './resolve-play.ts';
import { advanceCascade, finishDeciding, insertDecisions, publishJourney, upsertPrices } from './writes.ts';

// A stretch is one transaction: large enough that a statement's fixed cost vanishes, small enough that memory stays flat and a page sees progress.
const STRETCH = 100_000;
// Up to here the ids travel with the statement: the planner then knows how few they are and uses the indexes of the twenty million.
const BY_ID = 20_000;

async function membersSql(tx: Tx, cascade: CascadeHead, stretch: { through: number; members: number }): Promise<Sql> {
  const range = { after: cascade.decidedThrough, through: stretch.through };
  if (stretch.members <= BY_ID) {
    const ids = (await memberIds(tx, cascade.segmentId as number, range)).map((row) => row.customerId);
    return sql`select customer_id from orchestration.segment_member where segment_id = ${cascade.segmentId}::integer and customer_id = any(${ids}::bigint[])`;
  }
  return sql`select customer_id from orchestration.segment_member where segment_id = ${cascade.segmentId}::integer and customer_id > ${range.after}::bigint and customer_id <= ${range.through}::bigint`;
}

async function decisionFor(tx: Tx, cascade: CascadeHead, { members, many }: { members: Sql; many: boolean }): Promise<Decision> {
  return {
    play: cascade.definition, candidates: cascade.candidates, context: { ...await gateContext(tx, cascade.definition), many }, productId: cascade.productId,
    planIds: factsOf({ data: cascade.eventData }).planIds, members, cascadeId: cascade.cascadeId,
  };
}

/** Decides the next stretch in one transaction; false when none is left or another process is at it. */
async function decideStretch(tx: Tx, cascadeId: number): Promise<boolean> {
  const { mine } = await tx.one<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(7461004, ${cascadeId}::integer) as mine`);
  const cascade = mine ? await findCascade(tx, cascadeId) : undefined;
  if (!cascade || cascade.state !== 'deciding' || cascade.segmentId === null) return false;
  const stretch = await nextStretch(tx, cascade.segmentId, cascade.decidedThrough, STRETCH);
  if (stretch.through === null) {
    await finish(tx, cascade);
    return false;
  }
  const automatic = cascade.definition.approval === 'automatic';
  const range = { after: cascade.decidedThrough, through: stretch.through };
  const members = await membersSql(tx, cascade, { through: stretch.through, members: stretch.members });
  const decision = await decisionFor(tx, cascade, { members, many: stretch.members > BY_ID });
  const written = await insertDecisions(tx, decision, { cascadeId, eventId: cascade.eventId, playId: cascade.playId, actionState: automatic ? 'queued' : 'proposed' });
  if (automatic) await releaseStretch(tx, cascade, range);
  await advanceCascade(tx, cascadeId, { through: stretch.through, decided: written.decided });
  await audit(tx, { action: 'orchestration.decide', resource: 'orchestration.decision', recordId: cascadeId, rows: written.decided, after: { through: stretch.through, actions: written.actions } });
  await announce(tx, { topic: 'orchestration.cascade', id: cascadeId, permission: 'orchestration:read' });
  if (stretch.members < STRETCH) {
    await finish(tx, cascade);
    return false;
  }
  return true;
}

async function finish(tx: Tx, cascade: CascadeHead): Promise<void> {
  const { cascadeId, definition } = cascade;
  const automatic = definition.approval === 'automatic';
  await upsertPrices(tx, cascadeId, cascade.candidates);
  if (automatic && cascade.journeyVersionId) await publishJourney(tx, cascade.journeyVersionId);
  await finishDeciding(tx, cascadeId, automatic ? 'running' : 'proposed', null);
  await emit(tx, { type: automatic ? 'cascade.decided' : 'cascade.proposed', customerId: cascade.customerId, key: `cascade-${cascadeId}-decided`, subject: cascade.name, data: { cascadeId, audience: cascade.audience } });
  await notify(tx, definition.inform.map(({ role, headline }) => ({
    role, customerId: cascade.customerId, kind: 'cascade', headline: `${headline}: ${cascade.name}`, detail: `${cascade.audience.toLocaleString('en-US')} customers`, link: `/orchestration/cascades/${cascadeId}`, key: `cascade-${cascadeId}`,
  })));
}

/** Decides a cascade from wherever it stands to its end. Safe to call again after any crash: what is decided stays decided. */
export async function decideCascade(db: Db, cascadeId: number): Promise<void> {
  while (await db.transaction(ENGINE, (tx) => decideStretch(tx, cascadeId))); // one short transaction a stretch
}

/** Goes on with every cascade that an ended process left undecided. */
export async function resumeCascades(db: Db): Promise<number> {
  const open = await db.read(ENGINE, listUndecided);
  for (const { cascadeId } of open) await decideCascade(db, cascadeId);
  return open.length;
}
