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

export type Session = { readonly sessionId: string; readonly person: Person; readonly actor: Actor };

/** Finds an active colleague by the id of the sign-in, or by e-mail address. */
export type FindPerson = (key: { readonly authId: string } | { readonly email: string }) => Promise<Person | undefined>;

/** Finds whose session the request carries, or null. */
export type FindSession = (headers: Headers) => Promise<Session | null>;
