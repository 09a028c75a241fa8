import { Problem } from '#platform/problem';
import { asHtml, asLine, fillTemplate, parseTemplate, type MergeValues, type Template } from './rules/merge-fields.ts';
import { plainTextOf } from './rules/plain-text.ts';
import type { DocumentKind, Renderable } from './types.ts';

export type RenderedMail = { readonly subject: string; readonly html: string; readonly text: string };
type Compiled = { readonly html: Template; readonly text: Template };

const MOST_KEPT = 100; // compiled layouts of about 40 kB
const compiled = new Map<string, Promise<Compiled>>();

/** Layouts hold no code, read no files and load nothing by themselves. */
const FORBIDDEN: readonly [RegExp, string][] = [
  [/<\s*mj-include\b/i, 'mj-include'], [/<\s*(script|iframe|object|embed|form|link|meta|base)\b/i, 'active HTML'], [/\son[a-z]+\s*=/i, 'event handlers'],
  [/\b(href|src)\s*=\s*["']?\s*(javascript|vbscript|data)\s*:/i, 'script addresses'], [/@import|expression\s*\(/i, 'style imports'],
];

function cut(text: string): Template {
  const parsed = parseTemplate(text);
  if (parsed.ok) return parsed.template;
  throw new Problem('content.field_unknown', { detail: `Unknown: ${parsed.unknown.join(', ')}.`, unknown: parsed.unknown });
}

function fill(template: Template, values: MergeValues, encode: (value: string) => string): string {
  const filled = fillTemplate(template, values, encode);
  if (filled.ok) return filled.text;
  throw new Problem(`content.${filled.reason}`, { detail: `{{${filled.field}}} has ${filled.reason === 'field_missing' ? 'no value' : 'no web address'}.`, field: filled.field });
}

async function compile(body: string): Promise<Compiled> {
  const forbidden = FORBIDDEN.find(([pattern]) => pattern.test(body));
  if (forbidden) throw new Problem('content.template_invalid', { detail: `The layout may not hold ${forbidden[1]}.` });
  const text = cut(plainTextOf(body));
  cut(body);
  const { default: mjml2html } = await import('mjml'); // takes half a second to load, a third of the start of a program that may never render
  // No fonts: a mail that fetches one tells a third party who reads it.
  const result = await mjml2html(body, { validationLevel: 'soft', fonts: {}, keepComments: true, ignoreIncludes: true }).catch((cause: unknown) => {
    throw new Problem('content.template_invalid', { detail: `The layout is not MJML: ${(cause as Error).message.slice(0, 200)}` }, { cause });
  });
  const [fault] = result.errors;
  if (fault) throw new Problem('content.template_invalid', { detail: `Line ${fault.line}: ${fault.message} (${fault.tagName})` });
  return { html: cut(result.html), text };
}

function compiledOf(body: string): Promise<Compiled> {
  const known = compiled.get(body) ?? compile(body);
  compiled.delete(body); // the newest used stays longest
  compiled.set(body, known);
  known.catch(() => compiled.delete(body));
  if (compiled.size > MOST_KEPT) compiled.delete(compiled.keys().next().value as string);
  return known;
}

/** What a mail must hold by law, and that its choices are those on file. */
function assertComplete(mail: Renderable, { html, text }: Compiled): void {
  const fields = new Set([...html.fields, ...text.fields]);
  if (!html.fields.includes('links.unsubscribe')) throw new Problem('content.unsubscribe_missing');
  if (!html.fields.includes('company.address')) throw new Problem('content.address_missing');
  const offered = [...fields].filter((field) => field.startsWith('links.choice.')).map((field) => Number(field.slice('links.choice.'.length)));
  const wanted = mail.choices.map((_, index) => index + 1);
  const differing = [...offered.filter((one) => !wanted.includes(one)), ...wanted.filter((one) => !offered.includes(one))];
  if (differing.length) throw new Problem('content.choice_mismatch', { detail: `Choice ${differing.join(', ')} stands only in one of the two.` });
}

/**
 * One mail as it leaves: subject, HTML and plain text with the values put in. Refuses, with a problem, an unknown field, a value that is missing, and
 * a mail without unsubscribe link or postal address. A layout is compiled once for all its readers.
 */
export async function renderMail(version: Renderable, values: MergeValues): Promise<RenderedMail> {
  const layout = await compiledOf(version.body);
  assertComplete(version, layout);
  if (!version.subject?.trim()) throw new Problem('content.subject_missing');
  return {
    subject: asLine(fill(cut(version.subject), values, asLine)),
    html: fill(layout.html, values, asHtml),
    text: fill(layout.text, values, (value) => value),
  };
}

/** A script, response or text message with the values put in. */
export const renderText = (text: string, values: MergeValues): string => fill(cut(text), values, (value) => value);

/** Refuses a text that could not be rendered later, by the same rules as rendering. */
export async function assertRenderable(kind: DocumentKind, version: Renderable): Promise<void> {
  if (kind === 'email_template') {
    if (!version.subject?.trim()) throw new Problem('content.subject_missing');
    cut(version.subject);
    assertComplete(version, await compiledOf(version.body));
    return;
  }
  cut(`${version.subject ?? ''} ${version.body}`);
}
