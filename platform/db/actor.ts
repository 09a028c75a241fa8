/** The group roles of the database; each person acts as exactly one of them in a transaction. */
export const ROLES = [
  'administrator', 'market_access', 'marketing', 'contact_centre', 'medical', 'field', 'director',
  'steward', 'reviewer', 'safety', 'privacy', 'engine', 'merger', 'visitor',
] as const;
export type Role = (typeof ROLES)[number];

/** On whose behalf a transaction runs. It travels into row-level security, events and the audit trail. */
export type Actor = {
  readonly kind: 'person' | 'system' | 'customer' | 'app';
  readonly role: Role;
  /** access.person.user_id; null for the system and for visitors. */
  readonly userId: number | null;
  readonly requestId?: string;
  /** Why protected data is read, where a purpose is demanded. */
  readonly purpose?: string;
  /** Why the person makes the changes of this request, where a reason is asked for: a code of the list, and words. */
  readonly change?: { readonly code: string; readonly words: string };
};

/** The orchestration engine and its jobs: sees what commerce may see, never medical, safety or patient content. */
export const ENGINE: Actor = Object.freeze({ kind: 'system', role: 'engine', userId: null });
/** Somebody who follows a link in a mail or has not signed in. */
export const VISITOR: Actor = Object.freeze({ kind: 'customer', role: 'visitor', userId: null });
