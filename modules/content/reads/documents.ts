import { SIGNATURE_COLUMNS, standingOf, type Signature } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import { fromCursor, toPage } from '#platform/http';
import { digestOf } from '../digest.ts';
import { reviewsOwed } from '../rules/life-cycle.ts';
import type { Audience, Choice, DocumentFacts, DocumentKind, Meaning, VersionContent, VersionState } from '../types.ts';

export type DocumentRow = {
  readonly documentId: number; readonly code: string; readonly kind: DocumentKind; readonly title: string; readonly productId: number | null; readonly productName: string | null;
  readonly function: string; readonly audience: Audience; readonly market: string; readonly language: string;
  readonly versionId: number; readonly versionNo: number; readonly state: VersionState; readonly validFrom: string; readonly validTo: string;
  /** The version that may be used today, if any. */
  readonly usableVersionId: number | null; readonly usableVersionNo: number | null; readonly usableUntil: string | null;
};
export type VersionRow = DocumentFacts & VersionContent & {
  readonly versionId: number; readonly documentId: number; readonly versionNo: number; readonly state: VersionState; readonly digest: string; readonly createdAt: string;
  readonly createdBy: number | null; readonly createdByName: string | null; readonly submittedAt: string | null; readonly approvedAt: string | null; readonly endedAt: string | null;
  readonly endReason: string; readonly productName: string | null;
};
export type SignatureRow = { readonly signatureId: number; readonly userId: number; readonly name: string; readonly meaning: Meaning; readonly digest: string; readonly signedAt: string; readonly timeZone: string; readonly current: boolean };

const VERSION_COLUMNS = sql`
  v.version_id, v.document_id, v.version_no, v.state, v.subject, v.body, v.patterns, v.choices, v.citation, v.valid_from, v.valid_to, v.digest, v.created_at, v.created_by,
  v.submitted_at, v.approved_at, v.ended_at, v.end_reason, d.code, d.kind, d.title, d.product_id, d.function, d.audience, d.market, d.language`;

const today = (tx: Tx) => sql`(${tx.now}::timestamptz at time zone 'UTC')::date`;

export type LibraryQuestion = {
  readonly kind?: DocumentKind; readonly state?: VersionState; readonly productId?: number; readonly q?: string; readonly limit: number; readonly cursor?: string;
};

/** The library: each document with its newest version, and the one that may be used today. */
export async function listDocuments(tx: Tx, question: LibraryQuestion) {
  const after = fromCursor(question.cursor, 2);
  const rows = await tx.rows<DocumentRow>(sql`
    select d.document_id, d.code, d.kind, d.title, d.product_id, p.name as product_name, d.function, d.audience, d.market, d.language,
           n.version_id, n.version_no, n.state, n.valid_from, n.valid_to, u.version_id as usable_version_id, u.version_no as usable_version_no, u.valid_to as usable_until
      from content.document d
      join lateral (select version_id, version_no, state, valid_from, valid_to from content.version where document_id = d.document_id order by version_no desc limit 1) n on true
      left join lateral (
        select version_id, version_no, valid_to from content.version
         where document_id = d.document_id and state = 'approved' and valid_from <= ${today(tx)} and valid_to >= ${today(tx)} order by version_no desc limit 1) u on true
      left join products.v_product p on p.product_id = d.product_id
     where (${question.kind ?? null}::text is null or d.kind = ${question.kind ?? null})
       and (${question.state ?? null}::text is null or n.state = ${question.state ?? null})
       and (${question.productId ?? null}::integer is null or d.product_id = ${question.productId ?? null}::integer)
       and (${question.q ?? null}::text is null or d.title ilike '%' || ${question.q ?? ''} || '%' or d.code ilike '%' || ${question.q ?? ''} || '%')
       and (${after === null} or (d.title, d.document_id) > (${String(after?.[0] ?? '')}, ${Number(after?.[1] ?? 0)}::integer))
     order by d.title, d.document_id
     limit ${question.limit + 1}::integer`);
  return toPage(rows, question.limit, (row) => [row.title, row.documentId]);
}

/** A version with what its document is; undefined when there is none. */
export const findVersion = (tx: Tx, versionId: number): Promise<VersionRow | undefined> => tx.maybe(sql`
  select ${VERSION_COLUMNS}, h.name as created_by_name, p.name as product_name
    from content.version v
    join content.document d using (document_id)
    left join access.v_person h on h.user_id = v.created_by
    left join products.v_product p on p.product_id = d.product_id
   where v.version_id = ${versionId}::integer`);

/** The version before, as it was once submitted: what a reviewer compares with. */
export const findEarlier = (tx: Tx, version: { readonly documentId: number; readonly versionNo: number }): Promise<VersionRow | undefined> => tx.maybe(sql`
  select ${VERSION_COLUMNS}, null as created_by_name, null as product_name
    from content.version v
    join content.document d using (document_id)
   where v.document_id = ${version.documentId}::integer and v.version_no < ${version.versionNo}::integer and v.approved_at is not null
   order by v.version_no desc
   limit 1`);

