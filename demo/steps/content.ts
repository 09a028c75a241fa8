import { digestOf, type DocumentFacts, type VersionContent, type VersionState } from '#content';
import { sql } from '#platform/db';
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
  return versions + await tx.run(sql`
    insert into content.signature (version_id, user_id, meaning, digest, signed_at)
    select v.version_id, case m.meaning when 'author' then ${WHO.benjamin}::integer else ${WHO.rachel}::integer end, m.meaning, v.digest, v.created_at + m.after
      from content.version v cross join (values ('author', interval '1 day'), ('medical', interval '3 days'), ('legal', interval '4 days'), ('regulatory', interval '4 days'), ('approve', interval '5 days')) as m(meaning, after)
     where v.approved_at is not null or (v.state = 'in_review' and m.meaning in ('author', 'legal'))`);
}
