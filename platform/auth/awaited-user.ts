import type pg from 'pg';

/** The account that has given its password and is asked for a code: its id stands behind the token of a cookie, which nobody can guess. */
export async function awaitedUser(pool: pg.Pool, headers: Headers | undefined): Promise<string | undefined> {
  const [, token] = /two_factor=([\w-]+)\./.exec(headers?.get('cookie') ?? '') ?? []; // the token, then its signature
  if (!token) return undefined;
  const { rows } = await pool.query<{ value: string }>('select value from "verification" where identifier = $1 and "expiresAt" > now()', [token]);
  return rows[0]?.value;
}
