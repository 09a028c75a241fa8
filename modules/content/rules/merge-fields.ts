/** The closed list of what a text may ask for. There is no other syntax: no conditions, no loops, no way into an object. */
export const MERGE_FIELDS = [
  'customer.name', 'customer.salutation', 'customer.given_name', 'customer.family_name', 'customer.credential', 'customer.city',
  'product.name', 'payer.name', 'plan.name', 'sender.name', 'sender.title', 'company.name', 'company.address',
  'links.unsubscribe', 'links.choice.1', 'links.choice.2', 'links.choice.3', 'links.choice.4', 'links.choice.5', 'links.choice.6',
] as const;
type MergeField = (typeof MERGE_FIELDS)[number];
export type MergeValues = Readonly<Partial<Record<MergeField, string>>>;

const KNOWN: ReadonlySet<string> = new Set(MERGE_FIELDS);
const LINK = /^https?:\/\/[^\s"'<>]+$/;

/** A text cut at its merge fields: plain pieces and fields in turn. */
export type Template = { readonly pieces: readonly string[]; readonly fields: readonly MergeField[] };
export type Parsed = { readonly ok: true; readonly template: Template } | { readonly ok: false; readonly unknown: readonly string[] };
export type Filled = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: 'field_missing' | 'link_invalid'; readonly field: MergeField };

/** Cuts a text at its merge fields; a field that is not on the list, or a brace that opens and does not close, is named. */
export function parseTemplate(text: string): Parsed {
  const [first = '', ...rest] = text.split('{{');
  const pieces = [first];
  const fields: MergeField[] = [];
  const unknown: string[] = [];
  for (const part of rest) {
    const end = part.indexOf('}}');
    const name = (end < 0 ? part.slice(0, 40) : part.slice(0, end)).trim();
    if (end >= 0 && KNOWN.has(name)) {
      fields.push(name as MergeField);
      pieces.push(part.slice(end + 2));
    } else {
      unknown.push(end < 0 ? `{{${name}` : `{{${name}}}`);
    }
  }
  return unknown.length ? { ok: false, unknown: [...new Set(unknown)] } : { ok: true, template: { pieces, fields } };
}

/** Puts the values in, each encoded for where it goes; a value that is absent or a link that leads nowhere is refused by name. */
export function fillTemplate({ pieces, fields }: Template, values: MergeValues, encode: (value: string) => string): Filled {
  let text = pieces[0] ?? '';
  for (const [index, field] of fields.entries()) {
    const value = values[field];
    if (value === undefined) return { ok: false, reason: 'field_missing', field };
    if (field.startsWith('links.') && !LINK.test(value)) return { ok: false, reason: 'link_invalid', field };
    text += encode(value) + (pieces[index + 1] ?? '');
  }
  return { ok: true, text };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const asHtml = (value: string): string => value.replace(/[&<>"']/g, (letter) => ENTITIES[letter] as string);
/** One line: what goes into a header must not begin another. */
export const asLine = (value: string): string => value.replace(/[\r\n\u2028\u2029\0]+/g, ' ').trim();
