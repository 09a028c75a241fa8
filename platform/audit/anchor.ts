import { ENGINE, sql, type Actor, type Db, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import { anchorDigest, anchorText, type Anchor, type AnchorKeyRow } from './anchor-format.ts';
import type { AnchorKey } from './anchor-key.ts';
import { lockChain, sealAudit } from './chain.ts';
import { audit } from './record.ts';
import { anchorColumns, listKeys } from './proofs.ts';

const insertKey = (tx: Tx, key: Omit<AnchorKeyRow, 'createdAt'>): Promise<number> => tx.run(sql`
  insert into audit.anchor_key (key_id, public_key, endorsed_by, endorsement, created_at)
  values (${key.keyId}, ${key.publicKey}, ${key.endorsedBy}, ${key.endorsement}, ${tx.now}::timestamptz)
  on conflict (key_id) do nothing`);

/**
 * Makes the public half of the key in use known. A key that nobody endorsed is let in as the first of an installation, or when the settings name it: what
 * lies in a data directory beside another key's trail does not sign.
 */
export const registerAnchorKey = (db: Db, key: AnchorKey, { isGiven }: { readonly isGiven: boolean }): Promise<boolean> => db.transaction(ENGINE, async (tx) => {
  await lockChain(tx);
  const keys = await listKeys(tx);
  const current = key.current();
  if (keys.some((one) => one.keyId === current.keyId)) return true;
  if (keys.length > 0 && !isGiven) return false;
  await insertKey(tx, { ...current, endorsedBy: null, endorsement: null });
  await audit(tx, { action: 'audit.add_key', resource: 'audit.anchor_key', recordId: current.keyId, after: { keyId: current.keyId } });
  return true;
});

/** The next key, endorsed by the one before, so that whoever kept the first can follow. What was signed stays provable. */
export async function rotateAnchorKey(db: Db, key: AnchorKey, { actor = ENGINE, reason }: { readonly actor?: Actor; readonly reason?: string } = {}): Promise<{ keyId: string }> {
  const before = key.current();
  await key.rotate(async (next) => {
    await db.transaction(ENGINE, (tx) => insertKey(tx, { ...next, endorsedBy: before.keyId }));
  });
  const { keyId } = key.current();
  await db.transaction(actor, (tx) => audit(tx, { action: 'audit.rotate_key', resource: 'audit.anchor_key', recordId: keyId, before: { keyId: before.keyId }, after: { keyId }, reason: reason ?? null }));
  return { keyId };
}

/**
 * Signs the head of the chain. `daily` makes one a day at most; without it, one is made when the chain has grown since. Returns the newest anchor, and
 * whether it is new; undefined while the trail is empty.
 */
export async function anchorAudit(db: Db, key: AnchorKey, { daily = false } = {}): Promise<{ anchor: Anchor; isNew: boolean } | undefined> {
  await sealAudit(db);
  return db.transaction(ENGINE, async (tx) => {
    await lockChain(tx);
    const { keyId } = key.current();
    if (!(await listKeys(tx)).some((one) => one.keyId === keyId)) throw new Problem('audit.key_elsewhere');
    const head = await tx.maybe<{ seq: number; hash: string }>(sql`select seq, encode(hash, 'hex') as hash from audit.link order by seq desc limit 1`);
    const last = await tx.maybe<Anchor>(sql`select ${anchorColumns} from audit.anchor a order by a.anchor_no desc limit 1`);
    const day = tx.now.slice(0, 10);
    if (!head) return undefined;
    if (last && (last.count === head.seq || (daily && last.day >= day))) return { anchor: last, isNew: false };
    const facts = { anchorNo: (last?.anchorNo ?? 0) + 1, day, anchoredAt: tx.now, count: head.seq, head: head.hash, previous: last ? anchorDigest(last) : '', keyId };
    const anchor: Anchor = { ...facts, signature: key.sign(anchorText(facts)).signature };
    await tx.run(sql`
      insert into audit.anchor (anchor_no, day, anchored_at, count, head, previous, key_id, signature)
      values (${anchor.anchorNo}::integer, ${anchor.day}::date, ${anchor.anchoredAt}::timestamptz, ${anchor.count}::bigint, ${anchor.head}, ${anchor.previous}, ${anchor.keyId}, ${anchor.signature})`);
    return { anchor, isNew: true };
  });
}

const MOST_AT_ONCE = 100;

/** Hands each anchor that was not yet handed out to `take`, oldest first, and remembers it once that has gone well; what fails is handed out the next time. */
export async function handOutAnchors(db: Db, take: (anchor: Anchor) => Promise<void>): Promise<number> {
  const waiting = await db.read(ENGINE, (tx) => tx.rows<Anchor>(sql`
    select ${anchorColumns} from audit.anchor a where a.handed_out_at is null order by a.anchor_no limit ${MOST_AT_ONCE}::integer`));
  for (const anchor of waiting) {
    await take(anchor);
    // One at a time on purpose: what has left must be known before the next leaves.
    await db.transaction(ENGINE, (tx) => tx.run(sql`update audit.anchor set handed_out_at = ${tx.now}::timestamptz where anchor_no = ${anchor.anchorNo}::integer`));
  }
  return waiting.length;
}
