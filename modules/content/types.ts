import type { SignatureMeaning } from '#platform/audit';
import type { LocalDate } from '#platform/db';

export const DOCUMENT_KINDS = ['email_template', 'script', 'standard_response', 'presentation', 'sms_template', 'leaflet'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const VERSION_STATES = ['draft', 'in_review', 'approved', 'expired', 'withdrawn', 'superseded'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** What a signature says: the author made it, three disciplines found it right, and it may be used. */
export const MEANINGS = ['author', 'medical', 'legal', 'regulatory', 'approve'] as const;
export type Meaning = (typeof MEANINGS)[number];
/** All of them must have signed the very text before it can be approved. */
export const REVIEWS = ['medical', 'legal', 'regulatory'] as const satisfies readonly Meaning[];

/** Each of them as a signature's general meaning, and for which discipline. */
export const SIGNED_AS: Readonly<Record<Meaning, { readonly meaning: SignatureMeaning; readonly capacity: string }>> = {
  author: { meaning: 'authorship', capacity: '' }, approve: { meaning: 'approval', capacity: '' },
  medical: { meaning: 'review', capacity: 'medical' }, legal: { meaning: 'review', capacity: 'legal' }, regulatory: { meaning: 'review', capacity: 'regulatory' },
};

export const AUDIENCES = ['hcp', 'payer', 'patient', 'any'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** One answer that a reader can give with one click. */
export type Choice = { readonly code: string; readonly label: string; readonly desk?: string };

export type DocumentFacts = {
  readonly code: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly productId: number | null;
  readonly function: string;
  readonly audience: Audience;
  readonly market: string;
  readonly language: string;
};

/** What a version says; the digest is made from this and from what its document is. */
export type VersionContent = {
  readonly subject: string | null;
  /** MJML for mail, plain text for everything else. */
  readonly body: string;
  /** How customers ask for it, a line each. */
  readonly patterns: string;
  readonly choices: readonly Choice[];
  /** The reference that bears the claims. */
  readonly citation: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate;
};

/** Enough of a version to render it. */
export type Renderable = { readonly subject: string | null; readonly body: string; readonly choices: readonly Choice[] };
