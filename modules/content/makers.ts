import { recordSignatures } from '#platform/audit';
import { sql } from '#platform/db';
import type { TestDatabase } from '#platform/testing';
import { digestOf, signedRecordOf } from './digest.ts';
import { SIGNED_AS, type DocumentFacts, type VersionContent } from './types.ts';

export const MAIL_BODY = `<mjml><mj-body><mj-section><mj-column>
<mj-text>Dear {{customer.salutation}},<br/>{{product.name}} is covered by {{payer.name}}. <a href="https://abc.example/pi">Prescribing information</a></mj-text>
<mj-button href="{{links.choice.1}}">I would like a visit</mj-button>
<mj-text>{{company.address}} <a href="{{links.unsubscribe}}">Unsubscribe</a></mj-text>
</mj-column></mj-section></mj-body></mjml>`;

/** An approved version, a mail of marketing unless said otherwise, with its four signatures of a reviewer who is on file; returns its id. */
export async function makeApprovedTemplate(db: TestDatabase, given: Partial<DocumentFacts & VersionContent> = {}): Promise<number> {
  const at = db.clock().toISOString();
  const whole: DocumentFacts & VersionContent = {
    code: `T-${Math.trunc(db.clock().getTime() / 1000)}`, kind: 'email_template', title: 'GLIDIM is now covered', productId: null, function: 'marketing', audience: 'hcp', market: 'US', language: 'en',
    subject: '{{product.name}} is now covered by {{payer.name}}', body: MAIL_BODY, patterns: '', choices: [{ code: 'visit', label: 'I would like a visit' }], citation: 'GLIDIM label, section 1', validFrom: '2020-01-01', validTo: '2090-01-01', ...given,
  };
  const { versionId } = await db.owner.one<{ versionId: number }>(sql`
    with made as (
      insert into content.document (code, kind, title, product_id, function, audience, market, language)
      values (${whole.code}, ${whole.kind}, ${whole.title}, ${whole.productId}::integer, ${whole.function}, ${whole.audience}, ${whole.market}, ${whole.language}) returning document_id)
    insert into content.version (document_id, version_no, state, subject, body, patterns, choices, citation, valid_from, valid_to, digest, created_at, submitted_at, approved_at)
    select document_id, 1, 'approved', ${whole.subject}, ${whole.body}, ${whole.patterns}, ${JSON.stringify(whole.choices)}::jsonb, ${whole.citation}, ${whole.validFrom}::date, ${whole.validTo}::date,
           ${digestOf(whole, { ...whole, versionNo: 1 })}, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
      from made returning version_id`);
  const reviewer = await db.owner.maybe<{ userId: number; name: string }>(sql`select user_id, name from access.person where role = 'reviewer' order by user_id limit 1`);
  if (!reviewer) return versionId;
  const signer = { userId: reviewer.userId, printedName: reviewer.name, signedAt: at, timeZone: 'America/New_York', sessionKey: 'made', components: ['password'] as const };
  await db.transaction({ kind: 'person', role: 'reviewer', userId: reviewer.userId }, (tx) => recordSignatures(tx, (['medical', 'legal', 'regulatory', 'approve'] as const).map((meaning) => ({
    ...signer, ...SIGNED_AS[meaning], resource: 'content.version', recordId: versionId, record: signedRecordOf(whole, { ...whole, versionNo: 1 }),
  }))));
  return versionId;
}
