import type { Actor, Role } from '#platform/db';

/** A colleague as the product knows him. */
export type Person = {
  readonly userId: number;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly roleTitle: string;
  readonly function: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  /** Others answer to this person. */
  readonly managesTeam: boolean;
};

export type Session = {
  readonly sessionId: string;
  readonly accountId: string;
  readonly person: Person;
  readonly actor: Actor;
  /** Ends then without another deed, and then whatever is done; null where a key asks. */
  readonly idleEndsAt: string | null;
  readonly endsAt: string | null;
  /** Until when a proof of who she is opens deeds on her account. */
  readonly provedUntil: string | null;
  /** The company demands a second step and she has none: all that is open is to set one up. */
  readonly lacksSecondStep: boolean;
  /** A key that asks in her name, for no more than these permissions. */
  readonly key: { readonly keyId: number; readonly scopes: readonly string[] } | null;
};

/** Finds whose session, or whose key, the request carries, or null. */
export type FindSession = (headers: Headers) => Promise<Session | null>;
