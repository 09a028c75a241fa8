import { sql, type Tx } from '#platform/db';
import type { Person } from '../session.ts';

/** The columns of a colleague `p`, as sessions carry them. */
export const PERSON = sql`p.user_id, p.name, p.email, p.role, p.role_title, p.function, p.time_zone, p.languages,
  exists (select from access.person r where r.manager_id = p.user_id and r.state = 'active') as manages_team`;

export type Found = Person & { readonly accountId: string | null; readonly passwordHash: string | null; readonly hasAuthenticator: boolean };

const COLUMNS = sql`${PERSON}, a.account_id, a.password_hash, coalesce(f.confirmed_at is not null, false) as has_authenticator`;
const FROM = sql`access.person p left join auth.account a on a.account_id = p.auth_id left join auth.authenticator f on f.account_id = a.account_id`;

/** An active colleague by address. */
export const findByEmail = (tx: Tx, email: string): Promise<Found | undefined> => tx.maybe(sql`
  select ${COLUMNS} from ${FROM} where lower(p.email) = lower(${email}) and p.state = 'active' limit 1`);

export const findByAccount = (tx: Tx, accountId: string): Promise<Found | undefined> => tx.maybe(sql`
  select ${COLUMNS} from ${FROM} where a.account_id = ${accountId} and p.state = 'active'`);

export const findByUser = (tx: Tx, userId: number): Promise<Found | undefined> => tx.maybe(sql`
  select ${COLUMNS} from ${FROM} where p.user_id = ${userId}::integer and p.state = 'active'`);
