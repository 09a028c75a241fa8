import { createHash } from 'node:crypto';
import type { DocumentFacts, VersionContent } from './types.ts';

/** What a signature is bound to: everything a reader would be shown, and to whom it may go, in one fixed order. */
export function digestOf(document: DocumentFacts, version: VersionContent & { readonly versionNo: number }): string {
  const canonical = JSON.stringify([
    document.code, document.kind, document.title, document.productId, document.function, document.audience, document.market, document.language,
    version.versionNo, version.subject, version.body, version.patterns, version.choices.map(({ code, label, desk }) => [code, label, desk ?? null]),
    version.citation, version.validFrom, version.validTo,
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}
