import { ENGINE, type Actor, type Db, type LocalDate, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { AlignPorts } from '../types.ts';
import { forget, placeAll, type Applied, type Force } from './apply.ts';
import { commitNow } from './commit-alignment.ts';
import { beginDraft, exceptIn } from './edit-draft.ts';
import { getForce, listDue, listForcesToPlace } from './reads/forces.ts';
import { reckon } from './reckon.ts';
import { lockAligning, lockTerritory, noteAligned, replacePlaces, updateAlignmentState } from './writes.ts';

const EVERY_DAY = 'Customers placed as the definitions of the day say';

async function placeForce(tx: Tx, ports: AlignPorts, force: Force): Promise<Applied> {
  const due = await listDue(tx, force.salesForceId);
  const last = due.at(-1);
  const applied = await placeAll(tx, ports, { force, of: last?.alignmentId ?? null, reason: last?.reason ?? EVERY_DAY });
  for (const { alignmentId } of due) await updateAlignmentState(tx, alignmentId, { state: 'applied', moved: alignmentId === last?.alignmentId ? applied.moved : 0 }); // a handful at most
  return applied;
}

/** Places the customers of each sales force that was not placed today, changes whose day has come among them: each sales force with one commit. */
export async function alignDue(db: Db, ports: AlignPorts): Promise<void> {
  for (const { salesForceId } of await db.read(ENGINE, listForcesToPlace)) { // each in its own transaction: one that fails holds up no other
    await db.transaction(ENGINE, async (tx) => {
      await lockAligning(tx);
      const waits = (await listForcesToPlace(tx)).find((force) => force.salesForceId === salesForceId); // another process may have been quicker
      if (waits) await placeForce(tx, ports, waits);
    });
  }
}

/** Places the customers of a sales force now: for whoever loaded new ones and does not wait for the night. */
export const alignNow = (db: Db, actor: Actor, { salesForceId, ports }: { readonly salesForceId: number; readonly ports: AlignPorts }): Promise<Applied> => db.transaction(actor, async (tx) => {
  await lockAligning(tx);
  return placeForce(tx, ports, await getForce(tx, salesForceId));
});

export type IncludeCustomers = { readonly territoryId: number; readonly customerIds: readonly number[]; readonly reason: string };

/** Puts customers into a territory from today, whatever the rules say: a change of its own, committed at once. */
export async function includeCustomers(tx: Tx, ports: AlignPorts, { territoryId, customerIds, reason }: IncludeCustomers): Promise<{ assigned: number; added: number; removed: number }> {
  const territory = await lockTerritory(tx, territoryId);
  if (!territory || territory.state === 'ended') throw new Problem('access.no_territory', { territoryId });
  const { salesForceId, name } = territory;
  const alignmentId = await beginDraft(tx, { salesForceId, name: `Into ${name}`.slice(0, 120), reason, effectiveOn: tx.now.slice(0, 10) });
  await exceptIn(tx, { alignmentId, salesForceId }, { kind: 'include', territoryId, customerIds, reason });
  const { moved, added, removed } = await commitNow(tx, ports, { alignmentId, reason });
  return { assigned: moved, added, removed };
}

/** Places the customers of a sales force that has just been made and tells nobody: owners and membership are the caller's to write. */
export async function fillTerritories(tx: Tx, { salesForceId, on, since }: { readonly salesForceId: number; readonly on: LocalDate; readonly since: LocalDate }): Promise<void> {
  await reckon(tx, { salesForceId, alignmentId: 0, on, alignedOn: on, all: true });
  await replacePlaces(tx, { salesForceId, all: true, on: since });
  await noteAligned(tx, { salesForceId, on, all: true });
  await forget(tx);
}
