import { sql, type Tx } from '#platform/db';
import { anchorDigest, anchorText, isSignedBy, type Anchor, type AnchorKeyRow } from './anchor-format.ts';
import type { AuditFault } from './chain.ts';
import { bindingOf, SIGNATURE_COLUMNS, type Signature } from './signature.ts';

export const anchorColumns = sql`a.anchor_no, a.day, a.anchored_at, a.count, a.head, a.previous, a.key_id, a.signature`;

/** Public keys, oldest first. */
export const listKeys = (tx: Tx): Promise<AnchorKeyRow[]> => tx.rows(sql`
  select key_id, public_key, endorsed_by, endorsement, created_at from audit.anchor_key order by created_at, endorsed_by nulls first, key_id`);

/** Every anchor, first to last: one a day and one an export. */
export const listAllAnchors = (tx: Tx): Promise<Anchor[]> => tx.rows(sql`select ${anchorColumns} from audit.anchor a order by a.anchor_no`);

/** Anchors that are not signed by their key, do not follow the one before, or name another head than the chain has there. */
export async function listAnchorFaults(tx: Tx): Promise<AuditFault[]> {
  const keys = new Map((await listKeys(tx)).map((key) => [key.keyId, key.publicKey]));
  const anchors = await tx.rows<Anchor & { actual: string | null }>(sql`
    select ${anchorColumns}, encode(l.hash, 'hex') as actual from audit.anchor a left join audit.link l on l.seq = a.count order by a.anchor_no`);
  return anchors.flatMap((anchor, index): AuditFault[] => {
    const before = anchors[index - 1];
    const key = keys.get(anchor.keyId);
    const holds = anchor.anchorNo === index + 1 && anchor.previous === (before ? anchorDigest(before) : '') && anchor.actual === anchor.head
      && key !== undefined && isSignedBy(key, anchorText(anchor), anchor.signature);
    return holds ? [] : [{ seq: anchor.count, entryId: 0, fault: 'anchor_broken' }];
  });
}

/** Signatures that are not what the trail says was signed: changed, moved to another record, slipped in, or taken away. */
export async function listSignatureFaults(tx: Tx): Promise<AuditFault[]> {
  const rows = await tx.rows<{ entryId: number | null; known: boolean; told: string | null } & Signature>(sql`
    select e.entry_id, s.signature_id is not null as known, e.after ->> 'binding' as told, ${SIGNATURE_COLUMNS}
      from audit.v_signature s
      full join (select entry_id, record_id, after from audit.entry where action = 'signature.sign') e on e.record_id = s.signature_id::text
     order by e.entry_id`);
  return rows.filter(({ known, told, ...signature }) => !known || told !== signature.binding || bindingOf(signature) !== told)
    .map(({ entryId }) => ({ seq: 0, entryId: entryId ?? 0, fault: 'signature_broken' }));
}
