import { audit } from '#platform/audit';
import type { Actor, Db, Tx } from '#platform/db';
import { announce } from '#platform/http';
import { Problem } from '#platform/problem';
import { digestOf } from './digest.ts';
import { findVersion, listVersions } from './reads/index.ts';
import { mayDo } from './rules/life-cycle.ts';
import type { DocumentFacts, VersionContent } from './types.ts';
import { insertDocument, insertVersion, lockVersion, updateDraft } from './writes.ts';

export type Draft = { readonly documentId: number; readonly versionId: number };

function assertValidity({ validFrom, validTo }: VersionContent): void {
  if (validTo < validFrom) throw new Problem('content.validity_invalid', { fields: [{ field: 'validTo', message: 'must not lie before the first day' }] });
}

async function tell(tx: Tx, action: string, versionId: number): Promise<void> {
  await audit(tx, { action, resource: 'content.version', recordId: versionId });
  await announce(tx, { topic: 'content.version', permission: 'content:read' });
}

/** A new document with its first draft. */
export const createDocument = (db: Db, actor: Actor, input: DocumentFacts & VersionContent): Promise<Draft> => db.transaction(actor, (tx) => createDraft(tx, input));

/** The same within a transaction of one's own. */
async function createDraft(tx: Tx, input: DocumentFacts & VersionContent): Promise<Draft> {
  assertValidity(input);
  const document = await insertDocument(tx, input);
  if (!document) throw new Problem('content.code_taken', { fields: [{ field: 'code', message: 'is the code of another document' }] });
  const { versionId } = await insertVersion(tx, { ...input, ...document, versionNo: 1, digest: digestOf(input, { ...input, versionNo: 1 }) });
  await tell(tx, 'content.draft', versionId);
  return { ...document, versionId };
}

/** The next version of a document, as a draft that begins with the text of the given one. */
export const createNextDraft = (db: Db, actor: Actor, { versionId: from }: { versionId: number }): Promise<Draft> => db.transaction(actor, async (tx) => {
  await lockVersion(tx, from);
  const source = await findVersion(tx, from);
  if (!source) throw new Problem('request.not_found');
  const versions = await listVersions(tx, source.documentId);
  if (versions.some((version) => version.state === 'draft' || version.state === 'in_review')) throw new Problem('content.draft_open');
  const versionNo = (versions[0]?.versionNo ?? 0) + 1;
  const { versionId } = await insertVersion(tx, { ...source, versionNo, digest: digestOf(source, { ...source, versionNo }) });
  await tell(tx, 'content.draft', versionId);
  return { documentId: source.documentId, versionId };
});

/** Changes a draft; what was signed stays bound to the text it was signed for. */
export const editDraft = (db: Db, actor: Actor, { versionId, ...patch }: { versionId: number } & Partial<VersionContent>): Promise<{ digest: string }> => db.transaction(actor, async (tx) => {
  await lockVersion(tx, versionId);
  const before = await findVersion(tx, versionId);
  if (!before) throw new Problem('request.not_found');
  if (!mayDo('edit', before.state).ok) throw new Problem('content.wrong_state');
  const after = { ...before, ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) } as typeof before;
  assertValidity(after);
  const digest = digestOf(after, after);
  await updateDraft(tx, versionId, { ...after, digest });
  await audit(tx, { action: 'content.edit', resource: 'content.version', recordId: versionId, before: { digest: before.digest }, after: { digest } });
  await announce(tx, { topic: 'content.version', permission: 'content:read' });
  return { digest };
});
