import { recordDigest } from '#platform/audit';
import type { DocumentFacts, VersionContent } from './types.ts';

type Version = VersionContent & { readonly versionNo: number };

/** What a signature is bound to: everything a reader would be shown, and to whom it may go. */
export const signedRecordOf = (document: DocumentFacts, version: Version) => ({
  code: document.code, kind: document.kind, title: document.title, productId: document.productId, function: document.function, audience: document.audience, market: document.market, language: document.language,
  versionNo: version.versionNo, subject: version.subject, body: version.body, patterns: version.patterns, choices: version.choices.map(({ code, label, desk }) => ({ code, label, desk: desk ?? null })),
  citation: version.citation, validFrom: version.validFrom, validTo: version.validTo,
});

export const digestOf = (document: DocumentFacts, version: Version): string => recordDigest(signedRecordOf(document, version));