export const listVersions = (tx: Tx, documentId: number) => tx.rows<Pick<VersionRow, 'versionId' | 'versionNo' | 'state' | 'validFrom' | 'validTo'>>(sql`
  select version_id, version_no, state, valid_from, valid_to from content.version where document_id = ${documentId}::integer order by version_no desc limit 50`);

const CONTENT_MEANING = sql`case s.meaning when 'authorship' then 'author' when 'approval' then 'approve' else s.capacity end`;

/** Who signed what, when; `current` says whether the signature is whole and bound to the very text as it stands, also when that was changed past the program. */
export async function listSignatures(tx: Tx, version: VersionRow): Promise<SignatureRow[]> {
  const digest = digestOf(version, version);
  const rows = await tx.rows<Signature & { contentMeaning: Meaning }>(sql`
    select ${SIGNATURE_COLUMNS}, ${CONTENT_MEANING} as content_meaning
      from audit.v_signature s
     where s.resource = 'content.version' and s.record_id = (${version.versionId}::integer)::text
     order by s.signed_at, s.signature_id`);
  return rows.map(({ contentMeaning, ...one }) => ({
    signatureId: one.signatureId, userId: one.userId, name: one.printedName, meaning: contentMeaning, digest: one.digest, signedAt: one.signedAt, timeZone: one.timeZone,
    current: standingOf(one, { resource: 'content.version', recordId: version.versionId, digest }) === 'holds',
  }));
}

export type DueRow = Pick<VersionRow, 'versionId' | 'code' | 'kind' | 'title' | 'versionNo' | 'state' | 'submittedAt' | 'validTo'> & {
  readonly authorName: string | null; readonly owed: readonly Meaning[]; readonly newerUnderWay: boolean;
};

/** What waits for a reviewer: texts in review, oldest first, and approved ones that end within the given days. */
export async function listReviews(tx: Tx, { expiringDays }: { readonly expiringDays: number }): Promise<{ due: DueRow[]; expiring: DueRow[]; recalled: DueRow[] }> {
  const rows = await tx.rows<DueRow & { digest: string; signed: { meaning: Meaning; digest: string }[] }>(sql`
    select v.version_id, d.code, d.kind, d.title, v.version_no, v.state, v.submitted_at, v.valid_to, v.digest, h.name as author_name,
           exists (select from content.version n where n.document_id = v.document_id and n.version_no > v.version_no and n.state in ('draft', 'in_review', 'approved')) as newer_under_way,
           coalesce((select jsonb_agg(jsonb_build_object('meaning', ${CONTENT_MEANING}, 'digest', s.digest)) from audit.v_signature s where s.resource = 'content.version' and s.record_id = v.version_id::text), '[]') as signed
      from content.version v
      join content.document d using (document_id)
      left join access.v_person h on h.user_id = v.created_by
     where v.state = 'in_review'
        or (v.state = 'approved' and v.valid_to between ${today(tx)} and ${today(tx)} + ${expiringDays}::integer)
        or (v.state = 'withdrawn' and v.approved_at is not null and v.ended_at > ${tx.now}::timestamptz - make_interval(days => ${expiringDays}::integer))
     order by coalesce(v.submitted_at, v.created_at), v.version_id
     limit 200`);
  const all = rows.map(({ signed, digest, ...row }) => ({ ...row, owed: row.state === 'in_review' ? reviewsOwed({ digest, signatures: signed.map((one) => ({ ...one, userId: 0 })) }) : [] }));
  return {
    due: all.filter((row) => row.state === 'in_review'),
    expiring: all.filter((row) => row.state === 'approved').toSorted((a, b) => a.validTo.localeCompare(b.validTo)),
    recalled: all.filter((row) => row.state === 'withdrawn'),
  };
}

export type SendableQuestion = {
  readonly code?: string; readonly productId?: number | null; readonly kind?: DocumentKind; readonly function: string; readonly audience: Audience; readonly market?: string; readonly language?: string;
};
export type Sendable = { readonly versionId: number; readonly code: string; readonly subject: string | null; readonly body: string; readonly choices: readonly Choice[]; readonly citation: string };

/** The newest approved version in date for a code or a product, a function, audience, market and language; undefined when nothing may be used. */
export const findSendable = (tx: Tx, question: SendableQuestion): Promise<Sendable | undefined> => tx.maybe(sql`
  select v.version_id, d.code, v.subject, v.body, v.choices, v.citation
    from content.version v
    join content.document d using (document_id)
   where v.state = 'approved' and v.valid_from <= ${today(tx)} and v.valid_to >= ${today(tx)}
     and (${question.code ?? null}::text is null or d.code = ${question.code ?? null})
     and (${question.productId ?? null}::integer is null or d.product_id = ${question.productId ?? null}::integer)
     and (${question.kind ?? null}::text is null or d.kind = ${question.kind ?? null})
     and d.function = ${question.function} and d.audience in (${question.audience}, 'any') and d.market = ${question.market ?? 'US'} and d.language = ${question.language ?? 'en'}
   order by d.audience = 'any', v.approved_at desc nulls last, v.version_id desc
   limit 1`);
