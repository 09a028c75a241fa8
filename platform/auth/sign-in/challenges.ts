import { sql, type Tx } from '#platform/db';
import type { Parts } from './parts.ts';
import { hashOf, newToken } from './secrets.ts';

export type ChallengeKind = 'code' | 'passkey_sign_in' | 'passkey_proof' | 'passkey_signing' | 'passkey_add' | 'provider';
export type Challenge<Data> = { readonly accountId: string | null; readonly data: Data };

const LIVES_MINUTES = 10;

/** Begins something that waits for its answer; the cookie alone can give it. */
export async function beginChallenge(tx: Tx, { site }: Parts, { kind, accountId = null, data = {} }: { kind: ChallengeKind; accountId?: string | null; data?: object }): Promise<string> {
  const token = newToken();
  await tx.run(sql`
    insert into auth.challenge (token_hash, kind, account_id, data, expires_at)
    values (${hashOf(token)}, ${kind}, ${accountId}, ${JSON.stringify(data)}::jsonb, ${tx.now}::timestamptz + make_interval(mins => ${LIVES_MINUTES}::integer))`);
  return site.cookie('step', token, LIVES_MINUTES * 60);
}

/** What was begun, still there for another try. */
export const findChallenge = <Data>(tx: Tx, kind: ChallengeKind, token: string | undefined): Promise<Challenge<Data> | undefined> => tx.maybe(sql`
  select account_id, data from auth.challenge where token_hash = ${hashOf(token ?? '')} and kind = ${kind} and expires_at > ${tx.now}::timestamptz`);

/** Takes what was begun: of several answers at once, one finds it. */
export const takeChallenge = <Data>(tx: Tx, kind: ChallengeKind, token: string | undefined): Promise<Challenge<Data> | undefined> => tx.maybe(sql`
  delete from auth.challenge where token_hash = ${hashOf(token ?? '')} and kind = ${kind} and expires_at > ${tx.now}::timestamptz returning account_id, data`);
