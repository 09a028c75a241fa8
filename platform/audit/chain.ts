import { createHash } from 'node:crypto';
import { ENGINE, sql, type Actor, type Db, type Tx } from '#platform/db';
import { listAnchorFaults, listSignatureFaults } from './proofs.ts';

// The chain: hash(seq) = sha256(hash(seq − 1) ‖ sha256(text of the entry)). docs/audit-format.md gives the format, so that anyone can check it without us.
// The text's own digest stands between, so that an export proves the chain over entries that it does not show.

const SEAL_LOCK = 7_461_002;
/** Entries at a time: bounds the memory, whatever has gathered. */
export const BATCH = 5_000;

type Entry = { seq: number; entryId: number; canonical: string | null; digest: string; hash: string };
/** `seq` is the place in the chain, 0 for an entry that has none: it was written past the program, or removed before it had one. */
export type AuditFault = { readonly seq: number; readonly entryId: number; readonly fault: 'changed' | 'missing' | 'unsealed' | 'broken_link' | 'anchor_broken' | 'signature_broken' };
export type AuditVerdict = { readonly sealed: number; readonly unsealed: number; readonly head: string | null; readonly faults: readonly AuditFault[] };

/** Stands for what is null: no value holds this character. */
const NONE = sql.trusted("E'\\x1e'");

/** The values of an entry `e` as they go into its text, in their order. jsonb prints its keys in one fixed order, so that its text is canonical. */
export const ENTRY_VALUES = sql`array[e.entry_id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_kind,
  coalesce(e.actor_id::text, ${NONE}), e.actor_role, coalesce(e.request_id, ${NONE}), coalesce(e.purpose, ${NONE}), e.action, e.kind, e.resource,
  coalesce(e.customer_id::text, ${NONE}), coalesce(e.record_id, ${NONE}), e.rows::text, coalesce(e.before::text, ${NONE}), coalesce(e.after::text, ${NONE}),
  coalesce(e.reason_code, ${NONE}), coalesce(e.reason, ${NONE})]`;
const CANONICAL = sql`array_to_string(${ENTRY_VALUES}, E'\\x1f')`;

const sha256 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const digestOf = (canonical: string): Buffer => sha256(Buffer.from(canonical, 'utf8'));
const link = (previous: string, digest: Buffer): string => sha256(Buffer.from(previous, 'hex'), digest).toString('hex');

/** Holds the chain still until the transaction ends. */
export const lockChain = (tx: Tx): Promise<number> => tx.run(sql`select pg_advisory_xact_lock(${SEAL_LOCK}::bigint)`);

async function sealBatch(tx: Tx): Promise<number> {
  await lockChain(tx);
  const last = await tx.maybe<{ seq: number; hash: string }>(sql`select seq, encode(hash, 'hex') as hash from audit.link order by seq desc limit 1`);
  const open = await tx.rows<{ entryId: number; canonical: string }>(sql`
    select e.entry_id, ${CANONICAL} as canonical from audit.unsealed u join audit.entry e using (entry_id)
     order by u.entry_id limit ${BATCH}::integer`);
  let hash = last?.hash ?? '';
  const links = open.map((entry, index) => {
    const digest = digestOf(entry.canonical);
    hash = link(hash, digest);
    return { seq: (last?.seq ?? 0) + index + 1, entry_id: entry.entryId, digest: digest.toString('hex'), hash };
  });
  await tx.run(sql`
    insert into audit.link (seq, entry_id, digest, hash, sealed_at)
    select l.seq, l.entry_id, decode(l.digest, 'hex'), decode(l.hash, 'hex'), ${tx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(seq bigint, entry_id bigint, digest text, hash text)`);
  await tx.run(sql`delete from audit.unsealed where entry_id = any(${links.map((each) => each.entry_id)}::bigint[])`);
  return links.length;
}

/** Chains every entry that is not chained yet; returns how many. Runs each second and before a verification. */
export async function sealAudit(db: Db): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await db.transaction(ENGINE, sealBatch); // batches bound the memory, whatever has gathered
    sealed += count;
    if (count < BATCH) return sealed;
  }
}

/** Recomputes the chain from the first entry and names every entry that was changed, removed, or slipped in. */
export async function verifyAudit(db: Db, actor: Actor): Promise<AuditVerdict> {
  return db.read(actor, async (tx) => {
    const faults: AuditFault[] = [];
    let previous = '';
    let expected = 1;
    for (;;) { // batches bound the memory: a trail has no end
      const batch = await tx.rows<Entry>(sql`
        select l.seq, l.entry_id, encode(l.digest, 'hex') as digest, encode(l.hash, 'hex') as hash, case when e.entry_id is null then null else ${CANONICAL} end as canonical
          from audit.link l left join audit.entry e using (entry_id)
         where l.seq >= ${expected}::bigint order by l.seq limit ${BATCH}::integer`);
      for (const row of batch) {
        if (row.seq !== expected) faults.push({ seq: expected, entryId: row.entryId, fault: 'broken_link' });
        if (row.canonical === null) faults.push({ seq: row.seq, entryId: row.entryId, fault: 'missing' });
        else if (digestOf(row.canonical).toString('hex') !== row.digest || link(previous, Buffer.from(row.digest, 'hex')) !== row.hash) faults.push({ seq: row.seq, entryId: row.entryId, fault: 'changed' });
        previous = row.hash;
        expected = row.seq + 1;
      }
      if (batch.length < BATCH) break;
    }
    const slipped = await tx.rows<{ entryId: number }>(sql`
      select e.entry_id from audit.entry e
       where not exists (select from audit.link l where l.entry_id = e.entry_id) and not exists (select from audit.unsealed u where u.entry_id = e.entry_id)
       order by e.entry_id limit ${BATCH}::integer`);
    faults.push(...slipped.map(({ entryId }) => ({ seq: 0, entryId, fault: 'unsealed' }) as const));
    const removed = await tx.rows<{ entryId: number }>(sql`
      select u.entry_id from audit.unsealed u where not exists (select from audit.entry e where e.entry_id = u.entry_id) order by u.entry_id limit ${BATCH}::integer`);
    faults.push(...removed.map(({ entryId }) => ({ seq: 0, entryId, fault: 'missing' }) as const));
    faults.push(...await listAnchorFaults(tx), ...await listSignatureFaults(tx));
    const { unsealed } = await tx.one<{ unsealed: number }>(sql`select count(*) as unsealed from audit.unsealed`);
    return { sealed: expected - 1, unsealed, head: previous || null, faults };
  });
}
