import { audit } from '#platform/audit';
import { ENGINE, sql, VISITOR, type Actor, type Tx } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Person, Session } from '../session.ts';
import { deed } from './account.ts';
import { actorOf, type Parts } from './parts.ts';
import { PERSON } from './people.ts';
import { hashOf, newToken } from './secrets.ts';

const PREFIX = 'tutti_';
const MOST = 20;
export const LONGEST_KEY_DAYS = 365;
const USED_EVERY = '1 minute';

export type ApiKey = {
  readonly keyId: number; readonly name: string; readonly ending: string; readonly scopes: readonly string[];
  readonly createdAt: string; readonly expiresAt: string; readonly usedAt: string | null; readonly revokedAt: string | null;
  readonly userId: number; readonly userName: string;
};

const COLUMNS = sql`k.key_id, k.name, k.ending, k.scopes, k.created_at, k.expires_at, k.used_at, k.revoked_at, p.user_id, p.name as user_name`;

/** What no key may do, whatever its owner may: get at accounts, say who else gets in, sign in a person's place, listen as a page does. */
export const mayBeScope = (permission: string): boolean => !/^(account|sign_in|session|access|live):/.test(permission) && permission !== 'signatures:sign';

export const listOwnKeys = ({ db }: Parts, { accountId, actor }: Session): Promise<ApiKey[]> => db.read(actor, (tx) => tx.rows(sql`
  select ${COLUMNS} from auth.api_key k join access.person p on p.auth_id = k.account_id where k.account_id = ${accountId} order by k.revoked_at is not null, k.key_id desc limit 100`));

export const listKeys = ({ db }: Parts, actor: Actor): Promise<ApiKey[]> => db.read(actor, (tx) => tx.rows(sql`
  select ${COLUMNS} from auth.api_key k join access.person p on p.auth_id = k.account_id order by k.revoked_at is not null, k.key_id desc limit 500`));

export type NewKey = { readonly name: string; readonly scopes: readonly string[]; readonly days: number };

/** Makes a key; its text is given once and kept as a hash. */
export const makeKey = (parts: Parts, session: Session, { name, scopes, days }: NewKey): Promise<{ keyId: number; key: string }> => deed(parts, session, async (tx) => {
  const { open } = await tx.one<{ open: number }>(sql`
    select count(*)::integer as open from auth.api_key where account_id = ${session.accountId} and revoked_at is null and expires_at > ${tx.now}::timestamptz`);
  if (open >= MOST) throw new Problem('account.too_many_keys');
  const key = `${PREFIX}${newToken()}`;
  const { keyId } = await tx.one<{ keyId: number }>(sql`
    insert into auth.api_key (key_hash, account_id, name, ending, scopes, created_at, expires_at)
    values (${hashOf(key)}, ${session.accountId}, ${name}, ${key.slice(-4)}, ${[...new Set(scopes)].sort()}::text[], ${tx.now}::timestamptz, ${tx.now}::timestamptz + make_interval(days => ${days}::integer))
    returning key_id`);
  await audit(tx, { action: 'account.make_key', resource: 'auth.api_key', recordId: keyId, after: { name, scopes, days } });
  return { keyId, key };
});

async function endKey(tx: Tx, keyId: number, accountId: string | null): Promise<void> {
  const found = await tx.maybe<{ name: string; userId: number }>(sql`
    update auth.api_key k set revoked_at = ${tx.now}::timestamptz from access.person p
     where k.key_id = ${keyId}::integer and (${accountId}::text is null or k.account_id = ${accountId}::text) and k.revoked_at is null and p.auth_id = k.account_id
    returning k.name, p.user_id`);
  if (!found) throw new Problem('request.not_found');
  await audit(tx, { action: accountId ? 'account.revoke_key' : 'sign_in.revoke_key', resource: 'auth.api_key', recordId: keyId, before: { name: found.name, userId: found.userId } });
}

/** Ends a key: one's own, or anybody's where no account is named. */
export async function revokeKey(parts: Parts, actor: Actor, { keyId, accountId }: { keyId: number; accountId: string | null }): Promise<void> {
  await parts.db.transaction(actor, (tx) => endKey(tx, keyId, accountId));
  parts.forget();
}

/** The key that a request carries. */
export const keyOf = (headers: Headers): string | undefined => /^Bearer (tutti_[\w-]{43})$/i.exec(headers.get('authorization') ?? '')?.[1];

type Row = Person & { keyId: number; scopes: string[]; accountId: string };

/** Who asks by this key; none when it was revoked, has run out, or its owner is no longer there. */
export async function findByKey({ db, afterwards }: Parts, key: string): Promise<Session | null> {
  const row = await db.read(VISITOR, (tx) => tx.maybe<Row>(sql`
    select ${PERSON}, k.key_id, k.scopes, k.account_id from auth.api_key k join access.person p on p.auth_id = k.account_id and p.state = 'active'
     where k.key_hash = ${hashOf(key)} and k.revoked_at is null and k.expires_at > ${tx.now}::timestamptz`));
  if (!row) return null;
  const { keyId, scopes, accountId, ...person } = row;
  afterwards(db.transaction(ENGINE, (tx) => tx.run(sql`
    update auth.api_key set used_at = ${tx.now}::timestamptz where key_id = ${keyId}::integer and (used_at is null or used_at <= ${tx.now}::timestamptz - ${USED_EVERY}::interval)`)));
  return { sessionId: `key-${keyId}`, accountId, person, actor: actorOf(person), idleEndsAt: null, endsAt: null, provedUntil: null, lacksSecondStep: false, key: { keyId, scopes } };
}
