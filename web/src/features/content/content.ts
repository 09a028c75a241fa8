import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, type Answer, type Body, type RowOf } from '../../api/call.ts';
import type { FunctionName } from '../../ui/theme/tokens.ts';

export type DocumentRow = RowOf<'/api/content/documents'>;
export type VersionPage = Answer<'/api/content/versions/{versionId}'>;
export type Version = VersionPage['version'];
export type Signature = VersionPage['signatures'][number];
export type Preview = VersionPage['preview'];
export type ReviewRow = Answer<'/api/content/reviews'>['due'][number];
export type NewDocument = Body<'/api/content/documents'>;
export type LibrarySearch = Partial<Record<'state' | 'kind' | 'q' | 'cursor' | 'panel', string>>;
export type Meaning = 'medical' | 'legal' | 'regulatory' | 'approve';

export const STATES = ['draft', 'in_review', 'approved', 'expired', 'withdrawn', 'superseded'] as const;
export const KINDS = ['email_template', 'script', 'standard_response', 'presentation', 'sms_template', 'leaflet'] as const;
export const FUNCTIONS = ['marketing', 'sales', 'contact_centre', 'medical', 'market_access', 'patient_services'] as const;
export const AUDIENCES = ['hcp', 'payer', 'patient', 'any'] as const;
/** What a text may ask for; anything else is refused when it is handed in. */
export const MERGE_FIELDS = [
  'customer.salutation', 'customer.name', 'customer.given_name', 'customer.family_name', 'product.name', 'payer.name', 'plan.name', 'sender.name', 'sender.title', 'company.name', 'company.address', 'links.unsubscribe', 'links.choice.1',
] as const;

export const functionName = (name: string): FunctionName => name.replaceAll('_', '-') as FunctionName;
const known = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((one) => one === value);

export function libraryQuery(search: LibrarySearch) {
  const query = { state: known(STATES, search.state), kind: known(KINDS, search.kind), q: search.q, cursor: search.cursor, limit: 50 };
  return queryOptions({ queryKey: ['content.version', 'library', query], queryFn: ({ signal }) => get('/api/content/documents', { query, signal }), placeholderData: keepPreviousData });
}

export const versionQuery = (versionId: string) => queryOptions({
  queryKey: ['content.version', versionId], queryFn: ({ signal }) => get('/api/content/versions/{versionId}', { path: { versionId: Number(versionId) }, signal }),
});

export const reviewsQuery = () => queryOptions({ queryKey: ['content.version', 'reviews'], queryFn: ({ signal }) => get('/api/content/reviews', { query: {}, signal }) });
export const productsQuery = () => queryOptions({ queryKey: ['products', 'own'], queryFn: ({ signal }) => get('/api/products', { query: { ownOnly: 'true' }, signal }), staleTime: 300_000 });

export type Choice = { readonly code: string; readonly label: string };
/** Choices as lines of a field; a line that is none gives its number. */
export function choicesOf(text: string): { readonly ok: true; readonly choices: readonly Choice[] } | { readonly ok: false; readonly line: number } {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const parsed = lines.map((line) => /^([a-z0-9_-]{1,40})\s+(.{1,120})$/.exec(line));
  const fault = parsed.findIndex((one) => one === null);
  if (fault >= 0) return { ok: false, line: fault + 1 };
  return { ok: true, choices: parsed.map((one) => ({ code: one?.[1] ?? '', label: one?.[2] ?? '' })) };
}

export type Line = { readonly kind: 'kept' | 'added' | 'removed'; readonly text: string };
const MOST_LINES = 600; // the table below grows with the square

/** What two texts differ in, line by line (longest common subsequence). */
export function differences(before: string, after: string): readonly Line[] {
  const [a, b] = [before.split('\n').slice(0, MOST_LINES), after.split('\n').slice(0, MOST_LINES)];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) (common[i] as Uint16Array)[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'kept', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) lines.push({ kind: 'removed', text: a[i++] ?? '' });
    else lines.push({ kind: 'added', text: b[j++] ?? '' });
  }
  return lines;
}
