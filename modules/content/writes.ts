import { sql, type Tx } from '#platform/db';
import type { DocumentFacts, VersionContent, VersionState } from './types.ts';

export type Ended = { readonly versionId: number; readonly documentId: number; readonly state: 'expired' | 'superseded' };

const today = (tx: Tx) => sql`(${tx.now}::timestamptz at time zone 'UTC')::date`;

/** Undefined when the code is taken. */
export const insertDocument = (tx: Tx, facts: DocumentFacts): Promise<{ documentId: number } | undefined> => tx.maybe(sql`
  insert into content.document (code, kind, title, product_id, function, audience, market, language)
  values (${facts.code}, ${facts.kind}, ${facts.title}, ${facts.productId}::integer, ${facts.function}, ${facts.audience}, ${facts.market}, ${facts.language})
  on conflict (code) do nothing
  returning document_id`);

export const insertVersion = (tx: Tx, version: VersionContent & { readonly documentId: number; readonly versionNo: number; readonly digest: string }): Promise<{ versionId: number }> => tx.one(sql`
  insert into content.version (document_id, version_no, state, subject, body, patterns, choices, citation, valid_from, valid_to, digest, created_at, created_by)
  values (${version.documentId}::integer, ${version.versionNo}::integer, 'draft', ${version.subject}, ${version.body}, ${version.patterns}, ${JSON.stringify(version.choices)}::jsonb,
          ${version.citation}, ${version.validFrom}::date, ${version.validTo}::date, ${version.digest}, ${tx.now}::timestamptz, ${tx.actor.userId}::integer)
  returning version_id`);

export const updateDraft = (tx: Tx, versionId: number, version: VersionContent & { readonly digest: string }): Promise<number> => tx.run(sql`
  update content.version
     set subject = ${version.subject}, body = ${version.body}, patterns = ${version.patterns}, choices = ${JSON.stringify(version.choices)}::jsonb, citation = ${version.citation},
         valid_from = ${version.validFrom}::date, valid_to = ${version.validTo}::date, digest = ${version.digest}
   where version_id = ${versionId}::integer and state = 'draft'`);

/** Holds the version until the transaction ends, so that two signatures see one another. */
export const lockVersion = (tx: Tx, versionId: number): Promise<{ versionId: number } | undefined> => tx.maybe(sql`
  select version_id from content.version where version_id = ${versionId}::integer for update`);

export async function moveTo(tx: Tx, versionId: number, { state, reason }: { readonly state: VersionState; readonly reason?: string }): Promise<void> {
  const ended = ['expired', 'withdrawn', 'superseded'].includes(state);
  await tx.run(sql`
    update content.version
       set state = ${state}, end_reason = ${reason ?? ''},
           submitted_at = case ${state} when 'in_review' then ${tx.now}::timestamptz else submitted_at end,
           approved_at = case ${state} when 'approved' then ${tx.now}::timestamptz else approved_at end,
           ended_at = case when ${ended} then ${tx.now}::timestamptz end
     where version_id = ${versionId}::integer`);
}

/** Locks what is past its date, and what a newer version in date has replaced; says what each becomes. */
export const lockOutdated = (tx: Tx): Promise<Ended[]> => tx.rows(sql`
  select v.version_id, v.document_id, case when v.valid_to < ${today(tx)} then 'expired' else 'superseded' end as state
    from content.version v
   where v.state = 'approved'
     and (v.valid_to < ${today(tx)}
       or exists (select from content.version n
                   where n.document_id = v.document_id and n.version_no > v.version_no and n.state = 'approved' and n.valid_from <= ${today(tx)} and n.valid_to >= ${today(tx)}))
   order by v.version_id
     for update of v`);

export const endVersions = (tx: Tx, ended: readonly Ended[]): Promise<number> => tx.run(sql`
  update content.version v
     set state = e.state, ended_at = ${tx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(ended.map(({ versionId, state }) => ({ version_id: versionId, state })))}::jsonb) as e(version_id integer, state text)
   where v.version_id = e.version_id`);
