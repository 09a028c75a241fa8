import { createHash } from 'node:crypto';
import { sql, type Tx } from '#platform/db';
import { Problem, problems } from '#platform/problem';
import { canonicalJson } from './canonical-json.ts';
import { audit } from './record.ts';

problems({
  'signature.foreign_proof': { status: 403, title: 'Only who proved who he is may sign.' },
  'signature.twice': { status: 409, title: 'You have signed this very text for this already.' },
});

/** What a signature is for (21 CFR 11.50(a)(3)). */
export const MEANINGS = ['authorship', 'review', 'approval', 'responsibility', 'verification', 'receipt'] as const;
export type SignatureMeaning = (typeof MEANINGS)[number];
const COMPONENTS = ['user_name', 'password', 'code', 'passkey'] as const;
type Component = (typeof COMPONENTS)[number];

/** That somebody proved a moment ago who he is; the HTTP edge alone makes one. */
export type Proof = { readonly userId: number; readonly sessionKey: string; readonly components: readonly Component[] };

export type Signature = {
  readonly signatureId: number; readonly customerId: number; readonly resource: string; readonly recordId: string; readonly digest: string;
  readonly meaning: SignatureMeaning; readonly capacity: string; readonly userId: number; readonly printedName: string; readonly signedAt: string; readonly timeZone: string;
  readonly components: readonly Component[]; readonly sessionKey: string; readonly binding: string;
};
export type SignedRecord = {
  readonly customerId?: number;
  /** schema.table */
  readonly resource: string;
  readonly recordId: string | number;
  /** Everything that the signature stands for, digests of attachments included. */
  readonly record: unknown;
  readonly meaning: SignatureMeaning;
  readonly capacity?: string;
};

export const SIGNATURE_COLUMNS = sql`s.signature_id, s.customer_id, s.resource, s.record_id, s.digest, s.meaning, s.capacity, s.user_id, s.printed_name, s.signed_at, s.time_zone,
  s.components, s.session_key, s.binding`;

/** What a record is bound by: SHA-256 of its canonical JSON. */
export const recordDigest = (record: unknown): string => createHash('sha256').update(canonicalJson(record)).digest('hex');

/** Holds the signature's own facts together: taken to another record, or given another name or day, it no longer fits. */
export const bindingOf = ({ signatureId, customerId, resource, recordId, digest, meaning, capacity, userId, printedName, signedAt, timeZone, components, sessionKey }: Omit<Signature, 'binding'>): string =>
  recordDigest({ signatureId, customerId, resource, recordId, digest, meaning, capacity, userId, printedName, signedAt, timeZone, components, sessionKey });

type GivenSignature = SignedRecord & Pick<Signature, 'userId' | 'printedName' | 'signedAt' | 'timeZone' | 'sessionKey' | 'components'>;

/** Puts signatures on file and each of them, whole, into the trail: the chain keeps what a row could lose. */
export async function recordSignatures(tx: Tx, given: readonly GivenSignature[]): Promise<Signature[]> {
  const numbers = await tx.rows<{ id: number }>(sql`select nextval('audit.signature_number') as id from generate_series(1, ${given.length}::integer)`);
  const signatures = given.map(({ customerId = 0, capacity = '', record, recordId, ...rest }, index): Signature => {
    const facts = { ...rest, signatureId: numbers[index]?.id ?? 0, customerId, capacity, recordId: String(recordId), digest: recordDigest(record) };
    return { ...facts, binding: bindingOf(facts) };
  });
  const rows = signatures.map((one) => ({
    signature_id: one.signatureId, customer_id: one.customerId, resource: one.resource, record_id: one.recordId, digest: one.digest, meaning: one.meaning, capacity: one.capacity, user_id: one.userId,
    printed_name: one.printedName, signed_at: one.signedAt, time_zone: one.timeZone, components: one.components, session_key: one.sessionKey, binding: one.binding,
  }));
  const columns = sql`signature_id, customer_id, resource, record_id, digest, meaning, capacity, user_id, printed_name, signed_at, time_zone, components, session_key, binding`;
  const written = await tx.run(sql`
    insert into audit.signature (${columns})
    select ${columns} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(signature_id bigint, customer_id bigint, resource text, record_id text, digest text, meaning text, capacity text, user_id integer,
           printed_name text, signed_at timestamptz, time_zone text, components text[], session_key text, binding text)
    on conflict do nothing`);
  if (written !== signatures.length) throw new Problem('signature.twice');
  await audit(tx, ...signatures.map((one) => ({ action: 'signature.sign', resource: 'audit.signature', customerId: one.customerId || null, recordId: one.signatureId, after: one })));
  return signatures;
}

/** Signs a record, in the transaction of what the signature does. */
export async function sign(tx: Tx, proof: Proof, record: SignedRecord): Promise<Signature> {
  if (proof.userId !== tx.actor.userId) throw new Problem('signature.foreign_proof');
  const who = await tx.one<{ printedName: string; timeZone: string }>(sql`select name as printed_name, time_zone from access.v_person where user_id = ${proof.userId}::integer`);
  const [signature] = await recordSignatures(tx, [{ ...record, ...who, userId: proof.userId, signedAt: tx.now, sessionKey: proof.sessionKey, components: proof.components }]);
  return signature as Signature;
}

/** How a signature stands to a record as it is now. */
type Standing = 'holds' | 'signed version differs' | 'not for this record';

export const standingOf = (signature: Signature, now: { readonly resource: string; readonly recordId: string | number; readonly digest: string }): Standing => {
  if (signature.resource !== now.resource || signature.recordId !== String(now.recordId) || bindingOf(signature) !== signature.binding) return 'not for this record';
  return signature.digest === now.digest ? 'holds' : 'signed version differs';
};

/** Signatures of a record, oldest first. */
export const listSignaturesOf = (tx: Tx, { resource, recordId }: { readonly resource: string; readonly recordId: string | number }): Promise<Signature[]> => tx.rows(sql`
  select ${SIGNATURE_COLUMNS} from audit.v_signature s where s.resource = ${resource} and s.record_id = ${String(recordId)} order by s.signature_id limit 200`);
