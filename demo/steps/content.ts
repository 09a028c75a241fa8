import { digestOf, SIGNED_AS, signedRecordOf, type DocumentFacts, type VersionContent, type VersionState } from '#content';
import { recordSignatures } from '#platform/audit';
import { sql, type Tx } from '#platform/db';
import { asJson, dayOf, daysAgo, type Load } from '../context.ts';
import { ANSWERS } from '../lists/answers.ts';
import { DOCUMENTS } from '../lists/mails.ts';
import { WHO } from '../lists/people.ts';
import { CORDEXA, GLIDIM } from './people.ts';

type Text = DocumentFacts & VersionContent & { readonly versionNo: number; readonly state: VersionState; readonly ageDays: number };

const numberOf = { GLIDIM, CORDEXA } as const;
const US = { audience: 'hcp', market: 'US', language: 'en' } as const;

function texts({ now }: Load): Text[] {
  const mails = DOCUMENTS.map((text, index): Text => {
    const ageDays = text.state === 'expired' ? 500 : 40 + index * 9;
    return {
      ...US, code: text.code, kind: text.kind, title: text.title, productId: numberOf[text.product], function: text.function, subject: text.subject, body: text.body, patterns: '', choices: text.choices,
      citation: text.citation, validFrom: dayOf(daysAgo(now, ageDays)), validTo: dayOf(daysAgo(now, -text.validDays)), versionNo: text.versionNo, state: text.state, ageDays,
    };
  });
  const answers = ANSWERS.map((text, index): Text => ({
    ...US, code: text.code, kind: text.kind ?? 'standard_response', title: text.title, productId: text.product ? numberOf[text.product] : null, function: 'contact_centre', subject: null, body: text.body,
    patterns: text.patterns, choices: [], citation: text.citation, validFrom: dayOf(daysAgo(now, 90 + index)), validTo: dayOf(daysAgo(now, -(120 + ((index * 37) % 300)))), versionNo: text.versions ?? 1, state: 'approved', ageDays: 90 + index,
  }));
  return [...mails, ...answers];
}

/** Mail templates, presentations, scripts and standard responses, with the signatures of those that are approved. */
export async function content(load: Load): Promise<number> {
  const { tx, now } = load;
  const rows = texts(load).map((text) => ({ ...text, digest: digestOf(text, text) }));
  const shape = sql`jsonb_to_recordset(${asJson(rows)}::jsonb) as t(code text, kind text, title text, "productId" integer, function text, audience text, market text, language text, subject text, body text, patterns text,
    choices jsonb, citation text, "validFrom" date, "validTo" date, "versionNo" integer, state text, "ageDays" integer, digest text)`;
  await tx.run(sql`
    insert into content.document (code, kind, title, product_id, function, audience, market, language)
    select distinct code, kind, title, "productId", function, audience, market, language from ${shape} order by code`);
  const versions = await tx.run(sql`
    insert into content.version (document_id, version_no, state, subject, body, patterns, choices, citation, valid_from, valid_to, digest, created_at, created_by, submitted_at, approved_at, ended_at)
    select d.document_id, t."versionNo", t.state, t.subject, t.body, t.patterns, t.choices, t.citation, t."validFrom", t."validTo", t.digest, a.made, ${WHO.benjamin}, case when t.state <> 'draft' then a.made + interval '2 days' end,
           case when t.state in ('approved', 'superseded', 'expired') then a.made + interval '5 days' end, case when t.state in ('superseded', 'expired') then ${daysAgo(now, 20)}::timestamptz end
      from ${shape} join content.document d using (code) cross join lateral (select ${now}::timestamptz - make_interval(days => t."ageDays" + 6) as made) a
     order by d.document_id, t."versionNo"`);
  return versions + await signAll(tx, rows);
}

const AFTER_DAYS = { author: 1, medical: 3, legal: 4, regulatory: 4, approve: 5 } as const;

/** The signatures of what was approved, and what stands of those in review. */
async function signAll(tx: Tx, rows: readonly Text[]): Promise<number> {
  const texts = new Map(rows.map((text) => [`${text.code} ${text.versionNo}`, text]));
  const versions = await tx.rows<{ versionId: number; code: string; versionNo: number; createdAt: string; approved: boolean }>(sql`
    select v.version_id, d.code, v.version_no, v.created_at, v.approved_at is not null as approved from content.version v join content.document d using (document_id)
     where v.approved_at is not null or v.state = 'in_review' order by v.version_id`);
  const people = new Map((await tx.rows<{ userId: number; name: string; timeZone: string }>(sql`select user_id, name, time_zone from access.person where user_id in (${WHO.benjamin}::integer, ${WHO.rachel}::integer)`)).map((one) => [one.userId, one]));
  const given = versions.flatMap(({ versionId, code, versionNo, createdAt, approved }) => {
    const text = texts.get(`${code} ${versionNo}`);
    const meanings = approved ? (['author', 'medical', 'legal', 'regulatory', 'approve'] as const) : (['author', 'legal'] as const);
    return meanings.flatMap((meaning) => {
      const who = people.get(meaning === 'author' ? WHO.benjamin : WHO.rachel);
      return text && who ? [{
        ...SIGNED_AS[meaning], resource: 'content.version', recordId: versionId, record: signedRecordOf(text, text), userId: who.userId, printedName: who.name, timeZone: who.timeZone,
        signedAt: daysAgo(createdAt, -AFTER_DAYS[meaning]), sessionKey: 'demo', components: ['password'] as const,
      }] : [];
    });
  });
  return (await recordSignatures(tx, given)).length;
}
