import { patch, post } from '../../api/call.ts';
import { DAY_MS } from '../../ui/format.ts';
import { choicesOf, type NewDocument, type Version } from './content.ts';

/** A draft as its form holds it. */
export type Draft = {
  readonly code: string; readonly title: string; readonly kind: string; readonly product: string | null; readonly function: string; readonly audience: string; readonly subject: string; readonly body: string;
  readonly patterns: string; readonly choices: string; readonly citation: string; readonly validFrom: string; readonly validTo: string;
};

const MAIL = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text>Dear {{customer.salutation}},</mj-text>
        <mj-text>…</mj-text>
        <mj-text font-size="12px">{{company.name}}, {{company.address}}. <a href="{{links.unsubscribe}}">Unsubscribe</a></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>
`;

const YEAR_MS = 365 * DAY_MS;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** An empty form, or the draft that is changed. */
export function draftOf(version: Version | undefined, now = Date.now()): Draft {
  if (!version) return { code: '', title: '', kind: 'email_template', product: null, function: 'marketing', audience: 'hcp', subject: '', body: MAIL, patterns: '', choices: '', citation: '', validFrom: dayOf(now), validTo: dayOf(now + YEAR_MS) };
  return {
    code: version.code, title: version.title, kind: version.kind, product: version.productId === null ? null : String(version.productId), function: version.function, audience: version.audience, subject: version.subject ?? '', body: version.body,
    patterns: version.patterns, choices: version.choices.map((choice) => `${choice.code} ${choice.label}`).join('\n'), citation: version.citation, validFrom: version.validFrom, validTo: version.validTo,
  };
}

/** Saves the draft; returns the version to show. */
export async function saveDraft(draft: Draft, version: Version | undefined, idempotencyKey: string): Promise<number> {
  const parsed = choicesOf(draft.choices);
  const desks = new Map(version?.choices.map((choice) => [choice.code, choice.desk]) ?? []);
  const choices = parsed.ok ? parsed.choices.map((choice) => ({ ...choice, ...(desks.get(choice.code) ? { desk: desks.get(choice.code) } : {}) })) : [];
  const content = { subject: draft.subject || null, body: draft.body, patterns: draft.patterns, choices, citation: draft.citation, validFrom: draft.validFrom, validTo: draft.validTo };
  if (version) {
    await patch('/api/content/versions/{versionId}', { path: { versionId: version.versionId }, body: content, idempotencyKey });
    return version.versionId;
  }
  const facts = { code: draft.code, title: draft.title, kind: draft.kind, productId: draft.product === null ? null : Number(draft.product), function: draft.function, audience: draft.audience } as Pick<NewDocument, 'code' | 'title' | 'kind' | 'productId' | 'function' | 'audience'>;
  return (await post('/api/content/documents', { body: { ...facts, ...content }, idempotencyKey })).versionId;
}
