import { audit, sign, type Proof } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { emit, emitNew } from '#platform/events';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { digestOf, signedRecordOf } from './digest.ts';
import { findVersion, listSignatures, type VersionRow } from './reads/index.ts';
import { assertRenderable } from './render.ts';
import { maySign, mayDo, type Deed, type Signing } from './rules/life-cycle.ts';
import { SIGNED_AS, type Meaning } from './types.ts';
import { endVersions, lockOutdated, lockVersion, moveTo } from './writes.ts';

async function held(tx: Tx, versionId: number, deed?: Deed): Promise<VersionRow> {
  await lockVersion(tx, versionId);
  const version = await findVersion(tx, versionId);
  if (!version) throw new Problem('request.not_found');
  if (deed && !mayDo(deed, version.state).ok) throw new Problem('content.wrong_state', { state: version.state });
  return version;
}

/** Tells plays, pages and whoever holds mail of this version; the key holds the instant, since a text can come back to a state. */
const factOf = (tx: Tx, type: string, { versionId, documentId }: Pick<VersionRow, 'versionId' | 'documentId'>) => ({ type, customerId: 0, key: `${type}:${versionId}:${tx.now}`, data: { versionId, documentId } });

async function tell(tx: Tx, type: string, version: VersionRow): Promise<void> {
  await emit(tx, factOf(tx, type, version));
  await announce(tx, { topic: 'content.version', permission: 'content:read' });
}

const signFor = (tx: Tx, version: VersionRow, { meaning, proof }: { readonly meaning: Meaning; readonly proof: Proof }) =>
  sign(tx, proof, { resource: 'content.version', recordId: version.versionId, record: signedRecordOf(version, version), ...SIGNED_AS[meaning] });

/** Hands a draft to its reviewers, under its author's signature; refused while it could not be rendered. */
export const submitForReview = (db: Db, actor: Actor, { versionId, proof }: { versionId: number; proof: Proof }): Promise<{ versionId: number }> => db.transaction(actor, async (tx) => {
  const version = await held(tx, versionId, 'submit');
  if (version.validTo < tx.now.slice(0, 10)) throw new Problem('content.validity_invalid', { fields: [{ field: 'validTo', message: 'lies in the past' }] });
  await assertRenderable(version.kind, version);
  const digest = digestOf(version, version);
  const isSigned = (await listSignatures(tx, version)).some((one) => one.meaning === 'author' && one.current && one.userId === actor.userId);
  if (!isSigned) await signFor(tx, version, { meaning: 'author', proof }); // a text that came back and goes again as it was
  await moveTo(tx, versionId, { state: 'in_review' });
  await audit(tx, { action: 'content.submit', resource: 'content.version', recordId: versionId, after: { digest } });
  await tell(tx, 'content.submitted', version);
  return { versionId };
});

/**
 * Signs the very text that was read. The three reviews count for this text alone; `approve` is refused until all three stand, and puts the version into
 * use in place of the one before.
 */
export const signVersion = (db: Db, actor: Actor, input: { versionId: number; meaning: Signing['meaning']; digest: string; proof: Proof }): Promise<{ state: VersionRow['state'] }> => db.transaction(actor, async (tx) => {
  const version = await held(tx, input.versionId);
  const signatures = await listSignatures(tx, version);
  const digest = digestOf(version, version); // from the text itself: a text changed past the program does not match what was signed
  const verdict = maySign({
    state: version.state, meaning: input.meaning, signerId: actor.userId ?? 0, authorId: version.createdBy, digest, digestRead: input.digest, validTo: version.validTo, today: tx.now.slice(0, 10), signatures,
  });
  if (!verdict.ok) throw new Problem(`content.${verdict.reason}`);
  await signFor(tx, version, input);
  await audit(tx, { action: 'content.sign', resource: 'content.version', recordId: input.versionId, after: { meaning: input.meaning, digest } });
  if (input.meaning !== 'approve') {
    await announce(tx, { topic: 'content.version', permission: 'content:read' });
    return { state: version.state };
  }
  await moveTo(tx, input.versionId, { state: 'approved' });
  await expireVersions(tx);
  await tell(tx, 'content.approved', version);
  return { state: 'approved' };
});

/** Gives a text back to its author with what is to change. */
export const giveBack = (db: Db, actor: Actor, input: { versionId: number; reason: string }): Promise<{ versionId: number }> => db.transaction(actor, async (tx) => {
  const version = await held(tx, input.versionId, 'give_back');
  await moveTo(tx, input.versionId, { state: 'draft', reason: input.reason });
  await audit(tx, { action: 'content.give_back', resource: 'content.version', recordId: input.versionId, reason: input.reason });
  await tell(tx, 'content.returned', version);
  return { versionId: input.versionId };
});

/** Takes a version out of use at once; nothing that still waits may leave with it. */
export const withdrawVersion = (db: Db, actor: Actor, input: { versionId: number; reason: string }): Promise<{ versionId: number }> => db.transaction(actor, async (tx) => {
  const version = await held(tx, input.versionId, 'withdraw');
  await moveTo(tx, input.versionId, { state: 'withdrawn', reason: input.reason });
  await audit(tx, { action: 'content.withdraw', resource: 'content.version', recordId: input.versionId, before: { state: version.state }, reason: input.reason });
  await tell(tx, 'content.withdrawn', version);
  return { versionId: input.versionId };
});

/** Ends every version that is past its date or replaced; run daily. Uses look at the dates themselves and do not wait for it. */
export async function expireVersions(tx: Tx): Promise<number> {
  const ended = await lockOutdated(tx);
  if (ended.length === 0) return 0;
  await endVersions(tx, ended);
  await audit(tx, { action: 'content.expire', resource: 'content.version', rows: ended.length, after: ended });
  await emitNew(tx, ended.map((version) => factOf(tx, `content.${version.state}`, version)));
  await announce(tx, { topic: 'content.version', permission: 'content:read' });
  return ended.length;
}
