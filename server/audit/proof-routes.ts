import { z } from 'zod';
import { anchorAudit, audit, listAllAnchors, listKeys, rotateAnchorKey, sealAudit, type AnchorKey } from '#platform/audit';
import { sql } from '#platform/db';
import { fromCursor, pageInput, pageOf, route, toPage, type Route } from '#platform/http';

const anchorOutput = z.object({
  anchorNo: z.number(), day: z.string(), anchoredAt: z.string(), count: z.number(), head: z.string(), previous: z.string(), keyId: z.string(), signature: z.string(),
});
type AnchorOutput = z.output<typeof anchorOutput>;
const keyOutput = z.object({ keyId: z.string(), publicKey: z.string(), endorsedBy: z.string().nullable(), endorsement: z.string().nullable(), createdAt: z.string() });

const keys = route({
  method: 'GET', path: '/audit/keys', permission: 'public', summary: 'Public keys of the anchors, oldest first: keep a copy elsewhere',
  input: z.object({}), output: z.object({ keys: z.array(keyOutput) }),
  handle: ({ db, actor }) => db.read(actor, async (tx) => ({ keys: await listKeys(tx) })),
});

const anchors = route({
  method: 'GET', path: '/audit/anchors', permission: 'audit:read', summary: 'Signed heads of the chain, newest first', input: z.object(pageInput), output: pageOf(anchorOutput),
  handle: ({ db, actor, input }) => db.read(actor, async (tx) => {
    const after = fromCursor(input.cursor, 1);
    const rows = await tx.rows<AnchorOutput>(sql`
      select anchor_no, day, anchored_at, count, head, previous, key_id, signature from audit.anchor
       where ${after?.[0] ?? null}::integer is null or anchor_no < ${after?.[0] ?? null}::integer
       order by anchor_no desc limit ${input.limit + 1}::integer`);
    return toPage(rows, input.limit, (row) => [row.anchorNo]);
  }),
});

const anchorsFile = route({
  method: 'GET', path: '/audit/anchors/file', permission: 'audit:read', summary: 'All anchors and public keys in one file, to be kept elsewhere', input: z.object({}), output: z.string(),
  handle: ({ db, actor }) => db.read(actor, async (tx) => ({
    raw: true as const, type: 'application/json', headers: { 'content-disposition': `attachment; filename="anchors-${tx.now.slice(0, 10)}.json"` },
    body: `${JSON.stringify({ format: 'tutti-anchors/1', keys: await listKeys(tx), anchors: await listAllAnchors(tx) }, null, 1)}\n`,
  })),
});

const anchorNow = (key: AnchorKey): Route => route({
  method: 'POST', path: '/audit/anchors', permission: 'audit:anchor', summary: 'Signs the head of the chain now', input: z.object({}), output: z.object({ anchor: anchorOutput.nullable(), isNew: z.boolean() }),
  handle: async ({ db, actor }) => {
    await db.transaction(actor, (tx) => audit(tx, { action: 'audit.anchor', resource: 'audit.anchor' }));
    await sealAudit(db);
    const made = await anchorAudit(db, key);
    return { anchor: made?.anchor ?? null, isNew: made?.isNew ?? false };
  },
});

const rotate = (key: AnchorKey): Route => route({
  method: 'POST', path: '/audit/keys/rotate', permission: 'audit:anchor', summary: 'Makes the next key, endorsed by the one in use; what was signed stays provable', input: z.object({ reason: z.string().trim().min(3).max(500) }), output: z.object({ keyId: z.string() }),
  handle: ({ db, actor, input }) => rotateAnchorKey(db, key, { actor, reason: input.reason }),
});

/** Anchors and keys: what proves the trail outside. */
export const proofRoutes = (key: AnchorKey): readonly Route[] => [keys, anchors, anchorsFile, anchorNow(key), rotate(key)];
