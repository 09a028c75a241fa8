import type { Actor, Db } from '#platform/db';
import type { Person } from '../session.ts';
import type { Keys } from './secrets.ts';
import type { Site } from './site.ts';

/** What every part of the sign-in works with. */
export type Parts = {
  /** The sign-in's own connection: it alone reaches the schema auth, and little else. */
  readonly db: Db;
  readonly keys: Keys;
  readonly site: Site;
  /** Sessions that were found a moment ago are looked up again. */
  readonly forget: () => void;
  /** Work that is done after the answer, so that its time tells nothing. */
  readonly afterwards: (work: Promise<unknown>) => void;
};

export const actorOf = ({ role, userId }: Pick<Person, 'role' | 'userId'>): Actor => ({ kind: 'person', role, userId });
