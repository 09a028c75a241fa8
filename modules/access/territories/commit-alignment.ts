import { audit } from '#platform/audit';
import type { Actor, Db, LocalDate, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import type { AlignPorts } from '../types.ts';
import { applyReckoned, forget } from './apply.ts';
import { getForce } from './reads/forces.ts';
import { readDigest, readPeople, type PersonChange } from './reads/change.ts';
import { reckon, type Reckoning } from './reckon.ts';
import { lockAligning, lockAlignment, promoteDraft, updateAlignmentState, type AlignmentLocked } from './writes.ts';
import '../problems.ts';

/** What the preview said, as the page showed it. */
type Seen = { readonly digest: string; readonly people: readonly { readonly userId: number; readonly gains: number; readonly losses: number }[] };
export type CommitAlignment = { readonly alignmentId: number; readonly version: number; readonly seen: Seen; readonly reason: string };
export type Committed = { readonly state: 'applied' | 'scheduled'; readonly effectiveOn: LocalDate; readonly moved: number; readonly added: number; readonly removed: number };

/** How a draft is reckoned: with every customer where the day's placing has not been done yet, else with those whom it can touch. */
export async function reckoningOf(tx: Tx, { alignmentId, salesForceId, effectiveOn }: { readonly alignmentId: number; readonly salesForceId: number; readonly effectiveOn: LocalDate }): Promise<Reckoning> {
  const { alignedOn } = await getForce(tx, salesForceId);
  const today = tx.now.slice(0, 10);
  const on = effectiveOn > today ? effectiveOn : today;
  return { alignmentId, salesForceId, on, alignedOn, all: alignedOn !== today };
}

/** By whom what would change now differs from what was seen. */
function differences(seen: Seen, now: readonly PersonChange[]): { readonly userId: number; readonly name: string | null; readonly gainsSeen: number; readonly gains: number; readonly lossesSeen: number; readonly losses: number }[] {
  const before = new Map(seen.people.map((one) => [one.userId, one]));
  const after = new Map(now.map((one) => [one.userId, one]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((userId) => {
    const [was, is] = [before.get(userId), after.get(userId)];
    const line = { userId, name: is?.name ?? null, gainsSeen: was?.gains ?? 0, gains: is?.gains ?? 0, lossesSeen: was?.losses ?? 0, losses: is?.losses ?? 0 };
    return line.gainsSeen === line.gains && line.lossesSeen === line.losses ? [] : [line];
  });
}

/** Carries out a draft that was locked and reckoned: its definitions stand from their day; when that has come, all that follows is written too. */
async function carryOut(tx: Tx, ports: AlignPorts, { draft, reckoning, reason }: { readonly draft: AlignmentLocked; readonly reckoning: Reckoning; readonly reason: string }): Promise<Committed> {
  const { alignmentId, salesForceId } = draft;
  const now = reckoning.on === tx.now.slice(0, 10);
  const changes = await promoteDraft(tx, alignmentId, reckoning.on);
  if (changes === 0) throw new Problem('access.alignment_empty');
  const applied = now ? await applyReckoned(tx, ports, { ...reckoning, of: alignmentId, function: (await getForce(tx, salesForceId)).function, reason }) : { moved: 0, added: 0, removed: 0 };
  await updateAlignmentState(tx, alignmentId, { state: now ? 'applied' : 'scheduled', moved: now ? applied.moved : undefined });
  await audit(tx, { action: 'access.commit_alignment', resource: 'access.alignment', recordId: alignmentId, rows: changes, before: { state: 'draft' }, after: { state: now ? 'applied' : 'scheduled', effectiveOn: reckoning.on, changes }, reason });
  await announce(tx, { topic: 'access.territory', permission: 'access:territories' });
  return { state: now ? 'applied' : 'scheduled', effectiveOn: reckoning.on, moved: applied.moved, added: applied.added, removed: applied.removed };
}

async function lockDraft(tx: Tx, alignmentId: number): Promise<AlignmentLocked> {
  await lockAligning(tx);
  const draft = await lockAlignment(tx, alignmentId);
  if (!draft) throw new Problem('request.not_found');
  if (draft.state !== 'draft') throw new Problem('access.alignment_closed', { state: draft.state });
  return draft;
}

/** Commits a draft as it was previewed; where customers, people or other changes have made it something else since, it is refused and told who differs. */
export const commitAlignment = (db: Db, actor: Actor, { ports, ...input }: CommitAlignment & { readonly ports: AlignPorts }): Promise<Committed> => db.transaction(actor, async (tx) => {
  const draft = await lockDraft(tx, input.alignmentId);
  if (draft.version !== input.version) throw new Problem('request.conflict', { version: draft.version });
  const reckoning = await reckoningOf(tx, draft);
  await reckon(tx, reckoning);
  const { digest, moved } = await readDigest(tx);
  if (digest !== input.seen.digest) throw new Problem('access.world_changed', { digest, moved, differences: differences(input.seen, await readPeople(tx, reckoning)).slice(0, 200) });
  return carryOut(tx, ports, { draft, reckoning, reason: input.reason });
});

/** Commits a draft that this very transaction made, without a preview. */
export async function commitNow(tx: Tx, ports: AlignPorts, { alignmentId, reason }: { readonly alignmentId: number; readonly reason: string }): Promise<Committed> {
  const draft = await lockDraft(tx, alignmentId);
  const reckoning = await reckoningOf(tx, draft);
  await reckon(tx, reckoning);
  const committed = await carryOut(tx, ports, { draft, reckoning, reason });
  await forget(tx);
  return committed;
}
