import { createHash } from 'node:crypto';
import { ENGINE, sql, type Actor, type Db, type Tx } from '#platform/db';

// The chain: hash(seq) = sha256(hash(seq − 1) ‖ canonical text of the entry). docs/audit.md gives the format, so that anyone can check it without us.

const SEAL_LOCK = 7_461_002;
const BATCH = 5_000;

type Entry = { seq: number; entryId: number; canonical: string; hash: string };
/** `seq` is the place in the chain, 0 for an entry that has none: it was written past the program, or removed before it had one. */
type AuditFault = { readonly seq: number; readonly entryId: number; readonly fault: 'changed' | 'missing' | 'unsealed' | 'broken_link' };
export type AuditVerdict = { readonly sealed: number; readonly unsealed: number; readonly head: string | null; readonly faults: readonly AuditFault[] };

// jsonb prints its keys in one fixed order, so that its text is canonical.
const CANONICAL = sql.trusted(`concat_ws(E'\\x1f', e.entry_id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor_kind,
  coalesce(e.actor_id::text, '-'), e.actor_role, coalesce(e.request_id, '-'), coalesce(e.purpose, '-'), e.action, e.kind, e.resource,
  coalesce(e.customer_id::text, '-'), coalesce(e.record_id, '-'), e.rows, coalesce(e.before::text, '-'), coalesce(e.after::text, '-'), coalesce(e.reason, '-'))`);

const link = (previous: string, canonical: string) => createHash('sha256').update(Buffer.from(previous, 'hex')).update(canonical, 'utf8').digest('hex');

async function sealBatch(tx: Tx): Promise<number> {
  await tx.run(sql`select pg_advisory_xact_lock(${SEAL_LOCK}::bigint)`);
  const last = await tx.maybe<{ seq: number; hash: string }>(sql`select seq, encode(hash, 'hex') as hash from audit.link order by seq desc limit 1`);
  const open = await tx.rows<{ entryId: number; canonical: string }>(sql`
    select e.entry_id, ${CANONICAL} as canonical from audit.unsealed u join audit.entry e using (entry_id)
     order by u.entry_id limit ${BATCH}::integer`);
  let hash = last?.hash ?? '';
  const links = open.map((entry, index) => {
    hash = link(hash, entry.canonical);
    return { seq: (last?.seq ?? 0) + index + 1, entry_id: entry.entryId, hash };
  });
  await tx.run(sql`
    insert into audit.link (seq, entry_id, hash, sealed_at)
    select l.seq, l.entry_id, decode(l.hash, 'hex'), ${tx.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l(seq bigint, entry_id bigint, hash text)`);
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
        select l.seq, l.entry_id, encode(l.hash, 'hex') as hash, case when e.entry_id is null then null else ${CANONICAL} end as canonical
          from audit.link l left join audit.entry e using (entry_id)
         where l.seq >= ${expected}::bigint order by l.seq limit ${BATCH}::integer`);
      for (const row of batch) {
        if (row.seq !== expected) faults.push({ seq: expected, entryId: row.entryId, fault: 'broken_link' });
        if (row.canonical === null) faults.push({ seq: row.seq, entryId: row.entryId, fault: 'missing' });
        else if (link(previous, row.canonical) !== row.hash) faults.push({ seq: row.seq, entryId: row.entryId, fault: 'changed' });
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
    const { unsealed } = await tx.one<{ unsealed: number }>(sql`select count(*) as unsealed from audit.unsealed`);
    return { sealed: expected - 1, unsealed, head: previous || null, faults };
  });
}
