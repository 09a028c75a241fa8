import { Problem } from '#platform/problem';
import { renderMail, renderText } from './render.ts';
import { MERGE_FIELDS, type MergeValues } from './rules/merge-fields.ts';
import type { DocumentKind, Renderable } from './types.ts';

export type Preview = { readonly subject: string; readonly html: string | null; readonly text: string; readonly fault: string | null };

/** Stands for each field with the field's own name, so that nobody takes a preview for a mail that somebody got. */
const PLACEHOLDERS: MergeValues = Object.fromEntries(MERGE_FIELDS.map((field) =>
  [field, field.startsWith('links.') ? `https://preview.invalid/${field.slice('links.'.length)}` : `‹${field.replaceAll(/[._]/g, ' ')}›`]));

/** How a version reads, with placeholders for what differs from reader to reader; a text that cannot be rendered says why. */
export async function previewOf(kind: DocumentKind, version: Renderable): Promise<Preview> {
  try {
    if (kind === 'email_template') return { ...(await renderMail(version, PLACEHOLDERS)), fault: null };
    return { subject: version.subject ?? '', html: null, text: renderText(version.body, PLACEHOLDERS), fault: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { subject: version.subject ?? '', html: null, text: '', fault: error.message === error.title ? error.title : `${error.title} ${error.message}` };
  }
}
