import { createHash } from 'node:crypto';
import { sql, type Actor, type Db, type Tx } from '#platform/db';
import { endText, type Anchor } from './anchor-format.ts';
import type { AnchorKey } from './anchor-key.ts';
import { anchorAudit } from './anchor.ts';
import { auditRead } from './record.ts';
import { BATCH, ENTRY_VALUES } from './chain.ts';
import { listAllAnchors, listKeys } from './proofs.ts';
import { trailCondition, type TrailQuestion } from './question.ts';
import { SIGNATURE_COLUMNS, type Signature } from './signature.ts';

type Range = { readonly first: number; readonly last: number; readonly before: string };
type LinkRow = { readonly seq: number; readonly digest: string; readonly hash: string; readonly values: (string | null)[] | null };

/** Where the asked-for entries begin in the chain, and the anchor at or after their end: what lies between is in the file, shown or as digests. */
async function rangeOf(tx: Tx, question: TrailQuestion, anchors: readonly Anchor[]): Promise<Range | undefined> {
  const everything = Object.values(question).every((part) => part === undefined);
  const found = await tx.one<{ first: number | null; last: number | null }>(everything ? sql`select min(seq) as first, max(seq) as last from audit.link` : sql`
    select min(l.seq) as first, max(l.seq) as last from audit.entry e join audit.link l using (entry_id) where ${trailCondition(question)}`);
  if (found.first === null || found.last === null) return undefined;
  const { first, last } = { first: found.first, last: found.last };
  const before = await tx.maybe<{ hash: string }>(sql`select encode(hash, 'hex') as hash from audit.link where seq = ${first - 1}::bigint`);
  return { first, last: anchors.find((anchor) => anchor.count >= last)?.count ?? last, before: before?.hash ?? '' };
}

const linkRows = (tx: Tx, question: TrailQuestion, { after, last }: { readonly after: number; readonly last: number }): Promise<LinkRow[]> => tx.rows(sql`
  select l.seq, encode(l.digest, 'hex') as digest, encode(l.hash, 'hex') as hash, case when e.entry_id is null then null else ${ENTRY_VALUES} end as values
    from audit.link l
    left join audit.entry e on e.entry_id = l.entry_id and ${trailCondition(question)}
   where l.seq > ${after}::bigint and l.seq <= ${last}::bigint
   order by l.seq limit ${BATCH}::integer`);

/** One line an entry that was asked for; runs of others as their digests alone. */
function* chainLines(rows: readonly LinkRow[]): Generator<object> {
  let run: LinkRow[] = [];
  for (const row of rows) {
    if (row.values === null) { run.push(row); continue; }
    if (run.length) yield { type: 'withheld', from: run[0]?.seq, digests: run.map((one) => one.digest) };
    run = [];
    yield { type: 'entry', seq: row.seq, hash: row.hash, values: row.values };
  }
  if (run.length) yield { type: 'withheld', from: run[0]?.seq, digests: run.map((one) => one.digest) };
}

const signaturesOf = (tx: Tx, question: TrailQuestion, range: Range): Promise<Signature[]> => tx.rows(sql`
  select ${SIGNATURE_COLUMNS} from audit.entry e
    join audit.link l using (entry_id)
    join audit.v_signature s on s.signature_id::text = e.record_id
   where e.action = 'signature.sign' and l.seq between ${range.first}::bigint and ${range.last}::bigint and ${trailCondition(question)}
   order by s.signature_id`);

type Copy = { readonly db: Db; readonly actor: Actor; readonly key: AnchorKey; readonly question: TrailQuestion };

async function* bodyLines({ db, actor, question }: Copy): AsyncGenerator<object> {
  const { keys, anchors, range } = await db.transaction(actor, async (tx) => {
    await auditRead(tx, { action: 'audit.export', resource: 'audit.entry', customerId: question.customerId ?? null, after: question });
    const all = await listAllAnchors(tx);
    return { keys: await listKeys(tx), anchors: all, range: await rangeOf(tx, question, all) };
  });
  yield { type: 'manifest', format: 'tutti-audit/1', exportedAt: db.clock().toISOString(), question, first: range?.first ?? 1, last: range?.last ?? 0, before: range?.before ?? '' };
  yield* keys.map(({ keyId, publicKey, endorsedBy, endorsement, createdAt }) => ({ type: 'key', keyId, publicKey, endorsedBy, endorsement, createdAt }));
  yield* anchors.map(({ anchorNo, day, anchoredAt, count, head, previous, keyId, signature }) => ({ type: 'anchor', anchorNo, day, anchoredAt, count, head, previous, keyId, signature }));
  if (!range) return;
  for (let after = range.first - 1; after < range.last;) { // a batch at a time bounds the memory: a trail has no end
    const rows = await db.read(actor, (tx) => linkRows(tx, question, { after, last: range.last }));
    yield* chainLines(rows);
    after = rows.at(-1)?.seq ?? range.last;
  }
  yield* (await db.read(actor, (tx) => signaturesOf(tx, question, range))).map((one) => ({ type: 'signature', ...one }));
}

/**
 * The electronic copy (21 CFR 11.10(b)): the entries asked for, what proves their place in the chain, anchors, public keys and signatures, line by line, closed
 * by a signature over the whole. The trail is anchored first, so that its end cannot be cut off.
 */
export async function* exportTrail(copy: Copy): AsyncGenerator<string> {
  await anchorAudit(copy.db, copy.key);
  const digest = createHash('sha256');
  let lines = 0;
  for await (const line of bodyLines(copy)) {
    const text = `${JSON.stringify(line)}\n`;
    digest.update(text);
    lines += 1;
    yield text;
  }
  const sha256 = digest.digest('hex');
  yield `${JSON.stringify({ type: 'end', lines, sha256, ...copy.key.sign(endText(lines, sha256)) })}\n`;
}
